## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] Já foi { $count } pergunta num minuto, que é o limite. Pergunte de novo { $wait }.
       *[other] Já foram { $count } perguntas num minuto, que é o limite. Pergunte de novo { $wait }.
    }
limit-person-day =
    { $count ->
        [one] Já foi { $count } pergunta hoje, que é o limite. Pergunte de novo depois da meia-noite UTC, { $wait }.
       *[other] Já foram { $count } perguntas hoje, que é o limite. Pergunte de novo depois da meia-noite UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] Aqui foi feita { $count } pergunta num minuto, que é o limite para todos juntos. Pergunte de novo { $wait }.
       *[other] Aqui foram feitas { $count } perguntas num minuto, que é o limite para todos juntos. Pergunte de novo { $wait }.
    }
limit-server-day =
    { $count ->
        [one] Aqui foi feita { $count } pergunta hoje, que é o limite para todos juntos. Pergunte de novo depois da meia-noite UTC, { $wait }.
       *[other] Aqui foram feitas { $count } perguntas hoje, que é o limite para todos juntos. Pergunte de novo depois da meia-noite UTC, { $wait }.
    }
limit-server-dollars = O que as respostas podem custar aqui num dia já foi gasto. Pergunte de novo depois da meia-noite UTC, { $wait }.
