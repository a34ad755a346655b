## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] Cela fait { $count } question en une minute : c’est la limite. Vous pourrez en reposer une { $wait }.
       *[other] Cela fait { $count } questions en une minute : c’est la limite. Vous pourrez en reposer une { $wait }.
    }
limit-person-day =
    { $count ->
        [one] Cela fait { $count } question aujourd’hui : c’est la limite. Vous pourrez en reposer une après minuit UTC, { $wait }.
       *[other] Cela fait { $count } questions aujourd’hui : c’est la limite. Vous pourrez en reposer une après minuit UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] { $count } question a été posée ici en une minute : c’est la limite pour tout le monde réuni. Vous pourrez en reposer une { $wait }.
       *[other] { $count } questions ont été posées ici en une minute : c’est la limite pour tout le monde réuni. Vous pourrez en reposer une { $wait }.
    }
limit-server-day =
    { $count ->
        [one] { $count } question a été posée ici aujourd’hui : c’est la limite pour tout le monde réuni. Vous pourrez en reposer une après minuit UTC, { $wait }.
       *[other] { $count } questions ont été posées ici aujourd’hui : c’est la limite pour tout le monde réuni. Vous pourrez en reposer une après minuit UTC, { $wait }.
    }
limit-server-dollars = Le budget du jour pour les réponses est épuisé ici. Vous pourrez reposer votre question après minuit UTC, { $wait }.
