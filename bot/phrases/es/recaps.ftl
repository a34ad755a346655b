## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = resume|resumen|resumir|resume esto|resúmelo|haz un resumen|hazme un resumen|recapitula|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = Eres invitado aquí o perteneces a otra organización, así que solo te respondo con documentos destinados a todos. Un admin puede cambiarlo para este canal en mis ajustes.
