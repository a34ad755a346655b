"""Slack over HTTP: two workers of `explainer run` with one database, in many workspaces."""

from __future__ import annotations

import http.client
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from bot.adapters.slack.manifest import INSTALL_PATH, manifest
from tests.end_to_end.conftest import Corner
from tests.end_to_end.running import Bot, answered, over_http, replies
from tests.fakes.slack.checks import text_of
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Message, Team, User
from tests.support.installation import Installation, copy
from tests.support.slack_world import words

FERRY = "When did the ferry of Sandmoor begin to run?"
GIVEN_UP = "Why was the ferry of Sandmoor given up?"
TOWER = "How high is the lighthouse on Gull Rock?"
BEGAN, TUNNEL, HEIGHT = "3 March 1911", "new tunnel", "38 metres"
HERE = "https://explainer.example"


@dataclass
class Service:
    """The workers, which Slack asks in turn."""

    slack: FakeSlack
    made: Installation
    workers: list[Bot]

    @property
    def log(self) -> str:
        return "".join(worker.log for worker in self.workers)

    def serve(self) -> None:
        """Tells Slack where the workers are."""
        self.slack.deliver_to(*(worker.address for worker in self.workers))

    def start(self) -> Bot:
        """One more worker."""
        slack = self.slack
        oauth = {"SLACK_CLIENT_ID": slack.client_id, "SLACK_CLIENT_SECRET": slack.client_secret}
        worker = Bot(self.made, slack, **over_http(slack), **oauth).__enter__()
        self.workers.append(worker)
        return worker

    def install(self, user: User, *, whole_org: bool = False) -> tuple[int, str]:
        """Installs the app as a person does in a browser, which meets both workers."""
        first, second = (urlsplit(worker.address).netloc for worker in self.workers[:2])
        _, _, headers = _get(first, INSTALL_PATH)
        back = urlsplit(self.slack.approve(headers["Location"], user, whole_org=whole_org))
        path = back.path or "/slack/oauth_redirect"
        status, page, _ = _get(second, f"{path}?{back.query}", headers["Set-Cookie"].split(";")[0])
        return status, page

    def corner(self, team: Team) -> Corner:
        """A channel in a workspace and two people in it."""
        slack = self.slack
        ada, ben = slack.user("Ada", team=team, admin=True), slack.user("Ben", team=team)
        return Corner(slack, slack.channel("harbour", team=team, members=[ada, ben]), ada, ben)

    def kept(self, key: str) -> int:
        """In how many rows of the database a workspace is named."""
        with closing(sqlite3.connect(self.made.data / "explainer.db")) as database:
            return sum(line.count(key) for line in database.iterdump())


def _get(host: str, path: str, cookie: str = "") -> tuple[int, str, http.client.HTTPMessage]:
    with closing(http.client.HTTPConnection(host, timeout=20)) as connection:
        connection.request("GET", path, headers={"Cookie": cookie})
        got = connection.getresponse()
        return got.status, got.read().decode(), got.headers


