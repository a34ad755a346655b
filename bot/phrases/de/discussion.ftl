## A summary of a discussion: what was read, and how

discussion-empty = Hier gibt es noch nichts zusammenzufassen: Ich habe keine Nachrichten mit Text gefunden.
discussion-empty-since = Hier gibt es nichts zusammenzufassen: Seit { $since } (UTC) habe ich keine Nachrichten mit Text gefunden. Versuch es mit einem früheren Tag.
discussion-picked = Es ist kein Sprachmodell eingerichtet, daher stehen hier im Wortlaut die Nachrichten, die das Gespräch tragen.
discussion-picked-failed = Das Sprachmodell war nicht erreichbar, daher stehen hier im Wortlaut die Nachrichten, die das Gespräch tragen.
discussion-picked-unsupported = Das Sprachmodell schrieb nichts, was die Nachrichten belegen; daher stehen hier im Wortlaut die Nachrichten, die das Gespräch tragen.
discussion-picked-too-long = Das Gespräch ist zu lang für das Sprachmodell, daher stehen hier im Wortlaut die Nachrichten, die es tragen.
discussion-asked-since = Gefragt war nach allem seit { $since } (UTC).
discussion-read =
    Gelesen: { $messages ->
        [one] eine Nachricht
       *[other] { $messages } Nachrichten
    } von { $people ->
        [one] einer Person
       *[other] { $people } Personen
    }, davon { $replies ->
        [0] keine Antworten
        [one] eine Antwort
       *[other] { $replies } Antworten
    }, vom { $first } bis { $last } (UTC).
discussion-in-parts = Das Gespräch war lang: Es wurde in { $parts } Teilen gelesen und aus den Nachrichten zusammengefasst, auf die es in jedem ankam.
discussion-incomplete = Ältere Nachrichten wurden nicht erreicht, daher fehlt der Anfang dessen, wonach gefragt war.
left-out-bots =
    Ausgelassen: { $messages ->
        [one] eine Nachricht eines Bots
       *[other] { $messages } Nachrichten von Bots
    }.
left-out-wordless =
    Ausgelassen: { $messages ->
        [one] eine Nachricht ohne Text
       *[other] { $messages } Nachrichten ohne Text
    } (Bilder, Sticker, bloße Links).

## Explaining a message term by term

explanation-unknown-terms = Die Dokumente sagen nichts über { $terms }.

## What may be summarized: how it is offered

summary-story = Die ganze Geschichte
summary-thread = Dieser Thread
summary-channel = Dieser Kanal, von Anfang an
summary-channel-hours =
    Dieser Kanal, { $hours ->
        [one] die letzte Stunde
       *[other] die letzten { $hours } Stunden
    }
summary-channel-days =
    Dieser Kanal, { $days ->
        [one] die letzten 24 Stunden
       *[other] die letzten { $days } Tage
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = geschichte|die geschichte|die ganze geschichte|alles|das ganze|was ist passiert
heard-of-thread = thread|dieser thread|diesen thread|der thread|dieses gespräch|das gespräch|diese diskussion|die diskussion
heard-of-channel = kanal|dieser kanal|diesen kanal|der kanal|channel|dieser channel|dieser chat|der chat
heard-of-since = seit|seit dem|ab|ab dem|von|nach|in den letzten|der letzten|die letzten|die letzte|letzte
