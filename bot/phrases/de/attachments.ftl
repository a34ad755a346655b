## Dateien und Links einer Frage, die nicht oder nicht unmittelbar gelesen wurden

unread-too-large = „{ $name }“ wurde nicht gelesen: zu groß. Schick den Teil, auf den es ankommt.
unread-too-many = Nicht gelesen: { $name }. Ich lese nur wenige Dateien und Links je Frage; frag nach den anderen in einer neuen Nachricht.
unread-image = „{ $name }“ wurde nicht gelesen: Bilder kann ich hier nicht sehen. Schreib auf, was darin steht.
unread-image-unseen = „{ $name }“ wurde nicht gelesen: Das Sprachmodell konnte das Bild nicht ansehen. Versuch es noch einmal oder schreib auf, was darin steht.
unread-image-read-by-model = „{ $name }“ ist ein Bild: Ein Sprachmodell hat aufgeschrieben, was es zeigt, und danach richte ich mich.
unread-kind = „{ $name }“ wurde nicht gelesen: Ich lese Text, Webseiten, PDF, Word und PowerPoint. Schick es in einem dieser Formate.
unread-unreachable = „{ $name }“ wurde nicht gelesen: Es ließ sich nicht öffnen. Prüfe, ob es sich ohne Anmeldung öffnet, oder schick es als Datei.
unread-withheld = „{ $name }“ wurde nicht gelesen: Ich darf hier keine Dateien öffnen. Ein Admin kann das ändern, indem er mich neu installiert; oder füge den Text ein.
unread-refused = „{ $name }“ wurde nicht gelesen: Die Adresse ist nicht öffentlich. Schick den Inhalt als Datei.
unread-empty = „{ $name }“ enthält keinen Text, den ich lesen kann. Wenn es ein Scan ist, schick ihn als Text.
unread-damaged = „{ $name }“ ließ sich nicht lesen: vielleicht beschädigt oder geschützt. Speichere es neu und schick es noch einmal.

## Was über gelesene Dateien und Links gesagt wird

attached-cut = „{ $name }“ ist lang, darum habe ich nur einen Teil gelesen. Frag für den Rest mit dessen eigenen Worten oder schick den Teil, auf den es ankommt.

## Wie man nach einer ganzen Datei fragt: was man sagt, und Wörter daneben, die nicht zählen (getrennt durch |)

heard-attached-asks = fasse zusammen|fass zusammen|zusammenfassen|zusammenfassung|was steht|was steht drin|was steht da drin|was steht darin|was sagt|was besagt|worum geht|um was geht|was ist|was bedeutet|erkläre|erklär|erklären|beschreibe|beschreib|lies|was enthält|inhalt|was ist inhalt|wovon handelt|was sind kernpunkte|kernpunkte
heard-attached-beside = diese|dieser|dieses|diesen|diesem|dies|das|die|der|den|dem|des|es|datei|dateien|dokument|dokuments|text|texts|artikel|artikels|seite|link|bild|foto|screenshot|pdf|anhang|bericht|angehängte|angehängten|hier|bitte|kannst|können|könntest|du|sie|mir|uns|kurz|mal|eine|ein|einen|von|in|im|vom|hallo|danke

## Was als Nächstes gefragt werden kann

follow-up-about = Was weiß man über „{ $title }“?
