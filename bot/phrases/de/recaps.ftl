## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = zusammenfassen|zusammenfassung|fass zusammen|fasse zusammen|fass das zusammen|fasse das zusammen|fass mal zusammen|kurzfassung|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = Du bist hier Gast oder gehörst zu einer anderen Organisation; deshalb antworte ich dir nur aus Dokumenten, die für alle bestimmt sind. Ein Admin kann das für diesen Kanal in meinen Einstellungen ändern.
