"""Which message answers which, and which are to go."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import Store
from bot.store.tables import Deletions

Run = Callable[..., Any]
GROUP = -(2**52)


def test_answers_are_found(run: Run, store: Store) -> None:
    """By chat and message, in order; noted again, they are replaced."""
    run(store.answers.keep(GROUP, 1, (9, 3, 2**40), 5))
    assert run(store.answers.of(GROUP, 1)) == (9, 3, 2**40)

    run(store.answers.keep(GROUP, 1, (4,), 6))

    assert run(store.answers.of(GROUP, 1)) == (4,)
    assert run(store.answers.of(GROUP, 2)) == ()
    assert run(store.answers.of(1, 1)) == ()


def test_due_messages_are_taken_once(run: Run, store: Store) -> None:
    """Longest due first, as many as wanted, and never again."""
    for message, due in ((1, 30), (2, 10), (3, 20), (4, 99)):
        run(store.answers.delete_later(GROUP, message, due))

    assert run(store.answers.take_due(9)) == ()
    assert run(store.answers.take_due(30, limit=2)) == ((GROUP, 2), (GROUP, 3))
    assert run(store.answers.take_due(30)) == ((GROUP, 1),)
    assert run(store.answers.take_due(30)) == ()


def test_time_of_deletion_can_be_changed(run: Run, store: Store) -> None:
    """The last time told holds."""
    run(store.answers.delete_later(GROUP, 1, 10))
    run(store.answers.delete_later(GROUP, 1, 20))

    assert run(store.answers.take_due(10)) == ()
    assert run(store.answers.take_due(20)) == ((GROUP, 1),)


def test_due_messages_are_shared_out(run: Run, store: Store, twin: Store) -> None:
    """Many that take at once, in two processes, get each message once."""

    async def race() -> list[tuple[int, int]]:
        for message in range(60):
            await store.answers.delete_later(GROUP, message, message)
        taking = (s.answers.take_due(99, limit=10) for s in (store, twin) * 6)
        return [one for taken in await asyncio.gather(*taking) for one in taken]

    taken = run(race())

    assert len(taken) == len(set(taken))
    assert sorted(taken + list(run(store.answers.take_due(99)))) == [(GROUP, m) for m in range(60)]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_nobody_waits_for_what_another_takes(run: Run, store: Store, twin: Store) -> None:
    """Rows that another process is just taking are passed over, not waited for."""

    async def take() -> tuple[tuple[int, int], ...]:
        for message in (1, 2):
            await store.answers.delete_later(GROUP, message, message)
        async with store._database.write() as connection:
            first = select(Deletions).where(Deletions.message == 1).with_for_update()
            await connection.execute(first)
            return await asyncio.wait_for(twin.answers.take_due(9), 20)

    assert run(take()) == ((GROUP, 2),)


def test_entry_shown_last_is_known_for_a_while(run: Run, store: Store) -> None:
    """The last answer since a time counts, and none if that shows no entry."""
    run(store.answers.keep(7, 1, (2,), 100, entry="zhongcao"))
    run(store.answers.keep(7, 3, (4,), 101, entry="bacao"))
    run(store.answers.keep(8, 5, (6,), 102))

    assert run(store.answers.shown_last(7, 101)) == "bacao"
    assert run(store.answers.shown_last(7, 102)) == ""
    assert run(store.answers.shown_last(8, 0)) == ""
    run(store.answers.keep(7, 9, (10,), 103))
    assert run(store.answers.shown_last(7, 0)) == ""
