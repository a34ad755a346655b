"""How questions begin in the languages that the bot speaks: regular expressions for folded words.

The texts that they are held against are lower case, without accents and punctuation, with a space
after each word. Words that also begin statements ("when I was young", "what a day", "quand j'ai vu
ça") need the word that makes them a question.
"""

QUESTIONS = {
    "en": r"what(?: (?!(?:a|an|if|ever|matters|i|we|they|he|she|it|you)\b)|s )|which (?!(?:is|was"
    r"|means|makes|made|i|we|you|they)\b)|who(?:se|m)? (?!(?:cares|knows|else|wants|the|i|we"
    r"|you)\b)|(?:who|where|when|how) ?s |(?:when|where) (?:is|are|was|were|did|do|does|will"
    r"|would|can|could|should|has|have|had)\b|why (?!(?:not|i|you|thank|me|oh|so)\b)"
    r"|how \w+ (?:is|are|was|were|did|does|do|has|have|can|will)\b|how (?:many|much|long|far"
    r"|old|often|big|large|high|deep|fast|badly|hard|exactly|come|did|do|does|is|are|was|were"
    r"|can|could|will|would|should|has|have|had)\b|(?:by|for|since|until|in|on|at|to|from|of"
    r"|with) (?:what|which|when|whom|how much|how many)\b|(?:is|are|was|were|did|does|do|has"
    r"|have|can|could|will|would|should) (?:the|it|this|that|these|those|there|they|he|she|we|i"
    r"|any|anyone|anybody|people) \w+(?: \w+)?|(?:does |do )?(?:any|some)(?:one"
    r"|body) (?:here )?(?:knows?|explain|tell|understands?|got|can)\b|any (?:idea|clue|info"
    r"|news)s? (?:why|what|how|on|about|when|who|where|if)\b",
    "fr": r"est ce qu|qu est ce |c (?:est|etait) (?:quoi|qui|quand|ou|combien|comment)\b|c (?:koi"
    r"|quoi) |ca (?:veut dire|sert a|fait) quoi|ca (?:a )?\w+ combien|quelqu un (?:sait|peut"
    r"|a)\b|pourquoi (?!pas\b)|comment (?!(?:ca|vas|allez|dire|tu)\b)|combien |(?:depuis "
    r"|jusqu a )?quand (?:est ce|a|ont|est|sont|etait|va|vont)\b|(?:a |de |dans "
    r"|en )?quel(?:le)?s? (?!(?:bonne?|belle|beau|dommage|horreur|honte|chance|surprise|galere"
    r"|plaisir|bordel|con)\b)|qui (?:est|a|ont|sont|etait|va|peut|possede|dirige|detient"
    r"|sera)\b|(?:a|de|en|par|sur) quoi |(?:a|de|par|avec) qui |d ou |ou (?:est|sont|se|en|peut"
    r"|etait|va)\b|que (?:s est|se|veut|fait|font|signifie|vaut|represente|devient|sait|disent"
    r"|dit)\b|(?:le|la|les)quel(?:le)?s? |y a t il|(?:a|va|est|etait|aura|sera) t (?:il|elle"
    r"|on)\b|peut on",
    "de": r"was (?:ist|sind|war|waren|hat|haben|hatte|bedeute\w*|heisst|passiert\w*|geschah"
    r"|macht\w*|kostet\w*|wird|wurden?|kann|sagt\w*|steckt\w*|genau|fuhrte|loste|soll|weiss|bringt"
    r"|verursachte|andert\w*)\b|wer (?:ist|war|sind|waren|hat|hatte|besitzt|grundete|leitet"
    r"|fuhrt|steckt|wird|wurde|entwickelte|baute?|verlor|profitiert\w*|gewann|gehort)\b"
    r"|we[nms]\w* (?:ist|war|hat|gehort|betrifft|schadet\w*|nutzt\w*)\b|(?:seit "
    r"|bis )?wann (?!(?:immer|ich|du|er|sie|es|wir|ihr|man|auch|anders)\b)|wo (?:ist|sind|war"
    r"|waren|liegt|steht|kann|hat|wurden?|gibt|sitzt)\b|(?:um )?wie ?(?:viel\w*|lange|hoch"
    r"|gross|oft|alt|weit|stark|tief|schnell|teuer|ist|sind|war|waren|kam\w*|kommt|kann"
    r"|konnten?|funktioniert\w*|hat|haben|wurden?|wird|heisst|reagier\w*|entstand|sehr)\b"
    r"|(?:warum|wieso|weshalb) (?!nicht\b)|wo(?:her|hin|mit|durch|fur|zu|ran|rum|rin|von|bei"
    r"|gegen|raus|rauf) |(?:in |aus |von |seit |mit |bei )?welche[rsnm]? |(?:ist|sind|war|waren"
    r"|hat|haben|wird|wurden?|werden|kann|konnten?) (?:der|die|es|er|sie|man|diese?r?) \w+ \w+"
    r"|(?:gibt|gab) es |weiss (?:jemand|wer|einer|irgendwer)\b|(?:stimmt|ist) es(?: wahr)? dass",
    "es": r"que (?:diferencias?|consecuencias?|paso|pasa|es|son|fue|ha|han|hizo|hace|significa"
    r"|quiere decir|causo|provoco|dice|dijo|empresas?|pais|papel|relacion|impacto|efectos?|tipo"
    r"|ocurrio|ocurre|sucedio|sucede|modelos?|sabemos|tiene)\b|quien(?:es)? (?:es|son|fue"
    r"|fueron|hizo|fundo|dirige|creo|tiene|esta|invento|controla|perdio|gano|compro)\b"
    r"|(?:desde )?cuando (?:fue|es|paso|ocurrio|sucedio|cayo|salio|empezo|comenzo|lanz\w+"
    r"|anunci\w+|se (?:lanzo|publico|fundo|anuncio|supo))\b|a?donde (?:esta|estan|es|fue|se"
    r"|queda|puedo)\b|como (?:se|es|fue|funciona|paso|puede|pud\w+|afect\w+|log\w+|reaccion\w+"
    r"|consigui\w+|hizo|surgio|cayo)\b|cuant[oa]s? |cual(?:es)? (?:es|son|fue|fueron|era|de)\b"
    r"|por que (?!no\b)|(?:a|de|en|para|con) (?:que|quien|cual) (?!no\b)|alguien (?:sabe|puede"
    r"|entiende|tiene|me)\b|es (?:cierto|verdad) que|hay (?:algun\w*|mas) ",
    "it": r"(?:che )?cosa (?:e|sono|ha|hanno|significa|vuol|vuole|fa|fanno|succede|c entra|dice"
    r"|sappiamo|cambia|c e)\b|(?:che )?cos e|che (?:e successo|succede|vuol dire|tipo di|ruolo"
    r"|effett\w|impatto|differenza)\b|chi (?:e|ha|sono|possiede|guida|fondo|controlla)\b"
    r"|quando (?:e|ha|hanno|cadra|sara|iniziera)\b|dove (?:e|si|sono|ha|posso|sta)\b"
    r"|perche (?!(?:non|no|ho|sono|mi|ti|io|era|avevo|ero|siamo)\b)"
    r"|(?:di )?quant[oaie] (?!(?:mi|sei|bello)\b)|(?:in |a |di |per )?qual[ei]? (?:e|sono|era"
    r"|erano|\w+)\b|come (?:mai|si (?:chiama|spiega)|funziona\w*|(?:ha|hanno) (?:fatto|reagito"
    r"|influito)|e (?:successo|possibile|stato)|puo|possono)\b|qualcuno (?:sa|puo|ha|mi)\b|(?:a"
    r"|di|da|con|su) (?:chi|cosa|che cosa) |e vero che",
    "pt": r"o que (?:[oa]s? \w+ (?:disse|diz|fez|faz|quer)|e|sao|foi|aconteceu|significa|fez|causou"
    r"|houve|quer dizer|ha|provocou|diz|se pass\w+|mudou)\b|que (?:aconteceu|empresas?"
    r"|significa|se passou|papel|impacto)\b|quem (?:e|sao|foi|foram|fundou|criou|tem|dirige|fez"
    r"|controla|ganhou|perdeu|inventou)\b|(?:desde )?quando (?:foi|e que|aconteceu|caiu|saiu"
    r"|comecou|lanc\w+|ocorreu|sera)\b|onde (?:fica|esta|estao|foi|e|posso)\b"
    r"|como (?:funciona\w*|foi|aconteceu|se|pode|consegu\w+|afet\w+|reagi\w+|ficou|e (?:que"
    r"|possivel))\b|por que (?:e que|razao|motivo)?(?!nao\b)|quant[oa]s? |quais? (?:e|sao|foi"
    r"|foram|era|o|a|os|as|empresas?)\b|(?:a|de|em|com|para) (?:quem|que|qual) |alguem (?:sabe"
    r"|pode|entende|consegue|me)\b|e verdade que|sera que |ha (?:algum|alguma) ",
    "nl": r"wat (?:is|zijn|was|waren|heeft|hebben|betekent|gebeurde|gebeurt|deed|doet|kost\w*"
    r"|veroorzaakte|maakte?|houdt|zegt|zei|weten)\b|wie (?:is|was|zijn|waren|heeft|maakte|bezit"
    r"|leidt|richtte|won|verloor|zit)\b|(?:sinds )?wanneer (?:is|was|werd|begon|kwam|viel"
    r"|gebeurde|heeft|ging|komt|daalde|wordt|verschijnt|begint|eindigt)\b|waar (?:is|zijn|was"
    r"|ligt|staat|komt|kan|kwam)\b|waarom (?!niet\b)|hoe(?:veel| veel| lang| groot| hoog| ver"
    r"| vaak| oud| diep| snel| is| zijn| was| werkt\w*| kan| kon| komt| kwam| heeft| hebben"
    r"| reageer\w*| werd| zit)\b|(?:in |van |op )?welke? |waar(?:door|voor|mee|over|uit|van) "
    r"|(?:kan|weet|snapt|heeft) iemand\b|(?:is het waar|klopt het) dat",
}
"""By language: how a question begins, where it has no question mark."""

