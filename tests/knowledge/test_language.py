"""Short questions as people type them: told apart, or honestly not told at all."""

import subprocess
import sys

import pytest

from knowledge.language import detect

QUESTIONS = {
    "en": [
        "why did the shares fall?",
        "hello",
        "hi there",
        "thanks a lot!",
        "and the day after?",
        "who owns the company?",
        "what happened on Monday?",
        "how much did it cost?",
        "is it over for the French team?",
        "When was the bridge built?",
        "which city is the capital?",
        "tell me more",
        "what about Paris?",
        "and in Germany?",
        "summary please",
        "good morning",
        "Who is Angela Merkel?",
        "how many people live there?",
        "does it rain a lot in Lisbon?",
        "explain photosynthesis",
        "why?",
        "who said that?",
        "are trains faster than planes?",
        "Is Volkswagen still German?",
        "what is a paradox",
        "hey",
        "good evening everyone",
        "where is it",
        "can you explain inflation?",
        "how old is she?",
        "what's the price now",
        "Did Berlin agree?",
        "and then?",
        "please summarise the story",
        "which one is bigger?",
        "is this true?",
        "why so expensive",
    ],
    "fr": [
        "pourquoi Nvidia a chuté ?",
        "bonjour",
        "salut",
        "merci !",
        "et le lendemain ?",
        "qui possède l'entreprise ?",
        "c'est quoi un fonds ?",
        "combien ça a coûté ?",
        "est-ce la fin de l'IA ?",
        "Quand le pont a-t-il été construit ?",
        "quelle est la capitale ?",
        "dis-m'en plus",
        "et à Berlin ?",
        "et en Allemagne ?",
        "un résumé stp",
        "bonsoir à tous",
        "Qui est Angela Merkel ?",
        "combien d'habitants ?",
        "il pleut souvent à Lisbonne ?",
        "explique la photosynthèse",
        "pourquoi ?",
        "qui a dit ça ?",
        "les trains vont-ils plus vite que les avions ?",
        "ou se trouve le musee ?",
        "quels sont les risques",
        "coucou",
        "bonne nuit",
        "où est-ce ?",
        "peux-tu expliquer l'inflation ?",
        "quel âge a-t-elle ?",
        "c'est combien maintenant",
        "Berlin est d'accord ?",
        "et ensuite ?",
        "résume l'histoire svp",
        "lequel est plus grand ?",
        "est-ce vrai ?",
        "pourquoi si cher",
    ],
    "de": [
        "warum fiel Nvidia?",
        "hallo zusammen",
        "guten Tag",
        "danke schön!",
        "und am Tag danach?",
        "wem gehört die Firma?",
        "was passierte am Montag?",
        "wie viel hat das gekostet?",
        "ist das das Ende?",
        "Wann wurde die Brücke gebaut?",
        "welche Stadt ist die Hauptstadt?",
        "erzähl mir mehr",
        "was ist mit Paris?",
        "und in Frankreich?",
        "kurze Zusammenfassung bitte",
        "guten Morgen",
        "Wer ist Emmanuel Macron?",
        "wie viele Menschen wohnen dort?",
        "regnet es oft in Lissabon?",
        "erkläre die Photosynthese",
        "warum?",
        "wer hat das gesagt?",
        "sind Züge schneller als Flugzeuge?",
        "wieviel Geld ging verloren",
        "Wer gewann 2014 die Wahl?",
        "guten Abend",
        "gute Nacht",
        "wo ist das",
        "kannst du Inflation erklären?",
        "wie alt ist sie?",
        "was kostet es jetzt",
        "Hat Berlin zugestimmt?",
        "und dann?",
        "fass die Geschichte zusammen",
        "welches ist größer?",
        "stimmt das?",
        "warum so teuer",
    ],
    "es": [
        "¿por qué cayó Nvidia?",
        "hola",
        "buenos días",
        "¡muchas gracias!",
        "¿y al día siguiente?",
        "¿de quién es la empresa?",
        "qué pasó el lunes",
        "¿cuánto costó?",
        "¿es el fin?",
        "¿Cuándo se construyó el puente?",
        "¿cuál es la capital?",
        "cuéntame más",
        "¿y en París?",
        "y en Alemania?",
        "un resumen por favor",
        "buenas tardes",
        "¿Quién es Angela Merkel?",
        "cuantas personas viven alli?",
        "¿llueve mucho en Lisboa?",
        "explica la fotosíntesis",
        "¿por qué?",
        "quien dijo eso?",
        "son los trenes más rápidos que los aviones?",
        "por que bajaron las acciones",
        "¿Dónde está el museo?",
        "buenas",
        "buenas noches",
        "dónde está",
        "puedes explicar la inflación?",
        "¿qué edad tiene?",
        "cuánto vale ahora",
        "¿Berlín aceptó?",
        "¿y luego?",
        "resume la historia",
        "¿cuál es más grande?",
        "¿es verdad?",
        "por qué tan caro",
    ],
    "it": [
        "perché è crollata Nvidia?",
        "ciao",
        "buongiorno a tutti",
        "grazie mille!",
        "e il giorno dopo?",
        "di chi è l'azienda?",
        "cosa è successo lunedì?",
        "quanto è costato?",
        "è la fine?",
        "Quando è stato costruito il ponte?",
        "qual è la capitale?",
        "dimmi di più",
        "e a Parigi?",
        "e in Germania?",
        "un riassunto per favore",
        "buonasera",
        "Chi è Angela Merkel?",
        "quante persone ci vivono?",
        "piove spesso a Lisbona?",
        "spiega la fotosintesi",
        "perche?",
        "chi l'ha detto?",
        "i treni sono più veloci degli aerei?",
        "dove si trova il museo?",
        "quali sono i rischi",
        "salve",
        "buonanotte",
        "dov'è",
        "puoi spiegare l'inflazione?",
        "quanti anni ha?",
        "quanto costa adesso",
        "Berlino ha accettato?",
        "e poi?",
        "riassumi la storia",
        "qual è più grande?",
        "è vero?",
        "perché così caro",
    ],
    "pt": [
        "por que a Nvidia caiu?",
        "olá",
        "bom dia",
        "muito obrigado!",
        "e no dia seguinte?",
        "quem é o dono da empresa?",
        "o que aconteceu na segunda-feira?",
        "quanto custou?",
        "é o fim?",
        "Quando foi construída a ponte?",
        "qual é a capital?",
        "conta-me mais",
        "e em Paris?",
        "e na Alemanha?",
        "um resumo por favor",
        "boa tarde",
        "Quem é Angela Merkel?",
        "quantas pessoas moram lá?",
        "chove muito em Lisboa?",
        "explica a fotossíntese",
        "por quê?",
        "quem disse isso?",
        "os trens são mais rápidos que os aviões?",
        "onde fica o museu?",
        "quais são os riscos",
        "oi",
        "boa noite",
        "onde fica",
        "pode explicar a inflação?",
        "quantos anos ela tem?",
        "quanto custa agora",
        "Berlim concordou?",
        "e depois?",
        "resuma a história",
        "qual é maior?",
        "é verdade?",
        "por que tão caro",
    ],
    "nl": [
        "waarom daalde Nvidia?",
        "hallo allemaal",
        "goedemorgen",
        "bedankt",
        "en de dag erna?",
        "van wie is het bedrijf?",
        "wat gebeurde er maandag?",
        "hoeveel kostte het?",
        "is dit het einde?",
        "Wanneer werd de brug gebouwd?",
        "wat is de hoofdstad?",
        "vertel me meer",
        "en in Parijs?",
        "hoe zit het met Duitsland?",
        "een samenvatting graag",
        "goedenavond",
        "Wie is Angela Merkel?",
        "hoeveel mensen wonen daar?",
        "regent het vaak in Lissabon?",
        "leg fotosynthese uit",
        "waarom?",
        "wie heeft dat gezegd?",
        "zijn treinen sneller dan vliegtuigen?",
        "waar is het museum?",
        "wat zijn de risico's",
        "hoi",
        "goedenacht",
        "waar is het",
        "kun je inflatie uitleggen?",
        "hoe oud is ze?",
        "wat kost het nu",
        "Ging Berlijn akkoord?",
        "en toen?",
        "vat het verhaal samen",
        "welke is groter?",
        "klopt dat?",
        "waarom zo duur",
    ],
}

