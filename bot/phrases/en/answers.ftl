## What an asker is told when there is no answer

unknown = The documents I have do not answer that.
unknown-topics = What they do cover nearby: { $topics }.
title = “{ $title }”

## Notices about an answer

notice-no-model = No language model is configured, so these are quotes from the sources.
notice-model-failed = The language model could not be reached, so these are quotes from the sources.
notice-model-unsupported = What the language model wrote was not borne out by the sources, so these are quotes instead.
notice-source-language = The source is in { $language }.
notice-sources-language = The sources are in { $languages }.
notice-newest-source = The newest source used is from { $date }.

## Questions that cannot be taken as they are

question-empty = Please write a question, for example: “{ $example }”
question-example = What happened, and why?
notice-question-cut = The question was longer than { $limit } characters; only the beginning was read.
notice-history-cut = Earlier messages of this conversation were left out.
notice-understood = Understood as: { $question }
nothing-indexed = Nothing is indexed yet. Whoever looks after the documents can add some with “explainer index”.
failed = Something went wrong and there is no answer. Please try again in a moment; if it stays, tell whoever runs this bot.
search-unavailable = The documents cannot be searched at the moment. Please try again in a minute; if it stays, tell whoever runs this bot.
notice-stopped = Stopped here.
notice-broken = The connection to the language model broke, so the answer ends here.
notice-length = The answer reached its length limit and ends here.
sources = Sources
written-by = Written by { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Hello! Ask me anything about the documents I have, or ask for a summary.
small-talk-thanks = You are welcome! Ask on whenever you like.
small-talk-about = I answer questions from the documents that were chosen for me, and show the source of each sentence. Ask a question, or ask for a summary.
heard-greeting = hello|hi|hey|hi there|hello there|good morning|good afternoon|good evening|good day|greetings|how are you|hey there|yo
heard-thanks = thanks|thank you|thank you very much|thanks a lot|many thanks|thx|ty|cheers|great thanks|ok thanks|perfect thanks|thanks for the help|thank you so much|bye|goodbye|see you
heard-about = who are you|what are you|what can you do|what do you do|how do you work|are you a bot|are you human|help

## Words by which a question asks about the present (alternatives separated by |)

heard-present = now|today|currently|current|latest|newest|recent|recently|still|so far|this week|this month|this year|these days

## Questions after the whole story (alternatives separated by |)

heard-story = what happened|what is happening|what is going on|what is the story|what is this about|what is it about|tell me the story|tell me what happened|tell me everything|explain|explain it|explain this|explain the story|summarize|summarise|summary|give me a summary|sum it up|tldr|tl dr|catch me up
