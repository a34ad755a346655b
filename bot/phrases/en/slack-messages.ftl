## Where the bot cannot do on Slack what a message asks for

slack-not-in-channel = I am not in this channel, so I can neither read nor write there. Invite me with /invite @{ $name }, then try again.
slack-archived = This channel is archived, so I cannot write there. Ask me in another channel or in a direct message.
slack-may-not-post = I may not post in this channel. Whoever manages it can change who may; or ask me in a direct message.
slack-cannot-answer = I was asked something in { $channel } but cannot answer there. { $reason }
slack-answer-not-taken = Slack did not take my answer. Please ask again in a minute.

## While messages are read, where Slack lets the bot read only a few in a minute

slack-reading-so-far =
    { $count ->
        [one] Reading … one message so far. Slack lets me read only slowly here.
       *[other] Reading … { $count } messages so far. Slack lets me read only slowly here.
    }

## What a summary had to leave out, because Slack did not let it be read in time

left-out-replies =
    Left out: { $messages ->
        [one] one reply in a thread that I could not read in time
       *[other] { $messages } replies in threads that I could not read in time
    }.
left-out-later =
    Left out: { $messages ->
        [one] one newer message that Slack did not let me read in time
       *[other] { $messages } newer messages that Slack did not let me read in time
    }.
