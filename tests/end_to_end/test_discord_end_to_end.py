"""What people on Discord see of `explainer run`, on good days and bad ones, over real sockets."""

from __future__ import annotations

import pytest

from tests.end_to_end.conftest import Room, open_room
from tests.end_to_end.running import Bot, finished, is_finished
from tests.fakes.discord.seen import Seen
from tests.fakes.discord.world import FakeDiscord
from tests.support.installation import Installation

FERRY = "When did the ferry of Sandmoor begin to run?"
GIVEN_UP = "Why was the ferry of Sandmoor given up?"
TOWER = "How high is the lighthouse on Gull Rock?"
BEGAN, TUNNEL, HEIGHT = "3 March 1911", "new tunnel", "38 metres"


def test_a_mention_gets_one_answer_with_sources_that_pings_nobody(
    fake: FakeDiscord, room: Room
) -> None:
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    [answer] = fake.wait_for(lambda: finished(fake, asked))
    assert f"{BEGAN}. " in answer.text
    assert "[1]" in answer.text
    assert "[The ferry of Sandmoor](<https://herald.example/ferry>)" in answer.text
    assert "Sandmoor Herald · 2 April 2023" in answer.text
    assert not answer.pinged


def test_a_command_is_answered_in_the_language_of_the_person(fake: FakeDiscord, room: Room) -> None:
    ask = next(command for command in fake.core.commands if command["name"] == "ask")
    assert ask["description_localizations"]["fr"] == "Poser une question sur les documents"
    asked = fake.slash(room.ben, room.channel, "ask", {"question": "Waterloo 1815 ?"})
    [answer] = fake.wait_for(lambda: _ended(fake.replies(asked)))
    assert "Absent des documents" in answer.text
    assert answer in fake.messages(room.channel)
    question = "Pourquoi le bac de Sandmoor a-t-il été abandonné ?"
    asked = fake.slash(room.ben, room.channel, "ask", {"question": question})
    [answer] = fake.wait_for(lambda: _ended(fake.replies(asked)))
    assert "nouveau tunnel" in answer.text
    assert "Aucun modèle de langue" in answer.text


def test_a_private_answer_and_its_quotes_are_for_the_asker_alone(
    fake: FakeDiscord, room: Room
) -> None:
    asked = fake.slash(room.ada, room.channel, "ask", {"question": FERRY, "private": True})
    [answer] = fake.wait_for(lambda: _ended(fake.replies(asked)))
    assert BEGAN in answer.text
    assert answer.only_for == "Ada"
    pressed = fake.click(room.ada, answer, "Show quotes")
    [quotes] = fake.wait_for(lambda: _ended(fake.replies(pressed)))
    assert "began to run on 3 March 1911" in quotes.text
    assert quotes.only_for == "Ada"
    assert not fake.messages(room.channel, seen_by=room.ben)


def test_a_threads_summary_begins_with_the_message_that_it_began_with(
    fake: FakeDiscord, room: Room
) -> None:
    began = fake.say(room.ada, room.channel, "The ferry of Sandmoor needs new paint by May.")
    thread = fake.thread(room.ben, room.channel, "Paint", began)
    fake.say(room.ben, thread, "Then I will order forty litres of green on Monday.")
    asked = fake.slash(room.ada, thread, "summary", {"of": "this thread"})
    [summary] = fake.wait_for(
        lambda: [one for one in _ended(fake.replies(asked)) if "Reading" not in one.text]
    )
    assert "Ada: The ferry of Sandmoor needs new paint" in summary.text.replace("**", "")
    place = f"{room.guild.id}/{room.channel.id}/{began.id}"
    assert f"[[1]](<https://discord.com/channels/{place}>)" in summary.text


