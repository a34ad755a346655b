"""What an answer looks like on Slack, and that it fits there whatever is in it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SlackBlock

from bot.adapters.slack import ids
from bot.adapters.slack.blocks import (
    BODY_LIMIT,
    Block,
    Page,
    bodies,
    experts,
    headed,
    pages,
    plain_text,
    stream_tail,
)
from bot.chat.plain import code_units
from bot.chat.shown import Shown
from bot.chat.types import HandedOver
from bot.types import EMBEDDED, Answer, Citation, Outcome, Question, Sentence, Source
from knowledge.types import Reference, Span

ADDRESS = "https://almanac.example/tides"


def cited(number: int, quote: str, **changes: Any) -> Citation:
    citation = Citation(
        number=number,
        passage="p",
        quote=quote,
        span=Span(0, len(quote)),
        title="Tides",
        publisher="Almanac",
        published=date(2025, 1, 27),
        address=ADDRESS,
        link=f"{ADDRESS}#:~:text=moon",
    )
    return replace(citation, **changes)


SENTENCES = (
    Sentence("The moon pulls the sea.", (cited(1, "Our moon pulls at every sea."),)),
    Sentence("It does so twice a day.", (cited(1, "Twice."), cited(2, "Deux fois.", link=None))),
    Sentence("the rise and fall of the sea.", break_before=True, lead="Tide"),
)
SOURCES = (
    Source(1, "Tides", ADDRESS, "Almanac", date(2025, 1, 27), "en"),
    Source(
        2,
        "A note",
        None,
        None,
        None,
        "en",
        (Reference("https://port.example/1", "The Port", date(2024, 5, 1)),),
    ),
)
ANSWER = Answer(
    id="0123456789abcdef" * 2,
    question=Question("Why are there tides?", "a", "c"),
    standalone="Why are there tides?",
    language="en",
    outcome=Outcome.ANSWERED,
    sentences=SENTENCES,
    sources=SOURCES,
    notices=("The newest source used is from 27 January 2025.",),
    writer="our-model",
)
UNKNOWN = replace(
    ANSWER,
    outcome=Outcome.UNKNOWN,
    sentences=(Sentence("The documents I have do not answer that."),),
    sources=(),
    notices=(),
    topics=("Tides", "A *note*"),
    writer=EMBEDDED,
)


def shown(answer: Answer | None = ANSWER, **changes: Any) -> Shown:
    return replace(Shown("slack:T1:C2:3.4", "en", answer=answer), **changes)


def blocks_of(messages: Sequence[Page]) -> list[Block]:
    return [block for message in messages for block in message.blocks]


def read(messages: Sequence[Page]) -> str:
    return plain_text(blocks_of(messages))


def buttons(blocks: Sequence[Block]) -> list[Block]:
    return [
        element
        for block in blocks
        if block["type"] in ("actions", "context_actions")
        for element in block["elements"]
    ]


def labels(blocks: Sequence[Block]) -> list[str]:
    return [
        made["text"]["text"]
        for button in buttons(blocks)
        for made in (
            [button]
            if button["type"] == "button"
            else [button["positive_button"], button["negative_button"]]
        )
    ]


def texts(blocks: Sequence[Block]) -> list[str]:
    """All Markdown and mrkdwn, as it is sent."""
    found: list[str] = []
    for block in blocks:
        objects = [block, block.get("text"), *block.get("elements", ())]
        found += [
            part["text"]
            for part in objects
            if isinstance(part, dict) and part["type"] in ("markdown", "mrkdwn")
        ]
    return found


def assert_taken(blocks: Sequence[Block], most: int = 50) -> None:
    """As Slack's own library and its documented limits would have them."""
    assert 0 < len(blocks) <= most
    for block in blocks:
        model = SlackBlock.parse(block)
        assert model is not None
        assert model.to_dict()["type"] == block["type"]
        if block["type"] == "actions":
            actions = [element["action_id"] for element in block["elements"]]
            assert len(set(actions)) == len(actions)
    for text in texts(blocks):
        assert text.strip()
    for block in blocks:
        for part in [block.get("text"), *block.get("elements", ())]:
            if isinstance(part, dict) and part["type"] == "mrkdwn":
                assert 0 < code_units(part["text"]) <= 3000
                assert part["verbatim"]
    assert all(0 < code_units(label) <= 75 for label in labels(blocks))
    marks = [block["text"] for block in blocks if block["type"] == "markdown"]
    assert sum(map(code_units, marks)) <= 12_000
    assert sum(map(code_units, texts(blocks))) <= 13_000
    sent = "\n".join(texts(blocks))
    assert not re.search(r"<[!@#]", re.sub(r"<!subteam\^S42>", "", sent))


