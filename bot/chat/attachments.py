"""The files and links that came with a question → documents for it alone, and what was not read.

Whatever is wrong with one of them is said and costs the question nothing.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.chat.types import Attachment
from bot.text.links import links
from bot.types import BotError, Unread
from knowledge.loading.extract import UnreadableError
from knowledge.loading.fetching import FetchError, RefusedError, TooLargeError
from knowledge.loading.loaders import NoTextError, TooLongError, UnknownKindError
from knowledge.types import Document

log = structlog.get_logger()

_LONGEST_NAME = 80
_IMAGES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
)


class ReadBytes(Protocol):
    """Reads a file's content, named as its sender named it. Raises KnowledgeError."""

    async def __call__(self, name: str, content: bytes, media_type: str | None) -> Document:
        """The document."""


LoadPage = Callable[[str], Awaitable[Document]]
"""Reads a web address. Raises KnowledgeError."""

See = Callable[[bytes, str], Awaitable[str]]
"""An image's content and media type → the text and facts in it. Raises BotError."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of the files and links of a question."""

    documents: tuple[Document, ...] = ()
    unread: tuple[Unread, ...] = ()


class AttachmentReader:
    """Reads what comes with questions."""

    def __init__(
        self,
        load: LoadPage,
        read_bytes: ReadBytes,
        *,
        most: int,
        megabytes: float,
        seconds: float = 30.0,
        see: See | None = None,
        skip: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`load` and `read_bytes` hold their own limits and refuse private networks.

        At most `most` files and links of a question are read, files first, none larger than
        `megabytes`, each within `seconds`. `see` is None where no model can see images. `skip`
        tells links that are no documents, as those to a chat's own messages.
        """
        self._load = load
        self._read_bytes = read_bytes
        self._most = most
        self._bytes = int(megabytes * 1_000_000)
        self._seconds = seconds
        self._see = see
        self._skip = skip

    async def read(self, attachments: Sequence[Attachment], text: str) -> Read:
        """Reads the files, and the pages that `text` links to, in this order. Never raises."""
        addresses = dict.fromkeys(link.address for link in links(text))
        pages = [address for address in addresses if not self._skip(address)]
        every: list[Attachment | str] = [*attachments, *pages]
        results = await asyncio.gather(*(self._one(one) for one in every[: self._most]))
        unread = [lost for result in results for lost in result.unread]
        if len(every) > self._most:
            names = ", ".join(_name(one) for one in every[self._most :])
            unread.append(Unread(_tamed(names), "too-many"))
        return Read(tuple(doc for result in results for doc in result.documents), tuple(unread))

    async def _one(self, one: Attachment | str) -> Read:
        name = _name(one)
        try:
            async with asyncio.timeout(self._seconds):
                if isinstance(one, str):
                    return Read((_attached(await self._load(one), name, page=True),))
                return await self._file(one, name)
        except Exception as problem:
            reason = _reason(problem, page=isinstance(one, str))
            log.info("attachment_unread", reason=reason, problem=type(problem).__name__)
            return Read(unread=(Unread(name, reason),))

    async def _file(self, file: Attachment, name: str) -> Read:
        if file.size > self._bytes:
            return Read(unread=(Unread(name, "too-large"),))
        claimed = (file.media_type or "").lower()
        if self._see is None and claimed.startswith("image/"):
            return Read(unread=(Unread(name, "image"),))
        if claimed.startswith(("video/", "audio/")):
            return Read(unread=(Unread(name, "kind"),))
        try:
            content = await file.read()
        except PermissionError:
            return Read(unread=(Unread(name, "withheld"),))
        except Exception as problem:
            raise _NotFetchedError from problem
        if len(content) > self._bytes:
            return Read(unread=(Unread(name, "too-large"),))
        image = _image_type(content)
        if image is None:
            document = await self._read_bytes(name, content, file.media_type)
            return Read((_attached(document, name),))
        if self._see is None:
            return Read(unread=(Unread(name, "image"),))
        text = await self._see(content, image)
        document = await self._read_bytes(name, text.encode(), "text/plain")
        said = Unread(name, "image-read-by-model")
        return Read((_attached(document, name),), (said,))


class _NotFetchedError(Exception):
    """The platform did not hand the file over."""


def _attached(document: Document, name: str, *, page: bool = False) -> Document:
    """The document as one that came with a question.

    It is nobody's publication: what a file says of its own publisher, address and references is
    left out, or anyone could have words shown as those of a newspaper.
    """
    info = replace(
        document.info,
        id=f"attached:{document.info.id}",
        title=_tamed(document.info.title) or name if page else name,
        publisher=None,
        address=document.info.address if page else None,
        published=document.info.published if page else None,
    )
    return replace(document, info=info, marks=())


def _reason(problem: Exception, *, page: bool) -> str:
    """How the key of the phrase ends that says what is wrong."""
    match problem:
        case TooLargeError() | TooLongError():
            return "too-large"
        case UnknownKindError():
            return "kind"
        case NoTextError():
            return "empty"
        case RefusedError():
            return "refused"
        case FetchError() | _NotFetchedError():
            return "unreachable"
        case BotError():
            return "image-unseen"
        case UnreadableError():
            return "damaged"
        case TimeoutError():
            return "unreachable" if page else "damaged"
        case _:
            log.warning("attachment_failed", exc_info=problem)
            return "damaged"


def _image_type(content: bytes) -> str | None:
    """The media type of an image that models may see, by its first bytes."""
    return next((kind for start, kind in _IMAGES if start.match(content)), None)


def _name(one: Attachment | str) -> str:
    return _tamed(one if isinstance(one, str) else one.name)


def _tamed(name: str) -> str:
    """The name on one line, without what cannot be seen; of a long one, beginning and end."""
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in name)
    one_line = " ".join(seen.split())
    if len(one_line) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        one_line = f"{one_line[:half].rstrip()}…{one_line[-half + 1 :].lstrip()}"
    return one_line or "?"
