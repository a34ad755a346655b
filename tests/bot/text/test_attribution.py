"""Whose words a sentence gives."""

import pytest

from bot.text.attribution import speaker


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "According to Reuters, Nvidia fell 17 %.", "Reuters"),
        ("en", "“It is a wake-up call,” said Donald Trump.", "Donald Trump"),
        ("en", "SemiAnalysis argued that the spending was higher.", "SemiAnalysis"),
        ("en", "Andreessen called it “one of the most amazing breakthroughs”.", "Andreessen"),
        ("en", "Analysts say the fall was overdone.", "Analysts"),
        ("fr", "Selon Bloomberg, l'action a perdu 17 %.", "Bloomberg"),
        ("fr", "Lundi, Trump a déclaré que c'était un « signal d’alarme ».", "Trump"),
        ("fr", "« C'est un signal d'alarme », a déclaré Donald Trump.", "Donald Trump"),
        ("fr", "Certains analystes pensent que la chute était exagérée.", "analystes"),
        ("de", "Laut Reuters fiel die Aktie.", "Reuters"),
        ("de", "„Das ist ein Weckruf“, sagte Donald Trump.", "Donald Trump"),
        ("de", "Dem Analysten Meier zufolge ist das übertrieben.", "Analysten Meier"),
        ("de", "Kritiker behaupten, dass das falsch ist.", "Kritiker"),
        ("es", "Según Reuters, la acción cayó.", "Reuters"),
        ("es", "Trump dijo que era una señal.", "Trump"),
        ("it", "Secondo Reuters, il titolo è sceso.", "Reuters"),
        ("pt", "Segundo a Reuters, a ação caiu.", "Reuters"),
        ("nl", "Volgens Reuters daalde het aandeel.", "Reuters"),
    ],
)
def test_the_one_who_said_it_is_named(language: str, text: str, holder: str) -> None:
    found = speaker(text, language)
    assert found is not None
    assert found.holder is not None
    assert found.holder.of(text) == holder


def test_a_pronoun_says_it_too_but_names_nobody() -> None:
    found = speaker("He said the fall was overdone.", "en")
    assert found is not None
    assert found.holder is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia fell by 17 %."),
        ("en", "The battle claimed many lives."),
        ("en", "Luther wrote ninety-five theses."),
        ("en", "The river is called the Rhine."),
        ("pt", "O segundo governo caiu."),
        ("es", "El segundo hombre llegó."),
        ("it", "Nel secondo tempo vinse."),
        ("de", "Im November schrieb Luther ein Buch."),
        ("xx", "According to nobody."),
    ],
)
def test_a_sentence_that_speaks_for_itself_has_no_speaker(language: str, text: str) -> None:
    assert speaker(text, language) is None
