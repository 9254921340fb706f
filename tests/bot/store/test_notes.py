"""Questions nobody could answer, and verdicts on entries."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import Store
from bot.values import Miss

Run = Callable[..., Any]
GROUP = -(2**52)


def ask(run: Run, store: Store, *questions: tuple[int, str, str]) -> None:
    """Note questions: chat, text, day."""
    for question in questions:
        run(store.misses.add(*question))


def told(misses: tuple[Miss, ...]) -> list[tuple[str, int]]:
    """Return texts and counts."""
    return [(miss.text, miss.count) for miss in misses]


def test_most_asked_comes_first(run: Run, store: Store) -> None:
    """Days are added up; what was asked equally often comes in the order it was first asked."""
    ask(run, store, (GROUP, "a", "2026-05-01"), (GROUP, "b", "2026-05-01"))
    ask(
        run, store, (GROUP, "b", "2026-05-02"), (GROUP, "c", "2026-05-02"), (-1, "z", "2026-05-02")
    )

    assert told(run(store.misses.top(GROUP))) == [("b", 2), ("a", 1), ("c", 1)]
    assert told(run(store.misses.top(GROUP, limit=1))) == [("b", 2)]
    assert told(run(store.misses.top(GROUP, since_day="2026-05-02"))) == [("b", 1), ("c", 1)]


def test_all_groups_count_together(run: Run, store: Store) -> None:
    """None is everywhere, private chats included."""
    ask(run, store, (GROUP, "a", "2026-05-01"), (0, "b", "2026-05-01"), (-1, "b", "2026-05-01"))

    assert told(run(store.misses.top(None))) == [("b", 2), ("a", 1)]


def test_question_is_found_and_dropped_by_its_id(run: Run, store: Store) -> None:
    """Its id stays while it is asked again; dropping forgets all its days, in that group."""
    ask(run, store, (GROUP, "a", "2026-05-01"), (-1, "a", "2026-05-01"))
    (miss,) = run(store.misses.top(GROUP))
    ask(run, store, (GROUP, "a", "2026-05-02"))
    assert run(store.misses.get(GROUP, miss.id)) == Miss(miss.id, "a", 2)

    run(store.misses.drop(GROUP, miss.id))

    assert run(store.misses.get(GROUP, miss.id)) is None
    assert run(store.misses.top(GROUP)) == ()
    assert told(run(store.misses.top(-1))) == [("a", 1)]


def test_question_can_be_dropped_everywhere(run: Run, store: Store) -> None:
    """None drops it in all groups."""
    ask(run, store, (GROUP, "a", "2026-05-01"), (-1, "a", "2026-05-01"), (-1, "b", "2026-05-01"))
    miss = run(store.misses.top(None))[0]

    run(store.misses.drop(None, miss.id))

    assert told(run(store.misses.top(None))) == [("b", 1)]


@pytest.mark.parametrize("number", [0, -7, 2**62, 2**63, 10**30])
def test_unknown_id_is_no_question(run: Run, store: Store, number: int) -> None:
    """A forged id finds and drops nothing, nor does that of another group's question."""
    ask(run, store, (GROUP, "a", "2026-05-01"))
    (miss,) = run(store.misses.top(GROUP))

    assert run(store.misses.get(GROUP, number)) is None
    assert run(store.misses.get(-1, miss.id)) is None
    run(store.misses.drop(GROUP, number))
    run(store.misses.drop(-1, miss.id))
    assert run(store.misses.top(GROUP)) == (miss,)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters() | st.sampled_from("\0\ud800\udfff🍠"), max_size=200))
def test_any_question_can_be_noted(run: Run, store: Store, text: str) -> None:
    """No text raises, and asking again counts."""
    ask(run, store, (GROUP, text, "2026-05-01"), (GROUP, text, "2026-05-01"))
    (miss,) = run(store.misses.top(GROUP))
    run(store.misses.drop(GROUP, miss.id))

    assert miss.count == 2
    assert run(store.misses.top(GROUP)) == ()


def test_verdicts_are_counted(run: Run, store: Store) -> None:
    """By entry and verdict, in order."""
    for entry, verdict in (("b", "wrong"), ("a", "right"), ("b", "right"), ("b", "wrong")):
        run(store.feedback.count(entry, verdict))

    assert run(store.feedback.totals()) == (
        ("a", "right", 1),
        ("b", "right", 1),
        ("b", "wrong", 2),
    )
