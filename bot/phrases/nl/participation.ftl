## Taking turns, being quiet

waiting = { $ahead ->
        [one] Er wordt nog een andere vraag beantwoord; die van jou is de volgende.
       *[other] Er gaan { $ahead } vragen voor; die van jou houdt haar plaats.
    }
paused = Ik ben hier vanaf nu stil. Op een vermelding antwoord ik nog steeds; vermeld me met ‘ga verder’ en ik luister weer.
resumed = Ik luister hier weer.

## What is heard, addressed to the bot, as a wish that it be quiet or speak again; words of politeness around it do not count (alternatives separated by |; accents count)

heard-pause = pauze|pauzeer|neem pauze|neem een pauze|stil|wees stil|stilte|zwijg|stop|hou op|houd op|hou je mond|stop met antwoorden|niet antwoorden|antwoord niet|antwoord niet meer|antwoord hier niet meer|laat ons met rust
heard-resume = ga verder|ga door|verder|hervat|doorgaan|word wakker|wakker worden|kom terug|je mag weer antwoorden|je kunt weer antwoorden|antwoord weer|einde pauze|praat weer
heard-politely = alsjeblieft|alstublieft|aub|graag|bedankt|nu|ok|oké|even|bot|hier|in dit kanaal|in deze thread|weer

## What people say to each other and expect no answer to from a bot (alternatives separated by |)

heard-aside = ok|oké|oke|prima|ja|jep|jawel|nee|neen|haha|lol|wauw|wow|cool|leuk|gaaf|mooi|top|perfect|begrepen|snap ik|ik snap het|ik begrijp het|aha|ah|oh|o|hm|hmm|tja|nou|nou ja|interessant|klopt|dat klopt|juist|precies|inderdaad|echt|echt waar|serieus|meen je dat|zeker|weet je het zeker|ben je er|iemand hier|is er iemand|is daar iemand|wie weet|wat maakt het uit|nou en|en nu|en jij|en jullie|wat|hè|hoezo|wat is er|wat doe je|wat doen jullie|hoe is het|hoe gaat ie|alles goed|waarom niet|toch|niet waar|of niet|wat denk je|wat vind je|wat denken jullie|wat vinden jullie|ik ook|vind ik ook|kun je het geloven|kun je je dat voorstellen|stel je voor|geen probleem|doe ik|weet ik|weet ik niet|ik weet het niet|geen idee|succes|sorry|wat een dag|wat een gedoe
