## What an asker is told when there is no answer

unknown = I documenti di cui dispongo non rispondono a questa domanda.
unknown-topics = Gli argomenti più vicini che trattano: { $topics }.
title = «{ $title }»

## Notices about an answer

notice-no-model = Nessun modello linguistico è configurato, quindi queste sono citazioni dalle fonti.
notice-model-failed = Il modello linguistico non era raggiungibile, quindi queste sono citazioni dalle fonti.
notice-model-unsupported = Ciò che il modello linguistico ha scritto non era confermato dalle fonti, quindi queste sono citazioni.
notice-source-language = La fonte è in { $language }.
notice-sources-language = Le fonti sono in { $languages }.
notice-newest-source = La fonte più recente utilizzata è del { $date }.

## Questions that cannot be taken as they are

question-empty = Scrivi una domanda, per esempio: «{ $example }»
question-example = Che cosa è successo, e perché?
notice-question-cut = La domanda superava i { $limit } caratteri; è stato letto solo l’inizio.
notice-history-cut = I messaggi precedenti di questa conversazione non sono stati considerati.
notice-understood = Inteso come: { $question }
nothing-indexed = Non c’è ancora nulla di indicizzato. Chi cura i documenti può aggiungerne con «explainer index».
failed = Qualcosa è andato storto e non c’è risposta. Riprova tra un momento; se continua, avvisa chi gestisce questo bot.
search-unavailable = Al momento non è possibile cercare nei documenti. Riprova tra un minuto; se continua, avvisa chi gestisce questo bot.
notice-stopped = Interrotto qui.
notice-broken = La connessione al modello linguistico si è interrotta, quindi la risposta finisce qui.
notice-length = La risposta ha raggiunto la lunghezza massima e finisce qui.
sources = Fonti
written-by = Scritto da { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Ciao! Chiedimi qualcosa sui documenti che ho, oppure chiedi un riassunto.
small-talk-thanks = Prego! Chiedi pure quando vuoi.
small-talk-about = Rispondo a domande in base a documenti scelti per me e mostro la fonte di ogni frase. Fai una domanda o chiedi un riassunto.
heard-greeting = ciao|salve|buongiorno|buonasera|buon pomeriggio|come stai|come va|ciao a tutti
heard-thanks = grazie|grazie mille|molte grazie|tante grazie|ok grazie|perfetto grazie|grazie per l’aiuto|arrivederci|a presto
heard-about = chi sei|cosa sei|cosa puoi fare|cosa sai fare|come funzioni|sei un bot|aiuto

## Words by which a question asks about the present (alternatives separated by |)

heard-present = ora|adesso|oggi|attualmente|attuale|ultimo|ultima|ultimi|ultime|recente|recentemente|ancora|finora|questa settimana|questo mese|quest’anno

## Questions after the whole story (alternatives separated by |)

heard-story = cosa è successo|che cosa è successo|che è successo|cosa sta succedendo|di cosa si tratta|raccontami la storia|spiega|spiegami|riassumi|riassunto|un riassunto|fai un riassunto
