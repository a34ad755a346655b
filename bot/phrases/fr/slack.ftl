## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = Cette réponse a aidé
slack-vote-down = Cette réponse n’a pas aidé

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Citations
slack-close = Fermer

## What the Messages tab offers to ask

slack-prompts-title = Essayez de demander
slack-prompt-story = Raconte-moi l’histoire
slack-prompt-topic = Que disent les documents sur « { $topic } » ?

## The Home tab

slack-home-recent = Réponses récentes
slack-home-recent-none = Rien n’a encore été demandé. Mentionnez-moi avec une question dans un canal, ou écrivez-moi dans l’onglet Messages.
slack-home-reindex = Relire les sources
slack-home-settings = Réglages
slack-home-more = Il y a plus de documents que ce qui tient ici.
