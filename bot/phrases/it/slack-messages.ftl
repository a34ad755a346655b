## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = Non sono in questo canale, quindi non posso né leggere né scrivere lì. Invitami con /invite @{ $name } e riprova.
slack-archived = Questo canale è archiviato e non posso scriverci. Chiedimi in un altro canale o in un messaggio diretto.
slack-may-not-post = Non posso pubblicare in questo canale. Chi lo gestisce può cambiarlo; oppure chiedimi in un messaggio diretto.
slack-cannot-answer = Mi è stato chiesto qualcosa in { $channel }, ma non posso rispondere lì. { $reason }
slack-answer-not-taken = Slack non ha accettato la mia risposta. Chiedi di nuovo tra un minuto.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Leggo … un messaggio finora. Qui Slack mi lascia leggere solo lentamente.
       *[other] Leggo … { $count } messaggi finora. Qui Slack mi lascia leggere solo lentamente.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Tralasciato: { $messages ->
        [one] una risposta in un thread che non ho potuto leggere in tempo
       *[other] { $messages } risposte in thread che non ho potuto leggere in tempo
    }.
left-out-later =
    Tralasciato: { $messages ->
        [one] un messaggio più recente che Slack non mi ha lasciato leggere in tempo
       *[other] { $messages } messaggi più recenti che Slack non mi ha lasciato leggere in tempo
    }.
