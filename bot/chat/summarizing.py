"""What people mean by `/summary of:` - the story, a topic, this thread, this channel since …

What is offered while they type has stable values (`story`, `thread`, `channel:24h`, `topic:…`); the
same can be typed freely, in any of the languages spoken here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.phrases import LANGUAGES, Phrases

MOST = 25
"""How many values may be offered at once, by the platforms' rules."""

LONGEST = 100
"""Characters that a value and its label may have, by the platforms' rules."""

_HOURS = (1, 6)
_DAYS = (1, 3, 7)
_CODE = re.compile(r"(?:(?P<kind>story|thread|channel)(?::(?P<count>\d{1,4})(?P<unit>[hd]))?)$")
_TOPIC = "topic:"
# Any moment will do where only the form of a time matters.
_SOME_DAY = datetime(2025, 1, 15, 12, tzinfo=UTC)
_CLOCK = re.compile(
    r"\d\s*(?:h\b|min|sec|[ap]m\b|:|hour|heure|stunde|hora|or[ae]\b|uur|uhr)"
    r"|hour|heure|stunde|\bhora|\bor[ae]\b|\buur|minut|noon|midi|mittag|mezzogiorno|mediodía"
    r"|morning|evening|afternoon"
)

# Words that the parser of dates does not know.
_LAST = re.compile(r"(?:^| )(?:dernière?s?|derniers?)(?= |$)")
_TODAY = {
    "ce matin": "aujourd'hui",
    "heute morgen": "heute",
    "heute früh": "heute",
    "esta mañana": "hoy",
    "stamattina": "oggi",
    "questa mattina": "oggi",
    "esta manhã": "hoje",
    "vanmorgen": "vandaag",
    "vanochtend": "vandaag",
}


@dataclass(frozen=True, slots=True)
class StoryWanted:
    """The whole story."""


@dataclass(frozen=True, slots=True)
class TopicWanted:
    """What the documents say on a topic."""

    text: str


@dataclass(frozen=True, slots=True)
class ThreadWanted:
    """The thread that the command was used in."""


@dataclass(frozen=True, slots=True)
class ChannelWanted:
    """The channel that the command was used in, since a time (aware, in UTC) or all of it."""

    since: datetime | None


Wanted = StoryWanted | TopicWanted | ThreadWanted | ChannelWanted


def parse(of: str, language: str, now: datetime) -> Wanted:
    """What is to be summarized; `of` is a value of `offers` or what a person typed.

    `language` is tried first, then the others. Days begin at midnight UTC. Whatever is no story,
    thread or channel is a topic; nothing at all is the story.
    """
    text = of.strip()
    if text.startswith(_TOPIC):
        return TopicWanted(text.removeprefix(_TOPIC).strip())
    code = _CODE.fullmatch(text)
    if code is not None:
        return _coded(code, now)
    plain = _plain(text)
    if not plain:
        return StoryWanted()
    for spoken in sorted(LANGUAGES, key=lambda one: one != language):
        for value, label in _known((), spoken, in_thread=True):
            if plain == _plain(label) and (code := _CODE.fullmatch(value)):
                return _coded(code, now)
        if plain in _heard(spoken, "story"):
            return StoryWanted()
        if plain in _heard(spoken, "thread"):
            return ThreadWanted()
        channel = _channel(plain, spoken, now)
        if channel is not None:
            return channel
    return TopicWanted(text)


def offers(
    typed: str, topics: Sequence[str], language: str, *, in_thread: bool
) -> list[tuple[str, str]]:
    """What to offer while a person types: at most 25 values, each with what it is called."""
    wanted = _plain(typed)
    found = [
        (value, label)
        for value, label in _known(topics, language, in_thread=in_thread)
        if not wanted or wanted in _plain(label) or wanted in value
    ]
    labels = {_plain(label) for _, label in found}
    own = " ".join(typed.split())[:LONGEST]
    if wanted and wanted not in labels:
        meant = parse(own, language, _SOME_DAY)
        if not isinstance(meant, TopicWanted):
            found.insert(0, (own, own))
        elif not found:
            found.append((f"{_TOPIC}{own}"[:LONGEST], own))
    return [*dict(found).items()][:MOST]


