## While an answer to a message is made

message-searching = Ik zoek in de documenten …
message-reading = { $count ->
    [one] Ik lees één document …
   *[other] Ik lees { $count } documenten …
 }
message-ending = Ik word opnieuw gestart en kan dit nu niet aannemen. Stel de vraag over een minuut nog eens.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = Ik heb hier geantwoord omdat ik geen thread mag beginnen: mij ontbreekt het recht “{ $permission }”. Wie deze server beheert, kan het mij geven.
message-cannot-write = Mij werd iets gevraagd in { $channel }, maar ik kan daar niet antwoorden: mij ontbreekt het recht “{ $permission }”. Geef het mij in de instellingen van het kanaal.
permission-create-public-threads = Openbare threads maken
permission-send-messages-in-threads = Berichten verzenden in threads
permission-send-messages = Berichten verzenden
permission-view-channel = Kanaal weergeven
permission-read-message-history = Berichtgeschiedenis lezen

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = De documenten geven hier geen antwoord op. Kunnen jullie helpen?
