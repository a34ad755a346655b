## A summary of a discussion: what was read, and how

discussion-empty = There is nothing to summarize yet: I found no messages with words in them here.
discussion-empty-since = There is nothing to summarize: I found no messages with words in them here since { $since } (UTC). Try an earlier day.
discussion-picked = No language model is configured, so these are the messages that carry the discussion, word for word.
discussion-picked-failed = The language model could not be reached, so these are the messages that carry the discussion, word for word.
discussion-picked-unsupported = The language model wrote nothing that the messages bear out, so these are the messages that carry the discussion, word for word.
discussion-picked-too-long = The discussion is too long for the language model, so these are the messages that carry it, word for word.
discussion-asked-since = Asked for: everything since { $since } (UTC).
discussion-read =
    Read: { $messages ->
        [one] one message
       *[other] { $messages } messages
    } by { $people ->
        [one] one person
       *[other] { $people } people
    }, { $replies ->
        [0] none of them a reply
        [one] one of them a reply
       *[other] { $replies } of them replies
    }, from { $first } to { $last } (UTC).
discussion-in-parts = It was long: it was read in { $parts } parts and summarized from the messages that mattered in each.
discussion-incomplete = Older messages were not reached, so the beginning of what you asked for is missing.
left-out-bots =
    Left out: { $messages ->
        [one] one message by a bot
       *[other] { $messages } messages by bots
    }.
left-out-wordless =
    Left out: { $messages ->
        [one] one message without words
       *[other] { $messages } messages without words
    } (pictures, stickers, links alone).

## Explaining a message term by term

explanation-unknown-terms = The documents say nothing about { $terms }.

## What may be summarized: how it is offered

summary-story = The whole story
summary-thread = This thread
summary-channel = This channel, from the beginning
summary-channel-hours =
    This channel, the last { $hours ->
        [one] hour
       *[other] { $hours } hours
    }
summary-channel-days =
    This channel, the last { $days ->
        [one] 24 hours
       *[other] { $days } days
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = story|the story|whole story|the whole story|everything|all|all of it|what happened|news|the news
heard-of-thread = thread|this thread|the thread|this discussion|the discussion|this conversation|the conversation
heard-of-channel = channel|this channel|the channel|the whole channel|this room|the room|this chat|the chat
heard-of-since = since|from|after|starting|beginning|for the last|for the past|in the last|in the past|during the last|over the last|over the past|the last|the past|last|past
