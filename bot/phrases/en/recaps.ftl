## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = summarize|summarise|summary|sum up|sum this up|sum it up|summarize this|summarize it|tl;dr|tldr|recap|catch me up

## Under "I don't know", for people from elsewhere

notice-guest = You are a guest here or belong to another organization, so I answer you only from documents that are marked for everyone. An admin can change that for this channel in my settings.
