## What is said to someone who asked too much

limit-person-minute =
    { $count ->
        [one] Ya va { $count } pregunta en un minuto, que es el límite. Vuelve a preguntar { $wait }.
       *[other] Ya van { $count } preguntas en un minuto, que es el límite. Vuelve a preguntar { $wait }.
    }
limit-person-day =
    { $count ->
        [one] Ya va { $count } pregunta hoy, que es el límite. Vuelve a preguntar después de medianoche UTC, { $wait }.
       *[other] Ya van { $count } preguntas hoy, que es el límite. Vuelve a preguntar después de medianoche UTC, { $wait }.
    }
limit-server-minute =
    { $count ->
        [one] Aquí se ha hecho { $count } pregunta en un minuto, que es el límite entre todos. Vuelve a preguntar { $wait }.
       *[other] Aquí se han hecho { $count } preguntas en un minuto, que es el límite entre todos. Vuelve a preguntar { $wait }.
    }
limit-server-day =
    { $count ->
        [one] Aquí se ha hecho { $count } pregunta hoy, que es el límite entre todos. Vuelve a preguntar después de medianoche UTC, { $wait }.
       *[other] Aquí se han hecho { $count } preguntas hoy, que es el límite entre todos. Vuelve a preguntar después de medianoche UTC, { $wait }.
    }
limit-server-dollars = Se ha agotado lo que las respuestas pueden costar aquí en un día. Vuelve a preguntar después de medianoche UTC, { $wait }.
