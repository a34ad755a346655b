## While an answer is made

status-searching = Recherche dans les documents …
status-reading = { $count ->
    [one] Lecture de { $count } passage …
   *[other] Lecture de { $count } passages …
}

## Under an answer

label-quotes = Voir les citations
label-stop = Arrêter
label-share = Partager dans le salon
cut-short = J’ai dû redémarrer avant la fin de la réponse. Reposez votre question, s’il vous plaît.
shared-by = Partagé par { $name }, qui demandait :
unknown-heading = Absent des documents
topics-heading = Ce qu’ils abordent de plus proche :

## The quotes of an answer

quotes-heading = Sur quoi repose chaque phrase
quotes-none = Cette réponse ne repose sur aucune citation.
quotes-left-out = { $count ->
    [one] Une autre citation ne tient pas ici.
   *[other] { $count } autres citations ne tiennent pas ici.
}
quote-page = page { $number }

## When a button cannot do what it says

stop-refused = Seule la personne qui a posé la question, ou un admin, peut arrêter cette réponse.
not-running = Cette réponse est déjà terminée ; il n’y a plus rien à arrêter.
answer-gone = Cette réponse n’est plus conservée. Reposez votre question, s’il vous plaît.
