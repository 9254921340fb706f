"""The phrasings of each entry, to compare a text with the nearest of them."""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from operator import truediv

from knowledge.packed import Buffer


class Phrasings:
    """What phrasings are made of: groups of features, by number. Immutable, safe to share.

    Those of entry n stand from `phrasings[n]` to `phrasings[n + 1]`, with their `lengths` as
    vectors. The groups they have stand from `holding[n]` to `holding[n + 1]` in `held`, in order;
    which of the entry's phrasings have the one at place p, from `bounds[p]` to `bounds[p + 1]` in
    `holders`.
    """

    def __init__(self, state: Mapping[str, Buffer]) -> None:
        """Take what `state` returned."""
        self._phrasings, self._holding, self._held, self._bounds, self._holders = (
            memoryview(state[name]).cast("I")
            for name in ("phrasings", "holding", "held", "bounds", "holders")
        )
        self._lengths = memoryview(state["lengths"]).cast("f")

    def shared(self, entry: int, shares: Mapping[int, float]) -> dict[int, float]:
        """Return what of a text stands in the phrasings of an entry: places in `held`, weights.

        `shares`: what each group of the text adds where a phrasing has it.
        """
        held, start, end = self._held, self._holding[entry], self._holding[entry + 1]
        if start == end:
            return {}
        places = ((bisect_left(held, group, start, end), group) for group in shares)
        return {p: shares[group] for p, group in places if p < end and held[p] == group}

    def similarity(self, entry: int, shared: Mapping[int, float]) -> float:
        """Return the cosine between a text and the nearest phrasing of an entry; 0 without any.

        `shared`: what they share, as `shared` returns it.
        """
        lengths = self._lengths[self._phrasings[entry] : self._phrasings[entry + 1]]
        said = [0.0] * len(lengths)
        for place, weight in shared.items():
            for phrasing in self._holders[self._bounds[place] : self._bounds[place + 1]]:
                said[phrasing] += weight
        return max(map(truediv, said, lengths), default=0.0)


def state(
    told: Sequence[Sequence[int]], owners: Sequence[int], entries: int, weights: Sequence[float]
) -> dict[str, bytes]:
    """Return what `Phrasings` reads.

    `told`: the groups of each phrasing, one for each of its features, so that a group may stand
    twice (nothing at all, if no phrasing is kept); `owners`: its entry; `weights`: of each group.
    """
    own: list[list[Sequence[int]]] = [[] for _ in range(entries)]
    for groups, owner in zip(told, owners, strict=bool(told)):
        own[owner].append(groups)
    lengths = (math.hypot(*(weights[n] for n in row)) or 1.0 for group in own for row in group)
    held = list(map(_held, own))
    holders = [numbers for having in held for numbers in having.values()]
    return {
        "phrasings": _bounds(map(len, own)),
        "lengths": array("f", lengths).tobytes(),
        "holding": _bounds(map(len, held)),
        "held": array("I", chain.from_iterable(held)).tobytes(),
        "bounds": _bounds(map(len, holders)),
        "holders": array("I", chain.from_iterable(holders)).tobytes(),
    }


def _held(phrasings: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Return which of an entry's phrasings have each group, the groups in order."""
    having: dict[int, list[int]] = defaultdict(list)
    for number, groups in enumerate(phrasings):
        for group in dict.fromkeys(groups):
            having[group].append(number)
    return dict(sorted(having.items()))


def _bounds(sizes: Iterable[int]) -> bytes:
    """Return where parts of these sizes begin, and where the last ends."""
    return array("I", accumulate(sizes, initial=0)).tobytes()
