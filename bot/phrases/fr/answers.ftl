## What an asker is told when there is no answer

unknown = Les documents dont je dispose ne répondent pas à cette question.
unknown-topics = Ce qu’ils abordent de plus proche : { $topics }.
title = « { $title } »

## Notices about an answer

notice-no-model = Aucun modèle de langue n’est configuré : voici donc des citations des sources.
notice-model-failed = Le modèle de langue est injoignable : voici donc des citations des sources.
notice-model-unsupported = Ce que le modèle de langue a écrit n’est pas confirmé par les sources : voici donc des citations.
notice-source-language = La source est en { $language }.
notice-sources-language = Les sources sont en { $languages }.
notice-newest-source = La source utilisée la plus récente date du { $date }.

## Questions that cannot be taken as they are

question-empty = Écrivez une question, par exemple : « { $example } »
question-example = Que s’est-il passé, et pourquoi ?
notice-question-cut = La question dépassait { $limit } caractères ; seul le début a été lu.
notice-history-cut = Des messages plus anciens de cette conversation n’ont pas été pris en compte.
notice-understood = Compris ainsi : { $question }
nothing-indexed = Rien n’est encore indexé. La personne qui s’occupe des documents peut en ajouter avec « explainer index ».
failed = Un problème est survenu et il n’y a pas de réponse. Réessayez dans un instant ; si cela persiste, prévenez la personne qui gère ce bot.
search-unavailable = La recherche dans les documents est indisponible. Réessayez dans une minute ; si cela persiste, prévenez la personne qui gère ce bot.
notice-stopped = Arrêté ici.
notice-broken = La liaison avec le modèle de langue s’est rompue : la réponse s’arrête ici.
notice-length = La réponse a atteint sa longueur maximale et s’arrête ici.
sources = Sources
written-by = Rédigé par { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Bonjour ! Posez-moi une question sur les documents dont je dispose, ou demandez un résumé.
small-talk-thanks = Avec plaisir ! N’hésitez pas à poser d’autres questions.
small-talk-about = Je réponds aux questions à partir de documents choisis pour moi, et je montre la source de chaque phrase. Posez une question ou demandez un résumé.
heard-greeting = bonjour|salut|coucou|bonsoir|bonjour à tous|salut à tous|hello|ça va|comment ça va|comment vas-tu|comment allez-vous
heard-thanks = merci|merci beaucoup|un grand merci|merci bien|merci à toi|merci à vous|super merci|ok merci|parfait merci|merci pour l’aide|au revoir|à bientôt|bonne journée|bonne soirée
heard-about = qui es-tu|qui êtes-vous|que sais-tu faire|que peux-tu faire|que pouvez-vous faire|comment fonctionnes-tu|es-tu un robot|tu es un robot|aide

## Words by which a question asks about the present (alternatives separated by |)

heard-present = maintenant|aujourd’hui|actuellement|actuel|actuelle|dernier|dernière|dernières|derniers|récent|récente|récemment|encore|jusqu’ici|cette semaine|ce mois-ci|cette année|en ce moment

## Questions after the whole story (alternatives separated by |)

heard-story = que s’est-il passé|qu’est-ce qui s’est passé|que se passe-t-il|c’est quoi l’histoire|de quoi s’agit-il|de quoi ça parle|raconte|raconte-moi l’histoire|explique|explique-moi|explique-moi l’histoire|résume|résumé|un résumé|fais un résumé|résume l’histoire
