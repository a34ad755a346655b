## A summary of a discussion: what was read, and how

discussion-empty = Todavía no hay nada que resumir: no he encontrado aquí mensajes con texto.
discussion-empty-since = No hay nada que resumir: no he encontrado aquí mensajes con texto desde el { $since } (UTC). Prueba con un día anterior.
discussion-picked = No hay ningún modelo de lenguaje configurado, así que estos son, palabra por palabra, los mensajes que llevan la conversación.
discussion-picked-failed = No se pudo contactar con el modelo de lenguaje, así que estos son, palabra por palabra, los mensajes que llevan la conversación.
discussion-picked-unsupported = El modelo de lenguaje no escribió nada que los mensajes confirmen, así que estos son, palabra por palabra, los mensajes que llevan la conversación.
discussion-picked-too-long = La conversación es demasiado larga para el modelo de lenguaje, así que estos son, palabra por palabra, los mensajes que la llevan.
discussion-asked-since = Pedido: todo desde el { $since } (UTC).
discussion-read =
    Leído: { $messages ->
        [one] un mensaje
       *[other] { $messages } mensajes
    } de { $people ->
        [one] una persona
       *[other] { $people } personas
    }, { $replies ->
        [0] ninguno es una respuesta
        [one] uno es una respuesta
       *[other] { $replies } son respuestas
    }, del { $first } al { $last } (UTC).
discussion-in-parts = Era larga: se leyó en { $parts } partes y se resumió a partir de los mensajes que importaban en cada una.
discussion-incomplete = No se llegó a los mensajes más antiguos, así que falta el comienzo de lo que pediste.
left-out-bots =
    Sin contar: { $messages ->
        [one] un mensaje de un bot
       *[other] { $messages } mensajes de bots
    }.
left-out-wordless =
    Sin contar: { $messages ->
        [one] un mensaje sin texto
       *[other] { $messages } mensajes sin texto
    } (imágenes, pegatinas, solo enlaces).

## Explaining a message term by term

explanation-unknown-terms = Los documentos no dicen nada sobre { $terms }.

## What may be summarized: how it is offered

summary-story = Toda la historia
summary-thread = Este hilo
summary-channel = Este canal, desde el principio
summary-channel-hours =
    Este canal, { $hours ->
        [one] la última hora
       *[other] las últimas { $hours } horas
    }
summary-channel-days =
    Este canal, { $days ->
        [one] las últimas 24 horas
       *[other] los últimos { $days } días
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = historia|la historia|toda la historia|todo|qué ha pasado|qué pasó
heard-of-thread = hilo|este hilo|el hilo|esta conversación|la conversación|esta discusión|la discusión
heard-of-channel = canal|este canal|el canal|todo el canal|este chat|el chat
heard-of-since = desde|desde el|desde la|a partir de|a partir del|después de|después del|en las últimas|en los últimos|las últimas|los últimos|la última|el último