def test_an_answer_reads_as_sentences_sources_and_notices() -> None:
    assert read(pages(shown())).splitlines() == [
        "The moon pulls the sea. [1] It does so twice a day. [1][2]",
        "",
        "Tide: the rise and fall of the sea.",
        "[1] Tides · Almanac · 27 January 2025",
        "[2] A note",
        "↳ The Port, 1 May 2024",
        "The newest source used is from 27 January 2025.",
        "Written by our-model",
    ]


def test_marks_lead_to_the_words_and_sources_to_their_pages() -> None:
    text = "\n".join(texts(blocks_of(pages(shown()))))

    assert f"The moon pulls the sea. [[1]]({ADDRESS}#:~:text=moon) It" in text
    assert f"[[2]]({ADDRESS})" in text
    assert f"[1] <{ADDRESS}|Tides> · Almanac" in text
    assert "<https://port.example/1|The Port, 1 May 2024>" in text
    assert "**Tide:** the rise" in text


def test_under_an_answer_stand_quotes_what_to_ask_next_and_votes() -> None:
    blocks = blocks_of(pages(shown(follow_ups=("And why twice?", "word " * 40, "c", "d"))))

    assert labels(blocks)[:2] == ["Show quotes", "And why twice?"]
    assert labels(blocks)[2].endswith("word…")
    assert labels(blocks)[3:] == ["c", "👍", "👎"]
    pressed = {button["action_id"]: button.get("value") for button in buttons(blocks)}
    assert pressed[ids.QUOTES] == pressed["explainer:next:1"] == ANSWER.id
    assert ids.NEXT.fullmatch("explainer:next:1")
    assert ids.VOTE in pressed


def test_a_vote_says_which_answer_it_is_for() -> None:
    [votes] = [one for one in buttons(blocks_of(pages(shown()))) if one["action_id"] == ids.VOTE]

    assert ids.voted(votes["positive_button"]["value"]) == (ANSWER.id, True)
    assert ids.voted(votes["negative_button"]["value"]) == (ANSWER.id, False)
    assert votes["negative_button"]["accessibility_label"] == "This answer did not help"
    assert ids.voted("anything else") is None


def test_only_a_private_answer_can_be_shared() -> None:
    assert "Share with the channel" in labels(blocks_of(pages(shown(private=True))))
    assert "Share with the channel" not in labels(blocks_of(pages(shown())))


def test_i_do_not_know_looks_different_and_offers_topics() -> None:
    messages = pages(shown(UNKNOWN))

    assert read(messages).splitlines() == [
        "🔍 Not in the documents",
        "",
        "The documents I have do not answer that.",
        "",
        "What they do cover nearby:",
        "",
        "Tides",
        "A *note*",
    ]
    assert messages[0].blocks[0]["text"].startswith("### 🔍")
    assert labels(messages[0].blocks) == ["👍", "👎"]


def test_a_problem_is_told_and_offers_nothing_to_press() -> None:
    messages = pages(shown(None, language="fr", problem="Trop de questions. Revenez à 10 h."))

    assert read(messages) == messages[0].text == "⚠️ Trop de questions. Revenez à 10 h."
    assert labels(blocks_of(messages)) == []


