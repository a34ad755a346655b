"""Who people are, as Slack tells it: names, languages, admins, guests, user groups.

Asked once in a while, not at every message.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.adapters.slack.incoming import PLATFORM, Event, mentioned, name_of, person_id
from bot.adapters.slack.posting import FAULTS, code_of
from bot.chat.types import Person

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.incoming import Workspace

log = structlog.get_logger()

_PERSON_SECONDS = 600.0
_UNKNOWN_SECONDS = 60.0
_GROUPS_SECONDS = 300.0
_MOST_PEOPLE = 20_000
_MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class _Kept:
    until: float
    person: Person


class People:
    """The people of all workspaces."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._groups: dict[str, tuple[float, Mapping[str, frozenset[str]]]] = {}
        self._asking: dict[tuple[str, str], asyncio.Lock] = {}

    async def person(self, client: AsyncWebClient, workspace: Workspace, user: str) -> Person:
        """Someone as the workspace knows them. It does not fail.

        Whom Slack does not tell about counts as a guest: better say too little than too much.
        """
        team = workspace.team
        key = (team, user)
        lock = self._asking.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                kept = self._kept.get(key)
                if kept is None or self._clock() >= kept.until:
                    kept = await self._asked(client, team, user)
                    self._keep(key, kept)
        finally:
            if not lock.locked():
                self._asking.pop(key, None)
        groups = await self._groups_of(client, team)
        return replace(kept.person, roles=groups.get(user, frozenset()))

    async def author(self, client: AsyncWebClient, workspace: Workspace, message: Event) -> Person:
        """Who wrote a message."""
        user, bot = message.get("user"), message.get("bot_id")
        if bot is not None or not user:
            profile = message.get("bot_profile") or {}
            name = str(message.get("username") or profile.get("name") or "bot")
            who = person_id(workspace.team, str(user or bot or "unknown"))
            return Person(PLATFORM, who, name, bot=bot is not None)
        person = await self.person(client, workspace, str(user))
        return replace(person, guest=person.guest or _is_from_elsewhere(message, workspace))

    async def names(
        self, client: AsyncWebClient, workspace: Workspace, message: Event
    ) -> Mapping[str, str]:
        """The names of those whom a message mentions, by id."""
        return await self.names_of(client, workspace, mentioned(message)[:_MOST_NAMES])

    async def names_of(
        self, client: AsyncWebClient, workspace: Workspace, users: Iterable[str]
    ) -> Mapping[str, str]:
        """The names of people, by id."""
        return {user: (await self.person(client, workspace, user)).name for user in users}

    async def _asked(self, client: AsyncWebClient, team: str, user: str) -> _Kept:
        now = self._clock()
        try:
            found: Any = (await client.users_info(user=user, include_locale=True))["user"]
        except FAULTS as error:
            log.warning("person_unknown", team=team, reason=code_of(error) or str(error))
            unknown = Person(PLATFORM, person_id(team, user), "…", guest=True)
            return _Kept(now + _UNKNOWN_SECONDS, unknown)
        stranger = bool(found.get("is_stranger"))
        return _Kept(
            now + _PERSON_SECONDS,
            Person(
                PLATFORM,
                person_id(team, user),
                name_of(found),
                bot=bool(found.get("is_bot")),
                locale=found.get("locale"),
                administers=not stranger and _any(found, "is_admin", "is_owner"),
                guest=stranger or _any(found, "is_restricted", "is_ultra_restricted"),
            ),
        )

    def _keep(self, key: tuple[str, str], kept: _Kept) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        if len(self._kept) > _MOST_PEOPLE:
            self._kept.popitem(last=False)

    async def _groups_of(self, client: AsyncWebClient, team: str) -> Mapping[str, frozenset[str]]:
        """The user groups of each person who is in any."""
        now = self._clock()
        until, known = self._groups.get(team, (0.0, {}))
        if now < until:
            return known
        # Whoever comes meanwhile goes by what was known.
        self._groups[team] = (now + _GROUPS_SECONDS, known)
        found: dict[str, set[str]] = {}
        try:
            for group in (await client.usergroups_list(include_users=True))["usergroups"]:
                for user in group.get("users") or ():
                    found.setdefault(str(user), set()).add(str(group["id"]))
        except FAULTS as error:
            log.info("user_groups_unknown", team=team, reason=code_of(error) or str(error))
            return known
        groups = {user: frozenset(ids) for user, ids in found.items()}
        self._groups[team] = (now + _GROUPS_SECONDS, groups)
        return groups


def _any(user: Mapping[str, Any], *names: str) -> bool:
    return any(user.get(name) for name in names)


def _is_from_elsewhere(message: Event, workspace: Workspace) -> bool:
    """Whether a message's author belongs to another organization."""
    home = message.get("user_team") or message.get("source_team") or message.get("team")
    if home in (None, workspace.team, workspace.enterprise):
        return False
    # In an organization of many workspaces, users.info tells who is a stranger.
    return workspace.enterprise is None
