## When a command, button or form cannot do what it says

admins-only = This is for admins: people who may manage the server, and those with a role that is set with /settings.
command-failed = Something went wrong. Please try again in a moment; if it stays, tell whoever runs this bot.
command-forbidden = I am not allowed to do that here. An admin can look at my permissions in this channel.
command-outdated = My commands have just changed. Please reload Discord and try again.
command-expired = { $name }, Discord gave me no time to answer. Please try again.
explain-wordless = There are no words in this message that I could explain. Try a message with text.

## Before a discussion is summarized

discussion-reading = Reading the messages of { $name } …
discussion-forbidden = I may not read the messages there. An admin can give me the permissions “View Channel” and “Read Message History”.
discussion-no-permission = I cannot read { $name }: I lack the permission “{ $permission }” there. An admin can give it to me.
discussion-not-yours = You may not read { $name }, so I do not summarize it for you.
discussion-no-content = I cannot read what people write: the message content intent is off. Whoever runs this bot can switch it on in Discord’s developer portal.
discussion-no-thread = This is no thread. Use it in a thread, or ask for “this channel since …”.
discussion-not-member = I am not a member here, so I cannot read the messages. Someone who manages the server can add me.

## Buttons under an answer

vote-up-kept = Thank you! I noted that it helped.
vote-down-kept = Thank you. I noted it, so that the documents and answers can get better.
wrong-title = What was wrong?
wrong-label = In a few words, if you like
wrong-example = It is wrong, something is missing, it is hard to follow …
stop-done = Stopped. What was checked by then stays.
follow-up-asked = { $name } asks: { $question }
share-done = Done: everyone here can read it now.
share-twice = You have shared this answer already.
share-not-yours = Only the person who asked can share this answer.
share-not-member = I cannot write here by myself, so I cannot share it. You can copy the text.
share-no-permission = I lack the permission “{ $permission }” here. An admin can give it to me; then try again.
page-back = Back
page-on = More

## What /help, /sources and /status say

help-heading = How to ask me
help-ask = Mention me with a question, reply to one of my answers, or write me a direct message.
help-follow-up = In a thread that I started, just go on writing.
help-commands = Commands
help-explain-menu = in the menu of a message: explains it from the documents
help-admins = For admins
sources-none = There are no documents here yet. An admin can add some with /reindex.
sources-heading =
    { $count ->
        [one] My answers here come from { $count } document
       *[other] My answers here come from { $count } documents
    }
status-index = Index
status-no-index = Nothing is indexed yet. Use /reindex with a link.
status-size =
    { $documents ->
        [one] { $documents } document
       *[other] { $documents } documents
    }, { $passages ->
        [one] { $passages } passage
       *[other] { $passages } passages
    }
status-age = Age: { $age } ({ $date })
status-embedder = Embedder: { $name }
status-answers = Answers
status-no-model = No language model is configured: the sources are quoted.
status-models = Written by: { $names }
status-answers-today = Given here today: { $count }
status-limit = Questions used up here today: { $used } of { $most }
status-budget = Cost here today: ${ $spent } of ${ $budget }
status-gaps = Lately unanswered here

## /reindex

reindex-reading = Reading … { $time }
reindex-running = I am reading documents already, for { $time } now. Try again when that is done.
reindex-failed = The documents could not be read, and everything stays as it was: { $reason }
reindex-direct = Use /reindex on the server that the documents are for.
reindex-no-link = That is no link to a page or file. It should begin with https://
reindex-taken = This link is in the index already, and not only for people here, so it stays as it is. With no link at all, /reindex reads it again.
reindex-file-too-large = The file is larger than { $limit } MB, so it was not read. A smaller one works, or a link.
reindex-done = Done in { $time }
reindex-none-read = Nothing was read; what was there before stays.
reindex-added =
    { $count ->
        [one] { $count } document added
       *[other] { $count } documents added
    }
reindex-changed =
    { $count ->
        [one] { $count } document changed
       *[other] { $count } documents changed
    }
reindex-unchanged =
    { $count ->
        [one] { $count } document unchanged
       *[other] { $count } documents unchanged
    }
reindex-removed =
    { $count ->
        [one] { $count } document removed
       *[other] { $count } documents removed
    }
reindex-not-read = Not read: { $name }
reindex-more-failed =
    { $count ->
        [one] { $count } more could not be read
       *[other] { $count } more could not be read
    }
reindex-scoped = For here only: nobody elsewhere gets answers from what was given here. The next question can use it.
reindex-nothing = There was nothing to read. Give a link or a file.

## /settings

settings-heading = Settings for { $where }
settings-the-server = the whole server
settings-for-server = For the whole server
settings-for-here = For this channel
settings-for-other = For another channel …
settings-direct = Settings belong to a server. Use /settings there.
settings-saved = Saved: { $value }
settings-more-saved = Saved.
settings-unchanged = Nothing was changed.
settings-inherited = As on the server ({ $value })
settings-as-server = As on the server
settings-more = More settings
settings-reset-channel = Reset to the server’s
settings-reset-server = Reset to the defaults
settings-reset-done = All of these are as they were at first.
settings-listening = What I answer
settings-listening-mentions = Answers when mentioned
settings-listening-everything = Answers every question
settings-listening-nothing = Answers commands only
settings-placement = Where answers go
settings-placement-thread = Answers in a thread
settings-placement-channel = Answers in the channel
settings-placement-both = Answers in a thread and shows it in the channel
settings-sources = Which documents I use
settings-sources-all = Uses all documents
settings-sources-own = Uses this server’s documents only
settings-language = Language
settings-language-automatic = Answers in the asker’s language
settings-language-one = Always answers in { $language }
settings-length = How long answers are
settings-length-short = Short answers
settings-length-normal = Answers of normal length
settings-length-long = Long answers
settings-silent-unknown = Where nobody called me and I do not know
settings-silent-unknown-yes = Say nothing
settings-silent-unknown-no = Say that I do not know
settings-follow-up-unmentioned = Messages in threads that I started
settings-follow-up-unmentioned-yes = Are follow-up questions
settings-follow-up-unmentioned-no = Only when they mention me
settings-answer-bots = Other bots
settings-answer-bots-yes = Are answered
settings-answer-bots-no = Are ignored
settings-guests-read-all = People from elsewhere (guests)
settings-guests-read-all-yes = May be told all that others here may read
settings-guests-read-all-no = Are told only what everyone may read
settings-experts = Experts, called where the documents do not answer:
settings-experts-inherited = Experts, called where the documents do not answer; as on the server: { $value }
settings-experts-set = experts are { $roles }
settings-experts-none = no experts are called
settings-admins = Admins, besides those who manage the server:
settings-admins-set = admins are { $roles } and those who manage the server
settings-admins-none = admins are those who manage the server
settings-nobody = nobody
settings-no-role = No role
