"""An answer as far as it has come: what a message on a chat platform is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.types import Answer, Sentence


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show for a request.

    `status` says what is being done while it runs. `answer` is there once it is done; `problem`
    where it failed or was refused. `cut` says that the program ended before the answer did.
    `language` is that of the labels. A `private` answer can be shared with the channel.
    """

    request: str
    language: str
    status: str | None = None
    sentences: tuple[Sentence, ...] = ()
    answer: Answer | None = None
    problem: str | None = None
    follow_ups: tuple[str, ...] = ()
    private: bool = False
    cut: bool = False
