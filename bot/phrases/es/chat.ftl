## While an answer is made

status-searching = Buscando en los documentos …
status-reading = { $count ->
    [one] Leyendo { $count } pasaje …
   *[other] Leyendo { $count } pasajes …
}

## Under an answer

label-quotes = Ver citas
label-stop = Detener
label-share = Compartir en el canal
cut-short = Tuve que reiniciarme antes de terminar la respuesta. Vuelve a preguntar, por favor.
shared-by = Compartido por { $name }, que preguntaba:
unknown-heading = No está en los documentos
topics-heading = Lo más cercano que tratan:

## The quotes of an answer

quotes-heading = En qué se apoya cada frase
quotes-none = Esta respuesta no se apoya en ninguna cita.
quotes-left-out = { $count ->
    [one] Una cita más no cabe aquí.
   *[other] { $count } citas más no caben aquí.
}
quote-page = página { $number }

## When a button cannot do what it says

stop-refused = Solo quien preguntó o un administrador puede detener esta respuesta.
not-running = Esta respuesta ya terminó; no queda nada que detener.
answer-gone = Esta respuesta ya no se conserva. Vuelve a preguntar, por favor.
