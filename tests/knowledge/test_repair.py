"""Slips of the fingers."""

import pytest

from knowledge.repair import Repair, by_start

KNOWN = Repair(by_start(["users", "monetization", "account", "followers", "register"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("usrs", "users"),
        ("acount", "account"),
        ("accuont", "account"),
        ("monetiztaion", "monetization"),
        ("folowers", "followers"),
        ("train", "train"),
        ("cat", "cat"),
        ("users", "users"),
        ("xqzvwt", "xqzvwt"),
        ("uncover", "uncover"),
        ("umbrello", "umbrello"),
        ("a1b2", "a1b2"),
        ("ùsers", "ùsers"),
        ("howdo", "how do"),
        ("cani", "can i"),
        ("manyusers", "many users"),
        ("myacount", "myacount"),
        ("registerusers", "registerusers"),
        ("heshui", "heshui"),
    ],
)
def test_nearest_known_word(typed: str, meant: str) -> None:
    """A strange word becomes the known one a slip away, or two; real and far words stay."""
    assert KNOWN(typed) == meant


def test_letters_that_changed_places_are_likeliest() -> None:
    """Of words as near, one of the same letters is meant, then a longer one, then the first."""
    repair = Repair(by_start(["ones", "owns", "posts", "ports", "zongcai", "zhongcao"]))

    assert repair("onws") == "owns"
    assert repair("zongcao") == "zhongcao"
    assert repair("pocts") == "posts"
    assert Repair(by_start(["usr", "users"]))("usrs") == "users"