def test_while_an_answer_is_made_it_says_what_is_done_and_can_be_stopped() -> None:
    assert read(pages(shown(None))) == "Searching the documents …"

    messages = pages(shown(None, sentences=SENTENCES[:1], status="Reading 4 passages …"))
    assert read(messages) == "The moon pulls the sea. [1]\nReading 4 passages …"
    [stop] = buttons(blocks_of(messages))
    assert (stop["action_id"], stop["value"]) == (ids.STOP, "slack:T1:C2:3.4")
    assert buttons(blocks_of(pages(shown(None), stop=False))) == []


def test_an_answer_that_the_end_of_the_program_cut_says_so() -> None:
    messages = pages(shown(None, sentences=SENTENCES[:1], cut=True))

    assert read(messages).endswith(
        "I had to restart before the answer was finished. Please ask again."
    )
    assert labels(blocks_of(messages)) == []


def test_small_talk_has_no_buttons() -> None:
    hello = replace(UNKNOWN, outcome=Outcome.SMALL_TALK, topics=())

    assert labels(blocks_of(pages(shown(hello)))) == []


def test_experts_are_called_by_the_one_mention_there_is() -> None:
    hostile = replace(UNKNOWN, topics=("<!subteam^S9> <!channel> @here",))
    call = experts(HandedOver("S42", "maybe you know. <!subteam^S7>"))
    assert call is not None
    sent = "\n".join(texts([*blocks_of(pages(shown(hostile))), call]))

    assert re.findall(r"<[!@#][^>]*>", sent) == ["<!subteam^S42>"]
    assert "@here" not in sent
    assert experts(HandedOver("S42> <!channel", "x")) is None


def test_a_notification_shows_the_answer_without_markup() -> None:
    [message] = pages(shown())

    assert message.text == (
        "The moon pulls the sea. [1] It does so twice a day. [1][2] "
        "Tide: the rise and fall of the sea."
    )
    hostile = Sentence("<!channel> & *all* @here https://a.example " * 200)
    text = pages(shown(replace(ANSWER, sentences=(hostile,))))[0].text
    assert code_units(text) <= 3000
    assert not re.search(r"[<>*]|@here|://", text)


def test_who_shared_an_answer_stands_above_it() -> None:
    message = headed(pages(shown())[0], "Shared by *Ann*, who asked:", "> Why?")

    assert plain_text(message.blocks).splitlines()[:3] == [
        "Shared by Ann, who asked:",
        "Why?",
        "The moon pulls the sea. [1] It does so twice a day. [1][2]",
    ]
    assert message.text == pages(shown())[0].text


LONG = tuple(
    Sentence(f"Sentence number {number} says something of some length.", (cited(1, "x"),))
    for number in range(150)
)


def test_a_long_answer_goes_over_messages_with_sources_and_buttons_on_the_last() -> None:
    messages = pages(shown(replace(ANSWER, sentences=LONG)))

    assert len(messages) > 1
    assert labels(blocks_of(messages[:-1])) == []
    assert "Tides · Almanac" in read(messages[-1:])
    assert len(re.findall(r"Sentence number \d+", read(messages))) == 150


def test_what_is_left_of_a_stream_is_the_rest_of_the_text_and_all_that_comes_beneath() -> None:
    [streamed] = bodies(shown(None, sentences=SENTENCES[:1]))
    tail = stream_tail(shown(), streamed)

    assert tail is not None
    assert streamed + tail.rest == bodies(shown())[0]
    assert plain_text(tail.blocks).startswith("[1] Tides · Almanac")
    assert labels(tail.blocks) == ["Show quotes", "👍", "👎"]
    assert tail.more == ()


def test_a_stream_that_was_stopped_ends_with_the_notice() -> None:
    stopped = replace(
        ANSWER, outcome=Outcome.STOPPED, sentences=SENTENCES[:1], notices=("Stopped here.",)
    )
    [streamed] = bodies(shown(None, sentences=SENTENCES[:1]))
    tail = stream_tail(shown(stopped), streamed)

    assert tail is not None
    assert tail.rest == ""
    assert "Stopped here." in plain_text(tail.blocks)


