## While an answer to a message is made

message-searching = Je cherche dans les documents …
message-reading = { $count ->
    [one] Je lis un document …
   *[other] Je lis { $count } documents …
 }
message-ending = On me redémarre et je ne peux pas répondre maintenant. Reposez la question dans une minute.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = J’ai répondu ici parce que je ne peux pas ouvrir de fil : il me manque la permission « { $permission } ». Une personne qui gère ce serveur peut me la donner.
message-cannot-write = On m’a posé une question dans { $channel }, mais je ne peux pas y répondre : il me manque la permission « { $permission } ». Vous pouvez me la donner dans les paramètres du salon.
permission-create-public-threads = Créer des fils publics
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-send-messages = Envoyer des messages
permission-view-channel = Voir le salon
permission-read-message-history = Voir les anciens messages

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = Les documents n’y répondent pas. Pouvez-vous aider ?
