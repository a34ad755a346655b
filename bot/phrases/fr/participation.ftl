## Taking turns, being quiet

waiting = { $ahead ->
        [one] Une autre question est encore en cours ; la vôtre est la suivante.
       *[other] { $ahead } questions passent d’abord ; la vôtre garde sa place.
    }
paused = Je me tais ici à partir de maintenant. Une mention obtient toujours une réponse ; mentionnez-moi avec « reprends » et j’écouterai de nouveau.
resumed = J’écoute de nouveau ici.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pause|silence|chut|tais-toi|taisez-vous|arrête|arrêtez|arrete|stop|arrête de répondre|arrete de repondre|arrêtez de répondre|ne réponds plus|ne reponds plus|ne répondez plus|fais une pause|mets-toi en pause|sois silencieux|laisse-nous|laisse-nous tranquilles
heard-resume = reprends|reprenez|reprise|continue|continuez|tu peux reprendre|vous pouvez reprendre|tu peux répondre|vous pouvez répondre|réponds de nouveau|réponds à nouveau|reviens|revenez|réveille-toi|reveille-toi|fin de la pause|vas-y|allez-y
heard-politely = s’il te plaît|s’il vous plaît|s’il te plait|s’il vous plait|stp|svp|merci|maintenant|ok|un moment|un instant|pour l’instant|ici|dans ce salon|dans ce fil|le bot|bot

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|d’accord|dac|oui|ouais|ouaip|non|nan|mdr|ptdr|lol|wow|waouh|cool|super|génial|top|nickel|parfait|compris|j’ai compris|je vois|ah bon|ah oui|ah ok|ah|oh|euh|hein|bon|bah|ben|intéressant|c’est intéressant|logique|c’est vrai|vraiment|sérieux|sérieusement|pour de vrai|tu es sûr|t’es sûr|tu es sérieux|t’es là|tu es là|il y a quelqu’un|y a quelqu’un|qui sait|on s’en fout|et alors|et après|et toi|et vous|quoi|comment|comment ça|quoi de neuf|pourquoi pas|n’est-ce pas|pas vrai|exactement|tout à fait|bien sûr|moi aussi|pareil|bien vu|bonne question|pas de souci|pas de problème|ça marche|je sais|je sais pas|je ne sais pas|tu te rends compte|tu te rends compte de ça|vous vous rendez compte|tu penses quoi|qu’est-ce que tu en penses|qu’en penses-tu|tu fais quoi|vous faites quoi|quelle histoire|quelle journée|bonne chance|désolé|désolée