def test_a_stream_that_began_otherwise_cannot_be_ended_as_it_is() -> None:
    [streamed] = bodies(shown(None, sentences=UNKNOWN.sentences))

    assert stream_tail(shown(UNKNOWN), streamed) is None
    assert stream_tail(shown(), "", number=7) is None
    tail = stream_tail(shown(UNKNOWN), "")
    assert tail is not None
    assert tail.rest.startswith("### 🔍")


def test_a_long_stream_goes_on_in_messages_after_it() -> None:
    growing = bodies(shown(None, sentences=LONG[:60]))
    tail = stream_tail(shown(replace(ANSWER, sentences=LONG)), growing[0])

    assert len(growing) == 1
    assert tail is not None
    assert tail.blocks == ()
    assert "Tides · Almanac" in read(tail.more[-1:])


ANYTHING = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["<!channel>", "[a](https://b.example)", "# a", "x" * 9000, "w " * 4000, "😀", "&" * 2000]
    ),
)
ANY_ADDRESS = st.one_of(
    st.none(),
    st.builds("https://a.example/{}".format, ANYTHING),
    ANYTHING,
)
CITATIONS = st.builds(
    cited,
    st.integers(1, 3),
    ANYTHING,
    title=ANYTHING,
    address=ANY_ADDRESS,
    link=ANY_ADDRESS,
)
ANY_SENTENCE = st.builds(
    Sentence,
    ANYTHING,
    st.lists(CITATIONS, max_size=4).map(tuple),
    break_before=st.booleans(),
    lead=st.one_of(st.none(), ANYTHING),
)
SENTENCE_LISTS = st.lists(ANY_SENTENCE, max_size=6).map(tuple)
ANY_ANSWER = st.builds(
    replace,
    st.just(ANSWER),
    outcome=st.sampled_from(Outcome),
    sentences=SENTENCE_LISTS,
    sources=st.lists(
        st.builds(
            Source,
            st.integers(1, 30),
            ANYTHING,
            ANY_ADDRESS,
            st.one_of(st.none(), ANYTHING),
            st.one_of(st.none(), st.dates()),
            st.just("en"),
            st.lists(st.builds(Reference, ANYTHING, ANYTHING, st.dates()), max_size=3).map(tuple),
        ),
        max_size=30,
    ).map(tuple),
    notices=st.lists(ANYTHING, max_size=4).map(tuple),
    topics=st.lists(ANYTHING, max_size=5).map(tuple),
    writer=ANYTHING,
)
ANY_SHOWN = st.builds(
    Shown,
    request=ANYTHING,
    language=st.sampled_from(["en", "fr", "xx"]),
    status=st.one_of(st.none(), ANYTHING),
    sentences=SENTENCE_LISTS,
    answer=st.one_of(st.none(), ANY_ANSWER),
    problem=st.one_of(st.none(), ANYTHING),
    follow_ups=st.lists(ANYTHING, max_size=7).map(tuple),
    private=st.booleans(),
    cut=st.booleans(),
)
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(ANY_SHOWN, st.booleans())
def test_whatever_there_is_to_show_fits(anything: Shown, stop: bool) -> None:
    for message in pages(anything, stop=stop):
        assert_taken(message.blocks)
        assert 0 < code_units(message.text) <= 3000


@SLOW
@given(SENTENCE_LISTS, st.integers(0, 6))
def test_a_text_only_grows_at_its_end(sentences: tuple[Sentence, ...], said: int) -> None:
    before = bodies(shown(None, sentences=sentences[:said]))
    after = bodies(shown(replace(ANSWER, sentences=sentences)))

    assert before[:-1] == after[: max(len(before) - 1, 0)]
    for number, text in enumerate(before):
        assert after[number].startswith(text)
        assert code_units(text) <= BODY_LIMIT
    tail = stream_tail(
        shown(replace(ANSWER, sentences=sentences)),
        before[-1] if before else "",
        max(len(before) - 1, 0),
    )
    assert tail is not None
