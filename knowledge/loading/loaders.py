"""A path or address → Document. What a file is, its content decides together with its name."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

from knowledge.language import detect
from knowledge.loading.extract import Extract, UnreadableError
from knowledge.loading.fetching import Fetched, Limits, fetch
from knowledge.types import EVERYONE, Document, DocumentInfo, Scope

if TYPE_CHECKING:
    from knowledge.loading.network import Resolver


class UnknownKindError(UnreadableError):
    """The source has a format that cannot be read."""


class NoTextError(UnreadableError):
    """The source was read and holds no text: it is empty, or a scan."""


class TooLongError(UnreadableError):
    """The source, or the text in it, is larger than the limit."""


class Kind(StrEnum):
    """The formats that can be read, as their owner would name them."""

    MARKDOWN = "Markdown"
    TEXT = "plain text"
    HTML = "a web page"
    PDF = "a PDF"
    DOCX = "a Word file"
    PPTX = "a PowerPoint file"


ENDINGS = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".pptx": Kind.PPTX,
}
"""Which files are read, by the ending of their name."""

_MEDIA_TYPES = {
    "text/markdown": Kind.MARKDOWN,
    "text/x-markdown": Kind.MARKDOWN,
    "text/plain": Kind.TEXT,
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
}
_UNSPECIFIC = frozenset(["", "application/octet-stream", "binary/octet-stream", "application/zip"])
_READABLE = "Markdown, plain text, HTML, PDF, Word (.docx) and PowerPoint (.pptx)"
_HTML_START = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)


def is_address(source: str) -> bool:
    """Is this a web address rather than a path?"""
    return source.lower().startswith(("http://", "https://"))


def files_under(folder: Path) -> list[Path]:
    """The readable files in a folder and those below it, sorted; hidden ones are skipped.

    Links to folders are not followed, so no circle of them can trap the walk.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(
            Path(place, name)
            for name in names
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in ENDINGS
        )
    return sorted(found)


async def load(
    source: str,
    *,
    limits: Limits | None = None,
    scope: Scope = EVERYONE,
    root: Path | None = None,
    allow_private: bool | Collection[str] = False,
    resolver: Resolver | None = None,
) -> Document:
    """Reads a file or a web page.

    With `root`, the folder that the file was found in, `info.source` and `info.id` are made from
    the folder's name and the path below it, so that they survive moving the folder. A file's
    front matter decides its scope, else `scope` does; a web page cannot choose its own.
    Raises a `KnowledgeError` that names the source and says what to do.
    """
    limits = limits or Limits()
    try:
        if is_address(source):
            fetched = await fetch(source, limits, allow_private=allow_private, resolver=resolver)
            kind = _kind_of_page(fetched)
            extract = await _in_thread(
                kind, fetched.content, limits, fetched.address, fetched.charset
            )
            extract = replace(extract, address=fetched.address, scope=None)
            name, key = source, urldefrag(source).url
        else:
            path = Path(source)
            content = await asyncio.to_thread(_read_file, path, limits)
            extract = await _in_thread(_kind_of_file(path, content), content, limits)
            name = _name_of(source, root)
            key = name if root else await asyncio.to_thread(_absolute, path)
    except UnreadableError as problem:
        raise type(problem)(f"{source} {problem}") from problem
    return _document(extract, name, key, scope)


async def load_bytes(
    name: str, content: bytes, *, media_type: str | None = None, limits: Limits | None = None
) -> Document:
    """Reads a file that is no file on this disk but came with a message, as `name`.

    What it holds counts more than how it is named: text is read as text whatever its ending, if
    `media_type` says so. `info.id` is made from name and content.
    Raises an `UnreadableError` that names the file and says what to do.
    """
    limits = limits or Limits()
    try:
        if len(content) > limits.bytes:
            raise TooLongError(f"is larger than {limits.bytes:,} bytes. Send a smaller one.")
        extract = await _in_thread(_kind_of_bytes(name, content, media_type or ""), content, limits)
    except UnreadableError as problem:
        raise type(problem)(f"{name} {problem}") from problem
    key = f"{name}\0{hashlib.sha256(content).hexdigest()}"
    return _document(extract, name, key, EVERYONE)


def _document(extract: Extract, name: str, key: str, scope: Scope) -> Document:
    info = DocumentInfo(
        id=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        source=name,
        title=extract.title or _title_of(name),
        language=extract.language or detect(extract.text) or "en",
        address=extract.address,
        publisher=extract.publisher,
        published=extract.published,
        scope=extract.scope or scope,
    )
    return Document(info, extract.text, extract.headings, extract.marks, extract.pages)


def _name_of(source: str, root: Path | None) -> str:
    if root is None:
        return source
    return Path(root.resolve().name, os.path.relpath(source, root)).as_posix()


def _absolute(path: Path) -> str:
    return path.resolve().as_posix()


def _title_of(name: str) -> str:
    """A readable title from a file's name or an address."""
    if is_address(name):
        parts = urlsplit(name)
        last = unquote(parts.path.rstrip("/").rpartition("/")[2])
        name = last or parts.hostname or name
        if not last:
            return name
    stem = re.sub(r"(?:\.\w{1,5})+$", "", PurePosixPath(Path(name).as_posix()).name)
    words = re.sub(r"[\s_-]+", " ", stem).strip()
    return words[:1].upper() + words[1:] or name


