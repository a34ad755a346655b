"""Cuts a long answer into messages, each whole Markdown of its own.

Cuts fall between the pieces that are handed in; only a piece that no message can hold is cut
itself, as late as it goes: between sentences, else words, else letters as a reader sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import regex

Measure = Callable[[str], int]
"""How long a text is in a platform's own unit: the sum of its code points, each at least one."""

SHORTEST_LIMIT = 40
ELLIPSIS = "…"

_FENCE = "```"
_TOGGLE = regex.compile(r"\\.|(```)(?:([\w+.-]{0,20})(?=\n))?", regex.S)
# What is never cut unless it is longer than a whole message; anything else goes letter by letter.
_ATOM = regex.compile(
    r"""
    ```.*?(?:```|\Z)
    | (?P<code>`{1,2})(?!`).+?(?<!`)(?P=code)(?!`)
    | \[(?:\\.|\[[^\[\]]*\]|[^\[\]\\])*\]\((?:<[^<>\n]*>|[^()\s]*)\)
    | (?P<run>\*\*|__|~~|\|\|)(?:\\.|[^\\])+?(?P=run)
    | \\?\X
    """,
    regex.S | regex.X,
)
_RUN = regex.compile(r"(\*\*|__|~~|\|\||`{1,2})(.+)\1", regex.S)
_SENTENCE_END = regex.compile(r"""[.!?…。！？]["'»”’)\]]*$""")
_WIDE_END = regex.compile(r"[。！？]$")
# Citation marks stay with the words that they belong to.
_MARKS = regex.compile(r"\s*(?:\\?\[{1,2}\d+\\?\]{1,2}(?:\([^()\s]*\))?)+")


def split(pieces: Sequence[str], limit: int, measure: Measure = len) -> list[str]:
    """Joins pieces of Markdown into as few pages of at most `limit` as their order allows.

    A piece begins with what sets it off from the one before (a space, an empty line); at the head
    of a page that is left out. A code fence that a cut falls into is closed and opened again.
    `limit` is in the unit of `measure` and at least SHORTEST_LIMIT. Only a link that is longer
    than a page by itself is broken.
    """
    if limit < SHORTEST_LIMIT:
        raise ValueError(f"a page holds at least {SHORTEST_LIMIT}, not {limit}")
    pages: list[str] = []
    page, used, fence = "", 0, None
    for fragment in _fragments(pieces, limit, measure):
        fragment = fragment if page.strip() else fragment.lstrip()
        opened = _still_open(page, fragment, fence)
        if page and used + measure(_closed(fragment, opened)) > limit:
            pages.append(_closed(page.rstrip(), fence))
            page = "" if fence is None else f"{fence}\n"
            used = measure(page)
            fragment = fragment.removeprefix("\n") if page else fragment.lstrip()
            opened = _still_open(page, fragment, fence)
        page, used, fence = page + fragment, used + measure(fragment), opened
    if page.strip():
        pages.append(_closed(page.rstrip(), fence))
    return pages


def shortened(text: str, limit: int, measure: Measure = len) -> str:
    """The text where it fits, else its beginning up to a word, with an ellipsis."""
    if measure(text) <= limit:
        return text
    room = limit - measure(ELLIPSIS)
    kept = ""
    for cluster in regex.findall(r"\X", text[: limit + 1]):
        if measure(kept + cluster) > room:
            break
        kept += cluster
    words = kept.rsplit(maxsplit=1)
    torn = not (kept + text[len(kept)])[-2:].count(" ")
    # Half a word says more than next to nothing.
    if torn and len(words) == 2 and len(words[0]) * 2 > len(kept):
        kept = words[0]
    return kept.rstrip(" ,;:.–—-") + ELLIPSIS


def _closed(page: str, fence: str | None) -> str:
    return page if fence is None else f"{page}\n{_FENCE}"


def _fence_after(page: str) -> str | None:
    """The head of the code fence that is open at the end of a page."""
    opened: str | None = None
    for match in _TOGGLE.finditer(page):
        if match[1]:
            opened = f"{_FENCE}{match[2] or ''}" if opened is None else None
    return opened


