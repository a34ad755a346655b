## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Diese Antwort hat geholfen
slack-vote-down = Diese Antwort hat nicht geholfen

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Zitate
slack-close = Schließen

## What the Messages tab offers to ask

slack-prompts-title = Fragen zum Anfangen
slack-prompt-story = Erzähl mir die Geschichte
slack-prompt-topic = Was sagen die Dokumente über „{ $topic }“?

## The Home tab

slack-home-recent = Letzte Antworten
slack-home-recent-none = Noch wurde nichts gefragt. Erwähne mich mit einer Frage in einem Kanal, oder schreib mir im Tab „Nachrichten“.
slack-home-summary = Eine Zusammenfassung
slack-home-reindex = Quellen neu lesen
slack-home-settings = Einstellungen
slack-home-more = Es gibt mehr Dokumente, als hierher passen.

## Buttons of windows

slack-send = Senden
slack-save = Speichern

## When a command, button or shortcut cannot do what it says

slack-admins-only = Das ist für Admins: Admins und Inhaber des Workspace und wer unter /explainer settings genannt ist.
slack-missing-scope = Mir fehlt in diesem Workspace die Berechtigung „{ $scope }“. Ein Admin kann sie mir geben, indem er mich neu installiert.
slack-not-yours = Du darfst diesen Channel nicht lesen, oder ich bin nicht darin; darum fasse ich ihn nicht zusammen. Jemand darin kann mich mit /invite einladen.
slack-no-threads = Slacks Befehle gehen in Threads nicht: Erwähne mich dort, zum Beispiel mit „fass zusammen“, oder nimm das Menü einer Nachricht.
slack-ask-empty = Schreib deine Frage hinter den Befehl: /ask warum fiel der Preis?
slack-reading = Ich lese die Nachrichten …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privat

## What /explainer help adds

slack-help-here = In Slack
slack-help-pause = Ich bin in diesem Channel still
slack-help-resume = Ich höre hier wieder zu
slack-help-private = „privat:“ vor der Frage bei /ask zeigt die Antwort nur dir.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Das erklären
slack-explain-label = Was soll ich erklären?
slack-explain-example = Ein Satz, eine Nachricht, eine Schlagzeile …
slack-summarize-title = Channel zusammenfassen
slack-summarize-channel = Welchen Channel?
slack-summarize-since = Seit wann?

## The settings, where Slack has other words than a server

slack-settings-workspace = Für den ganzen Workspace
slack-settings-inherited = Wie im Workspace ({ $value })
slack-settings-sources-own = Nutzt nur die Dokumente dieses Workspace
slack-settings-admins = Admins, außer denen des Workspace
slack-settings-no-groups = Hier gibt es keine Nutzergruppen, die als Experten gerufen werden könnten, wo die Dokumente nicht antworten.
slack-settings-reset-channel = Auf die des Workspace zurück
