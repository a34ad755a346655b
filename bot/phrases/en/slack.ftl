## Under an answer on Slack: what a screen reader says of 👍 and 👎

slack-vote-up = This answer helped
slack-vote-down = This answer did not help

## The window with the quotes of an answer (both fit into 24 letters)

slack-quotes-title = Quotes
slack-close = Close

## What the Messages tab offers to ask

slack-prompts-title = Try asking
slack-prompt-story = Tell me the story
slack-prompt-topic = What do the documents say about “{ $topic }”?

## The Home tab

slack-home-recent = Recent answers
slack-home-recent-none = Nothing has been asked yet. Mention me with a question in a channel, or write me in the Messages tab.
slack-home-reindex = Read the sources again
slack-home-settings = Settings
slack-home-more = There are more documents than fit here.
