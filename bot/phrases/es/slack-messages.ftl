## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = No estoy en este canal, así que no puedo leer ni escribir en él. Invítame con /invite @{ $name } e inténtalo de nuevo.
slack-archived = Este canal está archivado y no puedo escribir en él. Pregúntame en otro canal o en un mensaje directo.
slack-may-not-post = No puedo publicar en este canal. Quien lo administra puede cambiarlo; o pregúntame en un mensaje directo.
slack-cannot-answer = Me preguntaron algo en { $channel }, pero no puedo responder allí. { $reason }
slack-answer-not-taken = Slack no aceptó mi respuesta. Vuelve a preguntar dentro de un minuto.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Leyendo … un mensaje por ahora. Slack solo me deja leer despacio aquí.
       *[other] Leyendo … { $count } mensajes por ahora. Slack solo me deja leer despacio aquí.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Omitido: { $messages ->
        [one] una respuesta en un hilo que no pude leer a tiempo
       *[other] { $messages } respuestas en hilos que no pude leer a tiempo
    }.
left-out-later =
    Omitido: { $messages ->
        [one] un mensaje más reciente que Slack no me dejó leer a tiempo
       *[other] { $messages } mensajes más recientes que Slack no me dejó leer a tiempo
    }.
