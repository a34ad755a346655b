"""Questions and answers of common knowledge in four languages, to learn how an embedder scores.

The same six are asked in each language: a question, and a passage that answers it.
"""

from __future__ import annotations

PROBES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (
            "How do bees make honey?",
            "Bees collect nectar from flowers and carry it to the hive. There they pass it from "
            "mouth to mouth until most of the water is gone and honey is left in the comb.",
        ),
        (
            "Why does the moon change its shape?",
            "The sun always lights one half of the moon. As the moon travels around the earth, we "
            "see a growing and then a shrinking part of that bright half.",
        ),
        (
            "How long should I boil an egg?",
            "An egg put into boiling water is soft after about four minutes. After ten minutes the "
            "yolk is firm all the way through.",
        ),
        (
            "What helps against a sore throat?",
            "Warm drinks and rest ease the pain when the throat is inflamed. If it lasts longer "
            "than a week, a doctor should look at it.",
        ),
        (
            "How do I change a bicycle tyre?",
            "Take the wheel out and lever the tyre off the rim. Replace the inner tube, push the "
            "tyre back into place and pump it up.",
        ),
        (
            "Which team won the football match yesterday?",
            "The home team won the match by two goals to one. The winning goal was scored in the "
            "last minute in front of a full stadium.",
        ),
    ),
    "de": (
        (
            "Wie machen Bienen Honig?",
            "Bienen sammeln Nektar aus Blüten und tragen ihn in den Stock. Dort geben sie ihn von "
            "Mund zu Mund weiter, bis das meiste Wasser fort ist und Honig in der Wabe bleibt.",
        ),
        (
            "Warum ändert der Mond seine Form?",
            "Die Sonne beleuchtet immer eine Hälfte des Mondes. Während er um die Erde zieht, sehen"
            " wir einen wachsenden und dann schwindenden Teil dieser hellen Hälfte.",
        ),
        (
            "Wie lange muss ein Ei kochen?",
            "Ein Ei in kochendem Wasser ist nach etwa vier Minuten weich. Nach zehn Minuten ist das"
            " Eigelb ganz fest.",
        ),
        (
            "Was hilft gegen Halsschmerzen?",
            "Warme Getränke und Ruhe lindern die Schmerzen, wenn der Hals entzündet ist. Dauert es "
            "länger als eine Woche, sollte ein Arzt danach sehen.",
        ),
        (
            "Wie wechsle ich einen Fahrradreifen?",
            "Man nimmt das Rad heraus und hebelt den Reifen von der Felge. Dann tauscht man den "
            "Schlauch, drückt den Reifen zurück und pumpt ihn auf.",
        ),
        (
            "Wer hat gestern das Fußballspiel gewonnen?",
            "Die Heimmannschaft gewann das Spiel mit zwei zu eins. Das entscheidende Tor fiel in "
            "der letzten Minute vor vollem Haus.",
        ),
    ),
    "es": (
        (
            "¿Cómo hacen la miel las abejas?",
            "Las abejas recogen el néctar de las flores y lo llevan a la colmena. Allí se lo pasan "
            "de boca en boca hasta que casi no queda agua y la miel llena el panal.",
        ),
        (
            "¿Por qué cambia de forma la luna?",
            "El sol ilumina siempre una mitad de la luna. Mientras ella gira alrededor de la "
            "tierra, vemos una parte creciente y luego menguante de esa mitad clara.",
        ),
        (
            "¿Cuánto tiempo se cuece un huevo?",
            "Un huevo en agua hirviendo queda blando a los cuatro minutos. A los diez minutos la "
            "yema está firme del todo.",
        ),
        (
            "¿Qué ayuda contra el dolor de garganta?",
            "Las bebidas calientes y el reposo alivian el dolor cuando la garganta está inflamada. "
            "Si dura más de una semana, conviene que la vea un médico.",
        ),
        (
            "¿Cómo cambio la rueda de una bicicleta?",
            "Se saca la rueda y se separa la cubierta de la llanta con una palanca. Luego se cambia"
            " la cámara, se coloca la cubierta y se infla.",
        ),
        (
            "¿Qué equipo ganó ayer el partido de fútbol?",
            "El equipo local ganó el partido por dos goles a uno. El gol decisivo llegó en el "
            "último minuto con el estadio lleno.",
        ),
    ),
    "fr": (
        (
            "Comment les abeilles font-elles le miel ?",
            "Les abeilles récoltent le nectar des fleurs et le portent à la ruche. Là, elles se le "
            "passent de bouche en bouche jusqu'à ce que l'eau s'en aille et que reste le miel.",
        ),
        (
            "Pourquoi la lune change-t-elle de forme ?",
            "Le soleil éclaire toujours une moitié de la lune. Pendant qu'elle tourne autour de la "
            "terre, nous voyons une part croissante puis décroissante de cette moitié claire.",
        ),
        (
            "Combien de temps faut-il cuire un œuf ?",
            "Un œuf plongé dans l'eau bouillante est mollet après quatre minutes environ. Après dix"
            " minutes, le jaune est tout à fait ferme.",
        ),
        (
            "Que faire contre le mal de gorge ?",
            "Des boissons chaudes et du repos soulagent la douleur quand la gorge est irritée. Si "
            "cela dure plus d'une semaine, un médecin devrait la voir.",
        ),
        (
            "Comment changer un pneu de vélo ?",
            "On retire la roue et on dégage le pneu de la jante avec un levier. On remplace la "
            "chambre à air, on remet le pneu en place et on le gonfle.",
        ),
        (
            "Quelle équipe a gagné le match de football hier ?",
            "L'équipe locale a gagné le match par deux buts à un. Le but décisif est tombé à la "
            "dernière minute devant un stade comble.",
        ),
    ),
}
