"""What an endpoint's errors mean: in plain words, and whether asking again may help.

Endpoints agree on little more than the status, so the rest is read from the error's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from typing import TYPE_CHECKING

from bot.llm.types import Endpoint

if TYPE_CHECKING:
    from openai import APIStatusError

LONGEST_QUOTE = 200

_OVERFLOW = re.compile(
    r"context[ _](length|size|window|limit)|maximum context|prompt is too long"
    r"|(input|request|prompt) (is )?too (long|large)|too many (input )?tokens|reduce the length"
)
_MODEL_MISSING = re.compile(
    r"\bmodel\b.{0,120}?(not found|not exist|unknown)|(unknown|invalid|no such) model"
    r"|model_not_found"
)
_UNKNOWN_FIELD = re.compile(
    r"(unknown|extra|additional|unexpected|unrecognized|unsupported|invalid)[ _]"
    r"(field|input|propert|param|argument|key|request argument)|extra_forbidden"
)
_NO_CREDIT = re.compile(r"insufficient[ _](quota|balance|credit)|exceeded your current quota")


class EndpointError(Exception):
    """An endpoint gave no answer, or none to its end.

    `reason` is for the owner and holds no secret. `status` is that of its response, None where none
    came. `again` says that the same question may succeed
    at the same endpoint, `wait` after how many seconds by its own account. `rests` says that the
    fault lies in the endpoint rather than in the question: others need not try it for a while.
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        again: bool = False,
        wait: float | None = None,
        rests: bool = True,
        overflow: bool = False,
        model_missing: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.again = again
        self.wait = wait
        self.rests = rests
        self.overflow = overflow
        self.model_missing = model_missing


def failure_of(error: Exception, endpoint: Endpoint, now: float) -> EndpointError:
    """The failure that an exception of the openai client, or of its stream, stands for.

    `now` is seconds since the epoch, for a `Retry-After` that is a date.
    """
    import openai

    secret = endpoint.secret
    if isinstance(error, openai.APIStatusError):
        return _status_failure(error, secret, now)
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return EndpointError("it kept silent for too long")
    if isinstance(error, openai.APIConnectionError):
        cause = _quoted(str(error.__cause__ or ""), secret)
        return EndpointError(f"no connection to {endpoint.shown_address}{cause}", again=True)
    if isinstance(error, openai.APIError):
        words = _words_of(error.body) or error.message
        if _OVERFLOW.search(words.lower()):
            return _overflow(200, words, secret)
        return EndpointError(
            f"it broke off with an error{_quoted(words, secret)}", status=200, again=True
        )
    if isinstance(error, JSONDecodeError | UnicodeDecodeError):
        return EndpointError("it sent something that is not JSON", status=200, again=True)
    return EndpointError(f"it could not be asked{_quoted(str(error), secret)}")


def rejects_unknown_field(words: str) -> bool:
    """Whether an error's words say that a field of the request is unknown, whichever it is."""
    return _UNKNOWN_FIELD.search(words.lower()) is not None


def is_overflow(words: str) -> bool:
    """Whether an error's words say that the messages do not fit the model's context."""
    return _OVERFLOW.search(words.lower()) is not None


def seconds_to_wait(headers: Mapping[str, str], now: float) -> float | None:
    """How long `retry-after-ms` or `Retry-After` (seconds or a date) ask to wait, at least 0."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return max(0.0, milliseconds / 1000)
    after = headers.get("retry-after")
    seconds = _number(after)
    if seconds is not None:
        return max(0.0, seconds)
    moment = _moment(after)
    if moment is None:
        return None
    return max(0.0, moment - (_moment(headers.get("date")) or now))


def _status_failure(error: APIStatusError, secret: str, now: float) -> EndpointError:
    status = error.status_code
    words = _words_of(error.body)
    said = _quoted(words, secret)
    low = f"{words} {error.code or ''}".lower()
    if status == 401 and not secret:
        return EndpointError("it asks for a key (401): set its API key", status=status)
    if status == 401:
        return EndpointError("it refused the key (401): check its API key", status=status)
    if status == 402 or _NO_CREDIT.search(low):
        return EndpointError(f"its account has no credit left ({status})", status=status)
    if status == 413 or (status != 429 and is_overflow(low)):
        return _overflow(status, words, secret)
    if status in {400, 403, 404} and _MODEL_MISSING.search(low):
        return EndpointError(
            f"it does not have the model ({status})", status=status, model_missing=True
        )
    if status == 404:
        return EndpointError(
            f"there is nothing at its address (404): check its base URL{said}", status=status
        )
    if status in {408, 409, 425, 429} or status >= 500:
        wait = seconds_to_wait(error.response.headers, now)
        kind = "too many requests" if status == 429 else "it is in trouble"
        return EndpointError(f"{kind} ({status}){said}", status=status, again=True, wait=wait)
    return EndpointError(
        f"it refused the request ({status}){said}", status=status, rests=status == 403
    )


def _overflow(status: int | None, words: str, secret: str) -> EndpointError:
    reason = f"the messages are too long for the model's context{_quoted(words, secret)}"
    return EndpointError(reason, status=status, rests=False, overflow=True)


def _words_of(body: object) -> str:
    """The part of an error's body that is meant for people; the whole body where none is."""
    if isinstance(body, Mapping):
        for key in ("message", "error", "detail"):
            if body.get(key):
                return _words_of(body[key])
    words = str(body or "")
    return "" if words.lstrip().startswith("<") else words


def _quoted(words: str, secret: str) -> str:
    """The words as an addition to a sentence: on one line, shortened, without the secret."""
    if secret:
        words = words.replace(secret, "…")
    words = " ".join(words.split())
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE] + "…"
    return f": {words}" if words else ""


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number < float("inf") else None


def _moment(text: str | None) -> float | None:
    try:
        return parsedate_to_datetime(text or "").timestamp()
    except ValueError:
        return None
