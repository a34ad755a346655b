## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] È stata posta { $count } domanda in un minuto: è il limite. Puoi chiedere di nuovo { $wait }.
       *[other] Sono state poste { $count } domande in un minuto: è il limite. Puoi chiedere di nuovo { $wait }.
    }
limit-person-day =
    { $count ->
        [one] Oggi è stata posta { $count } domanda: è il limite. Puoi chiedere di nuovo dopo la mezzanotte UTC, { $wait }.
       *[other] Oggi sono state poste { $count } domande: è il limite. Puoi chiedere di nuovo dopo la mezzanotte UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] Qui è stata posta { $count } domanda in un minuto: è il limite per tutti insieme. Puoi chiedere di nuovo { $wait }.
       *[other] Qui sono state poste { $count } domande in un minuto: è il limite per tutti insieme. Puoi chiedere di nuovo { $wait }.
    }
limit-server-day =
    { $count ->
        [one] Qui oggi è stata posta { $count } domanda: è il limite per tutti insieme. Puoi chiedere di nuovo dopo la mezzanotte UTC, { $wait }.
       *[other] Qui oggi sono state poste { $count } domande: è il limite per tutti insieme. Puoi chiedere di nuovo dopo la mezzanotte UTC, { $wait }.
    }
limit-server-dollars = Quanto possono costare qui le risposte in un giorno è esaurito. Puoi chiedere di nuovo dopo la mezzanotte UTC, { $wait }.