REQUESTS = {
    "en": r"explain |summari[sz]e |define |describe (?:the|how|what|why)\b|clarify |elaborate "
    r"|compare .+ (?:and|with|to|vs)\b|list (?:the|all|some|every)\b|tell (?:me|us) (?:about"
    r"|what|why|how|when|who|where|more|which|if|whether|the)\b|(?:give|show|send) (?:me"
    r"|us) (?:an? |the |some )?(?:quick |short |brief )?(?:summary|overview|rundown|explanation"
    r"|details?|timeline|list|examples?|context|background|recap|tldr|numbers|figures|sources?"
    r"|facts)\b|(?:i )?(?:need|want) an? (?:quick |short |brief )?(?:summary|overview"
    r"|explanation|recap|tldr)\b|eli5 |remind (?:me|us) |walk (?:me|us) through|sum up "
    r"|catch me up|(?:i |we )?(?:m |am |was |were )?wonder(?:ing)? (?:what|why|how|when|who"
    r"|where|if|whether|which)\b|i (?:d|would) (?:like|love) to (?:know|understand)|i (?:want"
    r"|need) to (?:know|understand)|(?:i |we )?(?:do ?n t|do not|dont) (?:understand|get"
    r"|know) (?:what|why|how|when|who|where)\b",
    "fr": r"explique[zr]?(?: moi| nous)? |resume[zr]? (?:moi|nous|la|le|les|l|ce|cette|tout)\b"
    r"|raconte[zr]? (?:moi|nous|l|la)\b|decri(?:s|vez) |defini(?:s|ssez) |compare[zr]? (?:la|le"
    r"|les|l)\b|liste[zr] |(?:dis|dites) (?:moi|nous) |donne[zr]? (?:moi|nous) (?:un|une|les|le"
    r"|la|des)\b|parle[zr]? (?:moi|nous) |rappelle[zr]? (?:moi|nous) "
    r"|j aimerais (?:bien )?(?:savoir|comprendre)|je (?:voudrais|veux) (?:savoir|comprendre)"
    r"|je me demande |je (?:ne )?(?:comprends|sais) pas (?:pourquoi|comment|ce que)\b",
    "de": r"erklar\w* |erklaer\w* |erlauter\w* |fasse?n? .*zusammen|beschreib\w* |vergleich\w* "
    r"|nenne?n? (?:mir|uns|die|drei|alle)\b|(?:sage?|erzahle?|zeige?"
    r"|verrate?)n?(?: sie)? (?:mir|uns) |definier\w* |(?:ich )?frage? mich "
    r"|ich (?:wurde gern\w*|mochte|will|wollte) (?:wissen|verstehen)|ich versteh\w* nicht "
    r"|(?:hat|habt) (?:jemand|wer) (?:\w+ )?(?:ahnung|infos?|zusammenfassung|ubersicht|zahlen"
    r"|quellen?)\b",
    "es": r"expli(?:ca|que)(?:me|nos)?(?: me| nos)? (?!(?:todo|much\w+|bien)$)|expli(?:ca|que)(?:me"
    r"|nos) |resum[ea](?:me|nos)? (?:la|el|lo|los|las|esto|todo)\b|describ[ea]\w* (?:la|el|los"
    r"|las|como)\b|(?:dime|digame|dinos|cuentame|cuentanos) (?!algo$)|compara (?:la|el|los|las"
    r"|a)\b|enumera |haz(?:me)? un resumen|dame (?:un|una|los|las|el|la)\b|muestrame "
    r"|me pregunto |(?:quiero|quisiera|querria|me gustaria) (?:saber|entender)"
    r"|no entiendo (?:por que|como|que|lo que)\b",
    "it": r"spiega(?:mi|ci|te|temi|teci)? |riassumi\w* |descrivi\w* |(?:dimmi|dicci|raccontami"
    r"|raccontaci) |elenca\w* |confronta\w* (?:la|il|le|i|gli|l)\b|definisci |fa(?:mmi|i"
    r"|cci) un riassunto|(?:vorrei|voglio) (?:sapere|capire)|mi chiedo |non capisco (?:perche"
    r"|come|cosa|che)\b|dammi (?:un|una|i|le|la|il|gli)\b|parlami ",
    "pt": r"expli(?:ca|que)(?: me| nos)? (?!(?:tudo|muit\w+|bem)$)|resum[ae] (?:a|o|os|as|isto|isso"
    r"|tudo)\b|descrev[ae] (?:a|o|os|as|como)\b|(?:diz|diga|conta|conte|fala|fale)(?: me| nos) "
    r"|me (?:diz|diga|explica|explique|conta|conte|fala|fale|resume) |diga me |list[ae] (?:os"
    r"|as|todos|todas)\b|compar[ae] (?:a|o|os|as)\b|(?:gostaria de|queria|quero) (?:saber"
    r"|entender|perceber)|nao (?:entendo|percebo|sei) (?:por|como|o que|porque)\b|fa(?:z"
    r"|ca) um resumo",
    "nl": r"leg .*\buit\b|vat .*\bsamen\b|beschrijf |vertel (?:me|mij|ons|eens|over)\b|noem (?:de"
    r"|drie|alle)\b|vergelijk |geef (?:me|mij|ons) (?:een|de|het)\b|definieer |ik vraag me af "
    r"|ik (?:wil|zou graag) (?:weten|begrijpen)|ik (?:snap|begrijp|weet) niet (?:waarom|hoe"
    r"|wat)\b",
}
"""By language: how a request for an explanation begins."""

