"""Ranks candidates: what the embedder says of a passage and its best sentence, and its words.

Pure functions over arrays with one entry for each candidate. All vectors have length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.int64]

WORDS_WEIGHT = 0.5
"""How much the standardized BM25 score counts beside the standardized nearness."""

ABSENT_WORDS = 0.4
"""What a passage in another language counts as its words, as a share of the best words' score.

Nobody can tell how well a question's words would have fitted a passage in another language. Zero
would let any passage in the question's language that shares a few words win."""


@dataclass(frozen=True, slots=True)
class Cosines:
    """The cosines of one question with every vector of its candidates, one after the other.

    Those of candidate i begin at `starts[i]`: its passage's, then its sentences'.
    """

    values: Floats
    starts: Places

    @property
    def passages(self) -> Floats:
        """The cosine of each candidate's passage."""
        return self.values[self.starts]

    def of(self, candidate: int) -> list[float]:
        """The cosines of one candidate: its passage's, then its sentences'."""
        after = self.starts[candidate + 1 : candidate + 2].tolist() or [len(self.values)]
        return [float(value) for value in self.values[self.starts[candidate] : after[0]]]

    def nearness(self) -> Floats:
        """The mean of each passage's cosine and its best sentence's: -1 to 1.

        A passage without sentences is its own best sentence.
        """
        import numpy as np

        sentences = self.values.copy()
        counts = np.diff(self.starts, append=len(self.values))
        sentences[self.starts[counts > 1]] = -1
        best = np.maximum.reduceat(sentences, self.starts)
        return np.asarray((self.passages + best) / 2)


def cosines(question: Floats, vectors: Sequence[Floats]) -> tuple[Cosines, Floats]:
    """The cosines of `question` (d) with the candidates' vectors, each (1 + sentences, d).

    Returned with the vectors of the passages alone, (n, d). There must be a candidate.
    """
    import numpy as np

    together = np.concatenate(vectors)
    ends = np.cumsum([len(part) for part in vectors])
    starts = np.concatenate([[0], ends[:-1]])
    return Cosines(together @ question, starts), together[starts]


def joined(near: Floats, words: Floats, own: Flags, gap: float) -> Floats:
    """The scores that rank the candidates of one question among themselves.

    `words` are BM25 scores, 0 where no word is shared. They count only where `own` says that
    question and passage are in one language: across languages, plain fusion throws away a third of
    the right passages. `gap` is how much nearer the embedder finds a question and its passage in
    one language than in two; passages in others are lifted by it.
    """
    import numpy as np

    lexical = np.zeros_like(near)
    lexical[own] = standardized(words[own])
    lexical[~own] = ABSENT_WORDS * lexical.max(initial=0)
    return standardized(near + gap * ~own) + WORDS_WEIGHT * lexical


def standardized(values: Floats) -> Floats:
    """`values` with mean 0 and standard deviation 1; equal ones become 0."""
    return (values - values.mean()) / (values.std() + 1e-6) if len(values) else values


def own_language_first(
    scores: Floats, near: Floats, similar: Floats, passages: Floats, own: Flags
) -> Floats:
    """The scores, with passages in the question's language lifted just above their twins.

    Twins are two passages, each the other's nearest across languages, nearer to each other than
    the question is to the one in the other language. `similar` are the cosines of question and
    passages, `passages` the passages' vectors (n, d). A twin counts only where it is not less near
    to the question.
    """
    import numpy as np

    mine, others = np.flatnonzero(own), np.flatnonzero(~own)
    if not len(mine) or not len(others):
        return scores
    alike = passages[others] @ passages[mine].T
    lifted = scores.copy()
    twins = alike.argmax(axis=1)
    for i in np.flatnonzero(alike.argmax(axis=0)[twins] == np.arange(len(others))):
        other, twin = others[i], mine[twins[i]]
        if alike[i, twins[i]] >= similar[other] and near[twin] >= near[other]:
            lifted[twin] = max(lifted[twin], np.nextafter(scores[other], np.float32(np.inf)))
    return lifted
