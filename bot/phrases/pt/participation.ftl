## Taking turns, being quiet

waiting = { $ahead ->
        [one] Outra pergunta ainda está a ser respondida; a sua é a próxima.
       *[other] Há { $ahead } perguntas antes; a sua mantém o lugar.
    }
paused = A partir de agora fico em silêncio aqui. Uma menção continua a ter resposta; mencione-me com “continua” e volto a ouvir.
resumed = Estou a ouvir de novo aqui.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pausa|faz uma pausa|faça uma pausa|silêncio|silencio|cala-te|cale-se|cala a boca|fica quieto|fique quieto|quieto|para|pare|stop|chega|não respondas|não responda|não respondas mais|não responda mais|para de responder|pare de responder|deixa-nos em paz
heard-resume = continua|continue|retoma|retome|volta|volte|podes responder|pode responder|volta a responder|volte a responder|responde de novo|responda de novo|acorda|acorde|fim da pausa|prossiga
heard-politely = por favor|pf|obrigado|obrigada|agora|ok|bot|um momento|um instante|por enquanto|aqui|neste canal|neste tópico|de novo|outra vez

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|tá|tá bom|está bem|sim|claro|não|kkk|lol|uau|wow|legal|fixe|giro|ótimo|perfeito|entendi|percebi|entendo|estou a ver|ah|oh|é|pois|pois é|bem|bom|hum|interessante|que interessante|verdade|é verdade|a sério|sério|de verdade|mesmo|tem certeza|tens a certeza|você está aí|estás aí|tem alguém aí|há alguém aí|alguém aí|quem sabe|quem se importa|e daí|e agora|e você|e tu|e vocês|o quê|quê|como|que tal|tudo bem|beleza|o que está fazendo|o que estás a fazer|por que não|porque não|não é|né|não acha|não achas|o que acha|o que achas|o que você acha|o que vocês acham|exato|exatamente|eu também|dá para acreditar|imagina|sem problema|eu sei|não sei|sei lá|boa sorte|desculpa|desculpe|que dia|que pena|que bom
