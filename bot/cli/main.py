"""The `explainer` command: one line for each of its commands.

Nothing heavy is imported before a command runs, so that help and completion come at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import (
    asking,
    chatting,
    checking,
    discord,
    evaluate,
    gaps,
    indexing,
    searching,
    serving,
    slack,
    sources,
    starting,
)

app = typer.Typer(
    name="explainer",
    help="Answers questions from documents that you chose, and shows where each sentence comes "
    "from.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"explainer {version('explainer-bot')}")
        raise typer.Exit


@app.callback()
def explainer(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Answers questions from documents that you chose, and shows where each sentence comes from."""


app.command()(starting.start)
app.command()(serving.run)
app.command()(asking.ask)
app.command()(chatting.chat)
app.command()(asking.summary)
app.command()(indexing.index)
app.command()(indexing.remove)
app.command()(indexing.rollback)
app.command()(searching.search)
app.command()(sources.sources)
app.command()(gaps.gaps)
app.command()(checking.doctor)
app.command("eval")(evaluate.evaluate)
app.add_typer(discord.app, name="discord")
app.add_typer(slack.app, name="slack")


def main() -> None:
    """Runs the command line."""
    app()
