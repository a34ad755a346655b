"""What was said a moment ago, as far as this process has heard it."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.chat.types import Message

_MESSAGES = 10
_PLACES = 2000
_SEEN = 10_000


class Recent:
    """The last messages of the places in which was spoken last."""

    def __init__(self) -> None:
        self._places: OrderedDict[str, deque[Message]] = OrderedDict()
        self._seen: OrderedDict[str, None] = OrderedDict()

    def before(self, message: Message) -> list[Message]:
        """What was said in a message's place before it, oldest first."""
        here = self._places.get(message.place.key, ())
        return [one for one in here if float(one.id) < float(message.id)]

    def heard(self, message: Message) -> None:
        """Remembers a message."""
        here = self._places.setdefault(message.place.key, deque(maxlen=_MESSAGES))
        self._places.move_to_end(message.place.key)
        here.append(message)
        if len(self._places) > _PLACES:
            self._places.popitem(last=False)

    def is_new(self, key: str) -> bool:
        """Whether a message comes for the first time: a mention, for one, comes twice."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return True
