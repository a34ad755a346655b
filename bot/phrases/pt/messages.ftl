## While an answer to a message is made

message-searching = Estou a procurar nos documentos …
message-reading = { $count ->
    [one] Estou a ler um documento …
   *[other] Estou a ler { $count } documentos …
 }
message-ending = Estou a ser reiniciado e não posso responder agora. Volte a perguntar dentro de um minuto.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = Respondi aqui porque não posso criar um tópico: falta-me a permissão «{ $permission }». Quem gere este servidor pode dar-ma.
message-cannot-write = Perguntaram-me algo em { $channel }, mas não posso responder lá: falta-me a permissão «{ $permission }». Pode dar-ma nas definições do canal.
permission-create-public-threads = Criar tópicos públicos
permission-send-messages-in-threads = Enviar mensagens em tópicos
permission-send-messages = Enviar mensagens
permission-view-channel = Ver canal
permission-read-message-history = Ver histórico de mensagens

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = Os documentos não respondem a isto. Podem ajudar?
