## While an answer is made

status-searching = Searching the documents …
status-reading = { $count ->
    [one] Reading { $count } passage …
   *[other] Reading { $count } passages …
}

## Under an answer

label-quotes = Show quotes
label-stop = Stop
label-share = Share with the channel
cut-short = I had to restart before the answer was finished. Please ask again.
shared-by = Shared by { $name }, who asked:
unknown-heading = Not in the documents
topics-heading = What they do cover nearby:

## The quotes of an answer

quotes-heading = What each sentence rests on
quotes-none = This answer rests on no quotes.
quotes-left-out = { $count ->
    [one] One more quote does not fit here.
   *[other] { $count } more quotes do not fit here.
}
quote-page = page { $number }

## When a button cannot do what it says

stop-refused = Only the person who asked, or an admin, can stop this answer.
not-running = This answer is finished already; there is nothing left to stop.
answer-gone = This answer is not kept any more. Please ask again.
