"""`explainer search`: the passages found, their scores, the floor, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json, Language, Scopes, question_of
from bot.cli.running import consoles, run

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from bot.cli.wiring import House
    from knowledge.types import Hit, Retrieval

_SHOWN = 300
_LEFT_OUT = 10


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="What to look for, or - to read it from a pipe.")
    ],
    lang: Language = None,
    scope: Scopes = None,
    json: Json = False,
) -> None:
    """Show the passages that a question finds, with scores."""
    text = question_of(query)

    async def work(house: House) -> int:
        from knowledge.language import detect
        from knowledge.types import KnowledgeError, readable

        language = lang or detect(text) or house.settings.language
        found = await house.retriever.retrieve(
            text,
            language=language,
            scopes=readable(scope or ()),
            count=house.settings.passages,
        )
        if not found.generation:
            raise KnowledgeError("Nothing is indexed yet. Run `explainer index` first.")
        if json:
            from bot.cli.output import SearchJson

            typer.echo(SearchJson.of(text, language, found).model_dump_json(indent=2))
        else:
            show_found(consoles()[0], found)
        return 0

    run(work)


def show_found(console: Console, found: Retrieval) -> None:
    """Prints what was found: hits with scores, then what was left out and why."""
    from rich.text import Text

    from bot.adapters.console import plain

    wrap = console.is_terminal
    for number, hit in enumerate(found.hits, 1):
        console.print(_heading(number, hit), soft_wrap=not wrap)
        words = plain(hit.passage.text)
        cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
        best = plain(hit.passage.sentence_texts()[hit.best_sentence])
        console.print(_indented(Text(cut), wrap), soft_wrap=not wrap)
        console.print(_indented(Text(f"nearest sentence: {best}", "dim"), wrap), soft_wrap=not wrap)
    if not found.hits:
        console.print("No passage is near enough to the question.", style="yellow")
    console.print(Text(f"Floor: {found.floor:.3f} (relevance below which nothing fits)", "dim"))
    if not found.dropped:
        return
    console.print(Text(f"\nLeft out: {len(found.dropped)}", "bold"))
    for left in found.dropped[:_LEFT_OUT]:
        console.print(
            Text.assemble(
                f"  {_scores(left.hit)}  {plain(left.hit.passage.document.title)}",
                (f"  ({plain(left.reason)})", "dim"),
            ),
            soft_wrap=not wrap,
        )
    if len(found.dropped) > _LEFT_OUT:
        console.print(Text(f"  … and {len(found.dropped) - _LEFT_OUT} more", "dim"))


def _heading(number: int, hit: Hit) -> RenderableType:
    from rich.text import Text

    from bot.adapters.console import plain

    document = hit.passage.document
    place = [document.title, *hit.passage.headings]
    if hit.passage.page is not None:
        place.append(f"page {hit.passage.page}")
    where = " › ".join(dict.fromkeys(plain(part) for part in place))
    return Text.assemble((f"{number}. {where}", "bold"), (f"\n   {_scores(hit)}", "cyan"))


def _scores(hit: Hit) -> str:
    best = hit.sentence_similarities[hit.best_sentence]
    words = "–" if hit.bm25 is None else f"{hit.bm25:.2f}"
    return (
        f"relevance {hit.relevance:.3f}  score {hit.score:.3f}  passage {hit.similarity:.3f}  "
        f"sentence {best:.3f}  words {words}"
    )


def _indented(text: Text, wrap: bool) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(text, (0, 0, 0, 3)) if wrap else Text.assemble("   ", text)
