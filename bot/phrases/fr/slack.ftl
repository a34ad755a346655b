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
slack-home-summary = Un résumé
slack-home-reindex = Relire les sources
slack-home-settings = Réglages
slack-home-more = Il y a plus de documents que ce qui tient ici.

## Buttons of windows

slack-send = Envoyer
slack-save = Enregistrer

## When a command, button or shortcut cannot do what it says

slack-admins-only = C’est réservé aux admins : admins et propriétaires de l’espace de travail, et personnes nommées sous /explainer settings.
slack-missing-scope = Il me manque l’autorisation « { $scope } » dans cet espace de travail. Un admin peut me la donner en me réinstallant.
slack-not-yours = Vous ne pouvez pas lire ce canal, ou je n’y suis pas : je ne le résume donc pas. Quelqu’un du canal peut m’inviter avec /invite.
slack-no-threads = Les commandes de Slack ne marchent pas dans les fils : mentionnez-moi plutôt, par exemple avec « résume », ou passez par le menu d’un message.
slack-ask-empty = Écrivez votre question après la commande : /ask pourquoi le prix a-t-il baissé ?
slack-reading = Lecture des messages …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = privé|prive|en privé

## What /explainer help adds

slack-help-here = Sur Slack
slack-help-pause = Je me tais dans ce canal
slack-help-resume = J’écoute de nouveau ici
slack-help-private = « privé : » devant la question de /ask ne montre la réponse qu’à vous.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Expliquer ceci
slack-explain-label = Que dois-je expliquer ?
slack-explain-example = Une phrase, un message, un titre …
slack-summarize-title = Résumer un canal
slack-summarize-channel = Quel canal ?
slack-summarize-since = Depuis quand ?

## The settings, where Slack has other words than a server

slack-settings-workspace = Pour tout l’espace de travail
slack-settings-inherited = Comme dans l’espace ({ $value })
slack-settings-sources-own = N’utilise que les documents de cet espace
slack-settings-admins = Admins, outre ceux de l’espace de travail
slack-settings-no-groups = Il n’y a pas ici de groupe d’utilisateurs à appeler comme experts quand les documents ne répondent pas.
slack-settings-reset-channel = Revenir à ceux de l’espace
