"""Where English words point."""

import pytest

from knowledge.embedding import FULL, agreement, clusters, direction
from knowledge.retrieval import Retriever


def _alike(one: str, other: str) -> float:
    row = [round(FULL * x) for x in direction(one.split())]
    return agreement(row, direction(other.split()))


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("shop seller", "vendor store", "wedding dress"),
        ("hail a cab", "get a taxi", "get a haircut"),
        ("laughing", "giggle", "invoice"),
    ],
)
def test_words_of_like_use_point_the_same_way(text: str, like: str, unlike: str) -> None:
    """Words that share no letter are alike if they are used alike."""
    assert _alike(text, like) > _alike(text, unlike) + 0.2


def test_small_words_hardly_turn_a_text() -> None:
    """What every text has says little of what it is about."""
    assert _alike("a refund for the order", "refund order") > 0.9


def test_a_direction_is_a_unit_vector_or_nothing() -> None:
    """Words that are not known point nowhere, nor do characters."""
    assert sum(x * x for x in direction(["taxi", "driver"])) == pytest.approx(1)
    assert direction(["qzxv"]) == direction([]) == direction(["taxi", "打车"]) == []


def test_a_description_needs_to_share_no_word() -> None:
    """The entry of like use is found, not the one that has more of the same letters."""
    examples = [
        ("taxi", ["get a taxi to the airport"]),
        ("hair", ["get a haircut at the barber"]),
        ("soup", ["get a bowl of noodles"]),
    ]

    plain, directed = (
        Retriever.build(examples, directed=known).nearest("get a cab").ranked[0].id
        for known in (False, True)
    )

    assert (plain, directed) == ("soup", "taxi")


def test_one_word_points_nowhere() -> None:
    """A word alone would lead to its like: a kitchen to a bathroom."""
    base = Retriever.build([("bath", ["the bathroom"]), ("soup", ["the soup"])], directed=True)

    assert base.nearest("kitchen").ranked == ()


def test_words_of_like_use_share_a_cluster() -> None:
    """The clusters of a word are a large and a small one; what is not known has none."""
    assert set(clusters("taxi")) & set(clusters("taxis"))
    assert not set(clusters("taxi")) & set(clusters("wedding"))
    assert not clusters("qzxv")


def test_a_bare_base_knows_words_by_their_clusters() -> None:
    """A word that no phrasing has leads to one of like use, and is not all strange."""
    examples = [("car", ["my sedan", "drive a truck"]), ("food", ["my pasta", "boil the rice"])]

    bare, own = (
        Retriever.build(examples, bare=known).rank("some noodles") for known in (True, False)
    )

    assert (bare.ranked[0].id, own.ranked) == ("food", ())
    assert bare.measured[-1] < 1
