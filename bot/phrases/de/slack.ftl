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
slack-home-reindex = Quellen neu lesen
slack-home-settings = Einstellungen
slack-home-more = Es gibt mehr Dokumente, als hierher passen.
