"""Whatever stands in a document, Slack shows it and does nothing."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.adapters.slack.writing import (
    LONGEST_ADDRESS,
    ZERO_WIDTH_SPACE,
    markdown,
    markdown_bold,
    markdown_link,
    markdown_mark,
    mrkdwn,
    mrkdwn_bold,
    mrkdwn_link,
)
from bot.chat.plain import one_line

# What Slack acts on without any markup, in both syntaxes.
LOOSE = re.compile(
    r"""
    @(?:channel|here|everyone|group)
    | :[\w+'-]+:
    | \w:// | \bwww\.\w | [\w-]\.[^\W\d_]{2}
    | [<>] | &(?!(?:amp|lt|gt);)
    """,
    re.X | re.I,
)
# What its own syntax marks up.
MRKDWN = re.compile(r"[*~`]|(?<!\w)_\S.*?_(?!\w)|^\s*&gt;", re.M)

HOSTILE = [
    "<!channel> <!here> <!everyone> <!here|x> <@U123> <@U123|x> <#C123> <!subteam^S123>",
    "<!date^1392734382^{date}|x> <https://evil.example|click> <mailto:a@b.example|x>",
    "@channel @here @EVERYONE @group",
    "&lt;!channel&gt; &amp;lt;!here&amp;gt; &#60;!here&#62; &copy;",
    "[click](https://evil.example) ![x](https://evil.example/x.png) [a][b] [a]: https://b.example",
    "https://evil.example/path <https://evil.example> www.evil.example evil.example a@evil.example",
    "*a* **a** ***a*** _a_ __a__ ~a~ ~~a~~ `a` ``a`` ```\na\n```",
    "# a\n## a\n> a\n>>> a\n- a\n* a\n+ a\n1. a\n12) a\n  - a\n---\n===\n- [ ] a",
    "a\n===",
    "| a | b |\n|---|---|\n| c | d |",
    "\\*a\\* \\\\*a\\\\* \\[a](https://b.example)",
    ":smile: :+1: :skin-tone-2: 10:20:30 :a'b:",
    "a](https://evil.example) ] (b) ](https://evil.example)",
    "\u202ednuor \u2066x\u2069 \u200e\u200f \x00\x1b[31m \ue000 @\u200bchannel <\u200b!here>",
    "snake_case_name _a_b_ __init__ a_ _b",
    "    indented",
]
PIECE = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("\\*_~`|[]()<>@#:/-+.=!&;1 \nab\u200b\u202e"), max_size=12),
    st.sampled_from(["https://", "@channel", "](", "<!", "```", "&lt;", "&gt;", "a.example"]),
    st.text(max_size=8),
)
TEXT = st.lists(PIECE, max_size=8).map("".join)


def parsed(text: str) -> list[Token]:
    """All that is said and done by a text, as the standard reads it."""
    parser = MarkdownIt("gfm-like")
    return [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]


def as_read(text: str) -> str:
    tokens = parsed(text)
    said = [token.content for token in tokens if token.type in ("text", "text_special")]
    return "".join(said).replace(ZERO_WIDTH_SPACE, "")


def assert_literal_markdown(text: str) -> None:
    safe = markdown(text)

    assert {token.type for token in parsed(safe)} <= {
        "paragraph_open", "paragraph_close", "inline", "text", "text_special",
    }  # fmt: skip
    assert LOOSE.findall(safe) == []


@given(TEXT)
def test_nothing_in_markdown_is_acted_on(text: str) -> None:
    assert_literal_markdown(text)


@given(TEXT)
def test_markdown_reads_as_it_was_written(text: str) -> None:
    assert as_read(markdown(text)) == one_line(text)


def assert_literal_mrkdwn(text: str) -> None:
    safe = mrkdwn(text)

    assert LOOSE.findall(safe) == []
    assert MRKDWN.findall(safe) == []


@given(TEXT)
def test_nothing_in_mrkdwn_is_acted_on(text: str) -> None:
    assert_literal_mrkdwn(text)


@given(TEXT)
def test_mrkdwn_reads_much_as_it_was_written(text: str) -> None:
    read = unescape(mrkdwn(text)).replace(ZERO_WIDTH_SPACE, "")

    assert len(read) == len(one_line(text))
    kept = zip(read, one_line(text), strict=True)
    assert {pair for pair in kept if pair[0] != pair[1]} <= {
        ("∗", "*"), ("∼", "~"), ("ˋ", "`"), ("ˍ", "_"),
    }  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_known_trick_works(text: str) -> None:
    assert_literal_markdown(text)
    assert_literal_mrkdwn(text)


def test_plain_prose_is_left_as_it_is() -> None:
    prose = "L’action a perdu 17 % (soit 589 milliards de dollars), dit-on : « historique » !"

    assert markdown(prose) == prose
    assert mrkdwn(prose) == prose


def test_entities_are_written_once() -> None:
    assert markdown("a < b & c > d") == "a &lt; b &amp; c " + ZERO_WIDTH_SPACE + "&gt; d"
    assert mrkdwn("R&D &lt;") == "R&amp;D &amp;lt;"


@given(TEXT, TEXT)
def test_no_text_gives_a_link_of_ours_another_target(before: str, after: str) -> None:
    ours = markdown_mark(1, "https://ours.example")
    tokens = parsed(f"{markdown(before)} {ours} {markdown(after)}")

    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [
        "https://ours.example"
    ]


@given(TEXT, st.sampled_from(["https://a.example/b", "http://x.example:8080/?q=1&r=2"]))
@example("**[a](https://b.example)** <!here> 😀 :x: _a_ | >", "https://a.example/b")
def test_a_link_of_ours_is_one_link_whatever_its_label(label: str, address: str) -> None:
    tokens = parsed("a " + markdown_link(label, address))
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [address]
    assert not LOOSE.findall(markdown_link(label, address).removesuffix(f"({address})"))

    match = re.fullmatch(r"<([^|<>]+)\|([^|<>]+)>", mrkdwn_link(label, address))
    assert match is not None
    assert unescape(match[1]) == address
    assert MRKDWN.findall(match[2]) == LOOSE.findall(match[2]) == []


def test_a_label_keeps_its_words() -> None:
    assert markdown_link("Report [final]_v2", "https://a.example") == (
        r"[Report (final)\_v2](https://a.example)"
    )
    assert mrkdwn_link("A | B [*]", "https://a.example") == "<https://a.example|A ∣ B (∗)>"
    assert (
        mrkdwn_link(" ", "https://a.example/b")
        == f"<https://a.example/b|a.{ZERO_WIDTH_SPACE}example>"
    )


@given(st.text(max_size=80))
@example("a(b)|c<d>e f\"g'h`i*j^k{l}")
@example("?a=1&lt;b=2&copy;=3")
def test_an_address_never_ends_a_link_early(rest: str) -> None:
    address = f"https://a.example/{rest}"
    marked = markdown_mark(1, address)
    if marked != r"\[1\]":
        assert re.fullmatch(r"\[\[1\]\]\([^\s()<>\[\]|\\`*\"]+\)", marked)
        [link] = [token for token in parsed(marked) if token.type == "link_open"]
        assert unquote(str(link.attrs["href"])) == unquote(marked[len("[[1]](") : -1])
    shown = mrkdwn_link("x", address)
    assert shown == "x" or re.fullmatch(r"<[^\s<>|]+\|x>", shown)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "slack://open",
        "mailto:a@b.example",
        "https://",
        "https://good.example@evil.example/",
        "https://[broken",
        "https://a b.example/",
        "no address",
        "",
        "https://a.example/" + "x" * 3000,
        None,
    ],
)
def test_an_address_not_for_people_to_follow_is_no_link(address: str | None) -> None:
    assert markdown_link("Title", address) == "Title"
    assert mrkdwn_link("Title", address) == "Title"
    assert markdown_mark(1, address) == r"\[1\]"


def test_a_query_leads_where_it_led_in_both_syntaxes() -> None:
    address = "https://fr.example/É (a)?q=a|b&r=<c>#:~:text=fin%20(x)"
    sent = "https://fr.example/%C3%89%20%28a%29?q=a%7Cb&r=%3Cc%3E#:~:text=fin%20%28x%29"

    assert markdown_link("x", address) == f"[x]({sent})"
    assert mrkdwn_link("x", address) == f"<{sent.replace('&', '&amp;')}|x>"
    assert len(mrkdwn_link("x", "https://a.example/?" + "&a" * 450)) <= LONGEST_ADDRESS


def test_bold_words_end_where_they_should() -> None:
    assert markdown_bold("a *b* **") == r"**a \*b\* \*\***"
    assert mrkdwn_bold("a *b* **") == "*a ∗b∗ ∗∗*"
    assert markdown_bold(" \u200b ") == mrkdwn_bold(" \u200b ") == ""
