"""The messages that carry a discussion, picked without a model.

A message carries it by what it shares with all others (tf-idf centrality), by the replies that it
got, by being a question that was answered or the answer, and by settling something. What repeats a
picked one, or stands close beside it, counts less, so that the whole discussion is covered.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.discussion import Remark
from bot.grounding import Quoted
from bot.text.dates import dates
from bot.text.figures import figures
from bot.text.words import content
from bot.writing import Draft
from knowledge.types import Hit, Passage, Span

_LONGEST = 320  # Characters of a message that are quoted.
_FEW = 3  # Stems below which a message says little by itself.
_NOD = re.compile(r"\W*(?:\w+\W+)?\w{1,8}\W*")  # Two words at most.
_ASKS = re.compile(r"[?？]\W*$")
_SETTLES = {
    "en": r"let['’]?s|we(?:['’]ll| will| should| agreed?| decided?)|i(?:['’]ll| will)|decid\w+"
    r"|decision|agreed|deadline|final\w*|settled|conclusion|in short|need to|must|plan\w*",
    "fr": r"on (?:va|fait|décale|garde|part|est d['’]accord)|je (?:vais|m['’]occupe)|décid\w+"
    r"|décision|d['’]accord pour|échéance|il faut|on doit|proposons|propose|conclusion|bref"
    r"|prévu\w*",
    "de": r"wir (?:machen|werden|sollten|nehmen)|ich (?:werde|mache|übernehme)|beschl\w+|entsch\w+"
    r"|einverstanden|frist|müssen|schlage vor|fazit|kurz gesagt|geplant|plan",
    "es": r"vamos a|voy a|decid\w+|decisión|de acuerdo|plazo|hay que|debemos|propongo|conclusión"
    r"|en resumen|quedamos",
    "it": r"facciamo|faremo|decis\w+|decidi\w+|d['’]accordo|scadenza|bisogna|dobbiamo|propongo"
    r"|conclusione|in breve",
    "pt": r"vamos|vou|decid\w+|decisão|de acordo|prazo|é preciso|temos de|temos que|proponho"
    r"|conclusão|em resumo|combinado",
    "nl": r"laten we|we (?:gaan|zullen|moeten)|ik (?:ga|zal|doe)|beslo\w+|besluit|afgesproken"
    r"|akkoord|deadline|voorstel|conclusie|kortom",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A message as it is weighed: its vector of stems, its own weight, what it answers."""

    hit: Hit
    vector: Mapping[str, float]
    weight: float
    asks: bool
    answers: int | None


def pick(remarks: Sequence[Remark], hits: Sequence[Hit], most: int) -> list[Draft]:
    """At most `most` of the messages, quoted with who wrote them, in their order.

    `hits` are the messages' own, one each.
    """
    said = _weighed(remarks, hits)
    telling = [order for order, one in enumerate(said) if len(one.vector) >= _FEW]
    left = telling if len(telling) >= most // 2 else _with_words(said)
    chosen: list[int] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda order: (_worth(order, said, chosen, most), -order))
        left.remove(best)
        chosen.append(best)
    return [_draft(said[order], remarks[order]) for order in sorted(chosen)]


def _with_words(said: Sequence[_Said]) -> list[int]:
    """All but nods ("lol", "thanks!") that answer nothing, or all where there is nothing else."""
    kept = [
        order
        for order, one in enumerate(said)
        if one.answers is not None or not _NOD.fullmatch(one.hit.passage.text)
    ]
    return kept or list(range(len(said)))


def _worth(order: int, said: Sequence[_Said], chosen: Sequence[int], most: int) -> float:
    """What a message adds to those chosen."""
    one = said[order]
    alike = max((_cosine(one.vector, said[other].vector) for other in chosen), default=0.0)
    part = order * most // len(said)
    crowd = sum(other * most // len(said) == part for other in chosen)
    asked = one.answers is not None and one.answers in chosen
    answered = any(said[other].answers == order for other in chosen)
    return one.weight - 0.6 * alike - 0.2 * crowd + (0.3 if asked or answered else 0.0)


def _weighed(remarks: Sequence[Remark], hits: Sequence[Hit]) -> list[_Said]:
    spoken = [hit.passage.document.language for hit in hits]
    counts = [
        Counter(content(hit.passage.text, language))
        for hit, language in zip(hits, spoken, strict=True)
    ]
    held = Counter(stem for count in counts for stem in count)
    rarity = {stem: math.log(1 + len(hits) / count) for stem, count in held.items()}
    vectors = [_unit({s: (1 + math.log(n)) * rarity[s] for s, n in c.items()}) for c in counts]
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    middle = _unit(total)
    central = [_cosine(vector, middle) for vector in vectors]
    highest = max(central, default=0.0) or 1.0
    replies = Counter(remark.reply_to for remark in remarks if remark.reply_to)
    asks = [_ASKS.search(hit.passage.text) is not None for hit in hits]
    answers = _answers(remarks, asks)
    answered = set(answers)
    return [
        _Said(
            hit,
            vector,
            central[order] / highest
            + 0.2 * min(replies[remarks[order].id], 3)
            + (0.15 if asks[order] and order in answered else 0.0)
            + (0.2 if answers[order] is not None else 0.0)
            + _settling(hit.passage)
            + (0.4 if order == 0 else 0.0)
            - (0.4 if len(vector) < _FEW else 0.0),
            asks[order],
            answers[order],
        )
        for order, (hit, vector) in enumerate(zip(hits, vectors, strict=True))
    ]


def _answers(remarks: Sequence[Remark], asks: Sequence[bool]) -> list[int | None]:
    """The question that each message answers: the one it replies to, or the one just before."""
    places = {remark.id: order for order, remark in enumerate(remarks)}
    found: list[int | None] = []
    for order, remark in enumerate(remarks):
        parent = places.get(remark.reply_to or "", order - 1 if not remark.reply_to else -1)
        fits = 0 <= parent < order and asks[parent] and not asks[order]
        found.append(parent if fits and remarks[parent].author != remark.author else None)
    return found


def _settling(passage: Passage) -> float:
    """More for a message that settles something, or names a day or a figure."""
    language = passage.document.language
    days = dates(passage.text, language)
    exact = days or figures(passage.text, language)
    settles = _settles(language)
    settled = settles is not None and settles.search(passage.text.casefold()) is not None
    return (0.25 if settled else 0.0) + (0.15 if exact else 0.0)


def _draft(one: _Said, remark: Remark) -> Draft:
    passage = one.hit.passage
    span = _carrying(passage, one.vector)
    return Draft(
        " ".join(passage.quote(span).split()),
        (Quoted(passage, span),),
        passage.document.language,
        break_before=True,
        quoted=True,
        lead=" ".join(remark.author.split()),
    )


def _carrying(passage: Passage, weights: Mapping[str, float]) -> Span:
    """The message, or the sentences in a row that carry most of a long one."""
    sentences = passage.sentences
    language = passage.document.language
    best, most = sentences[0], -1.0
    for first, start in enumerate(sentences):
        end, worth = start.end, 0.0
        for span in sentences[first:]:
            if span.end - start.start > _LONGEST and span is not start:
                break
            end = span.end
            worth += sum(
                weights.get(stem, 0.0) for stem in {*content(passage.quote(span), language)}
            )
        if worth > most:
            best, most = Span(start.start, end), worth
    return best


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {stem: value / length for stem, value in vector.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(value * large.get(stem, 0.0) for stem, value in small.items())


@cache
def _settles(language: str) -> re.Pattern[str] | None:
    words = _SETTLES.get(language)
    return None if words is None else re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")
