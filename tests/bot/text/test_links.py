"""Addresses are found where people and chats put them, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from bot.text.links import links, without_links


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(http://a.example/y_(z))", "http://a.example/y_(z)"),
        ("What does [the report](https://a.example/r.pdf) say?", "https://a.example/r.pdf"),
        ("<https://a.example/q?x=1&y=2>", "https://a.example/q?x=1&y=2"),
        ("<https://a.example/s|the page> says what?", "https://a.example/s"),
        ("**https://a.example/bold**", "https://a.example/bold"),
        ("||https://a.example/hidden||", "https://a.example/hidden"),
        ("« https://a.example/page » ?", "https://a.example/page"),
        ("HTTPS://A.example/É", "HTTPS://A.example/É"),
    ],
)
def test_the_address_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    (link,) = links(text)

    assert link.address == address
    assert address in text[link.span.start : link.span.end]


@pytest.mark.parametrize(
    "text", ["README.md", "node.js or a@b.example", "javascript:alert(1)", "file:///etc/passwd", ""]
)
def test_what_no_browser_opens_from_a_chat_is_no_link(text: str) -> None:
    assert links(text) == []


def test_a_question_can_be_read_without_its_links() -> None:
    asked = "What does <https://a.example/x|the page> say about ferries (https://b.example)?"

    assert without_links(asked) == "What does say about ferries ?"
    assert without_links("https://a.example/x") == ""
