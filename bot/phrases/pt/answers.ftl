## What an asker is told when there is no answer

unknown = Os documentos de que disponho não respondem a essa pergunta.
unknown-topics = O que eles abordam de mais próximo: { $topics }.
title = “{ $title }”

## Notices about an answer

notice-no-model = Nenhum modelo de linguagem está configurado, por isso estas são citações das fontes.
notice-model-failed = Não foi possível contactar o modelo de linguagem, por isso estas são citações das fontes.
notice-model-unsupported = O que o modelo de linguagem escreveu não era confirmado pelas fontes, por isso estas são citações.
notice-source-language = A fonte está em { $language }.
notice-sources-language = As fontes estão em { $languages }.
notice-newest-source = A fonte usada mais recente é de { $date }.

## Questions that cannot be taken as they are

question-empty = Escreva uma pergunta, por exemplo: “{ $example }”
question-example = O que aconteceu, e porquê?
notice-question-cut = A pergunta passava de { $limit } caracteres; só o início foi lido.
notice-history-cut = Mensagens anteriores desta conversa não foram consideradas.
notice-understood = Entendido como: { $question }
nothing-indexed = Ainda não há nada indexado. Quem cuida dos documentos pode acrescentá-los com “explainer index”.
failed = Algo correu mal e não há resposta. Tente de novo daqui a pouco; se continuar, avise quem gere este bot.
search-unavailable = De momento não é possível pesquisar nos documentos. Tente de novo daqui a um minuto; se continuar, avise quem gere este bot.
notice-stopped = Parado aqui.
notice-broken = A ligação ao modelo de linguagem caiu, por isso a resposta termina aqui.
notice-length = A resposta atingiu o comprimento máximo e termina aqui.
sources = Fontes
written-by = Escrito por { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Olá! Pergunte-me o que quiser sobre os documentos que tenho, ou peça um resumo.
small-talk-thanks = De nada! Pergunte sempre que quiser.
small-talk-about = Respondo a perguntas com base em documentos escolhidos para mim e mostro a fonte de cada frase. Faça uma pergunta ou peça um resumo.
heard-greeting = olá|oi|bom dia|boa tarde|boa noite|tudo bem|como está|como vai|olá a todos
heard-thanks = obrigado|obrigada|muito obrigado|muito obrigada|ok obrigado|valeu|obrigado pela ajuda|adeus|até logo|tchau
heard-about = quem é você|quem és tu|o que você faz|o que podes fazer|o que você pode fazer|como funcionas|és um bot|ajuda

## Words by which a question asks about the present (alternatives separated by |)

heard-present = agora|hoje|atualmente|atual|último|última|últimos|últimas|recente|recentemente|ainda|até agora|esta semana|este mês|este ano

## Questions after the whole story (alternatives separated by |)

heard-story = o que aconteceu|o que se passou|o que está a acontecer|do que se trata|conta-me a história|explica|explique|resume|resumo|um resumo|faz um resumo
