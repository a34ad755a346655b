"""What nobody sees goes before anything is shown, on any platform."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.plain import clean, code_units, one_line, safe_address


def test_family_emoji_and_persian_keep_their_joiners() -> None:
    assert clean("👩‍👩‍👧 می‌خواهم") == "👩‍👩‍👧 می‌خواهم"


def test_invisible_letters_and_heaps_of_accents_go() -> None:
    assert clean("a\u200bb\u2060c\ufeffd\u00ade\u3164f\U000e0041") == "abcdef"
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 3


@given(st.text(max_size=60))
def test_one_line_is_one_line_however_the_text_breaks(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(one_line(text)) == one_line(text)


@given(st.text(max_size=60), st.integers(1, 20))
def test_a_line_that_is_too_long_is_cut(text: str, limit: int) -> None:
    assert code_units(one_line(text, limit)) <= limit


def test_a_platform_has_a_say_in_which_addresses_can_be_followed() -> None:
    def allowed(host: str, path: str) -> bool:
        return host == "good.example" and path == "/a"

    assert safe_address("https://good.example/a", 100, allowed) == "https://good.example/a"
    assert safe_address("https://good.example/b", 100, allowed) is None
    assert safe_address("https://evil.example/a", 100, allowed) is None


def test_a_long_address_loses_its_fragment_before_it_is_no_link() -> None:
    assert safe_address("https://a.example/b#" + "x" * 90, 50) == "https://a.example/b"
    assert safe_address("https://a.example/" + "b" * 90, 50) is None
    assert unquote(safe_address("https://a.example/(é|<b>)", 100) or "") == (
        "https://a.example/(é|<b>)"
    )
