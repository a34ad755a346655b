"""What an answer looks like on Discord, and that it fits there whatever is in it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import discord
import simcord
from discord import ui
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.discord import ids
from bot.adapters.discord.layout import TEXT_LIMIT, pages, plain_text
from bot.adapters.discord.quotes import quote_pages
from bot.adapters.discord.writing import length
from bot.chat.shown import Shown
from bot.store.answers import StoredAnswer
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
    return replace(Shown("discord:1:2/3", "en", answer=answer), **changes)


def buttons(views: list[ui.LayoutView]) -> list[ui.Button[Any]]:
    return [item for view in views for item in view.walk_children() if isinstance(item, ui.Button)]


def labels(views: list[ui.LayoutView]) -> list[str]:
    return [button.label or str(button.emoji) for button in buttons(views)]


def texts(views: list[ui.LayoutView]) -> list[str]:
    return [
        item.content
        for view in views
        for item in view.walk_children()
        if isinstance(item, ui.TextDisplay)
    ]


def accents(views: list[ui.LayoutView]) -> list[int | None]:
    return [
        item.accent_colour.value if isinstance(item.accent_colour, discord.Colour) else None
        for view in views
        for item in view.children
        if isinstance(item, ui.Container)
    ]


def test_an_answer_reads_as_sentences_sources_and_notices() -> None:
    assert plain_text(pages(shown())).splitlines() == [
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
    text = "\n".join(texts(pages(shown())))

    assert f"The moon pulls the sea. [[1]](<{ADDRESS}#:~:text=moon>)" in text
    assert f"[[2]](<{ADDRESS}>)" in text
    assert f"[Tides](<{ADDRESS}>)" in text
    assert "[The Port, 1 May 2024](<https://port.example/1>)" in text
    assert "**Tide:** the rise" in text


def test_under_an_answer_stand_quotes_votes_and_what_to_ask_next() -> None:
    views = pages(shown(follow_ups=("And why twice?", "word " * 40)))

    assert labels(views)[:4] == ["Show quotes", "👍", "👎", "And why twice?"]
    assert labels(views)[4].endswith("word…")
    assert buttons(views)[3].custom_id == ids.follow_up(ANSWER.id, 0)


def test_only_a_private_answer_can_be_shared() -> None:
    assert "Share with the channel" in labels(pages(shown(private=True)))
    assert "Share with the channel" not in labels(pages(shown()))


def test_i_do_not_know_looks_different_and_offers_topics() -> None:
    views = pages(shown(UNKNOWN))

    assert plain_text(views).splitlines() == [
        "Not in the documents",
        "The documents I have do not answer that.",
        "What they do cover nearby:",
        "- Tides",
        "- A *note*",
    ]
    assert accents(views) != accents(pages(shown()))
    assert labels(views) == ["👍", "👎"]


def test_a_problem_is_told_and_offers_nothing_to_press() -> None:
    views = pages(shown(None, language="fr", problem="Trop de questions. Revenez à 10 h."))

    assert plain_text(views) == "⚠️ Trop de questions. Revenez à 10 h."
    assert labels(views) == []
    assert accents(views) not in (accents(pages(shown())), accents(pages(shown(UNKNOWN))))


def test_while_an_answer_is_made_it_says_what_is_done_and_can_be_stopped() -> None:
    assert plain_text(pages(shown(None))) == "Searching the documents …"

    views = pages(shown(None, sentences=SENTENCES[:1], status="Reading 4 passages …"))
    assert plain_text(views) == "The moon pulls the sea. [1]\nReading 4 passages …"
    assert [button.custom_id for button in buttons(views)] == [ids.stop("discord:1:2/3")]


def test_an_answer_that_the_end_of_the_program_cut_says_so() -> None:
    views = pages(shown(None, sentences=SENTENCES[:1], cut=True))

    assert plain_text(views).endswith(
        "I had to restart before the answer was finished. Please ask again."
    )
    assert labels(views) == []


def test_what_the_end_of_the_program_cut_is_not_told_to_have_been_stopped_by_someone() -> None:
    stopped = replace(ANSWER, outcome=Outcome.STOPPED, notices=("Stopped here.", "Cut at 9."))

    text = plain_text(pages(shown(stopped, cut=True)))
    assert "Stopped here" not in text
    assert "Cut at 9" in text
    assert "I had to restart" in text


def test_small_talk_has_no_buttons() -> None:
    hello = replace(UNKNOWN, outcome=Outcome.SMALL_TALK, topics=())

    assert labels(pages(shown(hello))) == []


def test_nobody_is_called_by_an_answer() -> None:
    hostile = replace(UNKNOWN, topics=("<@&9> @everyone",))
    said = "\n".join(texts(pages(shown(hostile))))

    assert re.findall(r"<@&?\d+>", said) == []
    assert "@everyone" not in said


def test_a_long_answer_goes_over_pages_with_sources_and_buttons_on_the_last() -> None:
    long = tuple(
        Sentence(f"Sentence number {number} says something of some length.", (cited(1, "x"),))
        for number in range(60)
    )
    views = pages(shown(replace(ANSWER, sentences=long)))

    assert len(views) > 1
    assert labels(views[:-1]) == []
    assert "Tides · Almanac" in plain_text(views[-1:])
    assert all(text.count("[[1]](<") == text.count(">)") for text in texts(views[:-1]))
    assert len(re.findall(r"Sentence number \d+", plain_text(views))) == 60


def test_pages_that_are_full_do_not_change_while_an_answer_grows() -> None:
    long = tuple(Sentence(f"Sentence number {number} says something. " * 3) for number in range(80))
    before = pages(shown(None, sentences=long[:70], status="Reading …"))
    after = pages(shown(replace(ANSWER, sentences=long)))

    assert len(before) > 1
    assert texts(before[:-1]) == texts(after[: len(before) - 1])


ANYTHING = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["@everyone", "[a](https://b.example)", "# a", "x" * 9000, "w " * 3000, "😀"]),
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
ANY_ANSWER = st.builds(
    replace,
    st.just(ANSWER),
    outcome=st.sampled_from(Outcome),
    sentences=st.lists(ANY_SENTENCE, max_size=8).map(tuple),
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
    sentences=st.lists(ANY_SENTENCE, max_size=8).map(tuple),
    answer=st.one_of(st.none(), ANY_ANSWER),
    problem=st.one_of(st.none(), ANYTHING),
    follow_ups=st.lists(ANYTHING, max_size=7).map(tuple),
    private=st.booleans(),
    cut=st.booleans(),
)
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_fits(views: list[ui.LayoutView]) -> None:
    assert views
    for view in views:
        items = list(view.walk_children())
        assert 0 < len(items) <= 40
        assert sum(map(length, texts([view]))) <= TEXT_LIMIT
        assert all(text.strip() for text in texts([view]))
        assert all(1 <= len(row.children) <= 5 for row in items if isinstance(row, ui.ActionRow))
        assert all(item.children for item in items if isinstance(item, ui.Container))
    pressed = [button.custom_id or "" for button in buttons(views)]
    assert len(set(pressed)) == len(pressed)
    assert all(0 < len(custom_id) <= 100 for custom_id in pressed)
    assert all(0 < length(label) <= 80 for label in labels(views))
    assert "@everyone" not in "\n".join(texts(views))


@SLOW
@given(ANY_SHOWN)
def test_whatever_there_is_to_show_fits(anything: Shown) -> None:
    assert_fits(pages(anything))


@SLOW
@given(ANY_ANSWER)
def test_whatever_quotes_there_are_fit_into_three_pages(answer: Answer) -> None:
    views = quote_pages(StoredAnswer(answer, (), datetime.now(UTC)))

    assert_fits(views)
    assert len(views) <= 3


def test_quotes_stand_under_their_sentences_with_their_sources() -> None:
    answer = replace(
        ANSWER,
        sentences=(
            *SENTENCES[:1],
            Sentence(
                "Two tides.", (cited(2, "Two tides.", link="https://a.example/b.pdf#page=3"),)
            ),
        ),
    )
    views = quote_pages(StoredAnswer(answer, (), datetime.now(UTC)))

    assert plain_text(views).splitlines() == [
        "What each sentence rests on",
        "The moon pulls the sea.",
        "Our moon pulls at every sea.",
        "[1] Tides · Almanac, 27 January 2025",
        "",
        "Two tides.",
        "[2] Tides · Almanac, 27 January 2025 · page 3",
    ]
    assert "\n> Our moon pulls" in texts(views)[0]


def test_an_answer_without_quotes_says_so() -> None:
    views = quote_pages(StoredAnswer(UNKNOWN, (), datetime.now(UTC)))

    assert plain_text(views) == "This answer rests on no quotes."


class _Quotes(ui.DynamicItem[ui.Button[Any]], template=ids.QUOTES):
    def __init__(self, answer: str) -> None:
        super().__init__(ui.Button(custom_id=ids.quotes(answer)))
        self.answer = answer

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> "_Quotes":
        return cls(match["answer"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"quotes of {self.answer}", ephemeral=True)


async def test_discord_takes_a_page_and_a_press_is_caught_by_its_id_alone() -> None:
    bot = discord.AutoShardedClient(intents=discord.Intents.default(), shard_count=1)
    bot.add_dynamic_items(_Quotes)
    async with simcord.run(bot, shard_count=1) as env:
        guild = env.create_guild()
        general = guild.create_text_channel("general")
        alice = guild.add_member(env.create_user("alice"))
        channel = bot.get_channel(general.id)
        assert isinstance(channel, discord.TextChannel)
        message = await channel.send(view=pages(shown(None))[0])
        await message.edit(view=pages(shown(follow_ups=("Why?",)))[0])

        pressed = await alice.click(message, label="Show quotes")

        assert pressed.response is not None
        assert pressed.response.content == f"quotes of {ANSWER.id}"
        assert bot.persistent_views == []
        assert not bot._connection._view_store._views
