## When a command, button or form cannot do what it says

admins-only = Das ist für Admins: wer den Server verwalten darf oder eine Rolle hat, die mit /settings festgelegt ist.
command-failed = Etwas ist schiefgegangen. Bitte gleich noch einmal versuchen; bleibt es so, bitte dem Betreiber dieses Bots melden.
command-forbidden = Das darf ich hier nicht. Ein Admin kann meine Berechtigungen in diesem Kanal prüfen.
command-outdated = Meine Befehle haben sich gerade geändert. Bitte Discord neu laden und noch einmal versuchen.
command-expired = { $name }, Discord ließ mir keine Zeit zu antworten. Bitte noch einmal versuchen.
explain-wordless = In dieser Nachricht stehen keine Worte, die ich erklären könnte. Versuch es mit einer Nachricht, die Text hat.

## Before a discussion is summarized

discussion-reading = Lese die Nachrichten von { $name } …
discussion-forbidden = Ich darf die Nachrichten dort nicht lesen. Ein Admin kann mir die Berechtigungen „Kanal anzeigen“ und „Nachrichtenverlauf anzeigen“ geben.
discussion-no-permission = Ich kann { $name } nicht lesen: Mir fehlt dort die Berechtigung „{ $permission }“. Ein Admin kann sie mir geben.
discussion-not-yours = Du darfst { $name } nicht lesen, daher fasse ich es dir nicht zusammen.
discussion-no-content = Ich kann nicht lesen, was geschrieben wird: Der Zugriff auf Nachrichteninhalte ist aus. Der Betreiber dieses Bots kann ihn im Entwicklerportal von Discord einschalten.
discussion-no-thread = Das ist kein Thread. Nutze den Befehl in einem Thread oder bitte um „diesen Kanal seit …“.
discussion-not-member = Ich bin hier kein Mitglied und kann die Nachrichten nicht lesen. Wer den Server verwaltet, kann mich hinzufügen.

## Buttons under an answer

vote-up-kept = Danke! Ich habe notiert, dass es geholfen hat.
vote-down-kept = Danke. Es ist notiert, damit Dokumente und Antworten besser werden.
wrong-title = Was war falsch?
wrong-label = In wenigen Worten, wenn du magst
wrong-example = Es stimmt nicht, es fehlt etwas, es ist schwer zu verstehen …
stop-done = Angehalten. Was bis dahin geprüft war, bleibt stehen.
follow-up-asked = { $name } fragt: { $question }
share-done = Erledigt: Alle hier können es jetzt lesen.
share-twice = Diese Antwort hast du schon geteilt.
share-not-yours = Nur wer gefragt hat, kann diese Antwort teilen.
share-not-member = Ich kann hier von mir aus nicht schreiben und sie daher nicht teilen. Du kannst den Text kopieren.
share-no-permission = Mir fehlt hier die Berechtigung „{ $permission }“. Ein Admin kann sie mir geben; versuch es dann noch einmal.
page-back = Zurück
page-on = Weiter

## What /help, /sources and /status say

help-heading = So fragst du mich
help-ask = Erwähne mich mit einer Frage, antworte auf eine meiner Antworten oder schreib mir eine Direktnachricht.
help-follow-up = In einem Thread, den ich begonnen habe, schreib einfach weiter.
help-commands = Befehle
help-explain-menu = im Menü einer Nachricht: erklärt sie aus den Dokumenten
help-admins = Für Admins
sources-none = Hier gibt es noch keine Dokumente. Ein Admin kann mit /reindex welche hinzufügen.
sources-heading =
    { $count ->
        [one] Meine Antworten hier kommen aus { $count } Dokument
       *[other] Meine Antworten hier kommen aus { $count } Dokumenten
    }
status-index = Index
status-no-index = Noch ist nichts indexiert. Nutze /reindex mit einem Link.
status-size =
    { $documents ->
        [one] { $documents } Dokument
       *[other] { $documents } Dokumente
    }, { $passages ->
        [one] { $passages } Passage
       *[other] { $passages } Passagen
    }
status-age = Alter: { $age } ({ $date })
status-embedder = Vektoren: { $name }
status-answers = Antworten
status-no-model = Es ist kein Sprachmodell eingerichtet: Die Quellen werden zitiert.
status-models = Geschrieben von: { $names }
status-answers-today = Heute hier gegeben: { $count }
status-limit = Heute hier verbrauchte Fragen: { $used } von { $most }
status-budget = Kosten hier heute: { $spent } $ von { $budget } $
status-gaps = Hier zuletzt unbeantwortet

## /reindex

