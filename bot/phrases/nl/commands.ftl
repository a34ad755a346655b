## When a command, button or form cannot do what it says

admins-only = Dit is voor admins: wie de server mag beheren, en wie een rol heeft die met /settings is gekozen.
command-failed = Er ging iets mis. Probeer het zo nog eens; blijft het zo, meld het dan bij wie deze bot beheert.
command-forbidden = Dat mag ik hier niet. Een admin kan mijn rechten in dit kanaal bekijken.
command-outdated = Mijn commando’s zijn net veranderd. Laad Discord opnieuw en probeer het nog eens.
command-expired = { $name }, Discord gaf me geen tijd om te antwoorden. Probeer het nog eens.
explain-wordless = In dit bericht staan geen woorden die ik kan uitleggen. Probeer een bericht met tekst.

## Before a discussion is summarized

discussion-reading = De berichten van { $name } worden gelezen …
discussion-forbidden = Ik mag de berichten daar niet lezen. Een admin kan me de rechten “Kanaal bekijken” en “Berichtgeschiedenis lezen” geven.
discussion-no-permission = Ik kan { $name } niet lezen: daar mis ik het recht “{ $permission }”. Een admin kan het me geven.
discussion-not-yours = Je mag { $name } niet lezen, dus vat ik het niet voor je samen.
discussion-no-content = Ik kan niet lezen wat mensen schrijven: de toegang tot de inhoud van berichten staat uit. Wie deze bot beheert, kan die aanzetten in het ontwikkelaarsportaal van Discord.
discussion-no-thread = Dit is geen thread. Gebruik het in een thread, of vraag om “dit kanaal sinds …”.
discussion-not-member = Ik ben hier geen lid, dus ik kan de berichten niet lezen. Wie de server beheert, kan me toevoegen.

## Buttons under an answer

vote-up-kept = Dank je! Ik heb genoteerd dat het hielp.
vote-down-kept = Dank je. Het is genoteerd, zodat documenten en antwoorden beter worden.
wrong-title = Wat was er mis?
wrong-label = In een paar woorden, als je wilt
wrong-example = Het klopt niet, er ontbreekt iets, het is lastig te volgen …
stop-done = Gestopt. Wat al gecontroleerd was, blijft staan.
follow-up-asked = { $name } vraagt: { $question }
share-done = Klaar: iedereen hier kan het nu lezen.
share-twice = Je hebt dit antwoord al gedeeld.
share-not-yours = Alleen wie de vraag stelde, kan dit antwoord delen.
share-not-member = Ik kan hier niet uit mezelf schrijven, dus ik kan het niet delen. Je kunt de tekst kopiëren.
share-no-permission = Ik mis hier het recht “{ $permission }”. Een admin kan het me geven; probeer het daarna nog eens.
page-back = Terug
page-on = Meer

## What /help, /sources and /status say

help-heading = Zo stel je me een vraag
help-ask = Noem me met een vraag, reageer op een van mijn antwoorden, of stuur me een direct bericht.
help-follow-up = In een thread die ik begon, schrijf je gewoon verder.
help-commands = Commando’s
help-explain-menu = in het menu van een bericht: legt het uit aan de hand van de documenten
help-admins = Voor admins
sources-none = Er zijn hier nog geen documenten. Een admin kan ze toevoegen met /reindex.
sources-heading =
    { $count ->
        [one] Mijn antwoorden hier komen uit { $count } document
       *[other] Mijn antwoorden hier komen uit { $count } documenten
    }