@pytest.fixture(scope="module")
def service(indexed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    made = copy(indexed, tmp_path_factory.mktemp("over-http"))
    with FakeSlack(manifest=manifest("http", HERE), retry_waits=(0.0, 0.3, 0.6)) as slack:
        serving = Service(slack, made, [])
        try:
            serving.start()
            serving.start()
            serving.serve()
            yield serving
        finally:
            for worker in serving.workers:
                worker.kill()


@pytest.fixture(scope="module")
def acme(service: Service) -> Corner:
    """The first workspace, which has installed the app."""
    team = service.slack.team
    status, _ = service.install(service.slack.user("Ida", team=team, admin=True))
    assert status == 200
    return service.corner(team)


def test_slack_is_answered_what_it_asks_of_an_address(service: Service) -> None:
    for worker in service.workers:
        assert "3eZbrw1aB10F" in service.slack.verify_url(worker.address).text
        host = urlsplit(worker.address).netloc
        assert _get(host, "/health")[0] == 200


@pytest.mark.parametrize(
    "how",
    [{"secret": "0" * 32}, {"signed": False}, {"age": 301.0}, {"age": -301.0}],
    ids=["forged", "unsigned", "stale", "from-the-future"],
)
def test_what_does_not_come_from_slack_is_refused(
    service: Service, acme: Corner, how: dict[str, str | bool | float]
) -> None:
    slack = service.slack
    asked = slack.say(acme.ada, acme.channel, FERRY)
    event = {
        "type": "app_mention",
        "channel": acme.channel.id,
        "user": acme.ada.id,
        "text": f"{slack.bot.mention} {FERRY}",
        "ts": asked.ts,
    }
    reply = slack.forge(service.workers[0].address, event, **how)  # type: ignore[arg-type]
    assert reply.status == 401
    # What is asked after it is answered, and nothing came of the other.
    acme.answer(acme.ask(TOWER, acme.ben))
    assert not replies(slack, asked)


def test_events_buttons_and_commands_are_answered_whichever_worker_they_meet(
    service: Service, acme: Corner
) -> None:
    slack = service.slack
    for _ in range(2):
        answer = acme.answer(acme.ask(FERRY))
        assert BEGAN in _said(answer)
        slack.click(acme.ben, answer, "Show quotes")
        slack.wait_for(lambda: slack.views(acme.ben))
        slack.dismiss(slack.views(acme.ben)[-1])
        told = len(slack.ephemerals(acme.ada))
        slack.slash(acme.ada, acme.channel, "/sources")
        slack.wait_for(lambda told=told: len(slack.ephemerals(acme.ada)) > told)  # type: ignore[misc]
    assert not slack.failures()


def test_an_event_that_comes_again_is_answered_once_by_any_worker_and_after_a_restart(
    service: Service, acme: Corner
) -> None:
    slack = service.slack
    asked = acme.ask(FERRY)
    answer = acme.answer(asked)
    told = [made for made in slack.deliveries() if made.event.get("ts") == asked.ts]
    assert len(told) == 2
    for made in told * 2:
        slack.send_again(made)
    slack.wait_for(lambda: not slack.courier.unacked())

    service.workers.pop(0).kill()
    service.start()
    service.serve()
    for made in told * 2:
        slack.send_again(made)
    after = acme.ask(TOWER, acme.ben)
    acme.answer(after)
    slack.wait_for(lambda: not slack.courier.unacked())
    assert replies(slack, asked) == [answer]


def test_what_a_dead_worker_was_sent_is_taken_by_the_other(service: Service, acme: Corner) -> None:
    slack = service.slack
    service.workers[0].kill()
    asked = [acme.ask(FERRY), acme.ask(TOWER, acme.ben)]
    for one, fact in zip(asked, (BEGAN, HEIGHT), strict=True):
        assert fact in _said(acme.answer(one))
    service.workers.pop(0)
    service.start()
    service.serve()
    assert not [made for made in slack.deliveries() if made.failed]


def test_another_workspace_installs_the_app_is_answered_and_forgotten_when_it_goes(
    service: Service, acme: Corner
) -> None:
    slack = service.slack
    team = slack.workspace("Birkfeld", installed=False)
    assert service.install(slack.user("Ida", team=team, admin=True))[0] == 200
    there = service.corner(team)
    assert BEGAN in _said(there.answer(there.ask(FERRY)))
    assert BEGAN in _said(acme.answer(acme.ask(FERRY)))
    assert service.kept(team.id)
    assert service.kept(there.channel.id)

    slack.uninstall(team)
    slack.wait_for(lambda: not service.kept(there.channel.id) and not service.kept(team.id))
    assert BEGAN in _said(acme.answer(acme.ask(FERRY)))


def test_an_organization_installs_once_for_all_its_workspaces(service: Service) -> None:
    slack = service.slack
    org = slack.organization("Moor Group")
    teams = [slack.workspace(name, org=org, installed=False) for name in ("Sandmoor", "Dunmoor")]
    assert service.install(slack.user("Ida", team=teams[0], admin=True), whole_org=True)[0] == 200
    for team in teams:
        there = service.corner(team)
        assert BEGAN in _said(there.answer(there.ask(FERRY)))
        assert service.kept(there.channel.id)
    slack.uninstall(teams[0])
    slack.wait_for(lambda: not any(service.kept(team.id) for team in teams))


def test_who_did_not_set_out_from_here_installs_nothing(service: Service) -> None:
    slack = service.slack
    team = slack.workspace("Stray", installed=False)
    host = urlsplit(service.workers[0].address).netloc
    _, _, headers = _get(host, INSTALL_PATH)
    back = urlsplit(slack.approve(headers["Location"], slack.user("Eve", team=team)))
    status, _, _ = _get(host, f"/slack/oauth_redirect?{back.query}")
    assert status == 400
    assert not service.kept(team.id)


def test_two_hundred_questions_at_once_are_all_answered_once_by_two_workers(
    service: Service, acme: Corner
) -> None:
    slack = service.slack
    people = [slack.user(f"Person {number}", team=slack.team) for number in range(40)]
    halls = [slack.channel(f"hall-{number}", team=slack.team) for number in range(20)]
    questions = ((FERRY, BEGAN), (GIVEN_UP, TUNNEL), (TOWER, HEIGHT))
    seen, sent, called = len(slack.deliveries()), len(slack.http.replies), len(slack.calls())
    asked: list[tuple[Message, str]] = []
    for turn in range(10):
        text, fact = questions[turn % 3]
        for number, hall in enumerate(halls):
            person = people[(10 * number + turn) % 40]
            said = f"{slack.bot.mention} {text}"
            asked.append((slack.say(person, hall, said), fact))
    for made in slack.deliveries()[seen::7]:
        slack.send_again(made)

    slack.wait_for(lambda: all(answered(slack, one) for one, _ in asked), 150)
    slack.wait_for(lambda: not slack.courier.unacked(), 20)
    for message, fact in asked:
        assert len(replies(slack, message)) == 1
        assert fact in _said(replies(slack, message)[0])
    assert len(slack.http.replies) >= sent + 400
    assert slack.failures() == []
    # A worker cannot know what another was told to wait for, so only refusals are looked at.
    # Those for another workspace, which was uninstalled before, are none of this load.
    token = slack.installation(slack.team).token
    errors = [call.error for call in slack.calls()[called:] if call.token == token]
    assert len(errors) >= 200
    assert set(errors) <= {"", "ratelimited"}


def test_all_workers_end_well(service: Service) -> None:
    """Stands last."""
    for worker in service.workers:
        assert worker.stop() == 0
    assert "Traceback" not in service.log
    for secret in (service.slack.signing_secret, service.slack.client_secret, "xoxb-"):
        assert secret not in service.log


def _said(shown: Message) -> str:
    return words(text_of(shown))
