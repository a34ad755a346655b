"""`explainer slack`: what is needed to bring the bot to Slack."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(help="Bring the bot to Slack.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def slack() -> None:
    """Bring the bot to Slack."""


@app.command()
def manifest(
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            help="For HTTP mode: the address, beginning with https://, at which Slack reaches the "
            "program. Without it, the manifest is for Socket Mode.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of YAML.")] = False,
) -> None:
    """Print the manifest from which Slack makes the app.

    Paste it in at https://api.slack.com/apps under Create New App > From a manifest.
    """
    from bot.adapters.slack.manifest import HTTP, SOCKET
    from bot.adapters.slack.manifest import manifest as made

    try:
        app_manifest = made(SOCKET if url is None else HTTP, url)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--url") from None
    if as_json:
        typer.echo(json.dumps(app_manifest, indent=2, ensure_ascii=False))
        return
    import yaml

    typer.echo(yaml.safe_dump(app_manifest, sort_keys=False, allow_unicode=True), nl=False)
