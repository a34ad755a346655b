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
slack-home-summary = A summary
slack-home-reindex = Read the sources again
slack-home-settings = Settings
slack-home-more = There are more documents than fit here.

## Buttons of windows

slack-send = Send
slack-save = Save

## When a command, button or shortcut cannot do what it says

slack-admins-only = This is for admins: admins and owners of the workspace, and those named under /explainer settings.
slack-missing-scope = I lack the permission “{ $scope }” in this workspace. An admin can give it to me by installing me again.
slack-not-yours = You may not read that channel, or I am not in it, so I do not summarize it. Someone in it can invite me with /invite.
slack-no-threads = Slack’s commands do not work in threads: mention me there instead, for example with “summarize”, or use a message’s menu.
slack-ask-empty = Write your question after the command: /ask why did the price fall?
slack-reading = Reading the messages …

## What is heard at the start of /ask as a wish that nobody else sees the answer (alternatives separated by |)

slack-heard-private = private|privately

## What /explainer help adds

slack-help-here = On Slack
slack-help-pause = I am quiet in this channel
slack-help-resume = I listen here again
slack-help-private = “private:” before the question of /ask shows the answer to you alone.

## The windows that the shortcuts open (titles fit into 24 letters)

slack-explain-title = Explain this
slack-explain-label = What shall I explain?
slack-explain-example = A sentence, a message, a headline …
slack-summarize-title = Summarize a channel
slack-summarize-channel = Which channel?
slack-summarize-since = Since when?

## The settings, where Slack has other words than a server

slack-settings-workspace = For the whole workspace
slack-settings-inherited = As in the workspace ({ $value })
slack-settings-sources-own = Uses this workspace’s documents only
slack-settings-admins = Admins, besides the workspace’s own
slack-settings-no-groups = There are no user groups here that could be called as experts where the documents do not answer.
slack-settings-reset-channel = Reset to the workspace’s
