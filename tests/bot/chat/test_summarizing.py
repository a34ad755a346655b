"""What `/summary of:` means, and what is offered while it is typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.summarizing import (
    LONGEST,
    MOST,
    ChannelWanted,
    StoryWanted,
    ThreadWanted,
    TopicWanted,
    Wanted,
    offers,
    parse,
)
from bot.phrases import LANGUAGES

NOW = datetime(2025, 11, 5, 15, tzinfo=UTC)  # A Wednesday.
TOPICS = ("The bridge at Larkford", "The river Lark")


def since(*moment: int) -> ChannelWanted:
    return ChannelWanted(datetime(*moment, tzinfo=UTC))  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_means_the_same_when_it_is_typed(language: str) -> None:
    for value, label in offers("", (), language, in_thread=True):
        assert parse(label, language, NOW) == parse(value, language, NOW), label


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("en", "", StoryWanted()),
        ("en", "The story", StoryWanted()),
        ("fr", "Toute l’histoire", StoryWanted()),
        ("fr", "toute l'histoire", StoryWanted()),
        ("en", "this thread", ThreadWanted()),
        ("fr", "ce fil", ThreadWanted()),
        ("en", "this channel", ChannelWanted(None)),
        ("en", "this channel since yesterday", since(2025, 11, 4)),
        ("en", "this channel since 2025-11-01", since(2025, 11, 1)),
        ("en", "this channel since 1/11/2025", since(2025, 11, 1)),
        ("en", "this channel since monday", since(2025, 11, 3)),
        ("en", "Since last Monday", since(2025, 11, 3)),
        ("en", "this channel, 3 hours", since(2025, 11, 5, 12)),
        ("en", "the last 3 hours", since(2025, 11, 5, 12)),
        ("en", "since 9:30", since(2025, 11, 5, 9, 30)),
        ("en", "this channel today", since(2025, 11, 5)),
        ("fr", "ce salon depuis hier", since(2025, 11, 4)),
        ("fr", "ce salon depuis lundi dernier", since(2025, 11, 3)),
        ("fr", "depuis le 1er novembre", since(2025, 11, 1)),
        ("fr", "les 3 derniers jours", since(2025, 11, 2)),
        ("fr", "ce salon depuis ce matin", since(2025, 11, 5)),
        ("de", "dieser Kanal seit gestern", since(2025, 11, 4)),
        ("es", "desde el lunes", since(2025, 11, 3)),
        ("it", "questo canale da ieri", since(2025, 11, 4)),
        ("pt", "este canal desde ontem", since(2025, 11, 4)),
        ("nl", "de afgelopen 3 uur", since(2025, 11, 5, 12)),
        ("en", "channel:6h", since(2025, 11, 5, 9)),
        ("en", "channel:1d", since(2025, 11, 4, 15)),
        ("en", "topic:the story", TopicWanted("the story")),
        ("en", "The river Lark", TopicWanted("The river Lark")),
        ("en", "since the merger", TopicWanted("since the merger")),
        ("en", "the last mile problem", TopicWanted("the last mile problem")),
        ("en", "after the crash", TopicWanted("after the crash")),
        ("fr", "les puces", TopicWanted("les puces")),
    ],
)
def test_what_is_typed_is_understood(language: str, typed: str, wanted: Wanted) -> None:
    assert parse(typed, language, NOW) == wanted


def test_someone_may_type_in_another_language_than_that_of_their_settings() -> None:
    assert parse("ce salon depuis hier", "en", NOW) == since(2025, 11, 4)
    assert parse("this thread", "fr", NOW) == ThreadWanted()


def test_a_time_to_come_is_no_time_to_summarize_from() -> None:
    assert isinstance(parse("since 2031-01-01", "en", NOW), TopicWanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offer_means_what_it_says_and_fits(language: str) -> None:
    topics = [f"{title} {'and so on ' * 20}" for title in TOPICS] * 20
    offered = offers("", topics, language, in_thread=True)

    assert len(offered) <= MOST
    assert all(len(value) <= LONGEST and len(label) <= LONGEST for value, label in offered)
    assert len({value for value, _ in offered}) == len(offered)
    kinds = [type(parse(value, language, NOW)) for value, _ in offered]
    assert kinds[:2] == [StoryWanted, ThreadWanted]
    assert kinds.count(ChannelWanted) >= 4
    assert TopicWanted in kinds


def test_a_thread_is_only_offered_where_there_is_one() -> None:
    assert "thread" not in dict(offers("", TOPICS, "en", in_thread=False))


def test_what_is_typed_narrows_the_offers() -> None:
    assert offers("river", TOPICS, "en", in_thread=True) == [
        ("topic:The river Lark", "The river Lark")
    ]


def test_a_time_of_ones_own_is_offered_as_it_is_typed() -> None:
    ((value, label), *_) = offers("this channel since monday", TOPICS, "en", in_thread=False)

    assert label == "this channel since monday"
    assert parse(value, "en", NOW) == since(2025, 11, 3)


def test_a_topic_of_ones_own_is_offered_where_nothing_fits() -> None:
    ((value, label),) = offers("the lighthouse", TOPICS, "en", in_thread=False)

    assert label == "the lighthouse"
    assert parse(value, "en", NOW) == TopicWanted("the lighthouse")
