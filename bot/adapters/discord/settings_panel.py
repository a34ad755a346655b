"""/settings: a panel of selects for the server or one of its channels.

What is chosen is kept at once and the panel drawn anew. Ids say which setting of which place a
select is for, so a panel works as long as Discord shows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.adapters.discord.asked import Asked, Interaction, asked_in
from bot.adapters.discord.dynamic import DynamicItem, chosen, dynamic
from bot.adapters.discord.forms import Choosing
from bot.adapters.discord.incoming import PLATFORM
from bot.adapters.discord.layout import Page
from bot.adapters.discord.settings_fields import (
    FIELDS,
    INHERITED,
    MORE,
    SHOWN,
    chosen_value,
    default_of,
    options_of,
)
from bot.adapters.discord.targets import NOBODY
from bot.chat.preferences import Listening
from bot.chat.types import Place
from bot.phrases import Phrases
from bot.types import BotError

if TYPE_CHECKING:
    from bot.chat.desk import Desk

_SERVER = "server"
_CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]
_MOST_ADMIN_ROLES = 10

_AT = rf"(?P<at>{_SERVER}|\d{{1,20}})"
_TARGET = r"ex:set:target"
_CHANNEL = r"ex:set:channel"
_FIELD = rf"ex:set:field:(?P<name>{'|'.join(field.name for field in SHOWN)}):{_AT}"
_ROLES = rf"ex:set:roles:(?P<name>admins|experts):{_AT}"
_MORE = rf"ex:set:more:(?P<options>[\w.-]*):{_AT}"
_RESET = rf"ex:set:reset:{_AT}"


@dataclass(frozen=True, slots=True)
class _Layers:
    """What is set at the place that the panel is for, and at its server."""

    at: str
    own: Mapping[str, Any]
    server: Mapping[str, Any]

    @property
    def channel(self) -> bool:
        return self.at != _SERVER

    def around(self, name: str) -> Any:
        """What holds where the channel says nothing."""
        return self.server.get(name, default_of(name))


class SettingsPanel:
    """Shows and changes the preferences of a server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def items(self) -> list[DynamicItem]:
        """For `Client.add_dynamic_items`."""
        return [
            dynamic(_TARGET, self._turn),
            dynamic(_CHANNEL, self._turn),
            dynamic(_FIELD, self._set_field),
            dynamic(_ROLES, self._set_roles),
            dynamic(_MORE, self._open_more),
            dynamic(_RESET, self._reset),
        ]

    async def open(self, interaction: Interaction) -> None:
        """/settings: the server's, to whoever asked alone."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await self._admin(interaction)
        await self._draw(interaction, asked, _SERVER)

    async def _turn(self, interaction: Interaction, _: re.Match[str]) -> None:
        """Turns the panel to the server or another channel."""
        await interaction.response.defer()
        asked = await self._admin(interaction)
        values = chosen(interaction)
        await self._draw(interaction, asked, values[0] if values else _SERVER)

    async def _set_field(self, interaction: Interaction, used: re.Match[str]) -> None:
        await interaction.response.defer()
        asked = await self._admin(interaction)
        field, option = FIELDS[used["name"]], chosen(interaction)[0]
        await self._keep(asked, used["at"], {field.name: option})
        said = asked.phrases.say("settings-saved", value=await self._said(asked, used, option))
        if option == Listening.EVERYTHING.value and not interaction.client.intents.message_content:
            said += f"\n⚠️ {asked.phrases.say('discussion-no-content')}"
        await self._draw(interaction, asked, used["at"], said)

    async def _said(self, asked: Asked, used: re.Match[str], option: str) -> str:
        """What holds now, in the words of the option."""
        field = FIELDS[used["name"]]
        if option == INHERITED:
            layers = await self._layers(asked.place, used["at"])
            option = field.option_for(layers.around(field.name))
        return field.label(option, asked.phrases)

    async def _set_roles(self, interaction: Interaction, used: re.Match[str]) -> None:
        await interaction.response.defer()
        asked = await self._admin(interaction)
        at, roles = used["at"], chosen(interaction)
        value: Any = roles or None
        if used["name"] == "experts":
            # In a channel, nobody is another word than what the server says.
            value = roles[0] if roles else ("" if at != _SERVER else None)
        await self._set(asked, at, used["name"], value)
        names = asked.phrases.listing(f"<@&{role}>" for role in roles)
        key = f"settings-{used['name']}-{'set' if roles else 'none'}"
        said = asked.phrases.say(key, **({"roles": names} if roles else {}))
        await self._draw(interaction, asked, at, asked.phrases.say("settings-saved", value=said))

    async def _open_more(self, interaction: Interaction, used: re.Match[str]) -> None:
        """The form is opened before anything is looked up, so what holds stands in the id."""
        phrases, at = asked_in(interaction).phrases, used["at"]
        now = dict(zip((field.name for field in MORE), used["options"].split("."), strict=False))
        fields = {}
        for field in MORE:
            options = [
                discord.SelectOption(label=field.label(option, phrases)[:100], value=option)
                for option in field.options
            ]
            if at != _SERVER:
                label = phrases.say("settings-as-server")
                options.insert(0, discord.SelectOption(label=label, value=INHERITED))
            for option in options:
                option.default = option.value == now.get(field.name)
            fields[field.name] = (field.called(phrases), options)

        async def submitted(form: Interaction, values: Mapping[str, str]) -> None:
            await form.response.defer()
            asked = await self._admin(form)
            changed = {name: value for name, value in values.items() if value != now.get(name)}
            await self._keep(asked, at, changed)
            key = "settings-more-saved" if changed else "settings-unchanged"
            await self._draw(form, asked, at, asked.phrases.say(key))

        title = phrases.say("settings-more")
        await interaction.response.send_modal(Choosing(title, fields, submitted))

    async def _reset(self, interaction: Interaction, used: re.Match[str]) -> None:
        """Unsets all that is set at a place."""
        await interaction.response.defer()
        asked = await self._admin(interaction)
        layers = await self._layers(asked.place, used["at"])
        for name in layers.own:
            if layers.channel or name != "admins":
                await self._set(asked, used["at"], name, None)
        await self._draw(interaction, asked, used["at"], asked.phrases.say("settings-reset-done"))

    async def _keep(self, asked: Asked, at: str, options: Mapping[str, str]) -> None:
        for name, option in options.items():
            value = chosen_value(FIELDS[name], option, channel=at != _SERVER)
            await self._set(asked, at, name, value)

    async def _set(self, asked: Asked, at: str, name: str, value: Any) -> None:
        key = _key(asked.place, at)
        await self._desk.preferences.set(key, name, value, asked.person.key)

    async def _admin(self, interaction: Interaction) -> Asked:
        asked = asked_in(interaction)
        if asked.place.direct:
            raise BotError(asked.phrases.say("settings-direct"))
        if not await self._desk.administers(asked.person, asked.place):
            raise BotError(asked.phrases.say("admins-only"))
        return asked

    async def _layers(self, place: Place, at: str) -> _Layers:
        server = await self._desk.preferences.own(place.server_key)
        own = server if at == _SERVER else await self._desk.preferences.own(_key(place, at))
        return _Layers(at, own, server)

    async def _draw(
        self, interaction: Interaction, asked: Asked, at: str, said: str | None = None
    ) -> None:
        layers = await self._layers(asked.place, at)
        view = panel(layers, asked.phrases, here=asked.place.channel, said=said)
        await interaction.edit_original_response(view=view, allowed_mentions=NOBODY)


def panel(layers: _Layers, phrases: Phrases, *, here: str, said: str | None = None) -> Page:
    """The panel for a place; `here` is the channel that it stands in."""
    where = f"<#{layers.at}>" if layers.channel else phrases.say("settings-the-server")
    heading = f"### {phrases.say('settings-heading', where=where)}"
    container: ui.Container[ui.LayoutView] = ui.Container()
    container.add_item(ui.TextDisplay(f"{heading}\n✅ {said}" if said else heading))
    for select in _places(layers, phrases, here):
        container.add_item(ui.ActionRow(select))
    container.add_item(ui.Separator())
    for field in SHOWN:
        around = layers.around if layers.channel else None
        options = options_of(field, phrases, own=layers.own, inherited=around)
        select = ui.Select[Any](custom_id=f"ex:set:field:{field.name}:{layers.at}", options=options)
        container.add_item(ui.ActionRow(select))
    for item in _roles(layers, phrases):
        container.add_item(item)
    container.add_item(_buttons(layers, phrases))
    return Page(container)


def _places(layers: _Layers, phrases: Phrases, here: str) -> Sequence[ui.Item[Any]]:
    """Which place the panel is for: the server, this channel, or another one."""
    options = [
        discord.SelectOption(label=phrases.say("settings-for-server"), value=_SERVER),
        discord.SelectOption(label=phrases.say("settings-for-here"), value=here),
    ]
    for option in options:
        option.default = option.value == layers.at
    other = layers.channel and layers.at != here
    shown = (
        discord.SelectDefaultValue(id=int(layers.at), type=discord.SelectDefaultValueType.channel)
        if other
        else None
    )
    return (
        ui.Select[Any](
            custom_id="ex:set:target",
            options=options,
            placeholder=phrases.say("settings-for-other"),
        ),
        ui.ChannelSelect[Any](
            custom_id="ex:set:channel",
            channel_types=_CHANNELS,
            placeholder=phrases.say("settings-for-other"),
            default_values=[shown] if shown is not None else [],
        ),
    )


def _roles(layers: _Layers, phrases: Phrases) -> Sequence[ui.Item[Any]]:
    """Who are the experts, and at a server, who are admins beside those who manage it."""
    items: list[ui.Item[Any]] = []
    experts = layers.own.get("experts")
    around = layers.around("experts")
    if layers.channel and experts is None:
        value = f"<@&{around}>" if around else phrases.say("settings-nobody")
        note = phrases.say("settings-experts-inherited", value=value)
    else:
        note = phrases.say("settings-experts")
    items.append(ui.TextDisplay(note))
    items.append(_role_select("experts", layers.at, [experts] if experts else [], 1, phrases))
    if not layers.channel:
        items.append(ui.TextDisplay(phrases.say("settings-admins")))
        kept = list(layers.own.get("admins", ()))
        items.append(_role_select("admins", layers.at, kept, _MOST_ADMIN_ROLES, phrases))
    return items


def _role_select(
    name: str, at: str, kept: Sequence[str], most: int, phrases: Phrases
) -> ui.ActionRow[Any]:
    roles = [
        discord.SelectDefaultValue(id=int(role), type=discord.SelectDefaultValueType.role)
        for role in kept[:most]
    ]
    return ui.ActionRow(
        ui.RoleSelect[Any](
            custom_id=f"ex:set:roles:{name}:{at}",
            placeholder=phrases.say("settings-no-role"),
            min_values=0,
            max_values=most,
            default_values=roles,
        )
    )


def _buttons(layers: _Layers, phrases: Phrases) -> ui.ActionRow[Any]:
    options = []
    for field in MORE:
        if field.name in layers.own:
            options.append(field.option_for(layers.own[field.name]))
        else:
            unset = field.option_for(default_of(field.name))
            options.append(INHERITED if layers.channel else unset)
    more = f"ex:set:more:{'.'.join(options)}:{layers.at}"
    row: ui.ActionRow[Any] = ui.ActionRow(
        ui.Button(custom_id=more, label=phrases.say("settings-more"))
    )
    if layers.own:
        key = "settings-reset-channel" if layers.channel else "settings-reset-server"
        reset = f"ex:set:reset:{layers.at}"
        row.add_item(ui.Button(custom_id=reset, label=phrases.say(key)))
    return row


def _key(place: Place, at: str) -> str:
    """The key in the book of the server or the channel."""
    if at == _SERVER:
        return place.server_key
    return Place(PLATFORM, place.server, at).channel_key
