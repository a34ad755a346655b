## When a command, button or form cannot do what it says

admins-only = È riservato agli admin: chi può gestire il server e chi ha un ruolo scelto con /settings.
command-failed = Qualcosa è andato storto. Riprova tra un momento; se continua, avvisa chi gestisce questo bot.
command-forbidden = Qui non ho il permesso di farlo. Un admin può controllare i miei permessi in questo canale.
command-outdated = I miei comandi sono appena cambiati. Ricarica Discord e riprova.
command-expired = { $name }, Discord non mi ha lasciato il tempo di rispondere. Riprova, per favore.
explain-wordless = In questo messaggio non ci sono parole che io possa spiegare. Prova con un messaggio che contiene testo.

## Before a discussion is summarized

discussion-reading = Leggo i messaggi di { $name } …
discussion-forbidden = Non posso leggere i messaggi lì. Un admin può darmi i permessi «Visualizza canale» e «Leggere la cronologia messaggi».
discussion-no-permission = Non posso leggere { $name }: lì mi manca il permesso «{ $permission }». Un admin può darmelo.
discussion-not-yours = Non puoi leggere { $name }, quindi non te lo riassumo.
discussion-no-content = Non posso leggere ciò che si scrive: l’accesso al contenuto dei messaggi è disattivato. Chi gestisce questo bot può attivarlo nel portale sviluppatori di Discord.
discussion-no-thread = Questo non è un thread. Usalo in un thread, oppure chiedi «questo canale da …».
discussion-not-member = Non sono membro qui, quindi non posso leggere i messaggi. Chi gestisce il server può aggiungermi.

## Buttons under an answer

vote-up-kept = Grazie! Ho annotato che è stata utile.
vote-down-kept = Grazie. È annotato, perché documenti e risposte migliorino.
wrong-title = Che cosa non andava?
wrong-label = In poche parole, se vuoi
wrong-example = È sbagliato, manca qualcosa, è difficile da seguire …
stop-done = Fermato. Ciò che era verificato resta.
follow-up-asked = { $name } chiede: { $question }
share-done = Fatto: ora tutti qui possono leggerla.
share-twice = Hai già condiviso questa risposta.
share-not-yours = Solo chi ha fatto la domanda può condividere questa risposta.
share-not-member = Qui non posso scrivere da solo, quindi non posso condividerla. Puoi copiare il testo.
share-no-permission = Qui mi manca il permesso «{ $permission }». Un admin può darmelo; poi riprova.
page-back = Indietro
page-on = Avanti

## What /help, /sources and /status say

help-heading = Come farmi una domanda
help-ask = Menzionami con una domanda, rispondi a una mia risposta o scrivimi un messaggio diretto.
help-follow-up = In un thread aperto da me, continua semplicemente a scrivere.
help-commands = Comandi
help-explain-menu = nel menu di un messaggio: lo spiega in base ai documenti
help-admins = Per gli admin
sources-none = Qui non ci sono ancora documenti. Un admin può aggiungerne con /reindex.
sources-heading =
    { $count ->
        [one] Le mie risposte qui vengono da { $count } documento
       *[other] Le mie risposte qui vengono da { $count } documenti
    }
status-index = Indice
status-no-index = Non c’è ancora nulla di indicizzato. Usa /reindex con un link.
status-size =
    { $documents ->
        [one] { $documents } documento
       *[other] { $documents } documenti
    }, { $passages ->
        [one] { $passages } passo
       *[other] { $passages } passi
    }
status-age = Età: { $age } ({ $date })
status-embedder = Vettori: { $name }
status-answers = Risposte
status-no-model = Nessun modello linguistico è configurato: si citano le fonti.
status-models = Scritte da: { $names }
status-answers-today = Date qui oggi: { $count }
status-limit = Domande usate qui oggi: { $used } di { $most }
status-budget = Costo qui oggi: { $spent } $ di { $budget } $
status-gaps = Di recente senza risposta qui

## /reindex