def test_a_question_in_pieces_is_one_where_all_are_answered(fake: FakeDiscord, room: Room) -> None:
    owner = fake.user("Eve", room.guild, admin=True)
    opened = fake.slash(owner, room.channel, "settings")
    [panel] = fake.wait_for(lambda: _ended(fake.replies(opened)))
    fake.click(owner, panel, "ex:set:field:listening:server", ["everything"])
    fake.wait_for(lambda: "Saved" in fake.replies(opened)[0].text)
    for piece in ("so", "when did", "the ferry of Sandmoor", "begin to run?"):
        said = fake.say(room.ada, room.channel, piece)
    [answer] = fake.wait_for(lambda: finished(fake, said))
    assert BEGAN in answer.text


@pytest.mark.parametrize("how", ["cut_gateway", "ask_to_reconnect"])
def test_a_break_of_the_connection_loses_no_question_and_doubles_none(
    fake: FakeDiscord, room: Room, how: str
) -> None:
    resumes, identifies = len(fake.gateway.resumes), len(fake.gateway.identifies)
    before = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    getattr(fake, how)()
    during = fake.say(room.ben, room.channel, TOWER, mention_bot=True)
    for asked, fact in ((before, BEGAN), (during, HEIGHT)):
        [answer] = fake.wait_for(lambda asked=asked: finished(fake, asked))  # type: ignore[misc]
        assert fact in answer.text
    assert len(fake.gateway.resumes) == resumes + 1
    assert len(fake.gateway.identifies) == identifies


def test_a_question_that_is_told_twice_is_answered_once(fake: FakeDiscord, room: Room) -> None:
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    fake.call(lambda: fake.core.tell("MESSAGE_CREATE", asked))
    fake.wait_for(lambda: finished(fake, asked))
    after = fake.say(room.ben, room.channel, TOWER, mention_bot=True)
    fake.wait_for(lambda: finished(fake, after))
    assert len(finished(fake, asked)) == 1


def test_a_lost_session_is_begun_anew(fake: FakeDiscord, room: Room) -> None:
    fake.invalidate()
    fake.ready()
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    [answer] = fake.wait_for(lambda: finished(fake, asked))
    assert BEGAN in answer.text


@pytest.mark.parametrize("everything", [False, True])
def test_a_limit_that_is_reached_delays_the_answer_and_nothing_else(
    fake: FakeDiscord, room: Room, everything: bool
) -> None:
    seen = len(fake.violations)
    fake.trouble("POST", "/messages$", status=429, retry_after=1.2, everything=everything)
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    [answer] = fake.wait_for(lambda: finished(fake, asked))
    assert BEGAN in answer.text
    assert fake.violations[seen:] == []


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 500, "times": 2},
        {"status": 502, "after": True},
        {"cut": True},
        {"cut": True, "after": True},
    ],
    ids=["errors", "error-after-it-was-done", "cut", "cut-after-it-was-done"],
)
def test_a_message_that_may_not_have_arrived_is_sent_again_but_never_doubled(
    fake: FakeDiscord, room: Room, trouble: dict[str, object]
) -> None:
    made = fake.trouble("POST", "/messages$", **trouble)
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    [answer] = fake.wait_for(lambda: finished(fake, asked), 30)
    assert BEGAN in answer.text
    assert made.times == 0


def test_the_last_edit_is_made_although_discord_is_in_trouble(
    fake: FakeDiscord, room: Room
) -> None:
    fake.trouble("PATCH", "/messages/", status=503, times=2)
    asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
    fake.wait_for(lambda: [a for a in finished(fake, asked) if BEGAN in a.text], 30)


def test_whose_command_came_through_too_late_is_told_so(
    fake: FakeDiscord, bot: Bot, room: Room
) -> None:
    fake.interactions.answer_seconds = 0.2
    fake.trouble("POST", "/callback", delay=0.5)
    asked = fake.slash(room.ada, room.channel, "ask", {"question": FERRY})
    [told] = fake.wait_for(lambda: _ended(fake.answers(room.channel)))
    assert fake.ignored(asked)
    fake.interactions.answer_seconds = 3.0
    assert BEGAN in told.text or "Ada" in told.text
    again = fake.slash(room.ada, room.channel, "ask", {"question": FERRY})
    [answer] = fake.wait_for(lambda: _ended(fake.replies(again)))
    assert BEGAN in answer.text
    assert bot.lives


