"""Logs go to standard error, so that they never mix with answers."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from bot.types import BotError
from knowledge.types import KnowledgeError

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger


def configure(level: str, *, errors_are_shown: bool = False) -> None:
    """Sets the least important level that is written: `debug`, `info`, `warning` or `error`.

    With `errors_are_shown`, errors that say what to do are left out: the command prints them.
    """
    import structlog

    least = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(stream=sys.stderr, level=least, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S"),
            *([] if least <= logging.DEBUG else [_WithoutExpectedTraces(errors_are_shown)]),
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class _WithoutExpectedTraces:
    """An error that says what to do needs no stack trace beneath it."""

    def __init__(self, shown: bool) -> None:
        self._shown = shown

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        import structlog

        error = sys.exc_info()[1]
        if event.get("exc_info") and isinstance(error, BotError | KnowledgeError):
            if self._shown:
                raise structlog.DropEvent
            del event["exc_info"]
            event["reason"] = str(error)
        return event
