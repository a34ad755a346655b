## File e link di una domanda che non sono stati letti, o non direttamente

unread-too-large = Non ho letto «{ $name }»: è troppo grande. Manda la parte che conta.
unread-too-many = Non letti: { $name }. Leggo solo pochi file e link per domanda; chiedi degli altri in un nuovo messaggio.
unread-image = Non ho letto «{ $name }»: qui non vedo le immagini. Scrivi che cosa dice.
unread-image-unseen = Non ho letto «{ $name }»: il modello linguistico non ha potuto guardare l’immagine. Riprova, o scrivi che cosa dice.
unread-image-read-by-model = «{ $name }» è un’immagine: un modello linguistico ha scritto che cosa mostra, e mi baso su quello.
unread-kind = Non ho letto «{ $name }»: leggo testo, pagine web, PDF, Word e PowerPoint. Mandalo in uno di questi formati.
unread-unreachable = Non ho letto «{ $name }»: non si è aperto. Controlla che si apra senza accedere, o mandalo come file.
unread-withheld = «{ $name }» non è stato letto: qui non posso aprire file. Un admin può rimediare installandomi di nuovo; oppure incolla il testo.
unread-refused = Non ho letto «{ $name }»: l’indirizzo non è pubblico. Manda il contenuto come file.
unread-empty = «{ $name }» non contiene testo che io possa leggere. Se è una scansione, mandala come testo.
unread-damaged = Non sono riuscito a leggere «{ $name }»: forse è danneggiato o protetto. Salvalo di nuovo e rimandalo.

## Che cosa si dice dei file e link letti

attached-cut = «{ $name }» è lungo e ne ho letto solo una parte. Per il resto, chiedi con le sue parole o manda la parte che conta.

## Come si chiede tutto un file o link: che cosa si dice, e le parole che non contano (separate da |)

heard-attached-asks = riassumi|riassumimi|riassumere|riassumermi|riassunto|fai riassunto|fammi riassunto|dammi riassunto|cosa dice|che cosa dice|che dice|cosa parla|che cosa parla|che parla|cosa tratta|cosa contiene|che cosa contiene|cosa c’è|che cosa c’è|cos’è|cosa è|che cos’è|spiega|spiegami|spiegare|descrivi|leggi|quali sono punti chiave|punti chiave|che significa|cosa significa
heard-attached-beside = questo|questa|questi|queste|quest|quello|ciò|il|lo|la|i|gli|le|un|uno|una|di|del|dello|della|dell|in|nel|nello|nella|nell|file|documento|documenti|testo|articolo|pagina|link|collegamento|immagine|foto|schermata|pdf|allegato|allegata|rapporto|relazione|sito|per|favore|puoi|potresti|può|mi|brevemente|qui|ciao|grazie|si

## Che cosa chiedere dopo

follow-up-about = Che cosa si sa di «{ $title }»?