def _still_open(page: str, fragment: str, fence: str | None) -> str | None:
    """The head of the fence that is open at the end of a page that the fragment is added to."""
    return _fence_after(page + fragment) if "`" in fragment or "\n" in fragment else fence


def _fragments(pieces: Iterable[str], limit: int, measure: Measure) -> Iterator[str]:
    """The pieces, and in place of one that is too long, parts of it that are not."""
    fence: str | None = None
    for piece in pieces:
        if fence is not None:
            yield from _code(piece, _within(fence, limit, measure), measure)
        elif measure(_closed(piece, _fence_after(piece))) <= limit:
            yield piece
        else:
            yield from _parts(piece, limit, measure)
        fence = _fence_after(piece if fence is None else f"{fence}\n{piece}")


def _parts(text: str, limit: int, measure: Measure) -> Iterator[str]:
    """A text's sentences; the words of one that is too long; parts of a word that is."""
    for sentence in _sentences(_words(text)):
        whole = "".join(sentence)
        if measure(whole) <= limit:
            yield whole
            continue
        for word in sentence:
            yield from [word] if measure(word) <= limit else _broken(word, limit, measure)


def _words(text: str) -> list[str]:
    """Words, each with the space before it and the citation marks after it."""
    words: list[list[str]] = []
    for match in _ATOM.finditer(text):
        atom = match[0]
        last = words[-1][-1] if words else ""
        if not words or (atom.isspace() and not last.isspace()) or _WIDE_END.search(last):
            words.append([atom])
        else:
            words[-1].append(atom)
    kept: list[str] = []
    for word in map("".join, words):
        if kept and _MARKS.fullmatch(word):
            kept[-1] += word
        else:
            kept.append(word)
    return kept


def _sentences(words: Iterable[str]) -> Iterator[list[str]]:
    sentence: list[str] = []
    for word in words:
        sentence.append(word)
        if _SENTENCE_END.search(_MARKS.sub("", word)):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _broken(word: str, limit: int, measure: Measure) -> Iterator[str]:
    """Parts of a word that no page can hold."""
    part, used = "", 0
    for match in _ATOM.finditer(word):
        atom = match[0]
        size = measure(atom)
        if used + size > limit:
            if part:
                yield part
            part, used = "", 0
        if size > limit:
            yield from _inside(atom, limit, measure)
        else:
            part, used = part + atom, used + size
    if part:
        yield part


def _inside(atom: str, limit: int, measure: Measure) -> Iterator[str]:
    """Parts of a fence, a code span, a bold run or the like, each of them whole again."""
    if atom.startswith(_FENCE):
        head = _fence_after(f"{atom[:SHORTEST_LIMIT]}\n") or _FENCE
        yield from _code(atom, _within(head, limit, measure), measure)
        return
    run = _RUN.fullmatch(atom)
    room = limit - 2 * measure(run[1]) if run else 0
    if run is None or room < SHORTEST_LIMIT:
        yield from _letters(atom, limit, measure)
        return
    for index, inner in enumerate(split([run[2]], room, measure)):
        yield f"{' ' if index else ''}{run[1]}{inner}{run[1]}"


def _within(fence: str, limit: int, measure: Measure) -> int:
    """What a page has room for between the head and the end of a fence."""
    return limit - measure(f"{fence}\n") - measure(f"\n{_FENCE}")


def _code(text: str, room: int, measure: Measure) -> Iterator[str]:
    """Lines of code, the head of a fence together with the first."""
    lines = text.split("\n")
    lines[1:] = [f"\n{line}" for line in lines[1:]]
    head = lines.pop(0) if len(lines) > 1 and _fence_after(f"{lines[0]}\n") == lines[0] else ""
    for line in lines:
        for part in _letters(line, room, measure):
            yield head + part
            head = ""


def _letters(text: str, room: int, measure: Measure) -> Iterator[str]:
    """Parts of a text, none of which cuts a letter as a reader sees it."""
    part, used = "", 0
    for cluster in regex.findall(r"\X", text):
        # One that fills a page is no letter but a prank.
        for letter in [cluster] if measure(cluster) <= room else cluster:
            size = measure(letter)
            if part and used + size > room:
                yield part
                part, used = "", 0
            part, used = part + letter, used + size
    if part:
        yield part
