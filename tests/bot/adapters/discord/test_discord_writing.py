"""Whatever stands in a document, Discord shows it and does nothing."""

import re
from urllib.parse import unquote

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.discord.writing import bold, harmless, length, link, mark, safe_address
from bot.chat.plain import clean

# What Discord's clients act on where no backslash stands before it.
ACTIVE = re.compile(
    r"""
    \*(?=[^\s*].*?\*) | \*\*.+?\*\* | _.+?_(?![A-Za-z0-9_]) | __.+?__ | ~~.+?~~ | \|\|.+?\|\|
    | `.+?`
    | \[(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*\]\(
    | (?:https?|steam|discord)://[^\s<]+[^<.,:;"'\]\s]
    | <[^:\s>]+:/[^\s>]+>
    | <@[!&]?\d+> | <\#\d+> | </[^\n>]+:\d+> | <a?:\w+:\d+> | <t:-?\d+(?::[tTdDfFR])?> | <id:\w+>
    | @everyone | @here
    | :\w+:
    | (?:(?<=\n)|\A)\ *(?:\#{1,3}\s|-\#\ |>\ |>>>\ |[*-]\ |\d+\.\ )
    """,
    re.X | re.S,
)
# What its servers look for wherever it stands.
ANYWHERE = re.compile(
    r"@everyone|@here|<@[!&]?\d+>|discord\.gg/\w|discord(?:app)?\.com/invite/\w|https?://", re.I
)

HOSTILE = [
    "@everyone and @here",
    "<@123> <@!123> <@&123> <#123> </ask:123> <id:customize> <t:1700000000:R> <:x:1> <a:x:1>",
    "[click](https://evil.example) [click](<https://evil.example>) [a](https://e.example 'title')",
    "https://evil.example/path <https://evil.example>",
    "discord.gg/abc DISCORD.GG/abc https://discord.com/invite/abc www.discordapp.com/invite/abc",
    "dis\u200bcord.gg/abc discord\u200d.gg/abc discord.gg\u2060/abc",
    "@\u200beveryone @\u202eeveryone",
    "*a* **a** ***a*** _a_ __a__ ~~a~~ ||a|| `a` ``a`` ```\na\n```",
    "# a\n## a\n### a\n-# a\n> a\n>>> a\n- a\n* a\n+ a\n1. a\n12. a\n  - a",
    "| a | b |\n|---|---|\n| c | d |",
    "\\*a\\* \\\\*a\\\\* \\[a](https://b.example)",
    ":smile: :+1: 10:20:30",
    "¯\\_(ツ)_/¯",
    "a](https://evil.example) ] (b) ](<https://evil.example>)",
    "\u202ednuor \u2066x\u2069 \u200e\u200f \x00\x1b[31m \ue000",
    "line\u2028separator\u2029and\x0b\x0c\r\n> quote",
]
PIECE = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("\\*_~`|[]()<>@#:/-+.1 \nab\u200b\u202e"), max_size=12),
    st.sampled_from(["https://", "discord.gg/", "@everyone", "](", "<t:", "```", "discord.com"]),
    st.text(max_size=8),
)
TEXT = st.lists(PIECE, max_size=8).map("".join)


def active(markdown: str) -> list[str]:
    found, index = [], 0
    while index < len(markdown):
        if markdown[index] == "\\" and index + 1 < len(markdown):
            index += 2
            continue
        match = ACTIVE.match(markdown, index)
        if match is not None:
            found.append(match[0])
        index += 1
    return found + ANYWHERE.findall(markdown)


def as_read(markdown: str) -> str:
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", markdown).replace("\u200b", "")


@given(TEXT)
def test_nothing_in_a_text_is_acted_on(text: str) -> None:
    assert active(harmless(text)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_known_trick_works(text: str) -> None:
    assert active(harmless(text)) == []


@given(TEXT)
def test_a_text_reads_as_it_was_written(text: str) -> None:
    assert as_read(harmless(text)) == clean(text)


@given(TEXT, TEXT)
def test_no_text_gives_a_link_of_ours_another_target(before: str, after: str) -> None:
    shown = f"{harmless(before)} {mark(1, 'https://ours.example')} {harmless(after)}"
    pattern = r"(?<!\\)\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?([^\s>)]*)"

    assert [match[2] for match in re.finditer(pattern, shown)] == ["https://ours.example"]
    assert shown.count("](") == 1


def test_plain_prose_is_left_as_it_is() -> None:
    prose = "L’action a perdu 17 % (soit 589 milliards de dollars), dit-on : « historique » !"

    assert harmless(prose) == prose


@given(st.text(max_size=60), st.sampled_from(["https://a.example/b", "http://x.example:8080/?q=1"]))
@example("**[a](https://b.example)** @here <@1> 😀 :x: _a_", "https://a.example/b")
@example("discord.gg/abc", "https://a.example/b")
def test_a_link_of_ours_is_one_link_whatever_its_label(label: str, address: str) -> None:
    shown = link(label, address)

    assert shown.endswith(f"](<{address}>)")
    inside = shown[1 : -len(f"](<{address}>)")]
    assert inside.strip()
    assert not set(inside) & set("[]()*`~|<>\\\n") - set("()")
    # No line starts in a label, and parentheses mean nothing there.
    assert active("a " + inside.replace("(", "").replace(")", "")) == []
    assert not regex.search(r"(?![©®™])\p{Extended_Pictographic}|\u200d", inside)


def test_a_label_keeps_its_words() -> None:
    assert link("Annual report [final]_v2.pdf", "https://a.example") == (
        "[Annual report (final)_v2.pdf](<https://a.example>)"
    )
    assert link("https://a.example/b", "https://a.example/b") == (
        "[a.example/b](<https://a.example/b>)"
    )


@given(st.text(max_size=80))
def test_an_address_never_ends_a_link_early(rest: str) -> None:
    address = safe_address(f"https://a.example/{rest}")

    assert address is None or not re.search(r"[\s<>()\[\]|\\`*\"]", address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "discord://-/settings",
        "https://",
        "https://good.example@evil.example/",
        "https://discord.gg/abc",
        "https://ptb.discord.com/invite/abc",
        "https://[broken",
        "https://a b.example/",
        "no address",
        "",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_an_address_not_for_people_to_follow_is_no_link(address: str) -> None:
    assert link("Title", address) == "Title"
    assert mark(1, address) == r"\[1\]"


def test_a_safe_address_leads_where_it_led() -> None:
    address = "https://fr.example/É (a)?q=a|b#:~:text=d%C3%A9but,fin%20(x)"

    assert unquote(safe_address(address) or "") == unquote(address)
    assert safe_address("https://bücher.example/") == "https://xn--bcher-kva.example/"
    assert safe_address("https://discord.com/channels/1/2/3") == (
        "https://discord.com/channels/1/2/3"
    )


def test_an_address_that_is_too_long_loses_its_fragment_first() -> None:
    assert safe_address("https://a.example/b#:~:text=" + "x" * 900) == "https://a.example/b"


def test_bold_words_end_where_they_should() -> None:
    assert bold("a *b* **") == r"**a \*b\* \*\***"
    assert bold(" \u200b ") == ""


@given(st.text(max_size=50))
def test_length_is_what_discord_counts_at_most(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