UNTELLABLE = [
    "Nvidia",
    "Stargate?",
    "DeepSeek R1",
    "OpenAI",
    "??",
    "",
    "123",
    "Angela Merkel?",
    "AWS",
    "ok",
    "😀",
    "Jevons",
    "https://example.org/a",
    "Toyota Corolla",
    "Donald Trump",
    "Wall Street",
    "Silicon Valley",
    "Volkswagen",
    "Marie Curie",
    "Real Madrid",
    "München",
    "deepseek",
    "GPU",
    "Microsoft Azure",
    "lol",
    "Crédit Agricole",
]


def test_short_questions_are_told_apart_among_the_languages_that_the_bot_speaks() -> None:
    """Reached: 255 of 259 (the classifier alone: 240). The threshold leaves one to spare."""
    asked = [(code, question) for code, them in QUESTIONS.items() for question in them]
    wrong = [(code, question) for code, question in asked if detect(question, QUESTIONS) != code]
    assert len(asked) >= 250
    assert len(wrong) <= 5, wrong


def test_they_are_told_apart_without_candidates_too() -> None:
    asked = [(code, question) for code, them in QUESTIONS.items() for question in them]
    wrong = [(code, question) for code, question in asked if detect(question) != code]
    assert len(wrong) <= 5, wrong


