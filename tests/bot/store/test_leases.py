"""Roles that one process at a time has, and who lives."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.store import Store
from bot.store.inbox import Share
from bot.store.leases import LEASE, Standing

Run = Callable[..., Any]
NOW = 1_000_000.0
ROLES = ("clock", "polling")


def test_first_process_has_all_roles_and_the_second_none(
    run: Run, store: Store, twin: Store
) -> None:
    """Both live, and each knows its share of the chats."""
    assert run(store.leases.beat("a", ROLES, NOW)) == Standing(Share(0, 1), frozenset(ROLES))
    assert run(twin.leases.beat("b", ROLES, NOW)) == Standing(Share(1, 2), frozenset())
    assert run(store.leases.beat("a", ROLES, NOW)) == Standing(Share(0, 2), frozenset(ROLES))


def test_roles_of_a_dead_process_are_taken_over_in_time(run: Run, store: Store) -> None:
    """Not before its lease is over, and within 15 seconds of its last sign; it counts no more."""
    run(store.leases.beat("dead", ROLES, NOW))

    early = run(store.leases.beat("b", ROLES, NOW + LEASE - 0.1))
    late = run(store.leases.beat("b", ROLES, NOW + LEASE))

    assert LEASE + 3 < 15
    assert early == Standing(Share(0, 2), frozenset())
    assert late == Standing(Share(0, 1), frozenset(ROLES))
    assert run(store.leases.beat("dead", ROLES, NOW + LEASE)).roles == frozenset()


def test_who_leaves_gives_up_at_once(run: Run, store: Store) -> None:
    """Nobody waits for a lease that was given back."""
    run(store.leases.beat("a", ROLES, NOW))
    run(store.leases.leave("a"))

    assert run(store.leases.beat("b", ROLES, NOW)) == Standing(Share(0, 1), frozenset(ROLES))


def test_clock_that_is_set_back_keeps_no_role(run: Run, store: Store) -> None:
    """Who died by the clock of then neither has roles nor counts."""
    run(store.leases.beat("dead", ROLES, NOW + 3600))

    assert run(store.leases.beat("b", ROLES, NOW)) == Standing(Share(0, 1), frozenset(ROLES))


def test_who_leaves_waits_for_others_as_they_for_each_other(run: Run, store: Store) -> None:
    """Roles are locked in one order, in whichever they were taken; else two wait for ever."""

    async def both() -> None:
        await store.leases.beat("a", ROLES, NOW)
        await store.leases.beat("a", ROLES[:1], NOW)
        lock = "UPDATE leases SET until = until WHERE name = "
        async with store._database.write() as connection:
            await connection.exec_driver_sql(f"{lock} 'clock'")
            leaving = asyncio.create_task(store.leases.leave("a"))
            await asyncio.sleep(0.3)
            await connection.exec_driver_sql(f"{lock} 'polling'")
        await leaving

    run(both())

    assert run(store.leases.beat("b", ROLES, NOW)) == Standing(Share(0, 1), frozenset(ROLES))


def test_role_not_asked_for_stays_free(run: Run, store: Store) -> None:
    """Who takes updates in by another way leaves the polling to others."""
    assert run(store.leases.beat("a", ("clock",), NOW)).roles == {"clock"}
    assert run(store.leases.beat("b", ROLES, NOW)).roles == {"polling"}
