"""What comes with a question is read for it alone, answered from and cited like any document."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.wiring import House, open_house
from bot.types import Failed, Outcome, Question, Unread
from knowledge.loading.loaders import load_bytes
from knowledge.types import Document
from tests.bot.engine.asking import answer_of, citing, events_of, settings
from tests.fakes import files
from tests.fakes.openai_server import FakeOpenAI

HERONS = """# Field notes on the heron colony

The colony at Weir Island had 38 nests in 2021 and 52 in 2024. Jonas Patel counts them each April.

## Threats

Floods in May 2022 destroyed nine nests. Foxes reach the island when the water is low.

## What is planned

A floating fence is to be set up in 2026. It costs about 9,000 pounds.
"""
CONSEIL = """# Compte rendu du conseil

Le conseil a voté un budget de 1,8 million d’euros pour la rénovation de l’école des Tilleuls.
Les travaux commenceront le 2 septembre 2025 et dureront quatorze mois.

## Transports

La ligne 7 sera prolongée jusqu’à la gare. Mme Duvivier s’y est opposée parce que le quartier
manque déjà de places de stationnement.
"""


async def document(name: str, content: str | bytes) -> Document:
    """A document as one that came with a question."""
    read = await load_bytes(name, content.encode() if isinstance(content, str) else content)
    return replace(read, info=replace(read.info, id=f"attached:{read.info.id}", title=name))


async def asking(text: str, *documents: Document, unread: tuple[Unread, ...] = ()) -> Question:
    return Question(
        text, asker="ann", conversation=uuid.uuid4().hex, attached=documents, unread=unread
    )


async def test_a_question_is_answered_from_the_file_that_came_with_it(plain: House) -> None:
    herons = await document("herons.md", HERONS)

    answer = await answer_of(plain, await asking("How many nests were there in 2024?", herons))

    assert "52 in 2024" in answer.text
    (source,) = answer.sources
    assert (source.title, source.address, source.publisher) == ("herons.md", None, None)
    quote = answer.sentences[0].citations[0]
    assert quote.span.of(herons.text) == quote.quote


async def test_a_page_that_was_linked_is_cited_with_its_address(plain: House) -> None:
    herons = await document("herons.md", HERONS)
    address = "https://birds.example/herons"
    linked = replace(herons, info=replace(herons.info, title="Herons", address=address))

    answer = await answer_of(
        plain, await asking(f"How many nests were there in 2024, says {address}?", linked)
    )

    assert [(one.title, one.address) for one in answer.sources] == [("Herons", address)]
    assert (answer.sentences[0].citations[0].link or "").startswith(f"{address}#:~:text=")


async def test_a_page_of_a_pdf_is_cited_by_its_words(plain: House) -> None:
    report = files.pdf(
        [
            ["In 2023 the Harbour Trust moved 4.2 million tonnes of grain."],
            ["The dredging of the north channel cost 3.4 million euros."],
        ]
    )
    harbour = await document("harbour.pdf", report)

    answer = await answer_of(
        plain, await asking("What did the dredging of the north channel cost?", harbour)
    )

    assert "3.4 million euros" in answer.text


async def test_a_french_file_answers_in_french(plain: House) -> None:
    conseil = await document("conseil.md", CONSEIL)

    answer = await answer_of(plain, await asking("Quand commenceront les travaux ?", conseil))

    assert answer.language == "fr"
    assert "2 septembre 2025" in answer.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What does this say?", "en"),
        ("Can you please summarize this file for me?", "en"),
        ("tldr", "en"),
        ("", "en"),
        ("Peux-tu résumer ce document, s’il te plaît ?", "fr"),
        ("De quoi parle ce fichier ?", "fr"),
        ("Was steht in dieser Datei?", "de"),
        ("Fasse das Dokument bitte zusammen", "de"),
        ("¿De qué trata este archivo?", "es"),
        ("Di cosa parla questo documento?", "it"),
        ("Do que fala este ficheiro?", "pt"),
        ("Waar gaat dit bestand over?", "nl"),
    ],
)
async def test_who_asks_what_a_file_says_gets_all_of_it_in_short(
    plain: House, text: str, language: str
) -> None:
    herons = await document("herons.md", HERONS)

    answer = await answer_of(plain, await asking(text, herons))

    assert answer.outcome is Outcome.ANSWERED
    assert answer.language == language
    assert "38 nests" in answer.text, answer.text
    assert "floating fence" in answer.text
    assert [source.title for source in answer.sources] == ["herons.md"]


async def test_a_link_alone_asks_what_stands_behind_it(plain: House) -> None:
    herons = await document("herons.md", HERONS)

    answer = await answer_of(plain, await asking("https://birds.example/herons", herons))

    assert "38 nests" in answer.text


async def test_what_the_file_does_not_tell_the_documents_do(plain: House) -> None:
    herons = await document("herons.md", HERONS)

    answer = await answer_of(plain, await asking("When was the bridge at Larkford opened?", herons))

    assert "12 June 1874" in answer.text
    assert [source.title for source in answer.sources] == ["The bridge at Larkford"]


async def test_what_neither_tells_is_admitted_and_is_no_gap_in_the_documents(
    plain: House,
) -> None:
    herons = await document("herons.md", HERONS)
    text = "Who won the football world cup in Qatar?"

    answer = await answer_of(plain, await asking(text, herons))

    assert answer.outcome is Outcome.UNKNOWN
    assert text not in [gap.question for gap in await plain.gaps.open(50)]


async def test_what_was_not_read_is_said_in_the_language_of_the_answer(plain: House) -> None:
    text = "Quand le pont de Larkford a-t-il été inauguré ?"

    answer = await answer_of(plain, await asking(text, unread=(Unread("photo.png", "image"),)))

    assert "12 juin 1874" in answer.text
    (told,) = [notice for notice in answer.notices if "photo.png" in notice]
    assert "n’a pas été" in told


async def test_where_nothing_could_be_read_only_that_is_said(plain: House) -> None:
    for text in ("", "What does this say?", "https://gone.example/page"):
        asked = await asking(text, unread=(Unread("film.mp4", "kind"),))
        answer = await answer_of(plain, asked)

        assert "film.mp4" in answer.text
        assert answer.outcome is Outcome.SMALL_TALK, "no gap, and nobody is called for help"
        assert answer.sources == ()


async def test_a_long_file_is_read_in_part_and_that_is_said(plain: House) -> None:
    filler = "\n\n".join(
        f"The keeper wrote on day {day} that nothing moved on the lake and the wind was still. " * 8
        for day in range(200)
    )
    text = f"# Log\n\n{filler}\n\nThe lantern room was painted green by Oskar Lind.\n\n{filler}"
    log_book = await document("log.md", text)

    answer = await answer_of(plain, await asking("Who painted the lantern room green?", log_book))

    assert "Oskar Lind" in answer.text
    assert any("“log.md” is long" in notice for notice in answer.notices)


async def test_a_question_after_one_about_a_file_does_not_need_it(plain: House) -> None:
    herons = await document("herons.md", HERONS)
    first = await asking("What does this say?", herons)
    await answer_of(plain, first)

    after = await answer_of(plain, replace(first, text="And who designed it?", attached=()))
    other = await answer_of(plain, replace(first, text="How long is the river Lark?", attached=()))

    assert after.outcome in (Outcome.ANSWERED, Outcome.UNKNOWN)
    assert "92 kilometres" in other.text


async def test_nothing_that_came_with_a_question_is_found_later(plain: House) -> None:
    herons = await document("herons.md", HERONS)
    await answer_of(plain, await asking("How many nests were there in 2024?", herons))

    later = await answer_of(plain, "How many nests were there on Weir Island in 2024?")

    assert "52 in 2024" not in later.text


async def test_a_file_is_read_where_nothing_is_indexed(tmp_path: Path) -> None:
    herons = await document("herons.md", HERONS)
    async with open_house(settings(tmp_path)) as empty:
        answer = await answer_of(empty, await asking("What does this say?", herons))
        last = (await events_of(empty, await asking("How many nests in 2024?", herons)))[-1]

    assert "38 nests" in answer.text
    assert not isinstance(last, Failed)


async def test_a_model_writes_from_the_file_and_cites_it(house: House, server: FakeOpenAI) -> None:
    herons = await document("herons.md", HERONS)
    citing(server, "The fence costs about 9,000 pounds. [n]", "floating fence")

    answer = await answer_of(house, await asking("What does the fence cost?", herons))

    assert answer.text == "The fence costs about 9,000 pounds. [1]"
    assert [source.title for source in answer.sources] == ["herons.md"]


async def test_what_a_model_makes_up_about_the_file_is_not_shown(
    house: House, server: FakeOpenAI
) -> None:
    herons = await document("herons.md", HERONS)
    citing(server, "The fence costs about 90,000 pounds. [n]", "floating fence")

    answer = await answer_of(house, await asking("What does the fence cost?", herons))

    assert "90,000" not in answer.text
    assert "9,000 pounds" in answer.text
