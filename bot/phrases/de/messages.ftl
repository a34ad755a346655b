## While an answer to a message is made

message-searching = Ich suche in den Dokumenten …
message-reading = { $count ->
    [one] Ich lese ein Dokument …
   *[other] Ich lese { $count } Dokumente …
 }
message-ending = Ich werde gerade neu gestartet und kann das jetzt nicht annehmen. Bitte frag in einer Minute noch einmal.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = Ich habe hier geantwortet, weil ich keinen Thread beginnen darf: Mir fehlt die Berechtigung „{ $permission }“. Wer diesen Server verwaltet, kann sie mir geben.
message-cannot-write = Ich wurde in { $channel } etwas gefragt, kann dort aber nicht antworten: Mir fehlt die Berechtigung „{ $permission }“. Bitte gib sie mir in den Einstellungen des Kanals.
permission-create-public-threads = Öffentliche Threads erstellen
permission-send-messages-in-threads = Nachrichten in Threads senden
permission-send-messages = Nachrichten senden
permission-view-channel = Kanal anzeigen
permission-read-message-history = Nachrichtenverlauf anzeigen

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = Die Dokumente beantworten das nicht. Könnt ihr helfen?
