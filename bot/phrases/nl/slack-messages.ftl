## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = Ik zit niet in dit kanaal, dus ik kan daar niet lezen of schrijven. Nodig me uit met /invite @{ $name } en probeer het opnieuw.
slack-archived = Dit kanaal is gearchiveerd, dus ik kan er niet schrijven. Vraag het me in een ander kanaal of in een privébericht.
slack-may-not-post = Ik mag in dit kanaal niet schrijven. Wie het beheert kan dat veranderen; of vraag het me in een privébericht.
slack-cannot-answer = Mij is iets gevraagd in { $channel }, maar ik kan daar niet antwoorden. { $reason }
slack-answer-not-taken = Slack nam mijn antwoord niet aan. Vraag het over een minuut nog eens.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Ik lees … één bericht tot nu toe. Slack laat me hier alleen langzaam lezen.
       *[other] Ik lees … { $count } berichten tot nu toe. Slack laat me hier alleen langzaam lezen.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Weggelaten: { $messages ->
        [one] één antwoord in een thread die ik niet op tijd kon lezen
       *[other] { $messages } antwoorden in threads die ik niet op tijd kon lezen
    }.
left-out-later =
    Weggelaten: { $messages ->
        [one] één nieuwer bericht dat Slack me niet op tijd liet lezen
       *[other] { $messages } nieuwere berichten die Slack me niet op tijd liet lezen
    }.