reindex-reading = Leggo … { $time }
reindex-running = Sto già leggendo documenti, da { $time }. Riprova quando avrò finito.
reindex-failed = Non è stato possibile leggere i documenti e tutto resta com’era: { $reason }
reindex-direct = Usa /reindex sul server a cui sono destinati i documenti.
reindex-no-link = Questo non è un link a una pagina o a un file. Dovrebbe cominciare con https://
reindex-taken = Questo link è già nell’indice, e non solo per chi è qui, quindi resta com’è. Senza alcun link, /reindex lo rilegge.
reindex-file-too-large = Il file supera { $limit } MB, quindi non è stato letto. Va bene uno più piccolo, o un link.
reindex-done = Fatto in { $time }
reindex-none-read = Non è stato letto nulla; ciò che c’era resta.
reindex-added =
    { $count ->
        [one] { $count } documento aggiunto
       *[other] { $count } documenti aggiunti
    }
reindex-changed =
    { $count ->
        [one] { $count } documento cambiato
       *[other] { $count } documenti cambiati
    }
reindex-unchanged =
    { $count ->
        [one] { $count } documento invariato
       *[other] { $count } documenti invariati
    }
reindex-removed =
    { $count ->
        [one] { $count } documento rimosso
       *[other] { $count } documenti rimossi
    }
reindex-not-read = Non letto: { $name }
reindex-more-failed =
    { $count ->
        [one] { $count } altro non è stato letto
       *[other] { $count } altri non sono stati letti
    }
reindex-scoped = Solo per qui: nessuno altrove riceve risposte da ciò che è stato dato qui. La prossima domanda può già usarlo.
reindex-nothing = Non c’era nulla da leggere. Dai un link o un file.

## /settings

settings-heading = Impostazioni per { $where }
settings-the-server = tutto il server
settings-for-server = Per tutto il server
settings-for-here = Per questo canale
settings-for-other = Per un altro canale …
settings-direct = Le impostazioni sono di un server. Usa /settings lì.
settings-saved = Salvato: { $value }
settings-more-saved = Salvato.
settings-unchanged = Non è cambiato nulla.
settings-inherited = Come sul server ({ $value })
settings-as-server = Come sul server
settings-more = Altre impostazioni
settings-reset-channel = Torna a quelle del server
settings-reset-server = Torna a quelle iniziali
settings-reset-done = Tutte queste impostazioni sono come all’inizio.
settings-listening = A che cosa rispondo
settings-listening-mentions = Risponde quando è menzionato
settings-listening-everything = Risponde a ogni domanda
settings-listening-nothing = Risponde solo ai comandi
settings-placement = Dove vanno le risposte
settings-placement-thread = Risponde in un thread
settings-placement-channel = Risponde nel canale
settings-placement-both = Risponde in un thread e lo mostra nel canale
settings-sources = Quali documenti uso
settings-sources-all = Usa tutti i documenti
settings-sources-own = Usa solo i documenti di questo server
settings-language = Lingua
settings-language-automatic = Risponde nella lingua della domanda
settings-language-one = Risponde sempre in { $language }
settings-length = Quanto sono lunghe le risposte
settings-length-short = Risposte brevi
settings-length-normal = Risposte di lunghezza normale
settings-length-long = Risposte lunghe
settings-silent-unknown = Se non lo so e nessuno mi ha chiamato
settings-silent-unknown-yes = Non dire nulla
settings-silent-unknown-no = Dire che non lo so
settings-follow-up-unmentioned = Messaggi nei thread aperti da me
settings-follow-up-unmentioned-yes = Sono altre domande
settings-follow-up-unmentioned-no = Solo se mi menzionano
settings-answer-bots = Altri bot
settings-answer-bots-yes = Ricevono risposta
settings-answer-bots-no = Sono ignorati
settings-guests-read-all = Persone esterne (ospiti)
settings-guests-read-all-yes = Possono sapere tutto ciò che altri leggono qui
settings-guests-read-all-no = Sanno solo ciò che tutti possono leggere
settings-experts = Esperti, chiamati quando i documenti non rispondono:
settings-experts-inherited = Esperti, chiamati quando i documenti non rispondono; come sul server: { $value }
settings-experts-set = gli esperti sono { $roles }
settings-experts-none = nessun esperto è chiamato
settings-admins = Admin, oltre a chi gestisce il server:
settings-admins-set = sono admin { $roles } e chi gestisce il server
settings-admins-none = è admin chi gestisce il server
settings-nobody = nessuno
settings-no-role = Nessun ruolo
