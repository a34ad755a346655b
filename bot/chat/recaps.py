"""What is to be summarized, where a message asks for it in words: `summarize`, `sum up the thread`.

The words at its beginning say that; what follows them is read as after `/summary of:`.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from bot.chat.summarizing import ChannelWanted, StoryWanted, ThreadWanted, Wanted, parse
from bot.chat.types import Message
from bot.phrases import LANGUAGES, Phrases
from bot.text.words import plain


def recap_wanted(text: str, language: str, now: datetime) -> Wanted | None:
    """What a message wants summed up; ThreadWanted also where it says no more than that.

    None where it asks for something else, a topic too: that is a question like others.
    """
    words = _polite_aside(plain(text).strip())
    for asked in _heard("summarize"):
        if words == asked:
            return ThreadWanted()
        if words.startswith(asked + " "):
            rest = words[len(asked) :].strip()
            # "Summary of the thread": the little word between is no part of what is wanted.
            for of in (rest, rest.partition(" ")[2]):
                wanted = parse(of, language, now) if of else None
                if isinstance(wanted, (StoryWanted, ThreadWanted, ChannelWanted)):
                    return wanted
    return None


def recap_of(message: Message, now: datetime) -> Wanted | None:
    """What a message that calls the bot wants summed up, None where it asks for something else.

    Where there is no thread, "summarize" means the story.
    """
    language = (message.author.locale or LANGUAGES[0])[:2]
    wanted = recap_wanted(message.text, language, now)
    if isinstance(wanted, ThreadWanted) and message.place.thread is None:
        return StoryWanted()
    return wanted


def _polite_aside(words: str) -> str:
    polite = "|".join(re.escape(said) for said in _heard("politely"))
    return re.sub(rf"^(?:(?:{polite}) )+|(?: (?:{polite}))+$", "", words)


@cache
def _heard(kind: str) -> tuple[str, ...]:
    """What is heard as this in any language, the longest first."""
    said = (Phrases(language).say(f"heard-{kind}").split("|") for language in LANGUAGES)
    return tuple(sorted({plain(one).strip() for many in said for one in many}, key=len)[::-1])
