## What an asker is told when there is no answer

unknown = De documenten die ik heb, beantwoorden die vraag niet.
unknown-topics = Wat ze wel behandelen en erop lijkt: { $topics }.
title = ‘{ $title }’

## Notices about an answer

notice-no-model = Er is geen taalmodel ingesteld, dus dit zijn citaten uit de bronnen.
notice-model-failed = Het taalmodel was niet bereikbaar, dus dit zijn citaten uit de bronnen.
notice-model-unsupported = Wat het taalmodel schreef, werd niet door de bronnen bevestigd; daarom zijn dit citaten.
notice-source-language = De bron is in deze taal: { $language }.
notice-sources-language = De bronnen zijn in deze talen: { $languages }.
notice-newest-source = De nieuwste gebruikte bron is van { $date }.

## Questions that cannot be taken as they are

question-empty = Schrijf een vraag, bijvoorbeeld: “{ $example }”
question-example = Wat is er gebeurd, en waarom?
notice-question-cut = De vraag was langer dan { $limit } tekens; alleen het begin is gelezen.
notice-history-cut = Eerdere berichten van dit gesprek zijn weggelaten.
notice-understood = Begrepen als: { $question }
nothing-indexed = Er is nog niets geïndexeerd. Wie de documenten beheert, kan ze toevoegen met “explainer index”.
failed = Er ging iets mis en er is geen antwoord. Probeer het zo nog eens; blijft het zo, meld het dan bij wie deze bot beheert.
search-unavailable = De documenten kunnen nu niet worden doorzocht. Probeer het over een minuut nog eens; blijft het zo, meld het dan bij wie deze bot beheert.
notice-stopped = Hier gestopt.
notice-broken = De verbinding met het taalmodel viel weg, dus het antwoord eindigt hier.
notice-length = Het antwoord bereikte zijn maximale lengte en eindigt hier.
sources = Bronnen
written-by = Geschreven door { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Hallo! Vraag me iets over de documenten die ik heb, of vraag om een samenvatting.
small-talk-thanks = Graag gedaan! Vraag gerust verder.
small-talk-about = Ik beantwoord vragen uit documenten die voor mij zijn gekozen en laat bij elke zin de bron zien. Stel een vraag of vraag om een samenvatting.
heard-greeting = hallo|hoi|hey|goedemorgen|goedemiddag|goedenavond|dag|hoe gaat het|hallo allemaal
heard-thanks = bedankt|dank je|dank je wel|dank u|dank u wel|dankjewel|heel erg bedankt|ok bedankt|top bedankt|bedankt voor de hulp|tot ziens|doei
heard-about = wie ben je|wat ben je|wat kun je|wat kan je|hoe werk je|ben je een bot|help

## Words by which a question asks about the present (alternatives separated by |)

heard-present = nu|vandaag|momenteel|huidige|laatste|nieuwste|recent|onlangs|nog steeds|tot nu toe|deze week|deze maand|dit jaar

## Questions after the whole story (alternatives separated by |)

heard-story = wat is er gebeurd|wat gebeurde er|wat is er aan de hand|waar gaat het over|vertel me het verhaal|leg uit|leg het uit|vat samen|samenvatting|een samenvatting
