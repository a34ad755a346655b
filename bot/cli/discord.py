"""`explainer discord`: what is needed to bring the bot to Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.cli.running import consoles, run_with_settings

if TYPE_CHECKING:
    from rich.console import Console

    from bot.adapters.discord.invite import Invite
    from bot.settings import Settings

app = typer.Typer(help="Bring the bot to Discord.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def discord() -> None:
    """Bring the bot to Discord."""


@app.command()
def invite() -> None:
    """Print the links that add the bot to a server, or its commands to a person.

    They ask for the permissions that the bot uses and no other. DISCORD_TOKEN must be set.
    """
    run_with_settings(_print_links)


async def _print_links(settings: Settings) -> int:
    from bot.adapters.discord.invite import invite as links_of
    from bot.chat.platform import PlatformError

    token = settings.discord_token
    if token is None or not token.get_secret_value().strip():
        raise PlatformError(
            "DISCORD_TOKEN is not set. In the Discord Developer Portal "
            "(https://discord.com/developers/applications) choose New Application, then under Bot "
            "choose Reset Token; set DISCORD_TOKEN to what it shows."
        )
    output, _ = consoles()
    _show(output, await links_of(token.get_secret_value().strip(), settings.discord_api_url))
    return 0


def _show(output: Console, links: Invite) -> None:
    from bot.adapters.console import plain

    output.print(f"Add {plain(links.name)} to a server that you manage:")
    output.print(links.for_server, soft_wrap=True)
    if not links.public:
        output.print(
            "Only you can do that: Public Bot is switched off under Bot in the Developer Portal."
        )
    if links.for_user is None:
        output.print(
            "\nTo use its commands anywhere without a server, switch on User Install under "
            "Installation in the Developer Portal, and run this again."
        )
    else:
        output.print("\nOr use its commands anywhere, for yourself:")
        output.print(links.for_user, soft_wrap=True)
