## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = Je ne suis pas dans ce canal et ne peux donc ni y lire ni y écrire. Invitez-moi avec /invite @{ $name }, puis réessayez.
slack-archived = Ce canal est archivé : je ne peux pas y écrire. Posez la question dans un autre canal ou en message direct.
slack-may-not-post = Je n’ai pas le droit de publier dans ce canal. La personne qui le gère peut le changer ; ou écrivez-moi en message direct.
slack-cannot-answer = On m’a posé une question dans { $channel }, mais je ne peux pas y répondre. { $reason }
slack-answer-not-taken = Slack n’a pas accepté ma réponse. Reposez la question dans une minute.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Lecture … un message pour l’instant. Slack ne me laisse lire que lentement ici.
       *[other] Lecture … { $count } messages pour l’instant. Slack ne me laisse lire que lentement ici.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Laissé de côté : { $messages ->
        [one] une réponse dans un fil que je n’ai pas pu lire à temps
       *[other] { $messages } réponses dans des fils que je n’ai pas pu lire à temps
    }.
left-out-later =
    Laissé de côté : { $messages ->
        [one] un message plus récent que Slack ne m’a pas laissé lire à temps
       *[other] { $messages } messages plus récents que Slack ne m’a pas laissé lire à temps
    }.
