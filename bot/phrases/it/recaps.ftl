## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = riassumi|riassunto|riassumere|riassumi questo|fai un riassunto|fammi un riassunto|ricapitola|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = Qui sei ospite o appartieni a un’altra organizzazione, quindi ti rispondo solo dai documenti destinati a tutti. Un admin può cambiarlo per questo canale nelle mie impostazioni.
