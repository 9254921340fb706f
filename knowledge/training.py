"""Weigh features so that each phrasing finds its own entry: multinomial logistic regression.

Starts from the mean of each entry's phrasings and corrects it where one entry's phrasing comes
closer to another. Used when the knowledge is compiled and by `hongshu match`, never to answer.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Sharpness of the softmax over cosines, first step, and passes over the phrasings: chosen by
# five-fold cross-validation over the phrasings, flat around these values.
_SHARPNESS = 12.0
_STEP = 0.5
_PASSES = 4

# Entries times features (floats of 4 bytes, held at once) above which the means stay as they are.
_LARGEST = 60_000_000
# Numbers in the posting of a feature that one entry alone has: the entry and its weight.
_ONE_ENTRY = 2
# Size below which a weight is dropped, and a gradient ignored.
_SMALL = 0.02
_NEGLIGIBLE = 1e-3

Row = tuple[NDArray[np.int32], NDArray[np.float32]]


def train(
    rows: Sequence[dict[int, float]],
    owners: Sequence[int],
    features: int,
    *,
    lone: bool = False,
    orders: int = 1,
) -> list[list[float]]:
    """Return by feature the entries and their weights in turn: [entry, weight, entry, …].

    `rows`: unit vectors of the phrasings; `owners`: the entry of each, numbered from 0. The same
    input gives the same output. A feature that one entry alone has keeps its mean, unless `lone`
    ones are corrected, too. The weights are the mean of what that many `orders` of the phrasings
    lead to: with few phrasings much depends on the order.
    """
    found = _means(rows, owners, features)
    least = 0 if lone else _ONE_ENTRY
    corrected = [feature for feature, posting in enumerate(found) if len(posting) > least]
    entries = max(owners, default=-1) + 1
    if entries * len(corrected) > _LARGEST:
        return found
    place = {feature: n for n, feature in enumerate(corrected)}
    weights = np.zeros((len(corrected), entries), dtype=np.float32)
    for feature, n in place.items():
        weights[n, [int(i) for i in found[feature][::2]]] = found[feature][1::2]
    examples = [_example(row, place) for row in rows]
    learned = [_corrected(weights, examples, owners, seed) for seed in range(orders)]
    weights = np.mean(learned, axis=0, dtype=np.float32)
    for feature, n in place.items():
        found[feature] = _sparse(weights[n])
    return found


def _example(row: dict[int, float], place: dict[int, int]) -> Row:
    kept = {place[feature]: value for feature, value in row.items() if feature in place}
    return (
        np.fromiter(kept, np.int32, len(kept)),
        np.fromiter(kept.values(), np.float32, len(kept)),
    )


def _corrected(
    weights: NDArray[np.float32], examples: list[Row], owners: Sequence[int], seed: int
) -> NDArray[np.float32]:
    """Return the weights after stochastic gradient steps on the cross-entropy."""
    weights = weights.copy()
    order = np.random.default_rng(seed)
    for turn in range(_PASSES):
        step = _STEP / (1 + turn)
        for number in order.permutation(len(examples)):
            index, values = examples[number]
            scores = _SHARPNESS * (values @ weights[index])
            wrong = np.exp(scores - scores.max())
            wrong /= wrong.sum()
            wrong[owners[number]] -= 1
            moved = np.flatnonzero(np.abs(wrong) > _NEGLIGIBLE)
            weights[index[:, None], moved] -= step * values[:, None] * wrong[moved]
    return weights


def _sparse(row: NDArray[np.float32]) -> list[float]:
    kept = np.flatnonzero(np.abs(row) >= _SMALL)
    return [x for i in kept for x in (int(i), round(float(row[i]), 3))]


def _means(
    rows: Sequence[dict[int, float]], owners: Sequence[int], features: int
) -> list[list[float]]:
    """Return the direction of the sum of each entry's phrasings."""
    totals: dict[int, dict[int, float]] = {}
    for row, owner in zip(rows, owners, strict=True):
        total = totals.setdefault(owner, {})
        for feature, value in row.items():
            total[feature] = total.get(feature, 0.0) + value
    found: list[list[float]] = [[] for _ in range(features)]
    for owner, total in totals.items():
        length = math.hypot(*total.values()) or 1.0
        for feature, value in total.items():
            found[feature] += (owner, round(value / length, 3))
    return found
