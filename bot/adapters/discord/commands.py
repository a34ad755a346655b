"""The slash commands and the message menu, made from the one table of commands.

None is hidden by Discord's own permissions: those cannot know the roles that `/settings` names, so
what is for admins is checked when it is used. Each is acknowledged before anything else is done.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.adapters.discord.asked import Asked, Interaction, asked_in
from bot.adapters.discord.discussions import discussion_for
from bot.adapters.discord.headed import HeadedTarget, asking
from bot.adapters.discord.incoming import attachments_of, key_of, text_of
from bot.adapters.discord.targets import InteractionTarget, Target
from bot.adapters.discord.translation import localized
from bot.chat.desk import Kind, Request
from bot.chat.summarizing import ChannelWanted, StoryWanted, ThreadWanted, TopicWanted, parse
from bot.commands import COMMANDS, EXPLAIN_MENU, Command, Option, Role, Takes
from bot.types import BotError, Length

if TYPE_CHECKING:
    from bot.adapters.discord.presenting import Presenter

Handler = Callable[..., Coroutine[Any, Any, None]]
"""Takes an interaction and the command's options by name."""
Suggest = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
AnyCommand = app_commands.Command[Any, ..., None]
_Placed = TypeVar("_Placed", AnyCommand, app_commands.ContextMenu)

_LONGEST_OPTION = 6000
"""Discord takes no longer text in an option."""


def slash_commands(
    handlers: Mapping[str, Handler], suggest: Suggest, *, characters: int
) -> list[AnyCommand]:
    """The table's commands, each with its handler. `characters` is the longest text taken.

    Raises KeyError where a command of the table has no handler.
    """
    return [
        _command(command, handlers[command.name], suggest, min(characters, _LONGEST_OPTION))
        for command in COMMANDS
    ]


def explain_menu(handler: Handler) -> app_commands.ContextMenu:
    """The entry in a message's menu that explains the message."""

    async def explain(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await handler(interaction, message)

    menu = app_commands.ContextMenu(name=localized(EXPLAIN_MENU), callback=explain)
    return _placed(menu, Role.EVERYONE)


def _command(command: Command, handler: Handler, suggest: Suggest, characters: int) -> AnyCommand:
    async def callback(interaction: Interaction, **given: Any) -> None:
        await handler(interaction, **given)

    options = command.options
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = [_parameter(option, characters) for option in options]
    # discord.py reads the options off the signature.
    callback.__signature__ = inspect.Signature([first, *parameters])  # type: ignore[attr-defined]
    app_commands.describe(**{option.name: localized(option.texts) for option in options})(callback)
    choices = {option.name: _choices(option) for option in options if option.choices}
    app_commands.choices(**choices)(callback)
    suggested = {option.name: suggest for option in options if option.suggested}
    app_commands.autocomplete(**suggested)(callback)
    built: AnyCommand = app_commands.Command(
        name=command.name, description=localized(command.texts), callback=callback
    )
    return _placed(built, command.role)


def _placed(command: _Placed, role: Role) -> _Placed:
    """Where a command can be used: what is for admins only where there are any, on servers."""
    everywhere = role is Role.EVERYONE
    app_commands.allowed_installs(guilds=True, users=everywhere)(command)
    app_commands.allowed_contexts(guilds=True, dms=everywhere, private_channels=everywhere)(command)
    return command


def _parameter(option: Option, characters: int) -> inspect.Parameter:
    kinds: dict[Takes, Any] = {
        Takes.TEXT: str if option.choices else app_commands.Range[str, 1, characters],
        Takes.YES_OR_NO: bool,
        Takes.FILE: discord.Attachment,
    }
    kind = kinds[option.takes]
    default: Any = inspect.Parameter.empty
    if not option.required:
        kind, default = kind | None, None
    return inspect.Parameter(
        option.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
    )


def _choices(option: Option) -> list[app_commands.Choice[str]]:
    return [
        app_commands.Choice(name=localized(choice.texts), value=choice.value)
        for choice in option.choices
    ]


class Asking:
    """The commands that ask for an answer: /ask, /summary, "Explain this"."""

    def __init__(
        self,
        *,
        presenter: Presenter,
        discussion_messages: int,
        now: Callable[[], datetime],
    ) -> None:
        """`discussion_messages` is how many messages a summary reads at most; `now` is aware."""
        self._presenter = presenter
        self._discussion_messages = discussion_messages
        self._now = now

    async def ask(
        self, interaction: Interaction, question: str, private: bool | None = None
    ) -> None:
        """/ask: to everyone in the channel, or to the asker alone."""
        alone = bool(private)
        await interaction.response.defer(ephemeral=alone, thinking=True)
        asked = asked_in(interaction)
        heading = None if alone else asking(asked, question)
        await self._present(interaction, asked, Kind.ANSWER, question, alone, heading=heading)

    async def summary(
        self, interaction: Interaction, of: str | None = None, length: str | None = None
    ) -> None:
        """/summary: of the story, a topic, or a discussion that is read first."""
        await interaction.response.defer(thinking=True)
        asked = asked_in(interaction)
        given: dict[str, Any] = {"length": Length(length) if length else None}
        kind, text = Kind.SUMMARY, ""
        match parse(of or "", asked.language, self._now()):
            case StoryWanted():
                pass
            case TopicWanted(topic):
                text = topic
            case ThreadWanted() | ChannelWanted() as wanted:
                kind = Kind.DISCUSSION
                given["discussion"] = await discussion_for(
                    interaction, asked.phrases, wanted, self._discussion_messages
                )
        await self._present(interaction, asked, kind, text, False, **given)

    async def explain(self, interaction: Interaction, message: discord.Message) -> None:
        """ "Explain this": to whoever wants to know alone; a button shares it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = asked_in(interaction)
        me = interaction.client.user
        text = text_of(message, None if me is None else me.id)
        files = attachments_of(message)
        if not text and not files:
            raise BotError(asked.phrases.say("explain-wordless"))
        await self._present(interaction, asked, Kind.EXPLANATION, text, True, attachments=files)

    async def _present(
        self,
        interaction: Interaction,
        asked: Asked,
        kind: Kind,
        text: str,
        private: bool,
        *,
        heading: str | None = None,
        **further: Any,
    ) -> None:
        request = Request(
            key=key_of(interaction.id),
            kind=kind,
            text=text,
            place=asked.place,
            person=asked.person,
            private=private,
            **further,
        )
        target: Target = InteractionTarget(interaction, ephemeral=private)
        if heading is not None:
            target = HeadedTarget(target, heading)
        await self._presenter.present(request, target)
