"""What people on Slack see of `explainer run` in Socket Mode, on good days and bad ones."""

from __future__ import annotations

import pytest

from bot.adapters.slack.manifest import manifest
from tests.end_to_end.conftest import Corner
from tests.end_to_end.running import Bot, answered, is_complete, replies
from tests.fakes.slack.checks import text_of
from tests.fakes.slack.courier import Delivered
from tests.fakes.slack.fake import FakeSlack
from tests.fakes.slack.state import Channel, Message, User, View
from tests.support.installation import Installation
from tests.support.slack_world import words

FERRY = "When did the ferry of Sandmoor begin to run?"
GIVEN_UP = "Why was the ferry of Sandmoor given up?"
TOWER = "How high is the lighthouse on Gull Rock?"
DREDGED = "When was the harbour of Sandmoor dredged?"
BEGAN, TUNNEL, HEIGHT, AUTUMN = "3 March 1911", "new tunnel", "38 metres", "1934"


def test_a_mention_gets_one_answer_with_sources_that_pings_nobody(corner: Corner) -> None:
    slack, asked = corner.slack, corner.ask(FERRY)
    answer = corner.answer(asked)
    assert f"{BEGAN}. " in _said(answer)
    assert "[1]" in _said(answer)
    assert "<https://herald.example/ferry|The ferry of Sandmoor>" in slack.text(answer)
    assert "Sandmoor Herald · 2 April 2023" in _said(answer)
    assert not slack.pings()
    assert slack.posts(corner.channel) == [asked]


def test_a_thread_goes_on_without_a_mention_and_direct_messages_need_none(corner: Corner) -> None:
    slack, asked = corner.slack, corner.ask(FERRY)
    slack.wait_for(lambda: answered(slack, asked))
    slack.say(corner.ben, corner.channel, GIVEN_UP, thread=asked)
    shown = slack.wait_for(lambda: _at_least(2, answered(slack, asked)))
    assert TUNNEL in _said(shown[1])
    direct = slack.say(corner.ben, slack.direct(corner.ben), FERRY)
    assert BEGAN in _said(corner.answer(direct))


def test_commands_are_answered_in_the_language_of_the_person(corner: Corner) -> None:
    slack = corner.slack
    slack.slash(corner.ben, corner.channel, "/ask", "Waterloo 1815 ?")
    [answer] = slack.wait_for(lambda: _under_commands(slack, corner.channel))
    assert "Absent des documents" in _said(answer)
    sent = slack.slash(corner.ben, corner.channel, "/sources")
    told = slack.wait_for(lambda: slack.ephemerals(corner.ben))
    assert "Mes réponses ici viennent" in _said(told[0])
    assert sent.acked


def test_a_private_answer_is_for_the_asker_alone_until_it_is_shared(corner: Corner) -> None:
    slack = corner.slack
    slack.slash(corner.ada, corner.channel, "/ask", f"private {FERRY}")
    answer = slack.wait_for(lambda: _whispered(slack, corner.ada, BEGAN))
    assert not slack.ephemerals(corner.ben)
    assert not slack.posts(corner.channel)
    slack.click(corner.ada, answer, "Share with the channel")
    [shared] = slack.wait_for(lambda: slack.posts(corner.channel))
    assert "Shared by *Ada*" in slack.text(shared)
    assert BEGAN in _said(shared)


@pytest.mark.parametrize(
    ("command", "text", "holds"),
    [
        ("/summary", "short: the ferry of Sandmoor", "ferry"),
        ("/explainer", "help", "Mention me with a question"),
        ("/explainer", "status", "passages"),
        ("/reindex", "", "unchanged"),
    ],
)
def test_other_commands_do_what_they_say(
    corner: Corner, command: str, text: str, holds: str
) -> None:
    slack = corner.slack

    def shown() -> bool:
        told = [*slack.ephemerals(corner.ada), *_under_commands(slack, corner.channel)]
        return any(holds in _said(one) for one in told)

    slack.slash(corner.ada, corner.channel, command, text)
    slack.wait_for(shown, 40)
    assert not slack.failures()


def test_quotes_and_what_was_wrong_are_shown_and_asked_in_modals(corner: Corner) -> None:
    slack, answer = corner.slack, corner.answer(corner.ask(FERRY))
    slack.click(corner.ben, answer, "Show quotes")
    quotes = slack.wait_for(lambda: _modal(slack, corner.ben, "began to run on 3 March 1911"))
    slack.dismiss(quotes)
    slack.click(corner.ben, answer, "👎")
    asking = slack.wait_for(lambda: _modal(slack, corner.ben, "In a few words"))
    slack.submit(asking, {"explainer:wrong:comment": "It was a Tuesday."})
    slack.wait_for(lambda: _modal(slack, corner.ben, "I noted it"))
    slack.click(corner.ada, answer, "👍")
    slack.wait_for(lambda: _whispered(slack, corner.ada, "I noted that it helped"))


