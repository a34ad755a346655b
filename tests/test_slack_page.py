"""Slack's blocks are drawn as what a person would see of them."""

from __future__ import annotations

import pytest

from docs.screenshots.slack_page import Block, Message, Pages

PAGES = Pages({"U1": "Ann", "S1": "experts"})


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("*Bold* and _slanted_, 2*3*4, snake_case_name", "<b>Bold</b> and <i>slanted</i>, 2*3*4"),
        ("<https://a.example/?b=1&amp;c=2|The *a*>", '<a href="https://a.example/?b=1&amp;c=2">'),
        ("<@U1>, <!subteam^S1> look", '@Ann</span>, <span class="mention">@experts</span> look'),
        ("1 &lt; 2 &amp; <b>", "1 &lt; 2 &amp; &lt;b&gt;"),
        ("&gt; said\nby Ann", "<blockquote>said</blockquote>by Ann"),
    ],
)
def test_mrkdwn_is_drawn_as_slack_reads_it(text: str, drawn: str) -> None:
    assert drawn in PAGES.mrkdwn(text)


def test_markdown_is_drawn_and_html_in_it_is_not() -> None:
    block = {"type": "markdown", "text": "**So** [[1]](https://a.example) \\*no\\* <b>"}

    drawn = PAGES.block(block)

    assert '<strong>So</strong> <a href="https://a.example">[1]</a> *no* &lt;b&gt;' in drawn


def test_a_thread_shows_who_said_what_in_which_order() -> None:
    blocks: list[Block] = [{"type": "header", "text": {"type": "plain_text", "text": "A & B"}}]

    page = PAGES.thread("news", [Message("Ann", blocks), Message("Bot", blocks, app=True)])

    assert page.index("Ann") < page.index("1 reply") < page.index("Bot") < page.index("APP")
    assert page.count("<h2>A &amp; B</h2>") == 2


@pytest.mark.parametrize(
    "block",
    [
        {"type": "video"},
        {"type": "actions", "elements": [{"type": "timepicker"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_list"}]},
    ],
)
def test_what_cannot_be_drawn_is_an_error_and_never_left_out(block: Block) -> None:
    with pytest.raises(ValueError, match="no picture"):
        PAGES.block(block)
