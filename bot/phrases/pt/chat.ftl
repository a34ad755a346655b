## While an answer is made

status-searching = A pesquisar nos documentos …
status-reading = { $count ->
    [one] A ler { $count } passagem …
   *[other] A ler { $count } passagens …
}

## Under an answer

label-quotes = Ver citações
label-stop = Parar
label-share = Partilhar no canal
cut-short = Tive de reiniciar antes de terminar a resposta. Pergunte de novo, por favor.
shared-by = Partilhado por { $name }, que perguntou:
unknown-heading = Não está nos documentos
topics-heading = O que eles abordam de mais próximo:

## The quotes of an answer

quotes-heading = Em que assenta cada frase
quotes-none = Esta resposta não assenta em nenhuma citação.
quotes-left-out = { $count ->
    [one] Mais uma citação não cabe aqui.
   *[other] Mais { $count } citações não cabem aqui.
}
quote-page = página { $number }

## When a button cannot do what it says

stop-refused = Só quem perguntou ou um administrador pode parar esta resposta.
not-running = Esta resposta já terminou; não há nada a parar.
answer-gone = Esta resposta já não está guardada. Pergunte de novo, por favor.