def test_the_menu_of_a_message_and_the_shortcuts_explain_and_summarize(corner: Corner) -> None:
    slack = corner.slack
    said = slack.say(corner.ben, corner.channel, "I miss the ferry of Sandmoor.")
    slack.say(corner.ada, corner.channel, "It was slow in the fog, I was told.", thread=said)
    slack.message_shortcut(corner.ada, said, "explainer:explain-message")
    slack.wait_for(lambda: _whispered(slack, corner.ada, BEGAN), 20)
    slack.message_shortcut(corner.ada, said, "explainer:summarize-thread")
    slack.wait_for(lambda: _whispered(slack, corner.ada, "slow in the fog"), 20)
    slack.shortcut(corner.ada, "explainer:explain-text")
    asking = slack.wait_for(lambda: _modal(slack, corner.ada, "What shall I explain?"))
    slack.submit(asking, {"explainer:text": "The lighthouse on Gull Rock is old."})
    direct = slack.direct(corner.ada)

    def explained() -> bool:
        shown = [one for root in slack.posts(direct) for one in [root, *replies(slack, root)]]
        return any(HEIGHT in _said(one) for one in shown)

    slack.wait_for(explained, 20)


def test_settings_that_an_admin_chooses_in_a_modal_hold_at_once(corner: Corner) -> None:
    slack = corner.slack
    slack.slash(corner.ben, corner.channel, "/explainer", "settings")
    slack.wait_for(lambda: _whispered(slack, corner.ben, "administrat") or slack.views(corner.ben))
    _set(corner, {"listening": "everything", "placement": "channel"})
    slack.say(corner.ben, corner.channel, FERRY)
    answer = slack.wait_for(lambda: _at_least(2, slack.posts(corner.channel)))[1]
    slack.wait_for(lambda: is_complete(slack, answer))
    assert BEGAN in _said(answer)


def test_the_home_tab_shows_what_is_known_and_to_admins_what_was_not(corner: Corner) -> None:
    slack = corner.slack
    corner.answer(corner.ask("Who is the mayor of Atlantis?", corner.ben))
    for user in (corner.ada, corner.ben):
        slack.open_home(user)
    for_ada = slack.wait_for(lambda: slack.home(corner.ada))
    for_ben = slack.wait_for(lambda: slack.home(corner.ben))
    assert for_ada is not None
    assert for_ben is not None
    assert "The lighthouse on Gull Rock" in slack.text(for_ben)
    assert "Atlantis" in slack.text(for_ada)
    assert {"Read the sources again", "Settings"} <= set(slack.buttons(for_ada))
    assert len(slack.buttons(for_ben)) <= 1


def test_the_messages_tab_greets_with_questions_that_it_can_answer(corner: Corner) -> None:
    slack = corner.slack
    slack.open_home(corner.ada, "messages")
    prompts = slack.wait_for(lambda: slack.prompts(corner.ada))
    assert any("ferry of Sandmoor" in one["message"] for one in prompts)
    asked = slack.say(corner.ada, slack.direct(corner.ada), prompts[-1]["message"])
    assert "Not in the documents" not in _said(corner.answer(asked))


# What happens to questions.


def test_an_edit_changes_the_answer_and_a_deletion_takes_it_away(corner: Corner) -> None:
    slack, asked = corner.slack, corner.ask(FERRY)
    slack.wait_for(lambda: answered(slack, asked))
    slack.edit(asked, f"{slack.bot.mention} {TOWER}")
    slack.wait_for(lambda: [one for one in answered(slack, asked) if HEIGHT in _said(one)])
    assert len(replies(slack, asked)) == 1
    slack.delete(asked)
    slack.wait_for(lambda: not replies(slack, asked))


def test_an_event_that_comes_again_is_answered_once(corner: Corner) -> None:
    slack = corner.slack
    slack.lose_acks(2)
    asked = corner.ask(FERRY)
    slack.wait_for(lambda: answered(slack, asked))
    for made in _told_of(slack, asked):
        slack.send_again(made)
    after = corner.ask(TOWER, corner.ben)
    slack.wait_for(lambda: answered(slack, after) and not slack.courier.unacked())
    assert any(made.attempts > 1 for made in _told_of(slack, asked))
    assert len(replies(slack, asked)) == 1


