## A summary of a discussion: what was read, and how

discussion-empty = Ainda não há nada para resumir: não encontrei aqui mensagens com texto.
discussion-empty-since = Não há nada para resumir: não encontrei aqui mensagens com texto desde { $since } (UTC). Experimente um dia anterior.
discussion-picked = Nenhum modelo de linguagem está configurado; por isso, estas são, palavra por palavra, as mensagens que sustentam a conversa.
discussion-picked-failed = Não foi possível contactar o modelo de linguagem; por isso, estas são, palavra por palavra, as mensagens que sustentam a conversa.
discussion-picked-unsupported = O modelo de linguagem não escreveu nada que as mensagens confirmem; por isso, estas são, palavra por palavra, as mensagens que sustentam a conversa.
discussion-picked-too-long = A conversa é longa demais para o modelo de linguagem; por isso, estas são, palavra por palavra, as mensagens que a sustentam.
discussion-asked-since = Pedido: tudo desde { $since } (UTC).
discussion-read =
    Lido: { $messages ->
        [one] uma mensagem
       *[other] { $messages } mensagens
    } de { $people ->
        [one] uma pessoa
       *[other] { $people } pessoas
    }, { $replies ->
        [0] nenhuma é resposta
        [one] uma é resposta
       *[other] { $replies } são respostas
    }, de { $first } a { $last } (UTC).
discussion-in-parts = Era longa: foi lida em { $parts } partes e resumida a partir das mensagens que importavam em cada uma.
discussion-incomplete = As mensagens mais antigas não foram alcançadas; por isso, falta o início do que pediu.
left-out-bots =
    De fora: { $messages ->
        [one] uma mensagem de um bot
       *[other] { $messages } mensagens de bots
    }.
left-out-wordless =
    De fora: { $messages ->
        [one] uma mensagem sem texto
       *[other] { $messages } mensagens sem texto
    } (imagens, figurinhas, apenas links).

## Explaining a message term by term

explanation-unknown-terms = Os documentos não dizem nada sobre { $terms }.

## What may be summarized: how it is offered

summary-story = Toda a história
summary-thread = Este tópico
summary-channel = Este canal, desde o início
summary-channel-hours =
    Este canal, { $hours ->
        [one] a última hora
       *[other] as últimas { $hours } horas
    }
summary-channel-days =
    Este canal, { $days ->
        [one] as últimas 24 horas
       *[other] os últimos { $days } dias
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = história|a história|toda a história|tudo|o que aconteceu
heard-of-thread = tópico|este tópico|o tópico|thread|esta conversa|a conversa|esta discussão|a discussão
heard-of-channel = canal|este canal|o canal|todo o canal|este chat|o chat
heard-of-since = desde|desde o|desde a|a partir de|a partir do|depois de|nas últimas|nos últimos|as últimas|os últimos|a última|o último