def _read_file(path: Path, limits: Limits) -> bytes:
    if path.is_dir():
        raise UnreadableError("is a folder. Give the files in it.")
    if not path.exists():
        raise UnreadableError("does not exist. Check the path.")
    if not path.is_file():
        raise UnreadableError("is no ordinary file and was not read.")
    try:
        with path.open("rb") as file:
            content = file.read(limits.bytes + 1)
    except OSError as problem:
        raise UnreadableError(
            f"could not be read: {problem.strerror}. Check the file's permissions."
        ) from None
    if len(content) > limits.bytes:
        raise TooLongError(
            f"is larger than {limits.bytes:,} bytes. Split it, or raise "
            "EXPLAINER_DOCUMENT_MEGABYTES."
        )
    return content


def _sniffed(content: bytes) -> Kind | None:
    """What the first bytes say, for the formats that begin in a way of their own."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if content.startswith(b"PK"):
        from knowledge.loading.office import office_ending

        ending = office_ending(content)
        return ENDINGS[ending] if ending else None
    return None


def _kind_of_file(path: Path, content: bytes) -> Kind:
    named = ENDINGS.get(path.suffix.lower())
    if named is None:
        raise UnknownKindError(f"has a format that cannot be read. Readable are {_READABLE}.")
    found = _sniffed(content)
    if found is not None and found is not named:
        raise UnreadableError(f"is named as {named} but holds {found}. Give it the right ending.")
    if found is None:
        _refuse_binary(content, named)
    return named


def _kind_of_bytes(name: str, content: bytes, media_type: str) -> Kind:
    found = _sniffed(content)
    if found is not None:
        return found
    kind = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        plain_type = media_type.partition(";")[0].strip().lower()
        kind = _MEDIA_TYPES.get(plain_type)
        if kind is None and plain_type.startswith("text/"):
            kind = Kind.TEXT
    if kind is None:
        raise UnknownKindError(f"has a format that cannot be read. Readable are {_READABLE}.")
    if content.strip():  # An empty file has another fault than being of the wrong kind.
        _refuse_binary(content, kind)
    return kind


def _kind_of_page(fetched: Fetched) -> Kind:
    found = _sniffed(fetched.content)
    if found is not None:
        return found
    named = ENDINGS.get(PurePosixPath(urlsplit(fetched.address).path).suffix.lower())
    kind = _MEDIA_TYPES.get(fetched.content_type)
    if fetched.content_type in _UNSPECIFIC:
        kind = Kind.HTML if _HTML_START.match(fetched.content[:4_096]) else named
    elif kind is Kind.TEXT and named is Kind.MARKDOWN:
        kind = Kind.MARKDOWN
    if kind is None:
        raise UnknownKindError(
            f"is {fetched.content_type or 'of an unknown format'}. Readable are {_READABLE}."
        )
    _refuse_binary(fetched.content, kind)
    return kind


def _refuse_binary(content: bytes, named: Kind) -> None:
    from knowledge.loading.plaintext import is_binary

    if named is Kind.PDF:
        return  # The reader says what is wrong with a PDF that does not begin like one.
    if named in (Kind.DOCX, Kind.PPTX):
        raise UnreadableError(f"is no {named.removeprefix('a ')}, or a damaged one. Save it anew.")
    if is_binary(content):
        raise UnreadableError(f"is named as {named} but holds binary data, so it was not read.")


async def _in_thread(
    kind: Kind,
    content: bytes,
    limits: Limits,
    address: str | None = None,
    charset: str | None = None,
) -> Extract:
    """Parses in a thread. One that overruns its time is left behind: threads cannot be ended."""
    try:
        async with asyncio.timeout(limits.parse_seconds):
            extract = await _abandonable(lambda: _parse(kind, content, limits, address, charset))
    except TimeoutError:
        raise UnreadableError(
            f"could not be read within {limits.parse_seconds:g} seconds. Split it, or save its "
            "text as a file."
        ) from None
    if not extract.text.strip():
        scan = " If it is a scan, run text recognition (OCR) on it." if kind is Kind.PDF else ""
        raise NoTextError(f"holds no text.{scan}")
    if len(extract.text) > limits.characters:
        raise TooLongError(f"holds more than {limits.characters:,} characters. Split it.")
    return extract


async def _abandonable(work: Callable[[], Extract]) -> Extract:
    """Runs `work` in a thread that the program's end does not wait for."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Extract] = loop.create_future()

    def settle(result: Extract | None, problem: Exception | None) -> None:
        if done.done():
            return  # Given up.
        if result is not None:
            done.set_result(result)
        elif problem is not None:
            done.set_exception(problem)

    def run() -> None:
        result, problem = None, None
        try:
            result = work()
        except Exception as raised:  # Handed to the one who waits.
            problem = raised
        with suppress(RuntimeError):  # The loop was closed meanwhile.
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=run, daemon=True, name="parsing").start()
    return await done


def _parse(
    kind: Kind, content: bytes, limits: Limits, address: str | None, charset: str | None
) -> Extract:
    from knowledge.loading import markdown, office, pdf, plaintext, webpages

    match kind:
        case Kind.MARKDOWN:
            return markdown.read_markdown_file(plaintext.decode(content, charset))
        case Kind.TEXT:
            return plaintext.read_plain_text(plaintext.decode(content, charset))
        case Kind.HTML:
            return webpages.read_html(content, address, charset)
        case Kind.PDF:
            return pdf.read_pdf(content, limits.characters)
        case Kind.DOCX | Kind.PPTX:
            ending = ".docx" if kind is Kind.DOCX else ".pptx"
            return office.read_office(content, ending, limits.expanded_bytes)