@pytest.mark.parametrize("how", ["refresh", "cut"])
def test_a_break_of_the_connection_loses_no_question_and_doubles_none(
    corner: Corner, how: str
) -> None:
    slack = corner.slack
    opened = len(slack.calls("apps.connections.open"))
    before = corner.ask(FERRY)
    getattr(slack, how)()
    during = corner.ask(TOWER, corner.ben)
    for asked, fact in ((before, BEGAN), (during, HEIGHT)):
        assert fact in _said(corner.answer(asked))
    slack.wait_for(lambda: not slack.courier.unacked())
    assert len(slack.calls("apps.connections.open")) == opened + 1
    assert len(slack.socket.connections) == 1


def test_a_limit_that_is_reached_delays_the_answer_and_nothing_else(corner: Corner) -> None:
    slack = corner.slack
    for method in ("chat.startStream", "chat.postMessage", "chat.update", "chat.stopStream"):
        slack.trouble(method, status=429, retry_after=2)
    asked, again = corner.ask(FERRY), corner.ask(TOWER, corner.ben)
    for one, fact in ((asked, BEGAN), (again, HEIGHT)):
        assert fact in _said(corner.answer(one))
    assert slack.limits.violations == []
    _end_troubles(slack)


@pytest.mark.parametrize(
    "trouble",
    [{"status": 500}, {"status": 502, "after": True}, {"cut": True}, {"cut": True, "after": True}],
    ids=["error", "error-after-it-was-done", "cut", "cut-after-it-was-done"],
)
def test_a_message_that_may_not_have_arrived_is_sent_again_but_never_doubled(
    corner: Corner, trouble: dict[str, bool]
) -> None:
    slack = corner.slack
    for method in ("chat.startStream", "chat.postMessage"):
        slack.trouble(method, **trouble)  # type: ignore[arg-type]
    assert BEGAN in _said(corner.answer(corner.ask(FERRY)))
    _end_troubles(slack)


# Where it may not, or may not say everything.


def test_who_asks_is_told_which_scope_is_missing(corner: Corner) -> None:
    slack = corner.slack
    root = slack.say(corner.ben, corner.channel, "The ferry came late on Monday.")
    slack.remove_scope("channels:history")
    corner.ask("summarize", thread=root)
    told = slack.wait_for(lambda: _whispered(slack, corner.ada, "channels:history"))
    slack.installation().scopes.add("channels:history")
    assert "#harbour" in _said(told)
    assert not replies(slack, root)


def test_who_asks_where_it_is_no_member_is_told_how_to_invite_it(corner: Corner) -> None:
    slack = corner.slack
    asked = corner.ask(FERRY)
    corner.channel.members.discard(slack.bot.id)
    direct = slack.direct(corner.ada)
    [told] = slack.wait_for(lambda: slack.posts(direct))
    assert "/invite" in _said(told)
    assert not replies(slack, asked)


@pytest.mark.parametrize("who", ["stranger", "guest"])
def test_guests_are_answered_from_everyones_documents_alone_until_an_admin_allows_more(
    corner: Corner, who: str
) -> None:
    slack, other = corner.slack, corner.slack.workspace("Elsewhere", installed=False)
    guest = slack.user("Gus", team=other) if who == "stranger" else slack.user("Gus", guest=True)
    shared = slack.channel("shared", shared_with=[other], members=[corner.ada])
    here = Corner(slack, shared, corner.ada, guest)

    assert AUTUMN in _said(here.answer(here.ask(DREDGED)))
    refused = _said(here.answer(here.ask(DREDGED, guest)))
    assert AUTUMN not in refused
    assert "only from documents that are marked for everyone" in refused
    assert BEGAN in _said(here.answer(here.ask(FERRY, guest)))

    _set(here, {"guests_read_all": "yes"})
    assert AUTUMN in _said(here.answer(here.ask(DREDGED, guest)))


# Ends.


