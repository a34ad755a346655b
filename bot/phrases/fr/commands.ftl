## When a command, button or form cannot do what it says

admins-only = C’est réservé aux admins : les personnes qui gèrent le serveur, et celles qui ont un rôle choisi avec /settings.
command-failed = Un problème est survenu. Réessayez dans un instant ; si cela persiste, prévenez la personne qui gère ce bot.
command-forbidden = Je n’ai pas le droit de faire cela ici. Un admin peut vérifier mes permissions dans ce salon.
command-outdated = Mes commandes viennent de changer. Rechargez Discord et réessayez.
command-expired = { $name }, Discord ne m’a pas laissé le temps de répondre. Réessayez, s’il vous plaît.
explain-wordless = Ce message ne contient pas de mots que je puisse expliquer. Essayez avec un message qui a du texte.

## Before a discussion is summarized

discussion-reading = Lecture des messages de { $name } …
discussion-forbidden = Je n’ai pas le droit de lire les messages là-bas. Un admin peut me donner les permissions « Voir le salon » et « Voir les anciens messages ».
discussion-no-permission = Je ne peux pas lire { $name } : il m’y manque la permission « { $permission } ». Un admin peut me la donner.
discussion-not-yours = Vous n’avez pas le droit de lire { $name }, je ne vous le résume donc pas.
discussion-no-content = Je ne peux pas lire ce que les gens écrivent : l’accès au contenu des messages est désactivé. La personne qui gère ce bot peut l’activer dans le portail développeur de Discord.
discussion-no-thread = Ceci n’est pas un fil. Utilisez la commande dans un fil, ou demandez « ce salon depuis … ».
discussion-not-member = Je ne suis pas membre ici, je ne peux donc pas lire les messages. La personne qui gère le serveur peut m’ajouter.

## Buttons under an answer

vote-up-kept = Merci ! J’ai noté que la réponse était utile.
vote-down-kept = Merci. C’est noté, pour améliorer les documents et les réponses.
wrong-title = Qu’est-ce qui n’allait pas ?
wrong-label = En quelques mots, si vous voulez
wrong-example = C’est faux, il manque quelque chose, c’est difficile à suivre …
stop-done = Arrêté. Ce qui était vérifié reste.
follow-up-asked = { $name } demande : { $question }
share-done = C’est fait : tout le monde ici peut lire la réponse.
share-twice = Vous avez déjà partagé cette réponse.
share-not-yours = Seule la personne qui a posé la question peut partager cette réponse.
share-not-member = Je ne peux pas écrire ici de moi-même, ni donc partager la réponse. Vous pouvez copier le texte.
share-no-permission = Il me manque ici la permission « { $permission } ». Un admin peut me la donner ; réessayez ensuite.
page-back = Retour
page-on = Suite

## What /help, /sources and /status say

help-heading = Comment me poser une question
help-ask = Mentionnez-moi avec une question, répondez à l’une de mes réponses, ou écrivez-moi en message privé.
help-follow-up = Dans un fil que j’ai ouvert, continuez simplement à écrire.
help-commands = Commandes
help-explain-menu = dans le menu d’un message : l’explique d’après les documents
help-admins = Pour les admins
sources-none = Il n’y a pas encore de documents ici. Un admin peut en ajouter avec /reindex.
sources-heading =
    { $count ->
        [one] Mes réponses ici viennent de { $count } document
       *[other] Mes réponses ici viennent de { $count } documents
    }
