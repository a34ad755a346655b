## Files and links in a question that were not read, or not by themselves

unread-too-large = “{ $name }” was not read: it is too large. Send the part that matters.
unread-too-many = Not read: { $name }. I read only a few files and links of a question; ask about the others in a new message.
unread-image = “{ $name }” was not read: I cannot see images here. Write down what it says.
unread-image-unseen = “{ $name }” was not read: the language model could not look at the image. Try again, or write down what it says.
unread-image-read-by-model = “{ $name }” is an image: a language model wrote down what it shows, and I go by that.
unread-kind = “{ $name }” was not read: I read text, web pages, PDF, Word and PowerPoint. Send it as one of these.
unread-unreachable = “{ $name }” was not read: it could not be opened. Check that it opens without signing in, or send it as a file.
unread-withheld = “{ $name }” was not read: I may not open files here. An admin can change that by installing me again; or paste what it says.
unread-refused = “{ $name }” was not read: the address is not public. Send what it says as a file.
unread-empty = “{ $name }” holds no text that I can read. If it is a scan, send it as text.
unread-damaged = “{ $name }” could not be read: it may be damaged or protected. Save it anew and send it again.

## What is said of files and links that were read

attached-cut = “{ $name }” is long, so I read only part of it. For the rest, ask about it in its own words or send the part that matters.

## How people ask for the whole of a file or link: what they say, and words beside it that do not count (alternatives separated by |)

heard-attached-asks = summarize|summarise|summary|summary of|give summary|give summary of|write summary of|sum up|tldr|tl dr|explain|describe|read|what is|what’s|what does say|what does mean|what is in|what’s in|what’s inside|what is inside|what does contain|what is about|what’s about|what are key points of|what are key points|key points|main points|gist|what does tell|tell about|give key points|give key points of|what do think|what do think of|check out|look at|take look at|thoughts on|give main points|give main points of|main points of|what are main points|what are main points of|what does make of|what do make of|thoughts|any thoughts
heard-attached-beside = this|that|it|these|those|them|the|a|an|file|files|document|documents|doc|pdf|text|page|article|link|image|picture|screenshot|photo|attachment|attached|paper|report|post|website|site|url|here|above|below|please|pls|can|could|would|will|you|for|me|us|briefly|quickly|kindly|shortly|short|quick|brief|just|hey|hi|hello|thanks|i|my|our

## What to ask next

follow-up-about = What is known about “{ $title }”?
