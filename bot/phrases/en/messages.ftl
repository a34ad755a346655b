## While an answer to a message is made

message-searching = Searching the documents …
message-reading = { $count ->
    [one] Reading one document …
   *[other] Reading { $count } documents …
 }
message-ending = I am being restarted and cannot take this now. Please ask again in a minute.

## Being told to keep quiet, and to go on

message-paused = I keep quiet here now, unless I am mentioned. Mention me with “resume” to have me back.
message-resumed = I am back: I answer here again.

## What the bot may not do; the permissions are named as the platform names them

message-no-thread = I answered here because I may not start a thread: I lack the permission “{ $permission }”. Whoever manages this server can give it to me.
message-cannot-write = I was asked something in { $channel } but cannot answer there: I lack the permission “{ $permission }”. Please give it to me in the channel's settings.
permission-create-public-threads = Create Public Threads
permission-send-messages-in-threads = Send Messages in Threads
permission-send-messages = Send Messages
permission-view-channel = View Channel
permission-read-message-history = Read Message History
