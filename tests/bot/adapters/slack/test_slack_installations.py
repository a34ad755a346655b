"""One app in many workspaces, let in by a real OAuth flow over loopback sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.installations import (
    Client,
    Departures,
    Installations,
    States,
    oauth_settings,
)
from bot.adapters.slack.manifest import INSTALL_PATH, bot_scopes, manifest
from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.installations import Installed
from tests.fakes.slack.driving import serving
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Team, User

HERE = "https://explainer.example"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'explainer.db'}")
    await made.migrate()
    yield made
    await made.close()


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(manifest=manifest("http", HERE)) as running:
        yield running


@dataclass
class Service:
    """The app in HTTP mode, at a loopback address; `heard` are the words it was told."""

    slack: FakeSlack
    address: str
    database: Database
    heard: list[tuple[str, str]]
    forgotten: list[str]

    async def install(self, user: User, **how: Any) -> str:
        """Installs the app as a person does in a browser; what the last page says."""
        base = self.address.removesuffix("/slack/events")
        async with aiohttp.ClientSession() as browser:
            first = await browser.get(base + INSTALL_PATH, allow_redirects=False)
            assert first.status == 302
            back = urlsplit(self.slack.approve(first.headers["Location"], user, **how))
            headers = {"Cookie": first.headers["Set-Cookie"].split(";")[0]}
            last = await browser.get(f"{base}{back.path}?{back.query}", headers=headers)
            return f"{last.status} {await last.text()}"


@pytest.fixture
async def service(slack: FakeSlack, database: Database) -> AsyncIterator[Service]:
    claims, installed = Claims(database), Installed(database)
    client = Client(slack.client_id, slack.client_secret)
    app = AsyncApp(
        client=AsyncWebClient(base_url=slack.api_url),
        signing_secret=slack.signing_secret,
        oauth_settings=oauth_settings(client, installed, claims, HERE),
    )
    heard: list[tuple[str, str]] = []
    forgotten: list[str] = []

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], client: AsyncWebClient) -> None:
        heard.append((str((await client.auth_test())["team_id"]), event["text"]))

    async def forget(place: str) -> None:
        forgotten.append(place)

    Departures(forget, Installations(slack.client_id, installed)).set_up(app)
    async with serving(slack, app) as address:
        yield Service(slack, address, database, heard, forgotten)


def _newcomer(slack: FakeSlack, name: str, **more: Any) -> tuple[Team, User]:
    team = slack.workspace(name, installed=False, **more)
    return team, slack.user("Ida", team=team, admin=True)


async def test_two_workspaces_install_the_app_and_each_is_heard_with_its_own_token(
    service: Service, slack: FakeSlack
) -> None:
    for name in ("Sandmoor", "Birkfeld"):
        team, ida = _newcomer(slack, name)
        assert (await service.install(ida)).startswith("200")
        room = slack.channel("news", team=team)
        said = (team.id, f"{team.bot.mention} hello {name}")
        slack.say(ida, room, said[1])
        await slack.until(partial(service.heard.__contains__, said))


async def test_the_link_asks_for_the_scopes_of_the_manifest(
    service: Service, slack: FakeSlack
) -> None:
    base = service.address.removesuffix("/slack/events")
    async with aiohttp.ClientSession() as browser:
        first = await browser.get(base + INSTALL_PATH, allow_redirects=False)

    asked = parse_qs(urlsplit(first.headers["Location"]).query)
    assert asked["scope"] == [",".join(bot_scopes())]
    assert asked["redirect_uri"] == manifest("http", HERE)["oauth_config"]["redirect_urls"]


async def test_a_workspace_that_puts_the_app_out_is_forgotten_and_the_others_are_not(
    service: Service, slack: FakeSlack
) -> None:
    (gone, ida), (stays, _) = _newcomer(slack, "Sandmoor"), _newcomer(slack, "Birkfeld")
    await service.install(ida)
    await service.install(slack.user("Uwe", team=stays))

    slack.uninstall(gone)

    await slack.until(lambda: len(service.forgotten) == 2)
    assert service.forgotten == [f"slack:{gone.id}", f"slack:direct:{gone.id}"]
    assert await Installed(service.database).places(slack.client_id) == [f"slack:{stays.id}"]


async def test_the_token_of_one_person_is_no_reason_to_forget_anything(
    service: Service, slack: FakeSlack
) -> None:
    team, ida = _newcomer(slack, "Sandmoor")
    await service.install(ida)

    event = {"type": "tokens_revoked", "tokens": {"oauth": [ida.id], "bot": []}}
    sent = slack.send_event(team, event)

    await slack.until(lambda: sent.acked)
    assert service.forgotten == []
    assert await Installed(service.database).places(slack.client_id) == [f"slack:{team.id}"]


async def test_word_of_an_end_that_comes_late_leaves_a_new_installation_alone(
    service: Service, slack: FakeSlack
) -> None:
    team, ida = _newcomer(slack, "Sandmoor")
    await service.install(ida)

    sent = slack.send_event(team, {"type": "app_uninstalled"})
    await slack.until(lambda: service.forgotten)
    await service.install(ida)
    sent.body["event_time"] -= 3600
    again = slack.send_again(sent)

    await slack.until(lambda: again.acked)
    assert await Installed(service.database).places(slack.client_id) == [f"slack:{team.id}"]


async def test_an_organization_installs_once_and_all_its_workspaces_are_heard_and_forgotten(
    service: Service, slack: FakeSlack
) -> None:
    org = slack.organization("Moor Group")
    first, ida = _newcomer(slack, "Sandmoor", org=org)
    second, _ = _newcomer(slack, "Birkfeld", org=org)
    assert (await service.install(ida, whole_org=True)).startswith("200")
    room = slack.channel("news", team=second)
    slack.say(slack.user("Uwe", team=second), room, f"{second.bot.mention} hello")
    await slack.until(lambda: service.heard)
    known = await Installed(service.database).places(slack.client_id)
    assert known == [f"slack:{org.id}", f"slack:{second.id}"]

    slack.uninstall(first)

    await slack.until(lambda: f"slack:direct:{second.id}" in service.forgotten)
    assert await Installed(service.database).places(slack.client_id) == []


async def test_who_declines_or_comes_with_anothers_state_installs_nothing(
    service: Service, slack: FakeSlack
) -> None:
    _, ida = _newcomer(slack, "Sandmoor")
    base = service.address.removesuffix("/slack/events")
    async with aiohttp.ClientSession() as browser:
        first = await browser.get(base + INSTALL_PATH, allow_redirects=False)
        cookie = {"Cookie": first.headers["Set-Cookie"].split(";")[0]}
        declined = urlsplit(slack.deny(first.headers["Location"]))
        await browser.get(f"{base}{declined.path}?{declined.query}", headers=cookie)
        back = urlsplit(slack.approve(first.headers["Location"], ida))
        foreign = await browser.get(f"{base}{back.path}?{back.query}")
        forged = back.query.replace("state=", "state=x")
        cookie = {"Cookie": cookie["Cookie"].replace("=", "=x", 1)}
        bent = await browser.get(f"{base}{back.path}?{forged}", headers=cookie)

    assert (foreign.status, bent.status) == (400, 401)
    assert await Installed(service.database).places(slack.client_id) == []


async def test_a_state_is_good_once_and_for_ten_minutes_in_any_worker(database: Database) -> None:
    now = [1_000_000.0]
    mine, other = (States("a-secret", Claims(database), lambda: now[0]) for _ in range(2))

    state = await mine.async_issue()
    late = await mine.async_issue()

    assert await other.async_consume(state)
    assert not await mine.async_consume(state)
    now[0] += 601
    assert not await other.async_consume(late)
    for nonsense in ("", ".", "x.y.z", state.upper()):
        assert not await mine.async_consume(nonsense)


async def test_a_single_workspace_with_its_own_token_is_forgotten_too(
    database: Database, slack: FakeSlack
) -> None:
    forgotten: list[str] = []

    async def forget(place: str) -> None:
        forgotten.append(place)

    app = AsyncApp(
        client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url),
        signing_secret=slack.signing_secret,
    )
    Departures(forget).set_up(app)
    async with serving(slack, app):
        slack.revoke_tokens()
        await slack.until(lambda: len(forgotten) == 2)

    assert forgotten == [f"slack:{slack.team.id}", f"slack:direct:{slack.team.id}"]