reindex-reading = Lese … { $time }
reindex-running = Ich lese schon Dokumente ein, seit { $time }. Versuch es wieder, wenn das fertig ist.
reindex-failed = Die Dokumente ließen sich nicht lesen, alles bleibt, wie es war: { $reason }
reindex-direct = Nutze /reindex auf dem Server, für den die Dokumente sind.
reindex-no-link = Das ist kein Link zu einer Seite oder Datei. Er sollte mit https:// beginnen.
reindex-taken = Dieser Link ist schon im Index, und nicht nur für die Leute hier, daher bleibt er, wie er ist. Ganz ohne Link liest /reindex ihn neu.
reindex-file-too-large = Die Datei ist größer als { $limit } MB und wurde nicht gelesen. Mit einer kleineren oder einem Link geht es.
reindex-done = Fertig in { $time }
reindex-none-read = Nichts wurde gelesen; was da war, bleibt.
reindex-added =
    { $count ->
        [one] { $count } Dokument hinzugefügt
       *[other] { $count } Dokumente hinzugefügt
    }
reindex-changed =
    { $count ->
        [one] { $count } Dokument geändert
       *[other] { $count } Dokumente geändert
    }
reindex-unchanged =
    { $count ->
        [one] { $count } Dokument unverändert
       *[other] { $count } Dokumente unverändert
    }
reindex-removed =
    { $count ->
        [one] { $count } Dokument entfernt
       *[other] { $count } Dokumente entfernt
    }
reindex-not-read = Nicht gelesen: { $name }
reindex-more-failed =
    { $count ->
        [one] { $count } weiteres ließ sich nicht lesen
       *[other] { $count } weitere ließen sich nicht lesen
    }
reindex-scoped = Nur für hier: Niemand anderswo bekommt Antworten aus dem, was hier gegeben wurde. Die nächste Frage kann es schon nutzen.
reindex-nothing = Es gab nichts zu lesen. Gib einen Link oder eine Datei an.

## /settings

settings-heading = Einstellungen für { $where }
settings-the-server = den ganzen Server
settings-for-server = Für den ganzen Server
settings-for-here = Für diesen Kanal
settings-for-other = Für einen anderen Kanal …
settings-direct = Einstellungen gehören zu einem Server. Nutze /settings dort.
settings-saved = Gespeichert: { $value }
settings-more-saved = Gespeichert.
settings-unchanged = Es wurde nichts geändert.
settings-inherited = Wie auf dem Server ({ $value })
settings-as-server = Wie auf dem Server
settings-more = Weitere Einstellungen
settings-reset-channel = Zurück zu denen des Servers
settings-reset-server = Zurück zum Anfang
settings-reset-done = Das alles ist wieder wie am Anfang.
settings-listening = Worauf ich antworte
settings-listening-mentions = Antwortet, wenn er erwähnt wird
settings-listening-everything = Beantwortet jede Frage
settings-listening-nothing = Antwortet nur auf Befehle
settings-placement = Wohin Antworten kommen
settings-placement-thread = Antwortet in einem Thread
settings-placement-channel = Antwortet im Kanal
settings-placement-both = Antwortet im Thread und zeigt es im Kanal
settings-sources = Welche Dokumente ich nutze
settings-sources-all = Nutzt alle Dokumente
settings-sources-own = Nutzt nur die Dokumente dieses Servers
settings-language = Sprache
settings-language-automatic = Antwortet in der Sprache der Frage
settings-language-one = Antwortet immer auf { $language }
settings-length = Wie lang Antworten sind
settings-length-short = Kurze Antworten
settings-length-normal = Antworten von normaler Länge
settings-length-long = Lange Antworten
settings-silent-unknown = Wenn ich nichts weiß und keiner mich rief
settings-silent-unknown-yes = Nichts sagen
settings-silent-unknown-no = Sagen, dass ich es nicht weiß
settings-follow-up-unmentioned = Nachrichten in Threads von mir
settings-follow-up-unmentioned-yes = Sind weitere Fragen
settings-follow-up-unmentioned-no = Nur, wenn sie mich erwähnen
settings-answer-bots = Andere Bots
settings-answer-bots-yes = Bekommen Antworten
settings-answer-bots-no = Werden nicht beachtet
settings-guests-read-all = Leute von außerhalb (Gäste)
settings-guests-read-all-yes = Erfahren alles, was andere hier lesen dürfen
settings-guests-read-all-no = Erfahren nur, was alle lesen dürfen
settings-experts = Fachleute, gerufen, wo die Dokumente nicht antworten:
settings-experts-inherited = Fachleute, gerufen, wo die Dokumente nicht antworten; wie auf dem Server: { $value }
settings-experts-set = Fachleute sind { $roles }
settings-experts-none = es werden keine Fachleute gerufen
settings-admins = Admins, neben denen, die den Server verwalten:
settings-admins-set = Admins sind { $roles } und wer den Server verwaltet
settings-admins-none = Admins sind die, die den Server verwalten
settings-nobody = niemand
settings-no-role = Keine Rolle
