"""Word and PowerPoint files → text, by MarkItDown, once their archive is known to be harmless."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from knowledge.loading.extract import Extract, UnreadableError
from knowledge.loading.markdown import read_markdown

_MOST_MEMBERS = 10_000
_HIGHEST_RATIO = 200
"""Ordinary office files pack up to about 20:1; a zip bomb 1,000:1 and more."""

_SMALL = 1_000_000  # Below so many bytes the ratio does not matter.
_PIECE = 65_536
_MAIN_PARTS = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx"}
_TITLE_STYLE = "p[style-name='Title'] => h1:fresh\np[style-name='Titel'] => h1:fresh"


def office_ending(content: bytes) -> str | None:
    """`.docx` or `.pptx` for a file of that kind, whatever its name, else None."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    return next((ending for part, ending in _MAIN_PARTS.items() if part in names), None)


def read_office(content: bytes, ending: str, expanded_bytes: int) -> Extract:
    """Reads a .docx or .pptx; an archive that unpacks to more than `expanded_bytes` is refused."""
    _check_archive(content, expanded_bytes)
    from markitdown import StreamInfo
    from markitdown.converters import DocxConverter, PptxConverter

    make_converter: Any = DocxConverter if ending == ".docx" else PptxConverter
    try:
        result = make_converter().convert(
            BytesIO(content), StreamInfo(extension=ending), style_map=_TITLE_STYLE
        )
    except Exception as problem:  # The libraries raise whatever the damage leads to.
        raise UnreadableError(
            f"is a damaged {ending} file ({type(problem).__name__}). Open it, save it anew and try "
            "again."
        ) from problem
    return read_markdown(result.markdown)


def _check_archive(content: bytes, expanded_bytes: int) -> None:
    """Adds up what the archive says it unpacks to, then unpacks it once to see whether it lies."""
    bomb = UnreadableError(
        f"unpacks to more than {expanded_bytes:,} bytes or far more than its size, as a zip bomb "
        "does. If it is yours, remove large pictures or save it as PDF."
    )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            declared = sum(member.file_size for member in members)
            too_dense = declared > max(_SMALL, len(content) * _HIGHEST_RATIO)
            if len(members) > _MOST_MEMBERS or declared > expanded_bytes or too_dense:
                raise bomb
            total = 0
            for member in members:
                with archive.open(member) as part:
                    while piece := part.read(_PIECE):
                        total += len(piece)
                        if total > declared:
                            raise bomb
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as problem:
        raise UnreadableError(
            f"is a damaged archive ({problem}). Open it in its program, save it anew and try again."
        ) from None
