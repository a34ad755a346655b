"""An outage is told once in a conversation."""

from __future__ import annotations

from bot.chat.outages import Outages
from bot.phrases import Phrases
from bot.types import EMBEDDED, Answer, Outcome, Question

OTHER = "The newest source used is from 27 January 2025."


def quoted(language: str = "en") -> Answer:
    notice = Phrases(language).say("notice-model-failed")
    return answer(language, (notice, OTHER))


def answer(language: str = "en", notices: tuple[str, ...] = (), writer: str = EMBEDDED) -> Answer:
    question = Question("why?", "chat:1", "chat:thread")
    return Answer("a", question, "why?", language, Outcome.ANSWERED, notices=notices, writer=writer)


def test_an_outage_is_told_once_in_a_conversation_and_once_in_each() -> None:
    outages = Outages()
    assert outages.told("thread", quoted()) == quoted()
    assert outages.told("thread", quoted()).notices == (OTHER,)
    assert outages.told("thread", quoted("fr")).notices == (OTHER,)
    assert outages.told("another", quoted()) == quoted()


def test_after_the_model_wrote_again_the_next_outage_is_told() -> None:
    outages = Outages()
    outages.told("thread", quoted())
    written = answer(writer="main")
    assert outages.told("thread", written) == written
    assert outages.told("thread", quoted()) == quoted()


def test_small_talk_does_not_end_an_outage() -> None:
    outages = Outages()
    outages.told("thread", quoted())
    outages.told("thread", answer())
    assert outages.told("thread", quoted()).notices == (OTHER,)


def test_a_failure_is_told_until_it_was_told_and_again_after_an_answer() -> None:
    outages = Outages()
    assert not outages.repeats("thread")
    assert outages.repeats("thread")
    assert not outages.repeats("another")
    outages.told("thread", answer())
    assert not outages.repeats("thread")


def test_only_so_many_conversations_are_remembered() -> None:
    outages = Outages(conversations=2)
    for conversation in ("a", "b", "c"):
        assert not outages.repeats(conversation)
    assert outages.repeats("c")
    assert not outages.repeats("a")
