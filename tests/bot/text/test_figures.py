"""Numbers and dates, as they are written in seven languages."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates import Day, dates
from bot.text.dates import bears_out as date_bears_out
from bot.text.figures import bears_out, codes, figures, is_certain

LOCALES = ["en", "de", "fr", "es", "it", "pt", "nl", "de_CH", "fr_CH", "pt_PT", "en_IN", "es_MX"]


def holds(claim: str, source: str, language: str = "en", source_language: str = "en") -> bool:
    told = figures(source, source_language)
    claimed = [figure for figure in figures(claim, language) if is_certain(figure, claim)]
    assert claimed, claim
    return all(bears_out(figure, told) for figure in claimed)


def days(text: str, language: str) -> list[Day]:
    return [reading for one in dates(text, language) for reading in one.readings]


def date_holds(claim: str, source: str, language: str = "en", source_language: str = "en") -> bool:
    claimed = dates(claim, language)
    assert claimed, claim
    return all(date_bears_out(one, days(source, source_language)) for one in claimed)


numbers = st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**15).map(Decimal)


@given(numbers, st.sampled_from(LOCALES), st.sampled_from(LOCALES))
def test_a_number_written_for_one_locale_equals_itself_written_for_any_other(
    number: Decimal, here: str, there: str
) -> None:
    claim = f"x {format_decimal(number, '#,##0.##', locale=here)} y"
    source = f"x {format_decimal(number, '#,##0.##', locale=there)} y"
    assert holds(claim, source, here[:2], there[:2])


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(LOCALES))
def test_two_whole_numbers_written_for_one_locale_are_equal_only_if_they_are(
    one: int, other: int, locale: str
) -> None:
    # 1.234 could be 1234 or a little more than one; whole numbers below a thousand are plain.
    claim, source = (format_decimal(n, "#,##0", locale=locale) for n in (one, other))
    assert holds(claim, source, locale[:2], locale[:2]) == (one == other)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "lost $589bn"),
        ("en", "lost 589 billion dollars"),
        ("en", "lost US$589 billion"),
        ("fr", "a perdu 589 milliards de dollars"),
        ("fr", "a perdu 589 Md$"),
        ("de", "verlor 589 Milliarden US-Dollar"),
        ("de", "verlor 589 Mrd. Dollar"),
        ("es", "perdió 589 mil millones de dólares"),
        ("es", "perdió 589.000 millones de dólares"),
        ("it", "ha perso 589 miliardi di dollari"),
        ("pt", "perdeu 589 bilhões de dólares"),
        ("pt", "perdeu 589 mil milhões de dólares"),
        ("nl", "verloor 589 miljard dollar"),
    ],
)
def test_589_billion_dollars_are_the_same_in_every_language(language: str, text: str) -> None:
    assert holds(text, "Nvidia lost about $589 billion.", language)
    assert holds("$589bn", text, "en", language)
    assert not holds(text, "Nvidia lost $589 million.", language)
    assert not holds(text, "Nvidia lost €589 billion.", language)


def test_a_billion_is_a_thousand_times_more_in_french_german_and_spanish() -> None:
    assert holds("trois billions", "3 trillion", "fr")
    assert holds("3 Billionen", "3 trillion", "de")
    assert holds("dos billones", "2 trillion", "es")
    assert not holds("3 billions", "3 billion", "fr")


@pytest.mark.parametrize(
    ("claim", "language", "source"),
    [
        ("twenty-five firms", "en", "25 firms"),
        ("vingt-cinq entreprises", "fr", "25 firms"),
        ("fünfundzwanzig Firmen", "de", "25 firms"),
        ("three million people", "en", "3,000,000 people"),
        ("the 19th century", "en", "the nineteenth century"),
        ("le XIXe siècle", "fr", "the 19th century"),
        ("el siglo XIX", "es", "the 19th century"),
        ("das 19. Jahrhundert", "de", "the 19th century"),
        ("den Zweiten Weltkrieg und 2 Männer", "de", "World War II"),
        ("the 1990s", "en", "die 1990er"),
        ("17 pour cent", "fr", "17 %"),
        ("17 Prozent", "de", "17 percent"),
        ("13 % and 15 %", "en", "13 to 15 percent"),
        ("$10 million", "en", "$10–15 million"),
        ("671B parameters", "en", "671 billion parameters"),
        ("5 km", "en", "5 kilometres"),
        ("2½ years", "en", "2.5 years"),
    ],
)
def test_one_amount_is_recognized_in_another_writing(
    claim: str, language: str, source: str
) -> None:
    assert holds(claim, source, language, "de" if "die " in source else "en")


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("17 %", "17 firms"),
        ("17 firms", "17 %"),
        ("2 percentage points", "2 percent"),
        ("5 miles", "5 km"),
        ("3 hours", "3 days"),
        ("$2", "€2"),
        ("16.97", "16.79"),
        ("1,234", "1,235"),
        ("17 %", "16.97 %"),
        ("about 16 %", "16.97 %"),
        ("about 590 billion", "597 billion"),
        ("about 1 trillion", "0.6 trillion"),
    ],
)
def test_another_amount_or_unit_does_not_bear_a_number_out(claim: str, source: str) -> None:
    assert not holds(claim, source)


@pytest.mark.parametrize(
    ("claim", "language"),
    [("nearly 17 %", "en"), ("environ 17 %", "fr"), ("fast 17 %", "de"), ("casi 17 %", "es"),
     ("more than 16.9 %", "en"), ("about 17.0 %", "en")],
)  # fmt: skip
def test_a_hedged_number_may_be_the_right_rounding(claim: str, language: str) -> None:
    assert holds(claim, "16.97 %", language)


def test_what_need_not_be_a_number_is_not_held_to_be_one() -> None:
    for text in ("one of the firms", "in a second", "the first time", "hundreds of people"):
        assert not [f for f in figures(text, "en") if is_certain(f, text)]
    assert not [f for f in figures("un neuf", "fr") if is_certain(f, "un neuf")]


def test_numbers_in_names_belong_to_the_names() -> None:
    text = "R1, V3, H800, GPT-4, o3-mini, 5G and 1.2.3, but 17km, 3 km2, mid-18th, 20-year-old"
    text += " and the 1990s and $589bn"
    found = [span.of(text) for span in codes(text)]
    assert found == ["R1", "V3", "H800", "GPT-4", "o3-mini", "5G", "1.2.3"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "27 January 2025"),
        ("en", "January 27, 2025"),
        ("en", "the 27th of January, 2025"),
        ("en", "2025-01-27"),
        ("en", "27/01/2025"),
        ("fr", "le 27 janvier 2025"),
        ("de", "am 27. Januar 2025"),
        ("de", "27.01.2025"),
        ("es", "27 de enero de 2025"),
        ("it", "27 gennaio 2025"),
        ("pt", "27 de janeiro de 2025"),
        ("nl", "27 januari 2025"),
        ("en", "Monday, 27 January 2025"),
        ("fr", "lundi 27 janvier"),
        ("en", "in January 2025"),
        ("en", "on Monday"),
    ],
)
def test_one_day_is_recognized_in_every_writing(language: str, text: str) -> None:
    assert date_holds(text, "It happened on 27 January 2025.", language)
    assert not date_holds(text, "It happened on 28 February 2024.", language)


def test_a_fuller_date_needs_its_missing_part_in_the_source() -> None:
    assert not date_holds("27 January 2025", "It happened on 27 January.")
    assert not date_holds("Tuesday, 27 January 2025", "It happened on 27 January 2025.")
    assert date_holds("27 January 2025", "It went on from 27 to 29 January 2025.")


def test_may_and_march_are_months_only_where_they_can_be() -> None:
    assert not dates("It may march on. May we?", "en")
    assert [day.month for day in days("in March, and on 3 May", "en")] == [3, 5]
