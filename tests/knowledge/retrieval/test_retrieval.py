from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
import pytest_asyncio

from knowledge.types import EVERYONE, Hit, Retrieval
from tests.fakes.shelf import Book, Shelf, shelf

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERY = frozenset({EVERYONE})

BEES = (
    "Bees collect nectar from flowers and carry it to the hive. They pass it from mouth to mouth "
    "until most of the water is gone. What is left in the comb is honey, and it keeps for years."
)
ABEILLES = (
    "Les abeilles récoltent le nectar des fleurs et le portent à la ruche. Elles se le passent de "
    "bouche en bouche jusqu'à ce que l'eau soit partie. Ce qui reste dans les alvéoles est du miel."
)
TRAMS = (
    "The tram line between the harbour and the old town opened in 1902. It was closed in 1961, "
    "when buses took its place. Since 2014 trams have run there again, until midnight."
)
BREAD = (
    "Bread rises because yeast feeds on the sugar in the dough and gives off gas. The gluten of "
    "the flour holds the gas like a balloon. In the oven the bubbles set, and the crumb is light."
)
SECRET = (
    "The harbour office plans to close the tram line for repairs in November. Nobody outside the "
    "office knows of the tram repairs yet, and the buses have not been ordered."
)
CHEESE = """# Cheese

Milk curdles when rennet is added to it. The curd is cut, salted and pressed in a mould, and the
whey runs off. What is left is young and mild, and it would spoil within a few days if nobody
salted it again.

A wheel of mountain cheese ripens for at least nine months in a cool cellar. Every day somebody
turns the wheels, brushes them with brine and listens to their sound, for a hollow sound betrays
holes that ought not to be there. The cellar master marks each wheel with the day on which it was
made, with the name of the dairy and with the alp on which the cows had grazed. No two cellars smell
alike, and the old hands say that they could find their own in the dark, with eyes shut.

They therefore taste stronger than young ones, and they cost twice as much at the market. The rind
turns brown in the last weeks. Buyers from the cities come in spring and knock on each wheel before
they pay for it, as their fathers did, and then they drink a glass with the master. Nobody has ever
seen one of them leave without a wheel, not even in the year of the great flood, when the road down
to the valley was gone and every wheel had to be carried on the back of a mule.
"""

