## While an answer is made

status-searching = Ik zoek in de documenten …
status-reading = { $count ->
    [one] Ik lees { $count } passage …
   *[other] Ik lees { $count } passages …
}

## Under an answer

label-quotes = Toon citaten
label-stop = Stoppen
label-share = Delen in het kanaal
cut-short = Ik moest herstarten voordat het antwoord klaar was. Vraag het nog eens, alsjeblieft.
shared-by = Gedeeld door { $name }, die vroeg:
unknown-heading = Niet in de documenten
topics-heading = Wat ze wel behandelen en erop lijkt:

## The quotes of an answer

quotes-heading = Waar elke zin op rust
quotes-none = Dit antwoord rust niet op citaten.
quotes-left-out = { $count ->
    [one] Nog één citaat past hier niet.
   *[other] Nog { $count } citaten passen hier niet.
}
quote-page = pagina { $number }

## When a button cannot do what it says

stop-refused = Alleen wie de vraag stelde of een beheerder kan dit antwoord stoppen.
not-running = Dit antwoord is al klaar; er valt niets meer te stoppen.
answer-gone = Dit antwoord wordt niet meer bewaard. Vraag het nog eens, alsjeblieft.
