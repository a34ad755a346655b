"""Short messages that one person sends in a row are one question.

Each message waits a moment; the last one to wake up takes all of them along.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.chat.types import Message

_LONG = 200
_MOST_MESSAGES = 10
_ENDS_AS_QUESTION = re.compile(r"[?？؟][\s)\"'»”!]*$")


@dataclass(slots=True)
class _Burst:
    messages: list[Message] = field(default_factory=list)
    waiting: int = 0
    taken: bool = False


class Bursts:
    """The bursts under way, by place and person."""

    def __init__(self, quiet_seconds: float) -> None:
        """A burst ends once its person has been quiet for so long."""
        self._quiet_seconds = quiet_seconds
        self._bursts: dict[tuple[str, str], _Burst] = {}

    async def gather(self, message: Message) -> Message | None:
        """Call it with every message. One call returns the whole burst, all others None.

        What ends in a question mark or is long is complete: it waits for nothing and takes along
        what came just before.
        """
        at = (message.place.key, message.author.key)
        burst = self._bursts.setdefault(at, _Burst())
        if any(known.key == message.key for known in burst.messages):
            # A platform may tell of a message twice.
            return None
        burst.messages.append(message)
        if _complete(message) or len(burst.messages) >= _MOST_MESSAGES:
            return self._take(at, burst)
        burst.waiting += 1
        try:
            await asyncio.sleep(self._quiet_seconds)
        except asyncio.CancelledError:
            burst.waiting -= 1
            burst.messages = [one for one in burst.messages if one.key != message.key]
            if not burst.waiting and not burst.taken:
                self._take(at, burst)
            raise
        burst.waiting -= 1
        # All wait equally long, so the last one to wake up is the newest.
        return None if burst.taken or burst.waiting else self._take(at, burst)

    def replace(self, message: Message) -> bool:
        """Takes an edited message in place of the one with its key; False: it waits no more."""
        for burst in self._bursts.values():
            for index, known in enumerate(burst.messages):
                if known.key == message.key:
                    burst.messages[index] = message
                    return True
        return False

    def withdraw(self, key: str) -> bool:
        """Leaves out the message with this key, which was deleted; False: it waits no more."""
        for burst in self._bursts.values():
            left = [message for message in burst.messages if message.key != key]
            if len(left) < len(burst.messages):
                burst.messages = left
                return True
        return False

    def _take(self, at: tuple[str, str], burst: _Burst) -> Message | None:
        burst.taken = True
        del self._bursts[at]
        return joined(burst.messages) if burst.messages else None

    def __len__(self) -> int:
        """How many bursts are under way."""
        return len(self._bursts)


def _complete(message: Message) -> bool:
    return len(message.text) > _LONG or _ENDS_AS_QUESTION.search(message.text) is not None


async def not_taken(whole: Message, claim: Callable[[Message], Awaitable[bool]]) -> Message | None:
    """What is left of a message without the parts that `claim` says were taken before.

    All of them are claimed, so that one of which a platform tells again later is known then.
    """
    left = [part for part in whole.parts or (whole,) if await claim(part)]
    return joined(left) if left else None


def joined(messages: Sequence[Message]) -> Message:
    """All as one, with the id, link and time of the last."""
    if len(messages) == 1:
        return messages[0]
    replies = [message for message in messages if message.replies_to is not None]
    return replace(
        messages[-1],
        text="\n".join(message.text for message in messages if message.text.strip()),
        mentions_us=any(message.mentions_us for message in messages),
        mentions_others=any(message.mentions_others for message in messages),
        replies_to=replies[0].replies_to if replies else None,
        replies_to_us=any(message.replies_to_us for message in messages),
        attachments=tuple(file for message in messages for file in message.attachments),
        parts=tuple(messages),
    )
