"""`explainer doctor`: is everything there, and what to do where it is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import Json
from bot.cli.running import consoles, read_settings, tolerate_odd_characters

if TYPE_CHECKING:
    from rich.console import Console

    from bot.cli.wiring import House
    from bot.doctor import Examination, Finding
    from bot.settings import Settings

_MARKS = {"ok": ("ok", "green"), "note": ("note", "cyan"), "problem": ("PROBLEM", "red")}
_TOKENS = ("discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret")


def doctor(
    quiet: Annotated[bool, typer.Option("--quiet", help="Print problems only.")] = False,
    offline: Annotated[
        bool,
        typer.Option(
            "--offline",
            help="Ask neither the models' endpoints, which may cost money, nor Discord and Slack.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Check that everything works, and say what to do where it does not.

    Settings, data folder, database, embedder, index, tokens (never shown), Discord, Slack, and
    each endpoint.
    """
    tolerate_odd_characters()
    findings = asyncio.run(_examine(quiet, offline, json))
    if json:
        from bot.cli.output import DoctorJson

        typer.echo(DoctorJson.of(findings).model_dump_json(indent=2))
    raise typer.Exit(1 if any(finding.state == "problem" for finding in findings) else 0)


async def _examine(quiet: bool, offline: bool, json: bool) -> list[Finding]:
    """What was found; shown as it is found, unless it is wanted as JSON."""
    from bot.cli.wiring import House
    from bot.doctor import Finding, State, examined
    from bot.settings import SettingsError

    output, _ = consoles()
    findings: list[Finding] = []

    def note(finding: Finding) -> None:
        findings.append(finding)
        if not json and not (quiet and finding.state is not State.PROBLEM):
            _show(output, finding)

    try:
        settings = read_settings()
    except SettingsError as error:
        note(Finding("settings", State.PROBLEM, str(error)))
        return findings
    note(Finding("settings", State.OK, "All can be used."))
    house = House(settings)
    try:
        async for finding in examined(_parts(house, settings, offline)):
            note(finding)
    finally:
        await house.close()
    return findings


def _parts(house: House, settings: Settings, offline: bool) -> dict[str, Examination]:
    from datetime import UTC, datetime

    from bot import doctor
    from bot.settings import variable

    present = {variable(name): bool(_value(settings, name)) for name in _TOKENS}

    async def tokens() -> list[Finding]:
        return doctor.tokens(present)

    parts: dict[str, Examination] = {
        "data folder": lambda: doctor.data_folder(settings.data_dir.absolute()),
        "database": lambda: doctor.database(house.database),
        "embedder": lambda: doctor.embedder(lambda: house.embedder),
        "chroma": lambda: doctor.chroma_server(settings.chroma_url),
        "index": lambda: doctor.index(
            house.catalogue, lambda: house.generations, datetime.now(UTC)
        ),
        "tokens": tokens,
    }
    if not offline and settings.discord_token is not None:
        token = settings.discord_token.get_secret_value().strip()
        parts["discord"] = lambda: _discord(token, settings.discord_api_url)
    if not offline and (settings.slack_bot_token is not None or settings.slack_client_id):
        parts["slack"] = lambda: _slack(house)
    if not offline:
        parts["model"] = lambda: doctor.endpoints(house.models)
    return parts


async def _discord(token: str, api_url: str | None) -> list[Finding]:
    from bot.adapters.discord.examination import examine

    return await examine(token, api_url)


async def _slack(house: House) -> list[Finding]:
    from bot.adapters.slack.examination import examine

    return await examine(house.chat.slack_access())


def _value(settings: Settings, name: str) -> str:
    token = getattr(settings, name)
    return token.get_secret_value().strip() if token is not None else ""


def _show(console: Console, finding: Finding) -> None:
    from rich.text import Text

    from bot.adapters.console import plain, plain_lines

    mark, style = _MARKS[finding.state]
    message = plain_lines(finding.message).replace("\n", "\n        ")
    text = Text.assemble((f"{mark:<8}", style), (f"{plain(finding.subject)}: ", "bold"))
    console.print(text.append(message), soft_wrap=not console.is_terminal)
