"""The modal with quotes, the Home tab, lists, and what the Messages tab offers to ask."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import Block, plain_text
from bot.adapters.slack.greeting import suggested_prompts
from bot.adapters.slack.home import Home, home_view
from bot.adapters.slack.quotes import quotes_view
from bot.adapters.slack.sections import section_pages
from bot.chat.administration import Line, Section
from bot.phrases import LANGUAGES, Phrases
from bot.store.answers import StoredAnswer
from bot.store.standing import Unanswered
from bot.types import Answer, Citation, Outcome, Question, Sentence
from knowledge.types import Span

NOON = datetime(2025, 1, 28, 12, tzinfo=UTC)


def cited(number: int, quote: str, **changes: Any) -> Citation:
    citation = Citation(
        number=number,
        passage="p",
        quote=quote,
        span=Span(0, len(quote)),
        title="Tides",
        publisher="Almanac",
        published=date(2025, 1, 27),
        address="https://almanac.example/tides",
        link="https://almanac.example/tides#:~:text=moon",
    )
    return replace(citation, **changes)


def stored(*sentences: Sentence) -> StoredAnswer:
    answer = Answer(
        id="0123456789abcdef" * 2,
        question=Question("Why are there *tides*?", "a", "c"),
        standalone="Why are there tides?",
        language="en",
        outcome=Outcome.ANSWERED,
        sentences=sentences,
    )
    return StoredAnswer(answer, (), NOON)


MOON = Sentence("The moon pulls the sea.", (cited(1, "Our moon pulls at every sea."),))


def assert_taken(view: Block) -> None:
    """As Slack's own library and its documented limits would have it."""
    View(**view).to_dict()
    assert all(block["type"] != "markdown" for block in view["blocks"])
    for block in view["blocks"]:
        model = SlackBlock.parse(block)
        assert model is not None
        model.to_dict()
        for part in [block.get("text"), *block.get("elements", ())]:
            if isinstance(part, dict) and part["type"] == "mrkdwn":
                assert 0 < len(part["text"]) <= 3000
                assert "<!" not in part["text"]


def test_quotes_stand_under_their_sentences_with_their_sources() -> None:
    page = cited(2, "Two tides.", link="https://a.example/b.pdf#page=3")
    view = quotes_view(stored(MOON, Sentence("Two tides.", (page, page))))

    assert_taken(view)
    assert plain_text(view["blocks"]).splitlines() == [
        "What each sentence rests on",
        "The moon pulls the sea.",
        "Our moon pulls at every sea.",
        "[1] Tides · Almanac, 27 January 2025",
        "Two tides.",
        "[2] Tides · Almanac, 27 January 2025 · page 3",
    ]
    assert view["blocks"][2]["text"]["text"] == "> Our moon pulls at every sea."
    assert "<https://almanac.example/tides#:~:text=moon|Tides>" in str(view)


def test_an_answer_without_quotes_says_so() -> None:
    view = quotes_view(stored(Sentence("Hello!")))

    assert plain_text(view["blocks"]) == "This answer rests on no quotes."


def test_quotes_that_do_not_fit_are_counted() -> None:
    view = quotes_view(stored(*(Sentence(f"{n}.", (cited(1, f"{n} x"),)) for n in range(40))))

    assert_taken(view)
    assert len(view["blocks"]) <= 100
    assert plain_text(view["blocks"]).endswith("8 more quotes do not fit here.")


ANYTHING = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["<!channel>", "*a*", "x" * 9000, "w " * 4000, "&" * 4000, "> a", "😀"]),
)
SENTENCES = st.lists(
    st.builds(
        Sentence,
        ANYTHING,
        st.lists(
            st.builds(cited, st.integers(1, 3), ANYTHING, title=ANYTHING, link=ANYTHING), max_size=4
        ).map(tuple),
    ),
    max_size=9,
)
SECTIONS = st.lists(
    st.builds(
        Section,
        ANYTHING,
        st.lists(st.builds(Line, ANYTHING, st.none() | ANYTHING, ANYTHING), max_size=6).map(tuple),
    ),
    max_size=4,
).map(tuple)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(SENTENCES)
def test_whatever_quotes_there_are_fit(sentences: list[Sentence]) -> None:
    assert_taken(quotes_view(stored(*sentences)))


@SLOW
@given(SENTENCES, SECTIONS, ANYTHING, st.booleans())
def test_whatever_there_is_fits_into_the_home_tab(
    sentences: list[Sentence], indexed: tuple[Section, ...], gap: str, admin: bool
) -> None:
    home = Home("en", indexed, (stored(*sentences),) * 15, (Unanswered(gap, NOON),) * 15, admin)

    assert_taken(home_view(home))


@SLOW
@given(SECTIONS)
def test_whatever_there_is_to_list_fits_into_messages(sections: tuple[Section, ...]) -> None:
    for message in section_pages(sections):
        assert 0 < len(message.blocks) <= 50
        assert sum(len(block["text"]["text"]) for block in message.blocks) <= 12_000


def test_home_shows_what_is_indexed_and_what_was_answered() -> None:
    documents = Section("2 documents", (Line("Tides", "https://a.example", "Almanac"), Line("B")))
    view = home_view(Home("en", (documents,), (stored(MOON),), (Unanswered("Why?", NOON),)))

    assert_taken(view)
    assert plain_text(view["blocks"]).splitlines()[1:] == [
        "Recent answers",
        "Why are there ∗tides∗?",
        "The moon pulls the sea.",
        "28 January 2025",
        "2 documents",
        "Tides · Almanac",
        "B",
    ]
    [button] = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert (button["action_id"], button["value"]) == (ids.QUOTES, stored().answer.id)
    assert ids.HOME_REINDEX not in str(view)


def test_home_shows_admins_what_was_not_answered_and_what_they_can_do() -> None:
    view = home_view(Home("fr", unanswered=(Unanswered("Why <!here>?", NOON),), admin=True))

    assert_taken(view)
    assert "Why <!here>? · 28 janvier 2025" in plain_text(view["blocks"])
    assert ids.HOME_REINDEX in str(view)
    assert ids.HOME_SETTINGS in str(view)


def test_a_home_with_more_documents_than_fit_says_so() -> None:
    many = Section("Many", tuple(Line("word " * 30, None, "after " * 15) for _ in range(1000)))
    view = home_view(Home("en", (many,), (stored(MOON),) * 20))

    assert_taken(view)
    assert plain_text(view["blocks"]).endswith("There are more documents than fit here.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_messages_tab_offers_is_understood(language: str) -> None:
    offered = suggested_prompts(["Tides", "Tides", "A\nnote", "", "x" * 500, "d", "e"], language)

    assert len(offered.prompts) == 4
    assert Phrases(language).asks_for_the_story(offered.prompts[0]["message"])
    assert [prompt["title"] for prompt in offered.prompts[1:3]] == ["Tides", "A note"]
    assert "Tides" in offered.prompts[1]["message"]
    assert all(len(prompt["title"]) <= 60 for prompt in offered.prompts)
    assert all(len(prompt["message"]) <= 300 for prompt in offered.prompts)
    assert len(suggested_prompts([], language).prompts) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_modal_s_title_is_not_cut_in_any_language(language: str) -> None:
    answer = replace(stored(MOON).answer, language=language)
    view = quotes_view(replace(stored(MOON), answer=answer))

    assert_taken(view)
    assert "…" not in view["title"]["text"] + view["close"]["text"]
