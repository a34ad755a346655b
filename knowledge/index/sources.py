"""Sources → what there is to read: each file of a folder and each address once, with its scope.

Also tells a source that vanished from one that cannot be reached: only what is missing from a
folder that can be read has vanished.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.types import EVERYONE, Failure, Scope


@dataclass(frozen=True, slots=True)
class Root:
    """A file, folder or address that is read at every run, as `located` writes it.

    Documents of a `bundled` folder are named by their path in it, wherever it was installed.
    """

    location: str
    scope: Scope = EVERYONE
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One document to load; it is named by its path in `root` where that is given."""

    location: str
    scope: Scope
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is to read, and what could not be looked into.

    `folders` are those that could be read; `lone` what was given by itself and
    is missing from a folder that is there.
    """

    readings: tuple[Reading, ...]
    failed: tuple[Failure, ...]
    folders: frozenset[str]
    lone: frozenset[str]
    bundled: Path | None = None

    def vanished(self, source: str) -> bool:
        """Whether the document that was read from `source` is not there any more."""
        if is_bundled(source):
            return self.bundled is not None and not (self.bundled.parent / source).exists()
        looked = source in self.lone or any(covers(folder, source) for folder in self.folders)
        if is_address(source) or not looked:
            return False
        try:
            Path(source).stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False
        return False


def is_address(source: str) -> bool:
    """Whether a source is a web address, not a path."""
    return source.lower().startswith(("http://", "https://"))


def is_bundled(source: str) -> bool:
    """Whether a document's source is the name of a bundled one."""
    return not is_address(source) and not Path(source).is_absolute()


def located(source: str) -> str:
    """A source that means the same from every directory."""
    return source if is_address(source) else str(Path(source).expanduser().resolve())


def covers(place: str, source: str) -> bool:
    """Whether `source` is `place`, or a file in that folder."""
    if is_address(place) or is_address(source):
        return place == source
    return source == place or source.startswith(place.rstrip(os.sep) + os.sep)


def narrowest(roots: Iterable[Root], source: str) -> Root | None:
    """The root that stands closest around a source: its scope is the one that counts."""
    around = [root for root in roots if covers(root.location, source)]
    return max(around, key=lambda root: len(root.location), default=None)


def survey(roots: Sequence[Root], files_under: Callable[[Path], Iterable[Path]]) -> Survey:
    """Looks what there is at each of `roots`. Of several that hold a file, the narrowest counts."""
    readings: dict[str, Reading] = {}
    failed: list[Failure] = []
    folders: set[str] = set()
    lone: set[str] = set()
    bundled: Path | None = None
    for root in sorted(roots, key=lambda root: len(root.location)):
        path = Path(root.location)
        try:
            if is_address(root.location) or path.is_file():
                readings[root.location] = Reading(root.location, root.scope)
            elif path.is_dir():
                found = _in_folder(path, files_under)
                named = path if root.bundled else None
                readings.update((file, Reading(file, root.scope, named)) for file in found)
                folders.add(root.location)
                bundled = named or bundled
            else:
                failed.append(Failure(root.location, "There is no such file or folder."))
                if path.parent.is_dir():
                    lone.add(root.location)
        except OSError as error:
            reason = f"It cannot be read ({error.strerror}). What was read before stays."
            failed.append(Failure(root.location, reason))
    return Survey(
        tuple(readings.values()), tuple(failed), frozenset(folders), frozenset(lone), bundled
    )


def _in_folder(folder: Path, files_under: Callable[[Path], Iterable[Path]]) -> list[str]:
    next(folder.iterdir(), None)  # Raises where the folder must not be read.
    return [str(file) for file in files_under(folder)]
