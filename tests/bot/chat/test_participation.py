"""When the bot speaks and when it keeps quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.participation import Move, decide
from bot.chat.preferences import Listening, Preferences
from bot.chat.types import Attachment, Message, Person, Place

NOON = datetime(2025, 1, 27, 12, tzinfo=UTC)
CHANNEL = Place("chat", "server", "general")
THREAD = Place("chat", "server", "general", "thread")
PRIVATE = Place("chat", None, "dm")
ANNA, BEN = Person("chat", "1", "Anna"), Person("chat", "2", "Ben")
US = Person("chat", "9", "Explainer", bot=True)
ROBOT = Person("chat", "8", "Robot", bot=True)

USUAL = Preferences()
EVERYTHING = Preferences(listening=Listening.EVERYTHING)
NOTHING = Preferences(listening=Listening.NOTHING)
WITH_BOTS = Preferences(answer_bots=True)


def said(
    text: str, author: Person = ANNA, place: Place = CHANNEL, *, at: float = 60, **more: object
) -> Message:
    message = Message(f"m{at}", place, author, text, NOON + timedelta(seconds=at))
    return replace(message, ours=author is US, **more)  # type: ignore[arg-type]


async def _nothing() -> bytes:
    return b""


FILE = Attachment("chart.png", 10, "image/png", _nothing)


def move(
    message: Message,
    preferences: Preferences = USUAL,
    *,
    our_thread: bool = False,
    paused: bool = False,
    recent: tuple[Message, ...] = (),
) -> Move:
    decision = decide(message, preferences, our_thread=our_thread, paused=paused, recent=recent)
    return decision.move


def test_mention_reply_and_direct_message_are_answered() -> None:
    assert move(said("why did it fall?", mentions_us=True)) is Move.ANSWER
    assert move(said("and then", replies_to="a", replies_to_us=True)) is Move.ANSWER
    assert move(said("hello", place=PRIVATE)) is Move.ANSWER
    assert move(said("and then", place=THREAD, replies_to="a", replies_to_us=True)) is Move.ANSWER


def test_what_nobody_addresses_to_us_is_left_alone() -> None:
    assert move(said("why did it fall?")) is Move.IGNORE
    assert move(said("why did it fall?", place=THREAD)) is Move.IGNORE


def test_our_own_messages_and_notices_are_never_answered() -> None:
    assert move(said("why did it fall?", US, mentions_us=True), EVERYTHING) is Move.IGNORE
    notice = said("Why hello, Anna joined?", mentions_us=True, ordinary=False)
    assert move(notice, EVERYTHING) is Move.IGNORE


def test_a_mention_counts_where_others_are_mentioned_too() -> None:
    asked = said("@Ben why did it fall?", mentions_us=True, mentions_others=True)
    assert move(asked) is Move.ANSWER


def test_a_reply_to_us_that_speaks_to_someone_else_is_left_alone() -> None:
    told = said("@Ben look at that", replies_to="a", replies_to_us=True, mentions_others=True)
    assert move(told) is Move.IGNORE


def test_a_bare_mention_explains_the_thread_or_the_message_replied_to() -> None:
    assert move(said("", place=THREAD, mentions_us=True)) is Move.EXPLAIN
    assert move(said("?", place=THREAD, mentions_us=True)) is Move.EXPLAIN
    assert move(said("", mentions_us=True, replies_to="a")) is Move.EXPLAIN
    assert move(said("", mentions_us=True)) is Move.ANSWER


def test_a_bare_mention_with_a_file_asks_about_the_file() -> None:
    assert move(said("", place=THREAD, mentions_us=True, attachments=(FILE,))) is Move.ANSWER


def test_a_thumb_is_not_answered() -> None:
    assert move(said("👍", mentions_us=True)) is Move.IGNORE
    assert move(said("👍", place=PRIVATE)) is Move.IGNORE
    assert move(said("👍", place=THREAD), our_thread=True) is Move.IGNORE


def test_where_only_commands_are_wanted_a_mention_is_ignored_too() -> None:
    assert move(said("why did it fall?", mentions_us=True), NOTHING) is Move.IGNORE
    assert move(said("why did it fall?", place=THREAD), NOTHING, our_thread=True) is Move.IGNORE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and the second report?", Move.ANSWER),
        ("why?", Move.ANSWER),
        ("为什么？", Move.ANSWER),
        ("I mean the older of the two", Move.ANSWER),
        ("thanks!", Move.IGNORE),
        ("ok, got it", Move.IGNORE),
        ("merci, c'est top", Move.ANSWER),
        ("haha", Move.IGNORE),
        ("stop answering here please", Move.PAUSE),
    ],
)
def test_in_our_thread_a_follow_up_needs_no_mention(text: str, expected: Move) -> None:
    before = (said("It fell by a third. [1]", US, THREAD, at=30),)
    assert move(said(text, place=THREAD), our_thread=True, recent=before) is expected


def test_a_follow_up_needs_a_mention_where_that_is_set() -> None:
    mentions_only = Preferences(follow_up_unmentioned=False)
    asked = said("and the second report?", place=THREAD)
    assert move(asked, mentions_only, our_thread=True) is Move.IGNORE
    assert move(replace(asked, mentions_us=True), mentions_only, our_thread=True) is Move.ANSWER


def test_in_our_thread_people_may_talk_with_each_other() -> None:
    bens = said("that is a lot", BEN, THREAD, at=50)
    assert (
        move(said("we should sell", place=THREAD), our_thread=True, recent=(bens,)) is Move.IGNORE
    )
    assert (
        move(said("@Ben why is that?", place=THREAD, mentions_others=True), our_thread=True)
        is Move.IGNORE
    )
    assert (
        move(said("why is that?", place=THREAD, replies_to="m50"), our_thread=True, recent=(bens,))
        is Move.IGNORE
    )
    asked = said("why did the second one fall?", place=THREAD)
    assert move(asked, our_thread=True, recent=(bens,)) is Move.ANSWER


def test_a_reply_to_ones_own_message_goes_on_with_it() -> None:
    own = said("why did it fall?", place=THREAD, at=30)
    again = said("and why so late?", place=THREAD, replies_to="m30")
    assert move(again, our_thread=True, recent=(own,)) is Move.ANSWER


def test_only_a_question_in_our_thread_counts_as_addressed() -> None:
    def addressed(text: str, preferences: Preferences = USUAL) -> bool:
        message = said(text, place=THREAD)
        return decide(message, preferences, our_thread=True, paused=False).addressed

    assert addressed("and why so late?")
    assert not addressed("the older of the two")
    assert not addressed("and why so late?", EVERYTHING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why did the shares fall", Move.ANSWER),
        ("Quelqu'un sait quand sort le rapport ?", Move.ANSWER),
        ("explain the drop", Move.ANSWER),
        ("thanks!", Move.IGNORE),
        ("I sold everything", Move.IGNORE),
        ("what's up?", Move.IGNORE),
        ("did you see the game?", Move.IGNORE),
        ("", Move.IGNORE),
    ],
)
def test_where_everything_is_answered_questions_are_and_talk_is_not(
    text: str, expected: Move
) -> None:
    assert move(said(text), EVERYTHING) is expected


def test_a_question_that_nobody_addressed_is_not_called_addressed() -> None:
    decision = decide(said("why did it fall?"), EVERYTHING, our_thread=False, paused=False)
    assert not decision.addressed


def test_questions_to_other_people_are_theirs() -> None:
    assert move(said("@Ben why did it fall?", mentions_others=True), EVERYTHING) is Move.IGNORE
    assert move(said("why did it fall?", replies_to="a"), EVERYTHING) is Move.IGNORE


def test_two_people_who_talk_are_not_interrupted() -> None:
    talk = (
        said("I think it is a bubble", at=10),
        said("no, it just shows that chips are not everything", BEN, at=30),
    )
    assert move(said("why would you say that?"), EVERYTHING, recent=talk) is Move.IGNORE
    assert move(said("what is inference compute?"), EVERYTHING, recent=talk) is Move.ANSWER
    began, ended = said("hm", at=60), said("why would you say that?", at=62)
    burst = replace(ended, text="hm\nwhy would you say that?", parts=(began, ended))
    assert move(burst, EVERYTHING, recent=(*talk, began)) is Move.IGNORE
    hours_later = said("why would you say that?", at=9000)
    assert move(hours_later, EVERYTHING, recent=talk) is Move.ANSWER


def test_paused_it_answers_only_those_who_name_it() -> None:
    assert move(said("why did it fall?"), EVERYTHING, paused=True) is Move.IGNORE
    follow_up = said("and why so late?", place=THREAD)
    assert move(follow_up, our_thread=True, paused=True) is Move.IGNORE
    assert move(said("why did it fall?", mentions_us=True), paused=True) is Move.ANSWER
    assert move(said("why did it fall?", place=PRIVATE), paused=True) is Move.IGNORE


@pytest.mark.parametrize("text", ["pause", "tais-toi stp", "please be quiet"])
def test_it_is_told_to_be_quiet(text: str) -> None:
    assert move(said(text, mentions_us=True)) is Move.PAUSE
    assert move(said(text, place=PRIVATE)) is Move.PAUSE
    assert move(said(text), EVERYTHING) is Move.IGNORE


def test_go_on_wakes_it_where_it_is_paused_and_asks_for_more_where_it_is_not() -> None:
    asked = said("go on", mentions_us=True)
    assert move(asked, paused=True) is Move.RESUME
    assert move(asked) is Move.ANSWER
    assert move(said("go on", place=PRIVATE), paused=True) is Move.RESUME


def test_to_summarize_in_french_is_not_to_resume() -> None:
    assert move(said("résume", mentions_us=True), paused=True) is Move.ANSWER
    assert move(said("reprends", mentions_us=True), paused=True) is Move.RESUME


def test_bots_are_ignored_unless_set() -> None:
    asked = said("why did it fall?", ROBOT, mentions_us=True)
    assert move(asked) is Move.IGNORE
    assert move(asked, WITH_BOTS) is Move.ANSWER
    assert move(said("why did it fall?", ROBOT), WITH_BOTS) is Move.IGNORE
    reply = said("why is that?", ROBOT, replies_to="a", replies_to_us=True)
    assert move(reply, WITH_BOTS) is Move.IGNORE


def test_two_bots_that_answer_each_other_fall_silent_until_a_person_speaks() -> None:
    heard: list[Message] = [said("ask the other one", at=0)]
    answered = 0
    for turn in range(1, 11):
        asked = said("why did it fall?", ROBOT, at=turn * 10, mentions_us=True)
        if move(asked, WITH_BOTS, recent=tuple(heard)) is Move.ANSWER:
            answered += 1
            heard += [
                asked,
                said("It fell. [1]", US, at=turn * 10 + 1),
                said("It fell more. [2]", US, at=turn * 10 + 2),
            ]
        else:
            heard.append(asked)
    assert answered == 2
    heard.append(said("ask once more", at=200))
    again = said("why did it fall?", ROBOT, at=210, mentions_us=True)
    assert move(again, WITH_BOTS, recent=tuple(heard)) is Move.ANSWER
