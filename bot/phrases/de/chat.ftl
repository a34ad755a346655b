## While an answer is made

status-searching = Durchsuche die Dokumente …
status-reading = { $count ->
    [one] Lese { $count } Passage …
   *[other] Lese { $count } Passagen …
}

## Under an answer

label-quotes = Zitate zeigen
label-stop = Anhalten
label-share = Mit dem Kanal teilen
cut-short = Ein Neustart kam dazwischen, bevor die Antwort fertig war. Bitte noch einmal fragen.
shared-by = Geteilt von { $name } auf die Frage:
unknown-heading = Nicht in den Dokumenten
topics-heading = Am nächsten kommen dem:

## The quotes of an answer

quotes-heading = Worauf sich jeder Satz stützt
quotes-none = Diese Antwort stützt sich auf keine Zitate.
quotes-left-out = { $count ->
    [one] Ein weiteres Zitat passt nicht hierher.
   *[other] { $count } weitere Zitate passen nicht hierher.
}
quote-page = Seite { $number }

## When a button cannot do what it says

stop-refused = Nur wer gefragt hat oder ein Admin kann diese Antwort anhalten.
not-running = Diese Antwort ist schon fertig; es gibt nichts mehr anzuhalten.
answer-gone = Diese Antwort ist nicht mehr gespeichert. Bitte noch einmal fragen.
