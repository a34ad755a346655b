## While an answer is made

status-searching = Cerco nei documenti …
status-reading = { $count ->
    [one] Leggo { $count } passaggio …
   *[other] Leggo { $count } passaggi …
}

## Under an answer

label-quotes = Mostra citazioni
label-stop = Ferma
label-share = Condividi nel canale
cut-short = Ho dovuto riavviarmi prima di finire la risposta. Ripeti la domanda, per favore.
shared-by = Condiviso da { $name }, che chiedeva:
unknown-heading = Non è nei documenti
topics-heading = Gli argomenti più vicini che trattano:

## The quotes of an answer

quotes-heading = Su che cosa si basa ogni frase
quotes-none = Questa risposta non si basa su citazioni.
quotes-left-out = { $count ->
    [one] Un’altra citazione non ci sta qui.
   *[other] Altre { $count } citazioni non ci stanno qui.
}
quote-page = pagina { $number }

## When a button cannot do what it says

stop-refused = Solo chi ha fatto la domanda o un amministratore può fermare questa risposta.
not-running = Questa risposta è già finita; non c’è più nulla da fermare.
answer-gone = Questa risposta non è più conservata. Ripeti la domanda, per favore.