def test_an_admin_is_told_in_private_where_it_may_not_write(fake: FakeDiscord, room: Room) -> None:
    admin = fake.user("Ida", room.guild, admin=True)
    fake.forbid(room.channel, "send_messages", "create_public_threads", "send_messages_in_threads")
    fake.say(admin, room.channel, FERRY, mention_bot=True)
    direct = fake.direct(admin)
    [told] = fake.wait_for(lambda: fake.answers(direct))
    assert "Send Messages" in told.text
    assert not fake.answers(room.channel)


def test_direct_messages_are_answered_without_a_mention(fake: FakeDiscord, room: Room) -> None:
    direct = fake.direct(room.ada)
    fake.say(room.ada, direct, FERRY)
    [answer] = fake.wait_for(lambda: _ended(fake.answers(direct)))
    assert BEGAN in answer.text


def test_two_hundred_questions_at_once_are_all_answered_once_and_in_order(
    fake: FakeDiscord, bot: Bot
) -> None:
    guild = fake.guild()
    people = [fake.user(f"person {number}", guild) for number in range(40)]
    hall = fake.channel(guild, "hall")
    begun = [fake.say(person, hall, FERRY, mention_bot=True) for person in people[:10]]
    fake.wait_for(lambda: all(finished(fake, asked) for asked in begun), 30)
    threads = [thread for asked in begun if (thread := fake.thread_of(asked))]
    assert len(threads) == 10
    channels = [fake.channel(guild, f"channel {number}") for number in range(10)]
    seen = len(fake.violations)
    questions = ((FERRY, BEGAN), (GIVEN_UP, TUNNEL), (TOWER, HEIGHT))

    asked = []
    for turn in range(10):
        text, _ = questions[turn % 3]
        for number, place in enumerate([*threads, *channels]):
            person = people[(10 * number + turn) % 40]
            message = fake.say(person, place, text, mention_bot=place in channels)
            asked.append((turn, place, message))
    assert len(asked) == 200

    def answered() -> bool:
        in_threads = all(len(_ended(fake.answers(thread))) == 11 for thread in threads)
        return in_threads and all(finished(fake, m) for _, p, m in asked if p in channels)

    fake.wait_for(answered, 90)
    for turn, place, message in asked:
        _, fact = questions[turn % 3]
        answers = finished(fake, message) if place in channels else fake.answers(place)[1:]
        assert len(answers) == (1 if place in channels else 10)
        assert fact in answers[0 if place in channels else turn].text
    assert fake.violations[seen:] == []
    assert bot.lives


def test_nothing_that_it_sent_was_refused_as_wrong(fake: FakeDiscord, bot: Bot) -> None:
    """Stands last: it looks at all that the shared bot has done."""
    expected = ("10062", "50013")
    assert [error for error in fake.errors if not any(code in error for code in expected)] == []
    assert fake.violations == []
    assert "Traceback" not in bot.log


def test_without_the_message_content_intent_it_answers_mentions(
    installation: Installation,
) -> None:
    with FakeDiscord(message_content=False) as fake, Bot(installation, fake) as bot:
        room = open_room(fake)
        asked = fake.say(room.ada, room.channel, FERRY, mention_bot=True)
        [answer] = fake.wait_for(lambda: finished(fake, asked))
        assert BEGAN in answer.text
        assert "Message Content Intent" in bot.log
        assert bot.stop() == 0


def test_a_wrong_token_ends_the_start_with_what_to_do(installation: Installation) -> None:
    with FakeDiscord() as fake:
        variables = {"DISCORD_TOKEN": "wrong.token.0", "DISCORD_API_URL": fake.base_url}
        ran = installation.run("run", env=variables)
    assert ran.code == 1
    assert "Discord does not accept the token in DISCORD_TOKEN" in ran.err
    assert "Traceback" not in ran.err
    assert "wrong.token" not in ran.err


def _ended(answers: list[Seen]) -> list[Seen]:
    return answers if answers and all(map(is_finished, answers)) else []
