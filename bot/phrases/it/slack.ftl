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
slack-home-summary = Un riassunto
slack-home-reindex = Rileggi le fonti
slack-home-settings = Impostazioni
slack-home-more = Ci sono più documenti di quanti ne stiano qui.

## Buttons of windows

slack-send = Invia
slack-save = Salva

## When a command, button or shortcut cannot do what it says

slack-admins-only = È riservato agli admin: amministratori e proprietari dell’area di lavoro, e chi è indicato in /explainer settings.
slack-missing-scope = Mi manca il permesso «{ $scope }» in quest’area di lavoro. Un admin può darmelo installandomi di nuovo.
slack-not-yours = Non puoi leggere quel canale, o non ci sono, quindi non lo riassumo. Qualcuno del canale può invitarmi con /invite.
slack-no-threads = I comandi di Slack non funzionano nei thread: menzionami lì, per esempio con «riassumi», o usa il menu di un messaggio.
slack-ask-empty = Scrivi la domanda dopo il comando: /ask perché è sceso il prezzo?
slack-reading = Leggo i messaggi …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privato|in privato

## What /explainer help adds

slack-help-here = Su Slack
slack-help-pause = Taccio in questo canale
slack-help-resume = Ascolto di nuovo qui
slack-help-private = «privato:» davanti alla domanda di /ask mostra la risposta solo a te.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Spiega questo
slack-explain-label = Che cosa devo spiegare?
slack-explain-example = Una frase, un messaggio, un titolo …
slack-summarize-title = Riassumi un canale
slack-summarize-channel = Quale canale?
slack-summarize-since = Da quando?

## The settings, where Slack has other words than a server

slack-settings-workspace = Per tutta l’area di lavoro
slack-settings-inherited = Come nell’area ({ $value })
slack-settings-sources-own = Usa solo i documenti di quest’area
slack-settings-admins = Admin, oltre a quelli dell’area di lavoro
slack-settings-no-groups = Qui non ci sono gruppi di utenti da chiamare come esperti quando i documenti non rispondono.
slack-settings-reset-channel = Torna a quelle dell’area
