"""Some models write their thoughts into the answer, as `<think>…</think>` before its first word.

The filter holds text back only while it could still be the beginning of a tag.
"""

from __future__ import annotations

OPENING = "<think>"
CLOSING = "</think>"


class ThoughtFilter:
    """Takes an answer's text in pieces and gives back what is not thought.

    Only thoughts at the beginning are taken out: later on the tags are text like any other.
    Whitespace before the first word goes with them. A thought that never ends shows nothing.
    """

    def __init__(self) -> None:
        self.thought_seen = False
        self._in_thought = False
        self._in_text = False
        self._held = ""

    def feed(self, text: str) -> str:
        """What may be shown now that `text` has arrived; often all of it, sometimes nothing."""
        if self._in_text:
            return text
        self._held += text
        while self._moves_on():
            pass
        return self.end() if self._in_text else ""

    def end(self) -> str:
        """What was held back and turned out to be text, once nothing more comes."""
        text = "" if self._in_thought else self._held
        self._held = ""
        return text

    def _moves_on(self) -> bool:
        """Whether a tag was found, so that what stands behind it is to be looked at."""
        if self._in_thought:
            _, closing, after = self._held.partition(CLOSING)
            self._in_thought = not closing
            self._held = after if closing else self._held[-(len(CLOSING) - 1) :]
            return bool(closing)
        self._held = self._held.lstrip()
        if self._held.startswith(OPENING):
            self._in_thought = self.thought_seen = True
            self._held = self._held[len(OPENING) :]
            return True
        self._in_text = not OPENING.startswith(self._held)
        return False