BOOKS = [
    Book("bees-en", BEES, title="How bees make honey", published=date(2024, 5, 1)),
    Book("bees-fr", ABEILLES, "fr", title="Le miel des abeilles"),
    Book("bees-copy", BEES.replace("for years", "for many years"), title="Honey, again"),
    Book("trams", TRAMS, title="The tram"),
    Book("bread", BREAD, title="Bread"),
    Book("secret", SECRET, title="Internal", scope="discord:1"),
    Book("cheese", CHEESE, title="Mountain cheese"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def library(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shelf]:
    async with shelf(tmp_path_factory.mktemp("shelf"), BOOKS) as filled:
        yield filled


async def ask(library: Shelf, question: str, language: str = "en") -> Retrieval:
    return await library.retriever.retrieve(question, language=language, scopes=EVERY)


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.document.id for hit in hits]


async def test_the_passage_that_answers_comes_first(library: Shelf) -> None:
    for question, name in [
        ("Why does dough rise?", "bread"),
        ("When was the tram closed?", "trams"),
        ("What happens to the curd?", "cheese"),
    ]:
        assert names((await ask(library, question)).hits)[0] == name


async def test_every_hit_says_how_near_it_is(library: Shelf) -> None:
    found = await ask(library, "When was the tram closed?")
    first = found.hits[0]
    assert len(first.sentence_similarities) == len(first.passage.sentences) == 3
    assert first.passage.sentence_texts()[first.best_sentence].startswith("It was closed in 1961")
    assert first.relevance >= found.floor > 0
    assert first.bm25
    assert found.generation
    assert [hit.score for hit in found.ranked] == sorted(
        (hit.score for hit in found.ranked), reverse=True
    )


async def test_a_question_finds_the_passage_in_another_language(library: Shelf) -> None:
    found = await ask(library, "Warum geht der Teig im Ofen auf?", "de")
    assert names(found.hits)[0] == "bread"
    assert found.hits[0].bm25 is None


async def test_of_two_languages_the_askers_comes_first(library: Shelf) -> None:
    french = await ask(library, "Comment les abeilles font-elles le miel ?", "fr")
    english = await ask(library, "How do bees make honey?")
    assert names(french.hits)[0] == "bees-fr"
    assert names(english.hits)[0] == "bees-en"


async def test_what_says_the_same_is_left_out_and_says_why(library: Shelf) -> None:
    found = await ask(library, "How do bees make honey?")
    assert "bees-copy" not in names(found.hits)
    reasons = {dropped.hit.passage.document.id: dropped.reason for dropped in found.dropped}
    assert reasons["bees-copy"] == "says the same as “How bees make honey”"
    assert "bees-copy" in names(found.ranked)


async def test_nothing_is_found_where_nothing_fits(library: Shelf) -> None:
    found = await ask(library, "Quantum chromodynamics of gluons")
    assert found.hits == ()
    assert {dropped.reason for dropped in found.dropped} == {"below the floor"}
    assert found.ranked


async def test_only_readable_documents_are_found(library: Shelf) -> None:
    question = "When is the tram line closed for repairs?"
    assert "secret" not in names((await ask(library, question)).ranked)
    inside = await library.retriever.retrieve(question, language="en", scopes=EVERY | {"discord:1"})
    assert names(inside.hits)[0] == "secret"
    assert "trams" in names(inside.ranked)


async def test_what_everyone_may_read_can_be_left_out(library: Shelf) -> None:
    own = frozenset({"discord:1"})
    question = "When is the tram line closed for repairs?"
    found = await library.retriever.retrieve(question, language="en", scopes=own)
    assert set(names(found.ranked)) == {"secret"}
    assert found.languages == {"en"}
    overview = await library.retriever.overview(language="en", scopes=own)
    assert set(names(overview.ranked)) == {"secret"}


async def test_a_passage_that_leans_back_is_joined_to_the_one_before(library: Shelf) -> None:
    found = await ask(library, "How much do old cheese wheels cost at the market?")
    passage = found.hits[0].passage
    records = await library.catalogue.documents(found.generation)
    (record,) = [one for one in records if one.info.id == "cheese"]
    assert passage.text == passage.span.of(await library.catalogue.text(record.text_hash))
    assert "They therefore taste stronger" in passage.text
    assert "ripens for at least nine months" in passage.text
    assert passage.id.endswith("+1")
    assert all(text and passage.text.count(text) == 1 for text in passage.sentence_texts())
    assert len(found.hits[0].sentence_similarities) == len(passage.sentences)
    assert await library.retriever.known([passage.id, "gone"]) == {passage.id}


async def test_topics_are_documents_near_the_question_in_its_language(library: Shelf) -> None:
    near = await library.retriever.topics(
        "Combien d'abeilles vivent au Canada ?", language="fr", scopes=EVERY
    )
    assert near[0].id == "bees-fr"
    assert len({info.id for info in near}) == len(near) == 3


async def test_an_overview_takes_from_every_document_of_the_language(library: Shelf) -> None:
    found = await library.retriever.overview(language="en", scopes=EVERY, count=4)
    assert sorted(names(found.hits)) == ["bees-en", "bread", "cheese", "trams"]
    french = await library.retriever.overview(language="fr", scopes=EVERY)
    assert names(french.hits) == ["bees-fr"]


@pytest.mark.parametrize("question", ["", "?", "\0\ud800", "tram " * 5_000])
async def test_odd_questions_are_answered_without_an_error(library: Shelf, question: str) -> None:
    assert isinstance(await ask(library, question), Retrieval)


async def test_without_an_index_there_is_nothing_and_no_error(tmp_path: Path) -> None:
    async with shelf(tmp_path, []) as empty:
        assert await ask(empty, "Why does dough rise?") == Retrieval(())
        assert await empty.retriever.topics("bees", language="en", scopes=EVERY) == []
        assert await empty.retriever.overview(language="en", scopes=EVERY) == Retrieval(())
        await empty.retriever.warm()
