"""Real files and real pages over loopback become documents, or say clearly why not."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from knowledge.loading.fetching import Limits, RefusedError, TooLargeError
from knowledge.loading.loaders import files_under, load
from knowledge.loading.references import parse_date, parse_reference
from knowledge.splitting import split
from knowledge.types import Document, KnowledgeError, Reference
from tests.fakes import files
from tests.fakes.web import page, redirect, serving

ARTICLE = Path(__file__).parents[3] / ".." / "shared" / "inputs" / "deepseek-shock.fr.txt"

NOTE = """\
---
title: "The bridge: what happened"
language: en-GB
date: 2025-07-04
publisher: The Town Notes
address: https://notes.test/bridge
scope: discord:42
sources:
  - https://news.test/closing
---

# The bridge

The **bridge** was [closed](https://x.test) in March.[^news] ![A photo](bridge.jpg)It stood
for 50 years, as `the plate` says[^town], and 5 * 3 is 15.

## Why was it closed?

Because of *rust*.

- Steel was [replaced](https://y.test).
- Paint was renewed.[^plain]

| Part | Cost | Weeks |
|---|---|---|
| Steel | $4m | 12 |
| Paint | | 3 |

<!-- a remark for editors -->

[^news]: River News, 3 March 2025, <https://news.test/closing>
[^town]: [Town council](https://town.test/minutes), 4 mars 2025
[^plain]: The colour is called river blue.
"""

# A title that lists of lists of aliases make 10^30 words long.
YAML_BOMB = "---\na0: &a0 boo\n"
for level in range(1, 31):
    YAML_BOMB += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
YAML_BOMB += "title: *a30\n---\nText."

HTML = """<!doctype html><html lang="fr-CA"><head><title>Le pont | Le Journal</title>
<meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2025-03-03T08:00:00Z"></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sports</a></nav>
<article><h1>Le pont est fermé</h1>
<p>Le pont a été fermé <b>lundi</b> pour des travaux, selon <a href="/ville">la ville</a>. Il
rouvrira en juillet, a dit le maire, et 5 * 3 * 2 font 30 [sic].</p>
<h2>Pourquoi ?</h2><p>Parce que l'acier était rouillé depuis des années.</p>
<ul><li>L'acier sera remplacé</li><li>La peinture sera refaite</li></ul>
<table><tr><th>Partie</th><th>Prix</th></tr><tr><td>Acier</td><td>4 M$</td></tr></table>
</article><footer>Mentions légales et cookies</footer></body></html>"""


async def loaded(folder: Path, name: str, content: str | bytes, **options: object) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return await load(str(path), **options)  # type: ignore[arg-type]  # Options differ in type.


async def refusal(folder: Path, name: str, content: str | bytes, **options: object) -> str:
    with pytest.raises(KnowledgeError) as caught:
        await loaded(folder, name, content, **options)
    assert name in str(caught.value), "it names the source"
    return str(caught.value)


async def test_markdown_becomes_plain_text(tmp_path: Path) -> None:
    document = await loaded(tmp_path, "bridge.md", NOTE)
    assert document.text == (
        "The bridge\n\n"
        "The bridge was closed in March. It stood for 50 years, as the plate says, and 5 * 3 is 15."
        "\n\nWhy was it closed?\n\nBecause of rust.\n\n"
        "Steel was replaced.\nPaint was renewed.\n\n"
        "Part: Steel; Cost: $4m; Weeks: 12\nPart: Paint; Weeks: 3\n\n"
        "The colour is called river blue."
    )
    for heading in document.headings:
        assert document.text[heading.start :].startswith(heading.title)
    assert [heading.level for heading in document.headings] == [1, 2]


async def test_front_matter_describes_the_document(tmp_path: Path) -> None:
    info = (await loaded(tmp_path, "bridge.md", NOTE, scope="slack:1")).info
    assert info.title == "The bridge: what happened"
    assert (info.language, info.published) == ("en", date(2025, 7, 4))
    assert (info.publisher, info.address) == ("The Town Notes", "https://notes.test/bridge")
    assert info.scope == "discord:42"
    plain = await loaded(tmp_path, "plain.md", "# Paint\n\nIt is blue.", scope="slack:1")
    assert plain.info.scope == "slack:1"


async def test_footnotes_become_references_behind_what_they_bear_out(tmp_path: Path) -> None:
    document = await loaded(tmp_path, "bridge.md", NOTE)
    (passage, *_) = split(document)
    first, second, *_ = passage.sentences
    assert passage.reference_for(first) == Reference(
        "https://news.test/closing", "River News", date(2025, 3, 3)
    )
    assert passage.reference_for(second) == Reference(
        "https://town.test/minutes", "Town council", date(2025, 3, 4)
    )
    assert "[^" not in document.text


@pytest.mark.parametrize(
    ("footnote", "expected"),
    [
        ("CNBC, 27 January 2025, <https://a.test/x>", ("CNBC", date(2025, 1, 27))),
        ("Le Monde, 1er février 2025 : https://a.test/x.", ("Le Monde", date(2025, 2, 1))),
        ("BBC News (Jan. 27th, 2025) https://a.test/x", ("BBC News", date(2025, 1, 27))),
        ("Der Spiegel, 27. Januar 2025, https://a.test/x", ("Der Spiegel", date(2025, 1, 27))),
        ("El País, 3 de marzo de 2025, https://a.test/x", ("El País", date(2025, 3, 3))),
        ("Reuters, 2025-01-28. https://a.test/x", ("Reuters", date(2025, 1, 28))),
        ("AP, 31 February 2025, https://a.test/x", ("AP", None)),
        ("https://a.test/x", (None, None)),
    ],
)
def test_footnotes_are_read_leniently(
    footnote: str, expected: tuple[str | None, date | None]
) -> None:
    reference = parse_reference(footnote)
    assert reference is not None
    assert reference.address == "https://a.test/x"
    assert reference.published == expected[1]
    assert (reference.publisher or "").split(",")[0] == (expected[0] or "")


def test_a_footnote_without_an_address_is_no_reference() -> None:
    assert parse_reference("See above.") is None
    assert parse_date("some day") is None


async def test_a_title_is_found_or_made_readable(tmp_path: Path) -> None:
    assert (await loaded(tmp_path, "a.md", "# One\n\nText.")).info.title == "One"
    assert (await loaded(tmp_path, "the-long_story.fr.md", "Text.")).info.title == "The long story"
    text = await loaded(tmp_path, "b.txt", "The bridge\n\nIt was closed in March.")
    assert text.info.title == "The bridge"
    assert [passage.text for passage in split(text)] == ["It was closed in March."]
    untitled = await loaded(tmp_path, "c.txt", "It was closed in March.\n\nIt opened in July.")
    assert untitled.info.title == "C"
    assert len(untitled.headings) == 0


async def test_the_language_is_told_by_the_text_where_the_file_says_nothing(tmp_path: Path) -> None:
    text = "Le pont a été fermé en mars pour des travaux, puis rouvert quatre mois plus tard."
    assert (await loaded(tmp_path, "a.txt", text)).info.language == "fr"
    page_of_it = f"<html><body><article><p>{text}</p></article></body></html>"
    assert (await loaded(tmp_path, "a.html", page_of_it)).info.language == "fr"


async def test_wrapped_text_is_joined_and_a_paragraph_a_line_is_kept(tmp_path: Path) -> None:
    wrapped = (
        "The bridge was closed for repairs in March because the steel had\n"
        "corroded and nobody had looked at it for years. It was opened ag-\n"
        "ain to all traffic in July, in time for the holidays.\n\n"
        "Nobody knew the reason for a long time, and the people of the\n"
        "town did not ask.\n"
    )
    document = await loaded(tmp_path, "a.txt", wrapped)
    assert document.text.count("\n\n") == 1
    assert "steel had corroded" in document.text
    assert "opened again to" in document.text
    lines = "\n".join(f"Paragraph {n} is a whole one. " + "It goes on. " * 10 for n in range(3))
    document = await loaded(tmp_path, "b.txt", lines)
    assert document.text.count("\n\n") == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
async def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    text = "Le pont a été fermé à cause de la rouille, écrit le maire."
    document = await loaded(tmp_path, "a.txt", text.encode(encoding))
    assert document.text == text


async def test_other_scripts_in_old_encodings_are_read(tmp_path: Path) -> None:
    for encoding, text in (
        ("shift_jis", "この橋は三月に修理のため閉鎖され、四か月後に再び開通した。"),
        ("cp1251", "Почему закрыли мост? Потому что сталь заржавела."),
        ("cp1250", "Zażółć gęślą jaźń. Most zamknięto w marcu, ponieważ stal zardzewiała."),
    ):
        assert (await loaded(tmp_path, "a.txt", text.encode(encoding))).text == text


async def test_a_web_page_gives_its_article_and_what_it_says_of_itself() -> None:
    async with serving(old=redirect("/pont"), pont=page(HTML)) as web:
        document = await load(web.address("/old"), allow_private=True)
        address = web.address("/pont")
    assert document.info.title in ("Le pont est fermé", "Le pont")
    assert document.info.publisher == "Le Journal"
    assert document.info.published == date(2025, 3, 3)
    assert document.info.language == "fr"
    assert document.info.address == address
    assert (
        "Le pont a été fermé lundi pour des travaux, selon la ville. Il rouvrira" in document.text
    )
    assert "5 * 3 * 2 font 30 [sic]" in document.text
    assert "L'acier sera remplacé\nLa peinture sera refaite" in document.text
    assert "Partie: Acier; Prix: 4 M$" in document.text
    assert "Accueil" not in document.text
    assert "cookies" not in document.text
    assert split(document)[-1].headings == ("Pourquoi ?",)


@pytest.mark.parametrize("charset", ["klingon", "hex", "idna", "undefined"])
async def test_an_encoding_that_a_page_claims_in_vain_does_no_harm(charset: str) -> None:
    words = "Le pont a été fermé à cause de la rouille, écrit le maire de la ville."
    async with serving(txt=page(words.encode("cp1252"), f"text/plain; charset={charset}")) as web:
        assert (await load(web.address("/txt"), allow_private=True)).text == words


async def test_the_content_type_decides_what_an_address_holds() -> None:
    async with serving(
        md=page("# A\n\n**b**", "text/markdown"),
        txt=page("*a*", "text/plain; charset=utf-8"),
        pdf=page(files.pdf([["The bridge was closed."]]), "application/octet-stream"),
        image=page(b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        noise=page(bytes(range(256)), "text/plain"),
    ) as web:
        assert (await load(web.address("/md"), allow_private=True)).text == "A\n\nb"
        assert (await load(web.address("/txt"), allow_private=True)).text == "*a*"
        pdf = await load(web.address("/pdf"), allow_private=True)
        assert pdf.text == "The bridge was closed."
        for path, problem in (("/image", "image/png"), ("/noise", "binary")):
            with pytest.raises(KnowledgeError, match=problem):
                await load(web.address(path), allow_private=True)


async def test_a_page_cannot_choose_who_may_read_it() -> None:
    async with serving(md=page("---\nscope: everyone\n---\nHello.", "text/markdown")) as web:
        document = await load(web.address("/md"), allow_private=True, scope="discord:42")
    assert document.info.scope == "discord:42"


async def test_pages_are_bounded_and_private_ones_refused() -> None:
    async with serving(a=page(HTML)) as web:
        with pytest.raises(RefusedError):
            await load(web.address("/a"))
        with pytest.raises(TooLargeError):
            await load(web.address("/a"), allow_private=True, limits=Limits(bytes=100))


async def test_a_pdf_keeps_its_pages_and_whole_sentences(tmp_path: Path) -> None:
    content = files.pdf(
        [
            [
                "Town report",
                "The bridge was closed for repairs in March because the steel had cor-",
                "roded and nobody had looked at it for years. It was opened again to",
                "traffic in July.",
                "Later it became clear that the whole of the money had been spent on",
                "Page 1",
            ],
            ["paint, which was never used. The council was not amused by this.", "Page 2"],
            ["The café by the river closed too.", "Page 3"],
        ]
    )
    document = await loaded(tmp_path, "report.pdf", content)
    assert document.info.title == "Town report"
    assert "the steel had corroded and nobody" in document.text
    assert "had been spent on paint, which was never used." in document.text
    assert "Page" not in document.text
    assert [document.text[start:][:5] for start in document.pages] == ["Town ", "paint", "The c"]
    pages = {passage.text[:5]: passage.page for passage in split(document, words=5)}
    assert (pages["The b"], pages["The c"]) == (1, 3)


async def test_word_and_powerpoint_files_keep_their_structure(tmp_path: Path) -> None:
    document = await loaded(tmp_path, "report.docx", files.docx())
    assert document.info.title == "The bridge report"
    assert document.text.endswith(
        "Repairs\n\nThe bridge was closed in March. It opened again in July.\n\n"
        "Steel was replaced\nPaint was renewed\n\nPart; Cost; Weeks\nSteel; 4*2_m; 12"
    )
    document = await loaded(tmp_path, "slides.pptx", files.pptx())
    assert document.text == "The bridge\n\nIt was closed in March and opened again in July."


async def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    pdf = files.pdf([["Secret."]])
    for name, content, problem in (
        ("noise.txt", bytes(range(256)) * 4, "binary data"),
        ("disguised.txt", pdf, "holds a PDF"),
        ("broken.pdf", pdf[: len(pdf) // 3], "broken PDF"),
        ("no.pdf", b"hello", "broken PDF"),
        ("locked.pdf", files.pdf([["Secret."]], encrypted=True), "password"),
        ("scan.pdf", files.pdf([[]]), "text recognition"),
        ("empty.txt", b" \n\n ", "holds no text"),
        ("empty.md", b"---\ntitle: x\n---\n", "holds no text"),
        ("empty.html", b"", "holds no text|no web page"),
        ("odd.md", b"---\ntitle: a: b\n---\nText.", "line 2|line 3"),
        ("list.md", b"---\nscope: [discord:1, discord:2]\n---\nText.", "scope is a list"),
        ("bomb.md", YAML_BOMB, "title is a list"),
        ("cut.docx", files.docx()[:-300], "Word file"),
        ("no.docx", b"hello", "Word file"),
        ("hollow.docx", files.bomb(0), "damaged"),
        ("program.exe", b"MZ", "cannot be read"),
    ):
        said = await refusal(tmp_path, name, content)
        assert any(part in said for part in problem.split("|")), said


async def test_zip_bombs_are_refused_whatever_they_claim(tmp_path: Path) -> None:
    assert "zip bomb" in await refusal(tmp_path, "large.docx", files.bomb(250))
    assert "zip bomb" in await refusal(
        tmp_path, "dense.pptx", files.bomb(30, "ppt/presentation.xml")
    )
    assert "damaged" in await refusal(tmp_path, "liar.docx", files.lying_bomb(30))


async def test_files_are_bounded(tmp_path: Path) -> None:
    assert "larger than" in await refusal(tmp_path, "a.txt", "a" * 200, limits=Limits(bytes=100))
    said = await refusal(tmp_path, "a.txt", "a" * 200, limits=Limits(characters=100))
    assert "100 characters" in said
    pages = files.pdf([["word " * 20]] * 3)
    said = await refusal(tmp_path, "a.pdf", pages, limits=Limits(characters=100))
    assert "100 characters" in said


async def test_parsing_ends_at_its_time_limit(tmp_path: Path) -> None:
    said = await refusal(tmp_path, "a.md", "*a* " * 20_000, limits=Limits(parse_seconds=0.001))
    assert "within 0.001 seconds" in said


async def test_missing_files_folders_and_devices_are_refused(tmp_path: Path) -> None:
    for source, problem in (
        (str(tmp_path / "nothing.md"), "does not exist"),
        (str(tmp_path), "is a folder"),
        ("/dev/zero", "no ordinary file"),
    ):
        with pytest.raises(KnowledgeError, match=problem):
            await load(source)


async def test_an_id_stays_while_the_source_does(tmp_path: Path) -> None:
    before = await loaded(tmp_path, "a.md", "One.")
    after = await loaded(tmp_path, "a.md", "Two.")
    other = await loaded(tmp_path, "b.md", "One.")
    assert before.info.id == after.info.id != other.info.id
    assert before.content_hash != after.content_hash


async def test_a_folder_can_move_and_its_documents_stay_the_same(tmp_path: Path) -> None:
    async def read(place: str) -> Document:
        folder = tmp_path / place / "notes"
        (folder / "sub").mkdir(parents=True)
        return await loaded(folder, "sub/a.md", "One.", root=folder)

    here, there = await read("here"), await read("there")
    assert here == there
    assert here.info.source == "notes/sub/a.md"


async def test_an_addresss_fragment_is_not_another_document() -> None:
    async with serving(a=page(HTML)) as web:
        one = await load(web.address("/a"), allow_private=True)
        two = await load(web.address("/a#part"), allow_private=True)
    assert one.info.id == two.info.id


def test_a_folder_gives_its_readable_files_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", ".hidden.md", "c.exe", "~$d.docx", "sub/e.pdf", ".git/f.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "sub" / "circle").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in files_under(tmp_path)]
    assert found == ["a.TXT", "b.md", "sub/e.pdf"]


async def test_several_files_can_be_read_at_once(tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(files.pdf([[f"This is file number {number}."]]))
        paths.append(str(path))
    documents = await asyncio.gather(*(load(path) for path in paths))
    assert [document.text for document in documents] == [
        f"This is file number {number}." for number in range(8)
    ]


async def test_the_articles_questions_begin_passages_that_carry_its_title() -> None:
    if not ARTICLE.exists():
        pytest.skip("the French article is not here")
    document = await load(str(ARTICLE))
    assert document.info.language == "fr"
    assert document.info.title == "Deepseek shock"
    passages = split(document)
    openings = [passage.quote(passage.sentences[0]) for passage in passages]
    asked = [opening for opening in openings if opening.rstrip(" .").endswith("?")]
    assert len(asked) == 6
    assert all(passage.document.title == "Deepseek shock" for passage in passages)
