"""Sums over postings, beside the plain way to add them up."""

import random
from collections.abc import Mapping, Sequence

import pytest

from knowledge.packed import read
from knowledge.postings import PARTS, Postings, state

ENTRIES = 300
ROW = 4 * ENTRIES  # bytes of a frequent feature
Posting = Mapping[int, float]


def _postings(features: Sequence[Posting], kept: int) -> Postings:
    """Return postings of features, each entry → what is learned; `kept`: bytes for rows."""
    learned = [[(e, round(v * PARTS)) for e, v in sorted(f.items())] for f in features]
    return Postings(state(learned, ENTRIES, 4.0, kept), ENTRIES)


@pytest.fixture(scope="module")
def features() -> list[Posting]:
    """Features of one to 200 entries, some of which they speak against."""
    chance = random.Random(5)  # noqa: S311 - nothing secret
    return [
        {e: chance.uniform(-0.4, 0.6) for e in chance.sample(range(ENTRIES), size)}
        for size in (1, 2, 10, 40, 90, 200)
    ]


@pytest.mark.parametrize("rows", [0, 1, 6])
def test_sums_are_those_of_plain_addition(features: list[Posting], rows: int) -> None:
    """However features are added, as large numbers or one by one, the sums are right."""
    vector = {0: 0.5, 2: 0.3, 3: 0.2, 4: 0.6, 5: 0.4}
    wanted = [sum(w * features[f].get(e, 0.0) for f, w in vector.items()) for e in range(ENTRIES)]

    sums = _postings(features, rows * ROW).sums(vector)

    assert [sums[e] for e in range(ENTRIES)] == pytest.approx(wanted, abs=1e-3)
    best = sums.best(8, ENTRIES)
    assert [wanted[e] for e in best] == pytest.approx(sorted(wanted)[:-9:-1], abs=1e-3)
    highest = sums.highest(200)
    assert highest is not None
    assert wanted[highest] == pytest.approx(max(wanted[200:]), abs=1e-3)


@pytest.mark.parametrize("rows", [0, 6])
def test_odds_count_entries_of_which_nothing_is_said(features: list[Posting], rows: int) -> None:
    """Each entry counts, also one that has nothing of the question."""
    sums = _postings(features, rows * ROW).sums({1: 0.8})

    assert sums.odds(0, ENTRIES, 0.0, 0.5) == pytest.approx(ENTRIES)
    assert sums.odds(0, 10, 12.0, 0.0) + sums.odds(10, ENTRIES, 12.0, 0.0) == pytest.approx(
        sums.odds(0, ENTRIES, 12.0, 0.0)
    )


def test_of_nothing_nothing_is_best(features: list[Posting]) -> None:
    """Fewer than asked for are best where of fewer anything is said."""
    postings = _postings(features, 6 * ROW)

    assert postings.sums({}).best(8, ENTRIES) == []
    assert postings.sums({}).highest(0) is None
    assert len(postings.sums({1: 1.0}).best(8, ENTRIES)) <= 2


def test_no_more_features_are_frequent_than_there_is_room_for(features: list[Posting]) -> None:
    """Large numbers of many entries take room; only the most frequent features get one."""
    learned = [[(entry, 1) for entry in feature] for feature in features]

    kept = [len(state(learned, ENTRIES, 4.0, rows * ROW)["wide"]) // ROW for rows in (0, 1, 2, 6)]

    assert kept == [0, 1, 2, 3]
    assert read(state([], 0, 4.0)["many"]) == 32
