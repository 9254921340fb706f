"""Sums over postings, beside the plain way to add them up."""

import random
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate

import pytest

from knowledge.packed import plain
from knowledge.postings import PARTS, Postings, frequent

ENTRIES = 300
Posting = Mapping[int, float]


def _postings(features: Sequence[Posting], many: int) -> Postings:
    """Return postings of features, each entry → what is learned."""
    pairs = [pair for feature in features for pair in sorted(feature.items())]
    state = {
        "starts": array("I", accumulate(map(len, features), initial=0)).tobytes(),
        "owners": array("I", (entry for entry, _ in pairs)).tobytes(),
        "learned": array("i", (round(value * PARTS) for _, value in pairs)).tobytes(),
        "reach": plain(4.0),
        "many": plain(many),
    }
    return Postings(state, ENTRIES)


@pytest.fixture(scope="module")
def features() -> list[Posting]:
    """Features of one to 200 entries, some of which they speak against."""
    chance = random.Random(5)  # noqa: S311 - nothing secret
    return [
        {e: chance.uniform(-0.4, 0.6) for e in chance.sample(range(ENTRIES), size)}
        for size in (1, 2, 10, 40, 90, 200)
    ]


@pytest.mark.parametrize("many", [0, 32, ENTRIES])
def test_sums_are_those_of_plain_addition(features: list[Posting], many: int) -> None:
    """However features are added, as large numbers or one by one, the sums are right."""
    vector = {0: 0.5, 2: 0.3, 3: 0.2, 4: 0.6, 5: 0.4}
    wanted = [sum(w * features[f].get(e, 0.0) for f, w in vector.items()) for e in range(ENTRIES)]

    sums = _postings(features, many).sums(vector)

    assert [sums[e] for e in range(ENTRIES)] == pytest.approx(wanted, abs=1e-3)
    best = sums.best(8, ENTRIES)
    assert [wanted[e] for e in best] == pytest.approx(sorted(wanted)[:-9:-1], abs=1e-3)
    highest = sums.highest(200)
    assert highest is not None
    assert wanted[highest] == pytest.approx(max(wanted[200:]), abs=1e-3)


@pytest.mark.parametrize("many", [0, ENTRIES])
def test_odds_count_entries_of_which_nothing_is_said(features: list[Posting], many: int) -> None:
    """Each entry counts, also one that has nothing of the question."""
    sums = _postings(features, many).sums({1: 0.8})

    assert sums.odds(0, ENTRIES, 0.0, 0.5) == pytest.approx(ENTRIES)
    assert sums.odds(0, 10, 12.0, 0.0) + sums.odds(10, ENTRIES, 12.0, 0.0) == pytest.approx(
        sums.odds(0, ENTRIES, 12.0, 0.0)
    )


def test_of_nothing_nothing_is_best(features: list[Posting]) -> None:
    """Fewer than asked for are best where of fewer anything is said."""
    postings = _postings(features, 32)

    assert postings.sums({}).best(8, ENTRIES) == []
    assert postings.sums({}).highest(0) is None
    assert len(postings.sums({1: 1.0}).best(8, ENTRIES)) <= 2


def test_no_more_features_are_frequent_than_there_is_room_for() -> None:
    """Large numbers of many entries take room; only the most frequent features get one."""
    sizes = [1000] * 100 + [500] * 100_000

    assert frequent([40, 50], 100) == 32
    assert frequent(sizes, 10_000) == 500
    assert frequent([], 0) == 32
