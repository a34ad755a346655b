## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = résume|résumer|résumé|résume ça|résume-le|résume ce fil|fais un résumé|fais-moi un résumé|récapitule|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = Vous êtes invité ici ou appartenez à une autre organisation : je ne vous réponds donc qu’à partir des documents destinés à tous. Un admin peut changer cela pour ce canal dans mes réglages.
