"""What a text shares with the phrasings of an entry."""

import pytest

from knowledge.phrasings import Phrasings, state

# Groups of three phrasings of entry 0, one of entry 2; entry 1 has none.
TOLD = [[1, 2], [2, 3, 3], [5], [2, 9]]
OWNERS = [0, 0, 2, 0]
WEIGHTS = [1.0, 2.0, 3.0, 1.0, 1.0, 4.0, 1.0, 1.0, 1.0, 4.0]


@pytest.fixture(scope="module")
def phrasings() -> Phrasings:
    """Four phrasings of two entries of three."""
    return Phrasings(state(TOLD, OWNERS, 3, WEIGHTS))


def test_what_is_shared_adds_up(phrasings: Phrasings) -> None:
    """Groups that no phrasing of the entry has count nothing."""
    shares = {2: 0.5, 3: 0.25, 5: 0.125, 7: 1.0}

    assert [sum(phrasings.shared(entry, shares).values()) for entry in range(3)] == [
        0.75,
        0.0,
        0.125,
    ]


def test_nearest_phrasing_counts(phrasings: Phrasings) -> None:
    """The cosine is that of one phrasing, the nearest, not of all together."""
    shares = {1: 0.5, 2: 0.5, 9: 0.1}

    cosine = phrasings.similarity(0, phrasings.shared(0, shares))

    assert cosine == pytest.approx(1.0 / (2.0**2 + 3.0**2) ** 0.5)
    assert phrasings.similarity(1, phrasings.shared(1, shares)) == 0.0


def test_base_that_keeps_none() -> None:
    """Where no phrasing is kept nothing is shared."""
    phrasings = Phrasings(state([], OWNERS, 3, WEIGHTS))

    assert phrasings.shared(0, {2: 1.0}) == {}
    assert phrasings.similarity(0, {}) == 0.0