status-index = Index
status-no-index = Er is nog niets geïndexeerd. Gebruik /reindex met een link.
status-size =
    { $documents ->
        [one] { $documents } document
       *[other] { $documents } documenten
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
status-age = Leeftijd: { $age } ({ $date })
status-embedder = Vectoren: { $name }
status-answers = Antwoorden
status-no-model = Er is geen taalmodel ingesteld: de bronnen worden geciteerd.
status-models = Geschreven door: { $names }
status-answers-today = Vandaag hier gegeven: { $count }
status-limit = Vandaag hier gebruikte vragen: { $used } van { $most }
status-budget = Kosten hier vandaag: ${ $spent } van ${ $budget }
status-gaps = Hier onlangs onbeantwoord

## /reindex

reindex-reading = Bezig met lezen … { $time }
reindex-running = Ik lees al documenten, sinds { $time }. Probeer het weer als dat klaar is.
reindex-failed = De documenten konden niet worden gelezen en alles blijft zoals het was: { $reason }
reindex-direct = Gebruik /reindex op de server waarvoor de documenten zijn.
reindex-no-link = Dat is geen link naar een pagina of bestand. Die begint met https://
reindex-taken = Deze link staat al in de index, en niet alleen voor de mensen hier, dus hij blijft zoals hij is. Zonder link leest /reindex hem opnieuw.
reindex-file-too-large = Het bestand is groter dan { $limit } MB en is niet gelezen. Een kleiner bestand kan wel, of een link.
reindex-done = Klaar in { $time }
reindex-none-read = Er is niets gelezen; wat er was, blijft.
reindex-added =
    { $count ->
        [one] { $count } document toegevoegd
       *[other] { $count } documenten toegevoegd
    }
reindex-changed =
    { $count ->
        [one] { $count } document veranderd
       *[other] { $count } documenten veranderd
    }
reindex-unchanged =
    { $count ->
        [one] { $count } document ongewijzigd
       *[other] { $count } documenten ongewijzigd
    }
reindex-removed =
    { $count ->
        [one] { $count } document verwijderd
       *[other] { $count } documenten verwijderd
    }
reindex-not-read = Niet gelezen: { $name }
reindex-more-failed =
    { $count ->
        [one] Nog { $count } kon niet worden gelezen
       *[other] Nog { $count } konden niet worden gelezen
    }
reindex-scoped = Alleen voor hier: niemand elders krijgt antwoorden uit wat hier is gegeven. De volgende vraag kan het al gebruiken.
reindex-nothing = Er was niets te lezen. Geef een link of een bestand.

## /settings

settings-heading = Instellingen voor { $where }
settings-the-server = de hele server
settings-for-server = Voor de hele server
settings-for-here = Voor dit kanaal
settings-for-other = Voor een ander kanaal …
settings-direct = Instellingen horen bij een server. Gebruik /settings daar.
settings-saved = Opgeslagen: { $value }
settings-more-saved = Opgeslagen.
settings-unchanged = Er is niets veranderd.
settings-inherited = Zoals op de server ({ $value })
settings-as-server = Zoals op de server
settings-more = Meer instellingen
settings-reset-channel = Terug naar die van de server
settings-reset-server = Terug naar het begin
settings-reset-done = Dit is allemaal weer zoals in het begin.
settings-listening = Waarop ik antwoord
settings-listening-mentions = Antwoordt als hij wordt genoemd
settings-listening-everything = Beantwoordt elke vraag
settings-listening-nothing = Antwoordt alleen op commando’s
settings-placement = Waar antwoorden komen
settings-placement-thread = Antwoordt in een thread
settings-placement-channel = Antwoordt in het kanaal
settings-placement-both = Antwoordt in een thread en toont het in het kanaal
settings-sources = Welke documenten ik gebruik
settings-sources-all = Gebruikt alle documenten
settings-sources-own = Gebruikt alleen de documenten van deze server
settings-language = Taal
settings-language-automatic = Antwoordt in de taal van de vraag
settings-language-one = Antwoordt altijd in het { $language }
settings-length = Hoe lang antwoorden zijn
settings-length-short = Korte antwoorden
settings-length-normal = Antwoorden van normale lengte
settings-length-long = Lange antwoorden
settings-silent-unknown = Als ik het niet weet en niemand me riep
settings-silent-unknown-yes = Niets zeggen
settings-silent-unknown-no = Zeggen dat ik het niet weet
settings-follow-up-unmentioned = Berichten in threads die ik begon
settings-follow-up-unmentioned-yes = Zijn vervolgvragen
settings-follow-up-unmentioned-no = Alleen als ze mij noemen
settings-answer-bots = Andere bots
settings-answer-bots-yes = Krijgen antwoord
settings-answer-bots-no = Worden genegeerd
settings-guests-read-all = Mensen van buiten (gasten)
settings-guests-read-all-yes = Mogen alles weten wat anderen hier lezen
settings-guests-read-all-no = Horen alleen wat iedereen mag lezen
settings-experts = Deskundigen, geroepen waar de documenten niet antwoorden:
settings-experts-inherited = Deskundigen, geroepen waar de documenten niet antwoorden; zoals op de server: { $value }
settings-experts-set = deskundigen zijn { $roles }
settings-experts-none = er worden geen deskundigen geroepen
settings-admins = Admins, naast wie de server beheert:
settings-admins-set = admins zijn { $roles } en wie de server beheert
settings-admins-none = admins zijn wie de server beheert
settings-nobody = niemand
settings-no-role = Geen rol
