"""Who wants a word of the day: each is due once, to one process."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.daily import Daily, following
from bot.store import Store
from bot.store.mornings import HOLD
from knowledge import Language

Run = Callable[..., Any]
WANTED = Daily(8, "Europe/Berlin", Language.SIMPLIFIED)
NOW = 1_800_000_000
DAY = 86400


def test_subscription_comes_back_changes_and_ends(run: Run, store: Store) -> None:
    """What was chosen last holds, until it is removed."""
    run(store.mornings.save(1, Daily(9, "UTC", Language.ENGLISH), NOW))
    run(store.mornings.save(1, WANTED, NOW))
    assert run(store.mornings.get(1)) == WANTED

    run(store.mornings.remove(1))

    assert run(store.mornings.get(1)) is None
    assert run(store.mornings.take_due(NOW + 9 * DAY, 10)) == ()


def test_another_hour_brings_no_second_word_on_a_day(run: Run, store: Store) -> None:
    """Once the word of a day is sent, or in hand, a later hour begins the day after."""
    later = Daily(20, WANTED.zone, WANTED.language)
    morning = following(WANTED, 1, NOW)
    evening = following(later, 1, morning)
    for user in (1, 2, 3):
        run(store.mornings.save(user, WANTED, NOW))
    run(store.mornings.save(3, later, morning - 7200))
    taken = {due.user: due for due in run(store.mornings.take_due(morning + 3600, 9))}
    run(store.mornings.done(taken[1], morning + 3600))

    for user in (1, 2):
        run(store.mornings.save(user, later, morning + 3660))

    (third,) = run(store.mornings.take_due(evening + 3600, 9))
    run(store.mornings.done(third, evening + 3600))
    assert third.user == 3
    assert evening - morning < DAY
    again = run(store.mornings.take_due(evening + 3600 + DAY, 9))
    assert {due.user for due in again} == {1, 2, 3}


def test_each_is_due_to_one_process(run: Run, store: Store, twin: Store) -> None:
    """Thirty that are due are taken once, whoever asks; none before its time."""
    for user in range(1, 31):
        run(store.mornings.save(user, WANTED, NOW))
    assert run(store.mornings.take_due(NOW, 99)) == ()

    async def race() -> list[int]:
        each = [s.mornings.take_due(NOW + DAY, 10) for s in (store, twin) * 4]
        return [due.user for taken in await asyncio.gather(*each) for due in taken]

    first = run(race())
    first += run(race())

    assert sorted(first) == list(range(1, 31))


def test_done_is_due_again_the_next_day(run: Run, store: Store) -> None:
    """After it is sent the word is due a day later."""
    run(store.mornings.save(1, WANTED, NOW))
    due = following(WANTED, 1, NOW)
    (taken,) = run(store.mornings.take_due(due + 60, 10))

    run(store.mornings.done(taken, due + 61))

    assert run(store.mornings.take_due(due + DAY - 1, 10)) == ()
    assert [t.due for t in run(store.mornings.take_due(due + DAY, 10))] == [due + DAY]


def test_what_was_never_done_is_given_to_another(run: Run, store: Store, twin: Store) -> None:
    """A process that ends with a word in hand does not lose it; after a while another has it."""
    run(store.mornings.save(1, WANTED, NOW))
    due = following(WANTED, 1, NOW)
    assert len(run(store.mornings.take_due(due, 10))) == 1

    assert run(twin.mornings.take_due(due + HOLD - 1, 10)) == ()
    assert [t.due for t in run(twin.mornings.take_due(due + HOLD, 10))] == [due]


def test_standstill_of_days_is_one_word(run: Run, store: Store) -> None:
    """After a week away one is due, and the next one lies ahead."""
    run(store.mornings.save(1, WANTED, NOW))
    (taken,) = run(store.mornings.take_due(NOW + 7 * DAY, 10))

    run(store.mornings.done(taken, NOW + 7 * DAY))

    assert run(store.mornings.take_due(NOW + 7 * DAY, 10)) == ()


def test_done_after_a_change_does_not_undo_it(run: Run, store: Store) -> None:
    """Who changed the hour while a word was on its way keeps the new one, from the next day on."""
    run(store.mornings.save(1, WANTED, NOW))
    (taken,) = run(store.mornings.take_due(NOW + DAY, 10))
    later = Daily(20, "UTC", Language.ENGLISH)
    run(store.mornings.save(1, later, NOW + DAY))

    run(store.mornings.done(taken, NOW + DAY))

    assert run(store.mornings.get(1)) == later
    at = following(later, 1, NOW + DAY) + DAY
    assert [t.due for t in run(store.mornings.take_due(at, 10))] == [at]
