## While an answer to a message is made

message-searching = Cerco nei documenti …
message-reading = { $count ->
    [one] Leggo un documento …
   *[other] Leggo { $count } documenti …
 }
message-ending = Mi stanno riavviando e ora non posso rispondere. Rifai la domanda tra un minuto.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = Ho risposto qui perché non posso aprire un thread: mi manca il permesso «{ $permission }». Chi gestisce questo server può darmelo.
message-cannot-write = Mi hanno chiesto qualcosa in { $channel }, ma lì non posso rispondere: mi manca il permesso «{ $permission }». Puoi darmelo nelle impostazioni del canale.
permission-create-public-threads = Crea thread pubblici
permission-send-messages-in-threads = Invia messaggi nei thread
permission-send-messages = Invia messaggi
permission-view-channel = Visualizza canale
permission-read-message-history = Leggi la cronologia messaggi

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = I documenti non rispondono a questa domanda. Potete aiutare?
