"""Scores of quizzes in groups."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.store import Store
from bot.values import Score

Run = Callable[..., Any]
CHAT, NEW = -77, -(10**12) - 77
NOW, DAY = 1_800_000_000, 86400


def test_right_answers_are_counted_by_group(run: Run, store: Store) -> None:
    """Each group has its own board, best first, the fewest questions first among equals."""
    for poll, chat in (("a", CHAT), ("b", CHAT), ("c", -5)):
        run(store.scores.ask(chat, poll, 2, NOW))
    for poll, user, chosen in [("a", 1, 2), ("b", 1, 0), ("a", 2, 2), ("b", 3, 1), ("c", 3, 2)]:
        assert run(store.scores.guess(poll, user, chosen))

    assert run(store.scores.top(CHAT)) == (Score(2, 1, 1), Score(1, 1, 2), Score(3, 0, 1))
    assert run(store.scores.top(CHAT, 1)) == (Score(2, 1, 1),)
    assert run(store.scores.top(-5)) == (Score(3, 1, 1),)


def test_first_answer_counts_once(run: Run, store: Store, twin: Store) -> None:
    """Told twice, by whichever process, an answer is one; to an unknown question it is none."""
    run(store.scores.ask(CHAT, "a", 0, NOW))

    async def race() -> list[bool]:
        return sorted(
            await asyncio.gather(*(s.scores.guess("a", 1, 0) for s in (store, twin) * 3))
        )

    assert run(race()) == [False] * 5 + [True]
    assert not run(store.scores.guess("stray", 1, 0))
    assert run(store.scores.top(CHAT)) == (Score(1, 1, 1),)


def test_questions_go_after_a_day_and_scores_stay(run: Run, store: Store) -> None:
    """An answer to yesterday's question counts no more."""
    run(store.scores.ask(CHAT, "a", 0, NOW))
    run(store.scores.guess("a", 1, 0))

    run(store.tidy(NOW + DAY + 1))

    assert not run(store.scores.guess("a", 2, 0))
    assert run(store.scores.top(CHAT)) == (Score(1, 1, 1),)


def test_scores_move_with_their_group(run: Run, store: Store) -> None:
    """Under a new id points add up, and open questions still count."""
    run(store.scores.ask(CHAT, "a", 0, NOW))
    run(store.scores.ask(CHAT, "b", 0, NOW))
    run(store.scores.ask(NEW, "c", 0, NOW))
    for poll, user in [("a", 1), ("c", 1), ("a", 2)]:
        run(store.scores.guess(poll, user, 0))

    run(store.migrate(CHAT, NEW))
    run(store.scores.guess("b", 2, 1))

    assert run(store.scores.top(CHAT)) == ()
    assert run(store.scores.top(NEW)) == (Score(1, 2, 2), Score(2, 1, 2))


def test_forgetting_clears_ones_scores(run: Run, store: Store) -> None:
    """Others keep theirs."""
    run(store.scores.ask(CHAT, "a", 0, NOW))
    run(store.scores.guess("a", 1, 0))
    run(store.scores.guess("a", 2, 0))

    run(store.people.forget(1))

    assert run(store.scores.top(CHAT)) == (Score(2, 1, 1),)
