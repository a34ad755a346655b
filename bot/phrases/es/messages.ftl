## While an answer to a message is made

message-searching = Busco en los documentos …
message-reading = { $count ->
    [one] Leo un documento …
   *[other] Leo { $count } documentos …
 }
message-ending = Me están reiniciando y ahora no puedo atender esto. Vuelve a preguntar dentro de un minuto.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = He respondido aquí porque no puedo crear un hilo: me falta el permiso «{ $permission }». Quien administra este servidor puede dármelo.
message-cannot-write = Me han preguntado algo en { $channel }, pero no puedo responder allí: me falta el permiso «{ $permission }». Puedes dármelo en los ajustes del canal.
permission-create-public-threads = Crear hilos públicos
permission-send-messages-in-threads = Enviar mensajes en hilos
permission-send-messages = Enviar mensajes
permission-view-channel = Ver canal
permission-read-message-history = Leer el historial de mensajes

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = Los documentos no responden a esto. ¿Podéis ayudar?
