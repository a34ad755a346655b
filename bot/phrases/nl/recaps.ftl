## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = samenvatten|samenvatting|vat samen|vat dit samen|vat het samen|geef een samenvatting|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = Je bent hier gast of hoort bij een andere organisatie, dus ik antwoord je alleen uit documenten die voor iedereen bedoeld zijn. Een admin kan dat voor dit kanaal in mijn instellingen veranderen.
