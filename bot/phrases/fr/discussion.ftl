## A summary of a discussion: what was read, and how

discussion-empty = Il n’y a encore rien à résumer : je n’ai trouvé ici aucun message contenant du texte.
discussion-empty-since = Il n’y a rien à résumer : je n’ai trouvé ici aucun message contenant du texte depuis le { $since } (UTC). Essayez une date plus ancienne.
discussion-picked = Aucun modèle de langue n’est configuré : voici donc, mot pour mot, les messages qui portent la discussion.
discussion-picked-failed = Le modèle de langue est injoignable : voici donc, mot pour mot, les messages qui portent la discussion.
discussion-picked-unsupported = Le modèle de langue n’a rien écrit que les messages confirment : voici donc, mot pour mot, les messages qui portent la discussion.
discussion-picked-too-long = La discussion est trop longue pour le modèle de langue : voici donc, mot pour mot, les messages qui la portent.
discussion-asked-since = Demandé : tout depuis le { $since } (UTC).
discussion-read =
    Lu : { $messages ->
        [one] un message
       *[other] { $messages } messages
    } de { $people ->
        [one] une personne
       *[other] { $people } personnes
    }, dont { $replies ->
        [0] aucune réponse
        [one] une réponse
       *[other] { $replies } réponses
    }, du { $first } au { $last } (UTC).
discussion-in-parts = La discussion était longue : elle a été lue en { $parts } parties et résumée à partir des messages qui comptaient dans chacune.
discussion-incomplete = Des messages plus anciens n’ont pas pu être lus : il manque le début de ce que vous avez demandé.
left-out-bots =
    Laissé de côté : { $messages ->
        [one] un message de bot
       *[other] { $messages } messages de bots
    }.
left-out-wordless =
    Laissé de côté : { $messages ->
        [one] un message sans texte
       *[other] { $messages } messages sans texte
    } (images, autocollants, liens seuls).

## Explaining a message term by term

explanation-unknown-terms = Les documents ne disent rien de { $terms }.

## What may be summarized: how it is offered

summary-story = Toute l’histoire
summary-thread = Ce fil
summary-channel = Ce salon, depuis le début
summary-channel-hours =
    Ce salon, { $hours ->
        [one] la dernière heure
       *[other] les { $hours } dernières heures
    }
summary-channel-days =
    Ce salon, { $days ->
        [one] les dernières 24 heures
       *[other] les { $days } derniers jours
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = histoire|l’histoire|toute l’histoire|tout|l’ensemble|l’actualité|que s’est-il passé
heard-of-thread = fil|ce fil|le fil|ce fil de discussion|la discussion|cette discussion|la conversation|cette conversation
heard-of-channel = salon|ce salon|le salon|tout le salon|canal|ce canal|le canal|ce chat|le chat
heard-of-since = depuis|depuis le|depuis la|à partir de|à partir du|dès|dès le|après|après le|sur|durant|pendant|ces|les|des
