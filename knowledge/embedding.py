"""Where English words point: those of like use point the same way, though they share no letter.

The table is made by `python -m tests.vectors` from GloVe, which is in the public domain.
"""

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from struct import Struct

DIMENSIONS = 64
FULL = 127  # what 1 is in a signed byte
_CLUSTERS = Struct("<2H")


@cache
def _table() -> tuple[dict[str, int], memoryview, bytes]:
    """Return the number of each word, their rows in signed bytes, and the clusters of each."""
    line, _, rest = (files("knowledge.tables") / "vectors.bin").read_bytes().partition(b"\n")
    words = line.decode("ascii").split()
    end = len(words) * DIMENSIONS
    numbers = dict(zip(words, range(len(words)), strict=True))
    return numbers, memoryview(rest)[:end].cast("b"), rest[end:]


def clusters(word: str) -> tuple[int, ...]:
    """Return the clusters of words of like use that a word is in, a large and a small one.

    Empty if it is not known. The same number is the same cluster.
    """
    numbers, _, members = _table()
    number = numbers.get(word)
    return () if number is None else _CLUSTERS.unpack_from(members, number * _CLUSTERS.size)


def direction(words: Sequence[str]) -> list[float]:
    """Return where the words of a text point together: a unit vector of `DIMENSIONS` numbers.

    Empty where none is known, or one is Chinese: characters tell by themselves what is alike.
    The more a word says, the longer its row, so that a text points where such words do.
    """
    numbers, rows, _ = _table()
    if not all(map(str.isascii, words)):
        return []
    known = [number * DIMENSIONS for word in words if (number := numbers.get(word)) is not None]
    sums = list(map(sum, zip(*(rows[s : s + DIMENSIONS] for s in known), strict=True)))
    length = math.hypot(*sums)
    return [x / length for x in sums] if length else []


def agreement(row: Sequence[int], pointing: Sequence[float]) -> float:
    """Return the cosine between a direction in signed bytes and one that `direction` returned."""
    shared: float = sum(map(mul, row, pointing))
    return shared / FULL