@pytest.mark.parametrize("text", UNTELLABLE)
def test_names_and_numbers_alone_tell_no_language(text: str) -> None:
    assert detect(text, QUESTIONS) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge was closed for repairs in March and opened again after four months.", "en"),
        ("Die Brücke wurde im März gesperrt und nach vier Monaten wieder geöffnet.", "de"),
        ("Le pont a été fermé en mars pour des travaux, puis rouvert quatre mois plus tard.", "fr"),
        ("Most został zamknięty w marcu z powodu remontu i otwarty po czterech miesiącach.", "pl"),
        ("Мост был закрыт на ремонт в марте и снова открыт через четыре месяца.", "ru"),
        ("この橋は三月に修理のため閉鎖され、四か月後に再び開通した。", "ja"),
    ],
)
def test_a_documents_language_is_told(text: str, language: str) -> None:
    assert detect(text) == language
    assert detect(text * 50) == language


def test_a_language_that_is_not_spoken_is_not_taken_for_one_that_is() -> None:
    assert detect("dlaczego akcje spadły w poniedziałek?", QUESTIONS) is None
    assert detect("Most został zamknięty w marcu z powodu remontu.", {"en", "de"}) is None


def test_addresses_and_mentions_do_not_count_as_words() -> None:
    assert detect("<@81384788765712384> warum? https://example.org/the-story-of-the-day") == "de"


def test_odd_characters_do_no_harm() -> None:
    assert detect("\x00\ud800") is None
    assert detect("\n\n") is None
    assert detect("\u202e warum?") == "de"
    for text in ("\ufdfa" * 500, "a" * 100_000):
        code = detect(text)
        assert code is None or len(code) == 2


def test_nothing_is_downloaded() -> None:
    """In a process of its own, where every socket is refused."""
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from knowledge.language import detect\n"
        "print(detect('why did it fall?'), detect('Warum ist das so?'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "de"]
