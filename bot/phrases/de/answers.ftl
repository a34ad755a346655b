## What an asker is told when there is no answer

unknown = Die vorliegenden Dokumente beantworten diese Frage nicht.
unknown-topics = Am nächsten kommen dem: { $topics }.
title = „{ $title }“

## Notices about an answer

notice-no-model = Es ist kein Sprachmodell eingerichtet, daher sind dies Zitate aus den Quellen.
notice-model-failed = Das Sprachmodell war nicht erreichbar, daher sind dies Zitate aus den Quellen.
notice-model-unsupported = Was das Sprachmodell schrieb, war durch die Quellen nicht belegt; daher sind dies Zitate.
notice-source-language = Die Quelle ist in folgender Sprache: { $language }.
notice-sources-language = Die Quellen sind in folgenden Sprachen: { $languages }.
notice-newest-source = Die neueste verwendete Quelle ist vom { $date }.

## Questions that cannot be taken as they are

question-empty = Bitte eine Frage schreiben, zum Beispiel: „{ $example }“
question-example = Was ist passiert, und warum?
notice-question-cut = Die Frage war länger als { $limit } Zeichen; nur der Anfang wurde gelesen.
notice-history-cut = Ältere Nachrichten dieses Gesprächs blieben unberücksichtigt.
notice-understood = Verstanden als: { $question }
nothing-indexed = Noch ist nichts indexiert. Wer die Dokumente betreut, kann mit „explainer index“ welche hinzufügen.
failed = Etwas ist schiefgegangen, es gibt keine Antwort. Bitte gleich noch einmal versuchen; bleibt es so, bitte dem Betreiber dieses Bots melden.
search-unavailable = Die Dokumente lassen sich gerade nicht durchsuchen. Bitte in einer Minute noch einmal versuchen; bleibt es so, bitte dem Betreiber dieses Bots melden.
notice-stopped = Hier angehalten.
notice-broken = Die Verbindung zum Sprachmodell brach ab, daher endet die Antwort hier.
notice-length = Die Antwort hat ihre Höchstlänge erreicht und endet hier.
sources = Quellen
written-by = Geschrieben von { $writer }

## Small talk: replies, and what is heard as such (alternatives separated by |)

small-talk-greeting = Hallo! Frag mich etwas zu den vorliegenden Dokumenten oder bitte um eine Zusammenfassung.
small-talk-thanks = Gern geschehen! Frag jederzeit weiter.
small-talk-about = Ich beantworte Fragen aus Dokumenten, die für mich ausgewählt wurden, und zeige zu jedem Satz die Quelle. Stell eine Frage oder bitte um eine Zusammenfassung.
heard-greeting = hallo|hi|hey|guten morgen|guten tag|guten abend|servus|moin|grüß gott|wie geht es dir|wie geht’s|hallo zusammen
heard-thanks = danke|danke schön|dankeschön|vielen dank|danke sehr|herzlichen dank|besten dank|super danke|ok danke|danke für die hilfe|tschüss|auf wiedersehen|bis bald
heard-about = wer bist du|was bist du|was kannst du|wie funktionierst du|bist du ein bot|hilfe

## Words by which a question asks about the present (alternatives separated by |)

heard-present = jetzt|heute|derzeit|aktuell|aktuelle|aktuellen|neueste|neuesten|kürzlich|immer noch|bisher|diese woche|diesen monat|dieses jahr|momentan

## Questions after the whole story (alternatives separated by |)

heard-story = was ist passiert|was ist los|was ist geschehen|worum geht es|worum geht’s|erzähl mir die geschichte|erkläre|erklär mir das|fasse zusammen|zusammenfassung|eine zusammenfassung|fass es zusammen