POLITE = (
    r"(?:(?:can|could|would|will) (?:you|u|someone|anyone|somebody|anybody)|(?:peux|pourrais"
    r"|veux) tu|(?:pouvez|pourriez|voulez) vous|(?:est ce que )?(?:tu (?:peux|pourrais)"
    r"|vous (?:pouvez|pourriez)|quelqu un (?:peut|pourrait))|(?:kannst|konntest|magst) du|(?:konnen"
    r"|konnten|wurden) sie|(?:kann|konnte)(?: mir| uns)? (?:bitte |mal )*(?:jemand|wer|einer)"
    r"|(?:me |nos )?(?:puedes?|podrias?|podeis)|(?:mi |ci )?(?:puoi|puo|potresti|potete)|(?:voce "
    r"|me )?(?:pode|podes|poderia|podias|consegues?)|(?:kun|kan|zou) (?:je|jij|iemand)"
    r"|kunt u)\b.*\b(?:expl[aio]|giv|show|summar|descri|defin|tell|say|list|compar|clarif|remind"
    r"|elaborat|resum|dire|donn|raconte|precis|rappel|decri|erklar|erlauter|sag|zusammen|gib|geb"
    r"|beschreib|verrat|nenn|erzahl|vergleich|decir|contar|aclar|enumer|spieg|riassum|raccont"
    r"|descriv|elenc|confront|dizer|descrev|uitlegg|samenvat|beschrij|vertel|zegg|noem|vergelijk"
    r"|sum)\w*"
)
"""“Can you”, in every language, and later a verb of telling."""

