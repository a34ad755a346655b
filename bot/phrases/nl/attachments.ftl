## Bestanden en links in een vraag die niet of niet rechtstreeks zijn gelezen

unread-too-large = ‘{ $name }’ is niet gelezen: het is te groot. Stuur het deel waar het om gaat.
unread-too-many = Niet gelezen: { $name }. Ik lees maar een paar bestanden en links per vraag; vraag naar de andere in een nieuw bericht.
unread-image = ‘{ $name }’ is niet gelezen: ik kan hier geen afbeeldingen zien. Schrijf op wat erin staat.
unread-image-unseen = ‘{ $name }’ is niet gelezen: het taalmodel kon de afbeelding niet bekijken. Probeer het opnieuw of schrijf op wat erin staat.
unread-image-read-by-model = ‘{ $name }’ is een afbeelding: een taalmodel heeft opgeschreven wat erop staat, en daar ga ik van uit.
unread-kind = ‘{ $name }’ is niet gelezen: ik lees tekst, webpagina’s, PDF, Word en PowerPoint. Stuur het in een van die vormen.
unread-unreachable = ‘{ $name }’ is niet gelezen: het ging niet open. Kijk of het zonder inloggen opengaat, of stuur het als bestand.
unread-withheld = ‘{ $name }’ is niet gelezen: ik mag hier geen bestanden openen. Een admin kan dat veranderen door me opnieuw te installeren; of plak de tekst.
unread-refused = ‘{ $name }’ is niet gelezen: het adres is niet openbaar. Stuur de inhoud als bestand.
unread-empty = ‘{ $name }’ bevat geen tekst die ik kan lezen. Is het een scan, stuur die dan als tekst.
unread-damaged = ‘{ $name }’ kon niet worden gelezen: misschien is het beschadigd of beveiligd. Sla het opnieuw op en stuur het nog eens.

## Wat er over gelezen bestanden en links wordt gezegd

attached-cut = ‘{ $name }’ is lang, dus ik heb maar een deel gelezen. Vraag naar de rest in de eigen woorden ervan, of stuur het deel waar het om gaat.

## Hoe mensen naar een heel bestand vragen: wat ze zeggen, en woorden ernaast die niet tellen (gescheiden door |)

heard-attached-asks = vat samen|samenvatten|samenvatting|geef samenvatting|maak samenvatting|wat staat|wat staat hierin|wat staat erin|wat zegt|waar gaat over|waarover gaat|wat is|wat betekent|leg uit|uitleggen|beschrijf|lees|wat bevat|wat zijn hoofdpunten|hoofdpunten|inhoud
heard-attached-beside = dit|dat|deze|die|het|de|een|er|bestand|bestanden|document|documenten|tekst|artikel|pagina|link|afbeelding|foto|screenshot|pdf|bijlage|rapport|verslag|site|hier|van|in|alsjeblieft|alstublieft|aub|kun|kan|kunt|je|jij|u|me|mij|kort|even|hallo|bedankt

## Wat er nog te vragen is

follow-up-about = Wat is er bekend over ‘{ $title }’?