def test_two_hundred_questions_at_once_are_all_answered_once_and_in_order(
    installation: Installation,
) -> None:
    questions = ((FERRY, BEGAN), (GIVEN_UP, TUNNEL), (TOWER, HEIGHT))
    with FakeSlack(manifest=manifest()) as slack, Bot(installation, slack) as bot:
        people = [slack.user(f"Person {number}") for number in range(40)]
        halls = [slack.channel(f"hall-{number}") for number in range(20)]
        begun = [
            slack.say(people[number], halls[number], f"{slack.bot.mention} {FERRY}")
            for number in range(10)
        ]
        slack.wait_for(lambda: all(answered(slack, one) for one in begun), 60)

        asked: list[tuple[int, Message, Message | None]] = []
        for turn in range(10):
            text, _ = questions[turn % 3]
            for number, hall in enumerate(halls):
                person = people[(10 * number + turn) % 40]
                root = begun[number] if number < 10 else None
                said = text if root else f"{slack.bot.mention} {text}"
                asked.append((turn, slack.say(person, hall, said, thread=root), root))
        assert len(asked) == 200

        def all_answered() -> bool:
            in_threads = all(len(answered(slack, root)) == 11 for root in begun)
            return in_threads and all(answered(slack, one) for _, one, root in asked if not root)

        slack.wait_for(all_answered, 120)
        slack.wait_for(lambda: not slack.courier.unacked())
        for turn, message, root in asked:
            _, fact = questions[turn % 3]
            shown = answered(slack, root or message)
            assert len(shown) == (11 if root else 1)
            assert fact in _said(shown[turn + 1 if root else 0])
        assert slack.limits.violations == []
        assert slack.failures() == []
        assert bot.stop() == 0


def test_nothing_that_it_sent_was_refused_as_wrong(
    slack: FakeSlack, slack_bot: Bot, corner: Corner
) -> None:
    """Stands after all that the shared bot has done."""
    expected = {"", "cut", "ratelimited", "missing_scope", "not_in_channel", "channel_not_found"}
    wrong = [call for call in slack.calls() if call.error not in expected and call.status == 200]
    assert [(call.method, call.error) for call in wrong] == []
    assert slack.limits.violations == []
    assert slack.failures() == []
    # The library itself logs where a line was cut.
    assert slack_bot.traces == []
    for secret in (slack.bot_token, slack.app_token):
        assert secret not in slack_bot.log


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [("SLACK_BOT_TOKEN", "xoxb-wrong"), ("SLACK_APP_TOKEN", "xapp-wrong")],
)
def test_a_wrong_token_ends_the_start_with_what_to_do(
    installation: Installation, variable: str, wrong: str
) -> None:
    with FakeSlack() as slack:
        variables = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
        }
        ran = installation.run("run", env={**variables, variable: wrong})
    assert ran.code == 1
    assert f"Slack does not accept the token in {variable}" in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
    assert wrong not in ran.err


def _said(shown: Message) -> str:
    return words(text_of(shown))


def _at_least(count: int, shown: list[Message]) -> list[Message]:
    return shown if len(shown) >= count else []


def _under_commands(slack: FakeSlack, channel: Channel) -> list[Message]:
    """What answers commands for all to see, once it is complete."""
    roots = [one for one in slack.posts(channel) if one.user.bot]
    shown = [one for root in roots for one in [root, *replies(slack, root)]]
    return [one for one in shown if is_complete(slack, one)]


def _whispered(slack: FakeSlack, user: User, part: str) -> Message:
    found = [one for one in slack.ephemerals(user) if part in _said(one)]
    return found[0] if found else None  # type: ignore[return-value]


def _modal(slack: FakeSlack, user: User, part: str) -> View:
    found = [one for one in slack.views(user)[-1:] if part in slack.text(one)]
    return found[0] if found else None  # type: ignore[return-value]


def _told_of(slack: FakeSlack, asked: Message) -> list[Delivered]:
    return [made for made in slack.deliveries() if made.event.get("ts") == asked.ts]


def _end_troubles(slack: FakeSlack) -> None:
    def end() -> None:
        slack._door.troubles.clear()
        slack._door.lacking.clear()

    slack.core.run(end)


def _set(corner: Corner, wanted: dict[str, str]) -> None:
    """Chooses settings of the channel, as its admin does."""
    slack = corner.slack
    slack.slash(corner.ada, corner.channel, "/explainer", "settings")
    view = slack.wait_for(lambda: _settings(slack, corner.ada))
    slack.click(corner.ada, view, "explainer:settings:target", choose=corner.channel.id)
    slack.wait_for(lambda: "inherited" in str(slack.views(corner.ada)[-1].body))
    slack.submit(slack.views(corner.ada)[-1], wanted)
    slack.wait_for(lambda: _modal(slack, corner.ada, "Saved."))
    slack.dismiss(slack.views(corner.ada)[-1])


def _settings(slack: FakeSlack, user: User) -> View:
    found = [one for one in slack.views(user) if one.callback_id == "explainer:settings:view"]
    return found[-1] if found else None  # type: ignore[return-value]
