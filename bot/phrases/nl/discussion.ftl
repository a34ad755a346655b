## A summary of a discussion: what was read, and how

discussion-empty = Er valt nog niets samen te vatten: ik vond hier geen berichten met tekst.
discussion-empty-since = Er valt niets samen te vatten: ik vond hier sinds { $since } (UTC) geen berichten met tekst. Probeer een eerdere dag.
discussion-picked = Er is geen taalmodel ingesteld, dus dit zijn woordelijk de berichten die het gesprek dragen.
discussion-picked-failed = Het taalmodel was niet bereikbaar, dus dit zijn woordelijk de berichten die het gesprek dragen.
discussion-picked-unsupported = Het taalmodel schreef niets dat de berichten bevestigen, dus dit zijn woordelijk de berichten die het gesprek dragen.
discussion-picked-too-long = Het gesprek is te lang voor het taalmodel, dus dit zijn woordelijk de berichten die het dragen.
discussion-asked-since = Gevraagd: alles sinds { $since } (UTC).
discussion-read =
    Gelezen: { $messages ->
        [one] één bericht
       *[other] { $messages } berichten
    } van { $people ->
        [one] één persoon
       *[other] { $people } mensen
    }, waarvan { $replies ->
        [0] geen antwoorden
        [one] één antwoord
       *[other] { $replies } antwoorden
    }, van { $first } tot { $last } (UTC).
discussion-in-parts = Het was lang: het is in { $parts } delen gelezen en samengevat uit de berichten die er in elk toe deden.
discussion-incomplete = Oudere berichten zijn niet bereikt, dus het begin van wat je vroeg ontbreekt.
left-out-bots =
    Weggelaten: { $messages ->
        [one] één bericht van een bot
       *[other] { $messages } berichten van bots
    }.
left-out-wordless =
    Weggelaten: { $messages ->
        [one] één bericht zonder tekst
       *[other] { $messages } berichten zonder tekst
    } (afbeeldingen, stickers, alleen links).

## Explaining a message term by term

explanation-unknown-terms = De documenten zeggen niets over { $terms }.

## What may be summarized: how it is offered

summary-story = Het hele verhaal
summary-thread = Deze thread
summary-channel = Dit kanaal, vanaf het begin
summary-channel-hours =
    Dit kanaal, { $hours ->
        [one] het laatste uur
       *[other] de laatste { $hours } uur
    }
summary-channel-days =
    Dit kanaal, { $days ->
        [one] de laatste 24 uur
       *[other] de laatste { $days } dagen
    }

## How people say what to summarize (alternatives separated by |)

heard-of-story = verhaal|het verhaal|het hele verhaal|alles|wat is er gebeurd
heard-of-thread = thread|deze thread|de thread|dit gesprek|het gesprek|deze discussie|de discussie
heard-of-channel = kanaal|dit kanaal|het kanaal|het hele kanaal|deze chat|de chat
heard-of-since = sinds|vanaf|na|in de laatste|van de laatste|de laatste|het laatste|afgelopen|de afgelopen
