## What is heard, addressed to the bot, as a wish for a summary of what is being talked about (alternatives separated by |)

heard-summarize = resume|resumo|resumir|resuma|resume isto|faz um resumo|faça um resumo|recapitula|tl;dr

## Under "I don't know", for people from elsewhere

notice-guest = É convidado aqui ou pertence a outra organização, por isso só lhe respondo a partir de documentos destinados a todos. Um admin pode mudar isso para este canal nas minhas definições.
