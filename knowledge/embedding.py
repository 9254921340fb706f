"""Where English words point: those of like use point the same way, though they share no letter.

The table is made by `python -m tests.vectors` from GloVe, which is in the public domain.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from operator import mul

DIMENSIONS = 64
FULL = 127  # what 1 is in a signed byte


@cache
def _table() -> tuple[dict[str, int], memoryview]:
    """Return where the row of each word begins, and the rows, in signed bytes."""
    line, _, rows = (files("knowledge.tables") / "vectors.bin").read_bytes().partition(b"\n")
    words = line.decode("ascii").split()
    starts = range(0, len(words) * DIMENSIONS, DIMENSIONS)
    return dict(zip(words, starts, strict=True)), memoryview(rows).cast("b")


def direction(words: Sequence[str]) -> list[float]:
    """Return where the words of a text point together: a unit vector of `DIMENSIONS` numbers.

    Empty where none is known, or one is Chinese: characters tell by themselves what is alike.
    The more a word says, the longer its row, so that a text points where such words do.
    """
    starts, rows = _table()
    if not all(map(str.isascii, words)):
        return []
    known = [start for word in words if (start := starts.get(word)) is not None]
    sums = list(map(sum, zip(*(rows[s : s + DIMENSIONS] for s in known), strict=True)))
    length = math.hypot(*sums)
    return [x / length for x in sums] if length else []


def agreement(row: Sequence[int], pointing: Sequence[float]) -> float:
    """Return the cosine between a direction in signed bytes and one that `direction` returned."""
    shared: float = sum(map(mul, row, pointing))
    return shared / FULL
