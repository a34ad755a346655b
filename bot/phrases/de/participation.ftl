## Taking turns, being quiet

waiting = { $ahead ->
        [one] Eine andere Frage wird noch beantwortet; deine ist die nächste.
       *[other] { $ahead } Fragen sind vorher dran; deine behält ihren Platz.
    }
paused = Ich bin hier ab jetzt still. Auf eine Erwähnung antworte ich weiterhin; erwähne mich mit „weiter“, und ich höre wieder zu.
resumed = Ich höre hier wieder zu.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pause|pausiere|mach pause|mach mal pause|mach eine pause|sei still|sei ruhig|sei leise|ruhe|still|stopp|stop|schweig|halt den mund|klappe|hör auf|hör auf zu antworten|antworte nicht|antworte nicht mehr|antworte hier nicht|antworte hier nicht mehr|lass uns in ruhe
heard-resume = weiter|mach weiter|weitermachen|fortsetzen|setz fort|wach auf|komm zurück|du kannst wieder antworten|du darfst wieder antworten|antworte wieder|ende der pause|pause beenden|du darfst wieder|sprich wieder|rede wieder
heard-politely = bitte|danke|jetzt|mal|ok|okay|bot|erstmal|kurz|hier|in diesem kanal|in diesem thread|wieder

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|okay|alles klar|klar|ja|jo|jep|nein|nee|ne|nö|lol|wow|cool|super|toll|klasse|prima|perfekt|verstanden|verstehe|ich verstehe|ach so|achso|aha|ah|oh|ach|hm|hmm|äh|na ja|naja|na|interessant|spannend|stimmt|genau|richtig|echt|wirklich|ernsthaft|im ernst|echt jetzt|ehrlich|sicher|bist du sicher|bist du da|jemand da|ist jemand da|ist hier jemand|wer weiß|wen juckt’s|wen interessiert’s|na und|was jetzt|und jetzt|was|wie bitte|hä|was geht|was geht ab|was machst du|was macht ihr|und du|und dir|und selbst|wie läuft’s|alles gut|warum nicht|wieso nicht|oder|nicht wahr|finde ich auch|ich auch|sehe ich auch so|was meinst du|was denkst du|was meint ihr|was denkt ihr|kannst du dir das vorstellen|könnt ihr euch das vorstellen|stell dir vor|kein problem|passt|mach ich|weiß ich|weiß nicht|ich weiß nicht|keine ahnung|viel glück|sorry|tut mir leid|was für ein tag
