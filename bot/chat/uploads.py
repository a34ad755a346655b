"""Files that admins hand over in a chat, kept where indexing finds them again."""

from __future__ import annotations

import re
from pathlib import Path

_LONGEST_NAME = 60  # letters of up to four bytes each; file systems take 255 bytes


class Uploads:
    """The files in `folder`, those of each server apart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, server: str, name: str, content: bytes) -> Path:
        """Keeps a file for a server (its key) and says where; one of the same name is replaced."""
        folder = self._folder / _tame(server)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _tame(name)
        # A run that reads it now finds the old file or the new one, never half of it.
        half = path.with_name(f".{path.name}.part")
        half.write_bytes(content)
        half.replace(path)
        return path.resolve()


def _tame(name: str) -> str:
    """The name without what could lead elsewhere; its end is kept, since that tells the format."""
    letters = re.sub(r"[^\w.-]+", "-", name).strip(".-")
    return letters[-_LONGEST_NAME:] or "file"
