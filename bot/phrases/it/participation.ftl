## Taking turns, being quiet

waiting = { $ahead ->
        [one] Un’altra domanda è ancora in corso; la tua è la prossima.
       *[other] Ci sono { $ahead } domande prima; la tua mantiene il suo posto.
    }
paused = Da adesso qui resto in silenzio. Se mi menzioni rispondo comunque; menzionami con «riprendi» e tornerò ad ascoltare.
resumed = Qui ascolto di nuovo.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pausa|fai una pausa|silenzio|zitto|stai zitto|sta’ zitto|taci|basta|stop|fermati|smettila|smetti di rispondere|non rispondere|non rispondere più|lasciaci in pace
heard-resume = riprendi|continua|vai avanti|torna|torna a rispondere|puoi rispondere|puoi rispondere di nuovo|puoi riprendere|rispondi di nuovo|svegliati|fine della pausa|avanti
heard-politely = per favore|per piacere|grazie|adesso|ora|ok|bot|un attimo|un momento|per ora|qui|in questo canale|in questo thread|di nuovo

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|va bene|d’accordo|sì|si|certo|no|lol|wow|bello|figo|forte|ottimo|perfetto|capito|ho capito|capisco|ah|oh|eh|boh|mah|beh|uhm|interessante|giusto|vero|è vero|davvero|sul serio|seriamente|sicuro|sei sicuro|ci sei|c’è qualcuno|chi lo sa|chissà|chi se ne frega|e allora|e adesso|e tu|e voi|cosa|che|come|che c’è|che fai|che fate|come butta|tutto bene|perché no|no è vero|non credi|che ne pensi|cosa ne pensi|che ne dici|che ne pensate|esatto|esattamente|anch’io|anche io|pure io|ti immagini|ci credi|ci credete|ti rendi conto|nessun problema|lo so|non lo so|non so|buona fortuna|scusa|scusate|mi dispiace|che giornata|che casino|che peccato
