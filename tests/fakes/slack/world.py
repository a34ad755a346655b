"""Who and what is in this Slack, and how the app is let in and put out."""

from __future__ import annotations

from collections.abc import Sequence

from tests.fakes.slack.core import Core, on_loop
from tests.fakes.slack.oauth import OAuth
from tests.fakes.slack.state import (
    PRIVATE,
    PUBLIC,
    Channel,
    Installation,
    Org,
    Team,
    User,
)


class World:
    """Makes it. `team` is the first workspace, which is meant where none is named."""

    team: Team

    def __init__(self, core: Core, oauth: OAuth, scopes: set[str]) -> None:
        """`scopes` are those that a workspace gives to the app."""
        self.core = core
        self.scopes = scopes
        self._state = core.state
        self._oauth = oauth

    @on_loop
    def organization(self, name: str) -> Org:
        """An Enterprise Grid organization."""
        made = Org(self._state.ids.next("E"), name)
        self._state.orgs[made.id] = made
        return made

    @on_loop
    def workspace(self, name: str, *, org: Org | None = None, installed: bool = True) -> Team:
        """A workspace. The app is in it, unless it is still to be installed by OAuth."""
        ids = self._state.ids
        made = Team(ids.next("T"), name, org)
        kin = [team for team in self._state.teams.values() if org and team.org is org]
        made.bot = kin[0].bot if kin else User(ids.next("U"), "Explainer", made, bot=True)
        made.bot_id = kin[0].bot_id if kin else ids.next("B")
        self._state.teams[made.id] = made
        self._state.users[made.bot.id] = made.bot
        if installed:
            self._oauth.install([made], None, set(self.scopes), None)
        return made

    @on_loop
    def user(
        self,
        name: str,
        *,
        team: Team | None = None,
        admin: bool = False,
        guest: bool = False,
        single_channel_guest: bool = False,
        locale: str = "en-US",
    ) -> User:
        """A person. Of another workspace, they are a stranger to the first one."""
        made = User(self._state.ids.next("U"), name, team or self.team, admin=admin, guest=guest)
        made.single_channel_guest, made.locale = single_channel_guest, locale
        self._state.users[made.id] = made
        return made

    @on_loop
    def channel(
        self,
        name: str,
        *,
        team: Team | None = None,
        private: bool = False,
        shared_with: Sequence[Team] = (),
        members: Sequence[User] = (),
        bot: bool = True,
    ) -> Channel:
        """A channel, with the app in it unless told otherwise. Who writes there is a member."""
        kind, home = PRIVATE if private else PUBLIC, team or self.team
        made = Channel(self._state.ids.next("C"), name, kind, home, list(shared_with))
        made.members = {user.id for user in members} | ({home.bot.id} if bot else set())
        self._state.channels[made.id] = made
        return made

    @on_loop
    def direct(self, user: User, team: Team | None = None) -> Channel:
        """The direct messages (Messages tab) of a person and the app."""
        return self._state.direct(user, team or user.team)

    @on_loop
    def user_group(self, handle: str, users: Sequence[User], team: Team | None = None) -> str:
        """A user group. Gives its id."""
        key = self._state.ids.next("S")
        members = [user.id for user in users]
        group = {"id": key, "name": handle, "handle": handle, "users": members, "date_delete": 0}
        (team or self.team).groups.append(group)
        return key

    # How the app is let in.

    @on_loop
    def installation(self, team: Team | None = None) -> Installation:
        """How the app is installed in a workspace."""
        found = self._state.installed(team or self.team)
        if found is None:
            raise LookupError("the app is not installed there")
        return found

    @on_loop
    def approve(self, address: str, user: User, *, whole_org: bool = False) -> str:
        """Agrees to an install at the address that the app gave; the redirect to follow."""
        return self._oauth.approve(address, user, whole_org=whole_org)

    def deny(self, address: str) -> str:
        """Does not agree; the redirect to follow."""
        return self._oauth.deny(address)

    @on_loop
    def uninstall(self, team: Team | None = None) -> None:
        """Removes the app from a workspace: tokens_revoked, app_uninstalled."""
        self._oauth.take_away(self.installation(team), uninstall=True)

    @on_loop
    def revoke_tokens(self, team: Team | None = None) -> None:
        """Takes the token away: tokens_revoked."""
        self._oauth.take_away(self.installation(team))

    @on_loop
    def remove_scope(self, *scopes: str, team: Team | None = None) -> None:
        """Takes scopes away from the app."""
        self.installation(team).scopes.difference_update(scopes)