TO_KNOW = (
    r"(?:do|did) (?:you|u) (?:know|happen)|(?:est ce que )?(?:tu sais|vous savez)|(?:sais tu"
    r"|savez vous)|weisst du|wissen sie|sabes |sabe |sai |sapete |voce sabe|weet (?:je|jij|u)\b"
)
"""“Do you know”: it asks for what somebody else may tell as well."""

TO_A_PERSON = (
    r"(?:did|do|does|are|were|have|can|could|would|will|should|r) (?:you|u|ya|y all|your)\b|(?:what"
    r"|where|when|how|why|who) (?:are|r|do|did|were|have|is|was) (?:you|u|ya|your)\b|who wants\b"
    r"|who (?:s |is )?(?:coming|in|up|playing|online|around|here|free|hungry)\b|any(?:one"
    r"|body) (?:up|free|here|around|want|wanna|playing|online|else|coming|hungry|going)\b|(?:shall"
    r"|should) we\b|are we (?:still|meeting|going|on|having)\b|(?:what time|when|where) (?:are|do"
    r"|shall) we\b|which (?:one )?of you\b|wanna |want to |you |u |(?:est ce que |et )?(?:tu|t"
    r"|vous)\b|(?:as|es|vas|viens|veux|fais|penses|crois|connais) tu\b|(?:avez|etes|allez|venez"
    r"|voulez|faites|pensez) vous\b|on (?:mange|va|y va|se voit|se retrouve|fait) "
    r"|quelqu un (?:veut|vient|est)\b|(?:wo |was |wie |wann |warum )?\w+s?t (?:du|ihr)\b|(?:konnen"
    r"|wollen|sollen|gehen|treffen|machen) wir\b|was soll|wer (?:kommt|will|hat lust|ist dabei)\b"
    r"|wie (?:geht|lauft|war dein)\b|(?:kommt|will|hat|ist) (?:jemand|wer)\b(?! (?:eine )?(?:ahnung"
    r"|infos?))|(?:has|estas|vienes|vas|quieres|tienes|viste|crees|vais|venis|quereis|teneis)\b"
    r"|quedamos |vamos |donde estas\b|alguien (?:quiere|viene|esta)\b|(?:hai|sei|vieni|vuoi|stai"
    r"|pensi|avete|siete|venite|volete)\b|ci vediamo |dove sei\b|andiamo |qualcuno (?:vuole"
    r"|viene)\b|(?:voce|voces|tu)\b|onde (?:voce esta|estas)\b|alguem (?:quer|vem)\b|(?:heb|ben|ga"
    r"|kom|wil|zie|zag|was|denk|vind|hoe gaat) (?:je|jij|jullie|u|het)\b|(?:gaan|zullen|zien) we\b"
    r"|waar ben (?:je|jij)\b|hoe is het\b|(?:wil|komt|gaat) iemand\b"
)
"""A question that only another person can answer: “did you see …”, “kommst du …”."""

SECOND_PERSON = (
    r"\b(?:you|your|yours|u|ur|tu|te|toi|ton|tes|vous|votre|vos|du|dich|dir|dein\w*|ihr|euch|ti|tuo"
    r"|tua|voce|voces|teu|tua|je|jij|jou|jouw|jullie)\b"
)
"""Words that speak to somebody."""

FILLERS = (
    r"\A(?:(?:and|so|but|well|ok|okay|hey|hi|hello|um|uh|hmm?|wait|btw|also|please|pls|sorry|guys"
    r"|quick question|question|et|mais|alors|donc|bon|euh|salut|bonjour|svp|stp|au fait|dis|und"
    r"|aber|hallo|bitte|ey|leute|frage|y|e|pero|entonces|oye|hola|por favor|bueno|ma|allora|quindi"
    r"|ciao|scusate?|senti|mas|entao|ola|oi|gente|en|maar|dus|nou|hoi|zeg|vraag) )+"
)
"""What a question may begin with before it begins."""
