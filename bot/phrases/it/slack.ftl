## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Questa risposta è stata utile
slack-vote-down = Questa risposta non è stata utile

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Citazioni
slack-close = Chiudi

## What the Messages tab offers to ask

slack-prompts-title = Prova a chiedere
slack-prompt-story = Raccontami la storia
slack-prompt-topic = Che cosa dicono i documenti su «{ $topic }»?

## The Home tab

slack-home-recent = Risposte recenti
slack-home-recent-none = Non è stato ancora chiesto nulla. Menzionami con una domanda in un canale, o scrivimi nella scheda Messaggi.
slack-home-reindex = Rileggi le fonti
slack-home-settings = Impostazioni
slack-home-more = Ci sono più documenti di quanti ne stiano qui.
