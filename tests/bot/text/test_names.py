"""Names in sentences, and whether a source has them."""

import pytest

from bot.text.names import Vocabulary, missing, names
from bot.text.places import places


def lacking(
    claim: str, source: str, language: str = "en", source_language: str = "en"
) -> list[str]:
    known = Vocabulary([source], source_language)
    found = (missing(name, claim, language, known) for name in names(claim, language))
    return [word for word in found if word]


def test_capitalized_words_in_a_row_are_one_name_and_links_join_them() -> None:
    text = "At noon the Bank of England told Sam Altman and iPhone users."
    assert [name.text for name in names(text, "en") if name.sure] == [
        "Bank of England", "Sam Altman", "iPhone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "language", "source", "source_language"),
    [
        ("Nvidia's shares fell.", "en", "The shares of Nvidia fell.", "en"),
        ("L'action d'Nvidia a chuté.", "fr", "Nvidia fell.", "en"),
        ("Trumps Rede war lang.", "de", "Donald Trump spoke.", "en"),
        ("The speech by Trump was long.", "en", "Donald Trump spoke.", "en"),
        ("The United States banned it.", "en", "Les États-Unis l'ont interdit.", "fr"),
        ("The USA banned it.", "en", "Die Vereinigten Staaten verboten es.", "de"),
        ("Les États-Unis l'ont interdit.", "fr", "The U.S. banned it.", "en"),
        ("A firm in London rose.", "en", "Une société de Londres a monté.", "fr"),
        ("The Chinese firm rose.", "en", "La société chinoise a monté.", "fr"),
        ("The EU agreed.", "en", "L'Union européenne était d'accord.", "fr"),
        ("The London Stock Exchange Group counted.", "en", "It was LSEG that counted.", "en"),
        ("So LSEG counted.", "en", "The London Stock Exchange Group counted.", "en"),
        ("The works of Plato are old.", "en", "Die Werke von Platon sind alt.", "de"),
        ("It fell in Constantinople.", "en", "Es fiel in Konstantinopel.", "de"),
        ("However, the fall was deep.", "en", "The fall was deep.", "en"),
        ("Der Kurssturz der Aktien war tief.", "de", "The fall was deep.", "en"),
        ("Der Wertverlust war tief.", "de", "Der Kurssturz war tief.", "de"),
        ("The Church in Rome agreed.", "en", "Die Kirche in Rom stimmte zu.", "de"),
        ("POLÍTICA: José Álvarez spoke.", "es", "jose alvarez spoke, politica", "en"),
    ],
)
def test_a_name_that_the_source_has_in_some_form_is_not_missing(
    claim: str, language: str, source: str, source_language: str
) -> None:
    assert not lacking(claim, source, language, source_language)


@pytest.mark.parametrize(
    ("claim", "language", "source", "source_language"),
    [
        ("The shares of Oracle fell.", "en", "The shares of Nvidia fell.", "en"),
        ("The speech by Tim Cook was long.", "en", "Tim Berners spoke.", "en"),
        ("It happened in Iran.", "en", "It happened in Iraq.", "en"),
        ("The shares of Broadcom fell.", "en", "L'action de Nvidia a chuté.", "fr"),
        ("Nvidia stürzte ab.", "de", "Broadcom stürzte ab.", "de"),
        ("Das geschah in Paris.", "de", "It happened in London.", "en"),
        ("Elle a chuté à Madrid.", "fr", "Elle a chuté à Lisbonne.", "fr"),
        ("Broadcom fell.", "en", "Nvidia fell.", "en"),
    ],
)
def test_a_name_that_the_source_lacks_is_found_missing(
    claim: str, language: str, source: str, source_language: str
) -> None:
    assert lacking(claim, source, language, source_language)


def test_small_words_are_no_countries() -> None:
    assert "US" not in places("They told us so", "en")
    assert "US" in places("They told the US so", "en")