status-index = Index
status-no-index = Rien n’est encore indexé. Utilisez /reindex avec un lien.
status-size =
    { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
status-age = Âge : { $age } ({ $date })
status-embedder = Vecteurs : { $name }
status-answers = Réponses
status-no-model = Aucun modèle de langue n’est configuré : les sources sont citées.
status-models = Rédigées par : { $names }
status-answers-today = Données ici aujourd’hui : { $count }
status-limit = Questions utilisées ici aujourd’hui : { $used } sur { $most }
status-budget = Coût ici aujourd’hui : { $spent } $ sur { $budget } $
status-gaps = Récemment sans réponse ici

## /reindex

reindex-reading = Lecture … { $time }
reindex-running = Je lis déjà des documents, depuis { $time }. Réessayez quand ce sera fini.
reindex-failed = Les documents n’ont pas pu être lus, et tout reste comme avant : { $reason }
reindex-direct = Utilisez /reindex sur le serveur auquel les documents sont destinés.
reindex-no-link = Ce n’est pas un lien vers une page ou un fichier. Il devrait commencer par https://
reindex-taken = Ce lien est déjà dans l’index, et pas seulement pour les personnes d’ici ; il reste donc comme il est. Sans lien, /reindex le relit.
reindex-file-too-large = Le fichier dépasse { $limit } Mo, il n’a donc pas été lu. Essayez avec un plus petit, ou un lien.
reindex-done = Terminé en { $time }
reindex-none-read = Rien n’a été lu ; ce qui était là reste.
reindex-added =
    { $count ->
        [one] { $count } document ajouté
       *[other] { $count } documents ajoutés
    }
reindex-changed =
    { $count ->
        [one] { $count } document modifié
       *[other] { $count } documents modifiés
    }
reindex-unchanged =
    { $count ->
        [one] { $count } document inchangé
       *[other] { $count } documents inchangés
    }
reindex-removed =
    { $count ->
        [one] { $count } document retiré
       *[other] { $count } documents retirés
    }
reindex-not-read = Non lu : { $name }
reindex-more-failed =
    { $count ->
        [one] { $count } autre n’a pas pu être lu
       *[other] { $count } autres n’ont pas pu être lus
    }
reindex-scoped = Pour ici seulement : personne ailleurs ne reçoit de réponses tirées de ce qui a été donné ici. La prochaine question peut s’en servir.
reindex-nothing = Il n’y avait rien à lire. Donnez un lien ou un fichier.

## /settings

settings-heading = Réglages pour { $where }
settings-the-server = tout le serveur
settings-for-server = Pour tout le serveur
settings-for-here = Pour ce salon
settings-for-other = Pour un autre salon …
settings-direct = Les réglages sont ceux d’un serveur. Utilisez /settings là-bas.
settings-saved = Enregistré : { $value }
settings-more-saved = Enregistré.
settings-unchanged = Rien n’a été changé.
settings-inherited = Comme sur le serveur ({ $value })
settings-as-server = Comme sur le serveur
settings-more = Autres réglages
settings-reset-channel = Revenir à ceux du serveur
settings-reset-server = Revenir aux réglages d’origine
settings-reset-done = Tous ces réglages sont comme au début.
settings-listening = Ce à quoi je réponds
settings-listening-mentions = Répond quand on le mentionne
settings-listening-everything = Répond à chaque question
settings-listening-nothing = Ne répond qu’aux commandes
settings-placement = Où vont les réponses
settings-placement-thread = Répond dans un fil
settings-placement-channel = Répond dans le salon
settings-placement-both = Répond dans un fil et le montre dans le salon
settings-sources = Les documents que j’utilise
settings-sources-all = Utilise tous les documents
settings-sources-own = N’utilise que les documents de ce serveur
settings-language = Langue
settings-language-automatic = Répond dans la langue de la question
settings-language-one = Répond toujours dans cette langue : { $language }
settings-length = La longueur des réponses
settings-length-short = Réponses courtes
settings-length-normal = Réponses de longueur normale
settings-length-long = Longues réponses
settings-silent-unknown = Si je ne sais pas et qu’on ne m’a pas appelé
settings-silent-unknown-yes = Ne rien dire
settings-silent-unknown-no = Dire que je ne sais pas
settings-follow-up-unmentioned = Les messages dans les fils que j’ai ouverts
settings-follow-up-unmentioned-yes = Sont des questions qui suivent
settings-follow-up-unmentioned-no = Seulement s’ils me mentionnent
settings-answer-bots = Les autres bots
settings-answer-bots-yes = Reçoivent des réponses
settings-answer-bots-no = Sont ignorés
settings-guests-read-all = Les personnes extérieures (invités)
settings-guests-read-all-yes = Peuvent apprendre tout ce que les autres lisent ici
settings-guests-read-all-no = N’apprennent que ce que tout le monde peut lire
settings-experts = Experts, appelés quand les documents ne répondent pas :
settings-experts-inherited = Experts, appelés quand les documents ne répondent pas ; comme sur le serveur : { $value }
settings-experts-set = les experts sont { $roles }
settings-experts-none = aucun expert n’est appelé
settings-admins = Admins, en plus des personnes qui gèrent le serveur :
settings-admins-set = les admins sont { $roles } et les personnes qui gèrent le serveur
settings-admins-none = les admins sont les personnes qui gèrent le serveur
settings-nobody = personne
settings-no-role = Aucun rôle
