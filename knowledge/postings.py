"""Sum what the features of a question say about each entry: for all entries in one addition.

What a frequent feature says is one large number, in which each entry has a field of 32 bits.
Such a number times the feature's weight is added to the others' as any number is, so that Python
takes a step a feature, not a step an entry. Rare features are added entry by entry.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from math import exp

from knowledge.packed import Buffer, plain, read

# What a feature says is kept in thousandths, as exactly as it is learned.
PARTS = 1000

_BYTES = 4  # of a field
_NOTHING = 1 << 31  # the field of an entry of which nothing is said; below it is less than nothing
_ROOM = 0.98  # of a field that sums may fill, so that rounding never carries into the next
_TOP = _BYTES - 1 if sys.byteorder == "little" else 0  # place of the highest byte in a field
# What the highest byte of a field is for sums that are not among the best, fewer to more of them:
# the first is what it is for nothing and less.
_BELOW = [bytes(range(level)) for level in (129, 136, 144, 160, 192)]

# Entries of a feature, and share of all of them, from which a large number is the faster way; and
# bytes that the large numbers of all frequent features may take together.
_FEWEST = 32
_SHARE = 1 / 64
_KEPT = 6 << 20


class Sums:
    """How much is said for each entry, by its number: a sum of weights."""

    def __init__(self, fields: "array[int]", unit: float, named: Collection[int]) -> None:
        """Take the fields, the worth of 1 in them, and the entries of which something is said."""
        self._fields = fields
        self._unit = unit
        self._named = named

    def __getitem__(self, entry: int) -> float:
        return (self._fields[entry] - _NOTHING) * self._unit

    def best(self, count: int, end: int) -> list[int]:
        """Return the entries before `end` of which most is said, best first, `count` or fewer."""
        tops = self._fields.tobytes()[_TOP : end * _BYTES : _BYTES]
        high = tops.translate(None, _BELOW[0])
        if len(high) < count:
            found = [i for i in self._named if i < end and self._fields[i] > _NOTHING]
        else:
            for below in _BELOW[1:]:
                higher = high.translate(None, below)
                if len(higher) < count:
                    break
                high = higher
            least = sorted(high)[-count]
            found = [i for top in set(high) if top >= least for i in _places(tops, top)]
        return sorted(found, key=lambda entry: (-self._fields[entry], entry))[:count]

    def highest(self, start: int) -> int | None:
        """Return the entry from `start` on of which most is said, if anything is of any."""
        fields = self._fields[start:]
        most = max(fields, default=_NOTHING)
        return None if most == _NOTHING else start + fields.index(most)

    def odds(self, start: int, end: int, rate: float, level: float) -> float:
        """Return the sum over entries of e to the power of `rate` × how far above `level`."""
        zero = _NOTHING + round(level / self._unit)
        rate *= self._unit
        if isinstance(self._named, range):
            fields: Iterable[int] = self._fields[start:end]
        else:
            fields = (self._fields[i] for i in self._named if start <= i < end)
        said = [exp(rate * (x - zero)) for x in fields if x != _NOTHING]
        return sum(said) + (end - start - len(said)) * exp(rate * (_NOTHING - zero))


class Postings:
    """What features say about entries. Both are numbered; immutable, safe to share.

    The entries of feature n, with what it says about each, stand from `starts[n]` to
    `starts[n + 1]` in `owners` and `learned`. The features of more than `many` entries are
    `frequent`, and their fields stand row by row in `wide`. No sum over a vector of length 1
    exceeds `reach`.
    """

    def __init__(self, state: Mapping[str, Buffer], entries: int) -> None:
        """Take what `state` returned, and how many entries there are."""
        self._starts, self._owners, self._frequent = (
            memoryview(state[name]).cast("I") for name in ("starts", "owners", "frequent")
        )
        self._wide = memoryview(state["wide"])
        self._learned = memoryview(state["learned"]).cast("i")
        self._entries = entries
        self._unit = _NOTHING * _ROOM / PARTS / read(state["reach"])
        self._many: int = read(state["many"])
        self._empty = array("I", [_NOTHING]) * entries
        self._nothing = int.from_bytes(self._empty.tobytes(), sys.byteorder)
        self._number = cache(self._widen)

    def sums(self, vector: Mapping[int, float]) -> Sums:
        """Return what a vector of length 1, by feature, says about each entry."""
        whole = self._nothing
        rare = []
        for feature, weight in vector.items():
            times = round(weight * self._unit)
            span = slice(self._starts[feature], self._starts[feature + 1])
            if span.stop - span.start > self._many:
                whole += self._number(feature) * times
            else:
                rare.append((self._owners[span], self._learned[span], times))
        if whole == self._nothing:  # as it is where entries are so many that none is frequent
            fields = self._empty[:]
            named: Collection[int] = set().union(*(owners for owners, _, _ in rare))
        else:
            fields = array("I", whole.to_bytes(self._entries * _BYTES, sys.byteorder))
            named = range(self._entries)
        for owners, learned, times in rare:
            for entry, value in zip(owners, learned, strict=True):
                fields[entry] += value * times
        return Sums(fields, 1 / (self._unit * PARTS), named)

    def _widen(self, feature: int) -> int:
        """Return what a frequent feature says as one large number, its fields less `_NOTHING`."""
        size = self._entries * _BYTES
        start = bisect_left(self._frequent, feature) * size
        return int.from_bytes(self._wide[start : start + size], sys.byteorder) - self._nothing


def state(
    postings: Sequence[Collection[tuple[int, int]]], entries: int, reach: float, kept: int = _KEPT
) -> dict[str, bytes]:
    """Return what `Postings` reads.

    `postings`: the entries of each feature in order, with what it says about each in `PARTS`;
    `reach` as there; `kept`: bytes that the rows of all frequent features may take.
    """
    pairs = list(chain.from_iterable(postings))
    many = _many(sorted(map(len, postings), reverse=True), entries, kept)
    frequent = [n for n, posting in enumerate(postings) if len(posting) > many]
    return {
        "starts": array("I", accumulate(map(len, postings), initial=0)).tobytes(),
        "owners": array("I", (owner for owner, _ in pairs)).tobytes(),
        "learned": array("i", (value for _, value in pairs)).tobytes(),
        "reach": plain(reach),
        "many": plain(many),
        "frequent": array("I", frequent).tobytes(),
        "wide": b"".join(_fields(postings[n], entries) for n in frequent),
    }


def _many(largest: Sequence[int], entries: int, kept: int) -> int:
    """Return how many entries a feature must exceed to be frequent, of which few have room."""
    fit = kept // _BYTES // (entries or 1)
    return max(_FEWEST, int(entries * _SHARE), *largest[fit : fit + 1])


def _fields(posting: Iterable[tuple[int, int]], entries: int) -> bytes:
    fields = array("I", [_NOTHING]) * entries
    for entry, value in posting:
        fields[entry] += value
    return fields.tobytes()


def _places(tops: bytes, level: int) -> Iterator[int]:
    place = tops.find(level)
    while place >= 0:
        yield place
        place = tops.find(level, place + 1)