def _known(topics: Sequence[str], language: str, *, in_thread: bool) -> Iterator[tuple[str, str]]:
    say = Phrases(language).say
    yield "story", say("summary-story")
    if in_thread:
        yield "thread", say("summary-thread")
    for hours in _HOURS:
        yield f"channel:{hours}h", say("summary-channel-hours", hours=hours)
    for days in _DAYS:
        yield f"channel:{days}d", say("summary-channel-days", days=days)
    yield "channel", say("summary-channel")
    for topic in topics:
        title = " ".join(topic.split())
        yield _cut(f"{_TOPIC}{title}"), _cut(title)


def _cut(text: str) -> str:
    """A text within the limit, ended at a word."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def _coded(code: re.Match[str], now: datetime) -> Wanted:
    if code["kind"] == "story":
        return StoryWanted()
    if code["kind"] == "thread":
        return ThreadWanted()
    if code["count"] is None:
        return ChannelWanted(None)
    count = int(code["count"])
    back = timedelta(hours=count) if code["unit"] == "h" else timedelta(days=count)
    return ChannelWanted(now.astimezone(UTC) - back)


def _channel(plain: str, language: str, now: datetime) -> ChannelWanted | None:
    """The channel, if it is named or a time is: `this channel since monday`, `since 9:00`."""
    named, rest = _start(plain, _heard(language, "channel"))
    if named and not rest:
        return ChannelWanted(None)
    told, time = _start(rest, _heard(language, "since"))
    if not (named or told) or not time:
        return None
    since = _time(time, language, now)
    return None if since is None else ChannelWanted(since)


def _time(text: str, language: str, now: datetime) -> datetime | None:
    """A past time in words or figures: `yesterday`, `3 hours`, `2025-11-01`; None for no time."""
    import dateparser

    now = now.astimezone(UTC)
    text = _LAST.sub(" ", _TODAY.get(text, text)).strip()
    # The parser stumbles over an article before, or a word behind: `el lunes`, `monday morning`.
    tries: list[str] = [text, text.split(" ", 1)[-1], text.rsplit(" ", 1)[0]]
    if not re.search(r"\d", text):
        tries.insert(1, f"1 {text}")
    for attempt in dict.fromkeys(tries):
        found = dateparser.parse(
            attempt,
            languages=[language],
            settings={
                "PREFER_DATES_FROM": "past",
                "PREFER_DAY_OF_MONTH": "first",
                "DATE_ORDER": "YMD" if re.match(r"\d{4}", attempt) else "DMY",
                "RELATIVE_BASE": now.replace(tzinfo=None),
                "TIMEZONE": "UTC",
                "RETURN_AS_TIMEZONE_AWARE": True,
            },
        )
        if found is not None and found <= now:
            if _CLOCK.search(attempt) is None:
                found = found.replace(hour=0, minute=0, second=0, microsecond=0)
            return found.astimezone(UTC)
    return None


def _heard(language: str, kind: str) -> tuple[str, ...]:
    alternatives = Phrases(language).say(f"heard-of-{kind}").split("|")
    return tuple(sorted(map(_plain, alternatives), key=len, reverse=True))


def _start(text: str, alternatives: Sequence[str]) -> tuple[str, str]:
    """The alternative that a text starts with, and what stands behind it."""
    for said in alternatives:
        if text == said or text.startswith(said + " "):
            return said, text[len(said) :].strip()
    return "", text


def _plain(text: str) -> str:
    """Lower case, plain apostrophes, one space between words, no punctuation around."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(re.sub(r"[,;!?“”\"«»]", " ", folded).split()).strip(" .:")
