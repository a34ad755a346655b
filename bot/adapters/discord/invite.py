"""The links by which people add the bot to a server, or to themselves."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.adapters.discord.permissions import needed
from bot.adapters.discord.rest import logged_in

_AUTHORIZE = "https://discord.com/oauth2/authorize"
_TO_SERVER, _TO_USER = 0, 1


@dataclass(frozen=True, slots=True)
class Invite:
    """An application's links. `public` is False where only its owner may add it to servers.

    `for_user` is None where the application is not set to be installed to users.
    """

    name: str
    for_server: str
    for_user: str | None
    public: bool


async def invite(token: str, api_url: str | None) -> Invite:
    """The links of the application whose token this is. Raises PlatformError."""
    async with logged_in(token, api_url) as api:
        application = await api.application_info()
    to_users = application.user_integration_config is not None
    return Invite(
        name=application.name,
        for_server=server_link(application.id),
        for_user=user_link(application.id) if to_users else None,
        public=application.bot_public,
    )


def server_link(application: int) -> str:
    """Adds the bot to a server, with the permissions that it uses and no other."""
    return _link(application, _TO_SERVER, "bot applications.commands", needed().value)


def user_link(application: int) -> str:
    """Adds the commands to a person, who can use them wherever they are."""
    return _link(application, _TO_USER, "applications.commands")


def _link(application: int, kind: int, scopes: str, permissions: int | None = None) -> str:
    asked: dict[str, str | int] = {"client_id": application, "integration_type": kind}
    if permissions is not None:
        asked["permissions"] = permissions
    return f"{_AUTHORIZE}?{urlencode(asked | {'scope': scopes})}"
