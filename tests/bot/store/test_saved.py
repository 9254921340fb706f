"""Saved words and their reviews."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.review import Kept, Side
from bot.store import Full, Store
from bot.store import saved as module

Run = Callable[..., Any]
ANNA, BEN = 2**52 + 1, 7
CARD = ("zhongcao", Side.MEANING)
FIRST = Kept(due=50, begun=40, version=1, state='{"state": 1}')


def test_words_come_back_in_the_order_they_were_saved(run: Run, store: Store) -> None:
    """Each person has a list; saving again changes nothing."""
    for at, entry in enumerate(["b", "a", "c", "b"]):
        run(store.saved.add(ANNA, entry, at))
    run(store.saved.add(BEN, "x", 1))

    assert run(store.saved.all(ANNA)) == ("b", "a", "c")
    assert run(store.saved.has(ANNA, "a"))
    assert not run(store.saved.has(BEN, "a"))


def test_list_has_an_end(run: Run, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most words nothing is kept; what is there can be saved again."""
    monkeypatch.setattr(module, "MOST", 2)
    for entry in ("a", "b", "a"):
        run(store.saved.add(ANNA, entry, 1))

    with pytest.raises(Full):
        run(store.saved.add(ANNA, "c", 2))

    assert run(store.saved.all(ANNA)) == ("a", "b")


def test_grade_counts_once(run: Run, store: Store, twin: Store) -> None:
    """Of all who grade a card in one version, one succeeds."""
    run(store.saved.add(ANNA, CARD[0], 1))
    second = Kept(90, 40, 2, "{}")

    async def race(after: Kept) -> list[bool]:
        tries = [each.saved.grade(ANNA, CARD, after) for each in (store, twin, store, twin)]
        return sorted(await asyncio.gather(*tries))

    assert run(race(FIRST)) == [False, False, False, True]
    assert run(store.saved.cards(ANNA)) == {CARD: FIRST}
    assert run(race(second)) == [False, False, False, True]
    assert run(store.saved.cards(ANNA)) == {CARD: second}


def test_version_that_is_not_next_is_refused(run: Run, store: Store) -> None:
    """A grade of a card as it was, or will be, changes nothing."""
    run(store.saved.add(ANNA, CARD[0], 1))
    run(store.saved.grade(ANNA, CARD, FIRST))

    for version in (1, 3, 9):
        assert not run(store.saved.grade(ANNA, CARD, replace(FIRST, due=1, version=version)))

    assert run(store.saved.cards(ANNA)) == {CARD: FIRST}


def test_word_not_saved_has_no_cards(run: Run, store: Store) -> None:
    """A word removed takes its cards along, and cannot be graded."""
    run(store.saved.add(ANNA, CARD[0], 1))
    run(store.saved.grade(ANNA, CARD, FIRST))

    run(store.saved.remove(ANNA, CARD[0]))

    assert not run(store.saved.grade(ANNA, CARD, FIRST))
    run(store.saved.add(ANNA, CARD[0], 2))
    assert run(store.saved.cards(ANNA)) == {}
