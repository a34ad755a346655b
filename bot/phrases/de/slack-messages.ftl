## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = Ich bin nicht in diesem Kanal und kann dort weder lesen noch schreiben. Lade mich mit /invite @{ $name } ein und versuche es noch einmal.
slack-archived = Dieser Kanal ist archiviert, dort kann ich nicht schreiben. Frag mich in einem anderen Kanal oder in einer Direktnachricht.
slack-may-not-post = Ich darf in diesem Kanal nicht schreiben. Wer ihn verwaltet, kann das ändern; oder frag mich in einer Direktnachricht.
slack-cannot-answer = Ich wurde in { $channel } etwas gefragt, kann dort aber nicht antworten. { $reason }
slack-answer-not-taken = Slack hat meine Antwort nicht angenommen. Bitte frag in einer Minute noch einmal.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Ich lese … bisher eine Nachricht. Slack lässt mich hier nur langsam lesen.
       *[other] Ich lese … bisher { $count } Nachrichten. Slack lässt mich hier nur langsam lesen.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Ausgelassen: { $messages ->
        [one] eine Antwort in einem Thread, den ich nicht rechtzeitig lesen konnte
       *[other] { $messages } Antworten in Threads, die ich nicht rechtzeitig lesen konnte
    }.
left-out-later =
    Ausgelassen: { $messages ->
        [one] eine neuere Nachricht, die Slack mich nicht rechtzeitig lesen ließ
       *[other] { $messages } neuere Nachrichten, die Slack mich nicht rechtzeitig lesen ließ
    }.
