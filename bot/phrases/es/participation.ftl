## Taking turns, being quiet

waiting = { $ahead ->
        [one] Todavía se está respondiendo otra pregunta; la tuya es la siguiente.
       *[other] Hay { $ahead } preguntas antes; la tuya conserva su sitio.
    }
paused = A partir de ahora me quedo en silencio aquí. Si me mencionas, sigo respondiendo; mencióname con «continúa» y volveré a escuchar.
resumed = Vuelvo a escuchar aquí.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pausa|haz una pausa|silencio|cállate|callate|calla|cállese|para|para ya|stop|basta|no respondas|no respondas más|deja de responder|no contestes|no contestes más|deja de contestar|déjanos en paz|dejanos en paz
heard-resume = continúa|continua|continúe|sigue|reanuda|vuelve|vuelve a responder|puedes responder|puedes volver a responder|ya puedes responder|despierta|fin de la pausa|adelante
heard-politely = por favor|porfa|gracias|ahora|ok|vale|bot|un momento|un rato|aquí|aqui|en este canal|en este hilo|de nuevo|otra vez

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|vale|de acuerdo|sí|si|claro|no|nop|jaja|lol|guau|wow|genial|guay|qué bien|qué bueno|perfecto|entendido|entiendo|ya veo|ya|ah|oh|eh|uf|bueno|pues|interesante|qué interesante|cierto|es cierto|verdad|es verdad|de verdad|en serio|seguro|estás seguro|estás ahí|hay alguien|hay alguien ahí|hay alguien aquí|quién sabe|a quién le importa|y qué|y ahora qué|y tú|y vosotros|y ustedes|qué|cómo|qué hay|qué onda|qué haces|qué hacéis|qué tal todo|por qué no|no crees|qué opinas|qué piensas|qué te parece|qué opináis|exacto|exactamente|yo también|igual|te imaginas|te lo puedes creer|no hay problema|sin problema|lo sé|no sé|ni idea|suerte|lo siento|perdón|qué día|qué lío|qué pena|qué lástima
