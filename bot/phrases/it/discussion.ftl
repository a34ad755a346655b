## A summary of a discussion: what was read, and how

discussion-empty = Non c’è ancora nulla da riassumere: qui non ho trovato messaggi con testo.
discussion-empty-since = Non c’è nulla da riassumere: qui non ho trovato messaggi con testo da { $since } (UTC). Prova con un giorno precedente.
discussion-picked = Nessun modello linguistico è configurato, quindi questi sono, parola per parola, i messaggi che reggono la discussione.
discussion-picked-failed = Il modello linguistico non era raggiungibile, quindi questi sono, parola per parola, i messaggi che reggono la discussione.
discussion-picked-unsupported = Il modello linguistico non ha scritto nulla che i messaggi confermino, quindi questi sono, parola per parola, i messaggi che reggono la discussione.
discussion-picked-too-long = La discussione è troppo lunga per il modello linguistico, quindi questi sono, parola per parola, i messaggi che la reggono.
discussion-asked-since = Richiesto: tutto da { $since } (UTC).
discussion-read =
    Letto: { $messages ->
        [one] un messaggio
       *[other] { $messages } messaggi
    } di { $people ->
        [one] una persona
       *[other] { $people } persone
    }, { $replies ->
        [0] nessuno è una risposta
        [one] uno è una risposta
       *[other] { $replies } sono risposte
    }, da { $first } a { $last } (UTC).
discussion-in-parts = Era lunga: è stata letta in { $parts } parti e riassunta dai messaggi che contavano in ciascuna.
discussion-incomplete = I messaggi più vecchi non sono stati raggiunti, quindi manca l’inizio di ciò che hai chiesto.
left-out-bots =
    Tralasciato: { $messages ->
        [one] un messaggio di un bot
       *[other] { $messages } messaggi di bot
    }.
left-out-wordless =
    Tralasciato: { $messages ->
        [one] un messaggio senza testo
       *[other] { $messages } messaggi senza testo
    } (immagini, adesivi, soli link).

## Explaining a message term by term

explanation-unknown-terms = I documenti non dicono nulla su { $terms }.

## What may be summarized: how it is offered

summary-story = Tutta la storia
summary-thread = Questo thread
summary-channel = Questo canale, dall’inizio
summary-channel-hours =
    Questo canale, { $hours ->
        [one] l’ultima ora
       *[other] le ultime { $hours } ore
    }
summary-channel-days =
    Questo canale, { $days ->
        [one] le ultime 24 ore
       *[other] gli ultimi { $days } giorni
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = storia|la storia|tutta la storia|tutto|che cosa è successo|cosa è successo
heard-of-thread = thread|questo thread|il thread|questa discussione|la discussione|questa conversazione|la conversazione
heard-of-channel = canale|questo canale|il canale|tutto il canale|questa chat|la chat
heard-of-since = da|dal|dalla|dalle|dallo|a partire da|a partire dal|dopo|dopo il|nelle ultime|negli ultimi|le ultime|gli ultimi|l’ultima
