## While an answer to a message is made

message-searching = Searching the documents …
message-reading = { $count ->
    [one] Reading one document …
   *[other] Reading { $count } documents …
 }
message-ending = I am being restarted and cannot take this now. Please ask again in a minute.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = I answered here because I may not start a thread: I lack the permission “{ $permission }”. Whoever manages this server can give it to me.
message-cannot-write = I was asked something in { $channel } but cannot answer there: I lack the permission “{ $permission }”. Please give it to me in the channel's settings.
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
permission-send-messages = Send Messages
permission-view-channel = View Channel
permission-read-message-history = Read Message History

## Said to the role or group of experts, after their mention, where there is no answer

experts-called = The documents do not answer this. Can you help?
