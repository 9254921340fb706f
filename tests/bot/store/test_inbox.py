"""Updates kept until they are handled: once, in order, by whichever process lives."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.store import Store, Unavailable, notices
from bot.store.inbox import HOLD, Arrived, Over, Share, Taken, Wish
from tests.bot.test_metrics import value

Run = Callable[..., Any]
NOW = 1_000_000.0
_SET_ASIDE = 'hongshu_updates_total{kind="message",outcome="set_aside"}'


def arrived(number: int, lane: str | None = None, body: str = '{"text": "种草"}') -> Arrived:
    """Return a message of a chat of its own, unless told otherwise."""
    return Arrived(number, lane or f"chat:{number}", "message", body)


async def take(store: Store, holder: str = "a", now: float = NOW, **more: Any) -> list[Taken]:
    """Take what can be taken in hand."""
    await store.inbox.end(holder, more.pop("over", ()), now)
    return await store.inbox.take(holder, now, Wish(**more))


async def aside(store: Store) -> list[tuple[str, str]]:
    """Return kind and reason of what was set aside."""
    async with store._database.read() as connection:
        query = "SELECT kind, reason FROM updates WHERE reason IS NOT NULL"  # of docs/serving.md
        return [tuple(row) for row in (await connection.exec_driver_sql(query)).all()]


def numbers(taken: list[Taken]) -> list[int]:
    """Return which updates were taken."""
    return [each.id for each in taken]


def test_what_is_delivered_is_handed_out_once_as_it_came(run: Run, store: Store) -> None:
    """Oldest first, with the very text, to one process only."""
    body = '{"update_id": 7, "odd": "\\u0000\\ud800"}'
    run(store.inbox.add([arrived(8), arrived(7, body=body)], NOW))

    first, second = run(take(store)), run(take(store, "b"))

    assert first[0] == Taken(7, "message", body, NOW, 1)
    assert numbers(first) == [7, 8]
    assert second == []


def test_delivered_again_is_not_handed_out_again(run: Run, store: Store) -> None:
    """Neither while it waits, nor in hand, nor for an hour after it was handled."""
    for state in ("waits", "in hand", "handled"):
        count = run(store.inbox.add([arrived(7)], NOW))
        assert count == (state == "waits")
        if state == "in hand":
            run(take(store, now=NOW))
            run(take(store, over=[Over(7)]))

    run(store.inbox.tidy(NOW + 3599))

    assert run(store.inbox.add([arrived(7)], NOW)) == 0
    assert run(take(store)) == []


def test_text_of_a_handled_update_is_gone_and_its_number_in_an_hour(
    run: Run, store: Store
) -> None:
    """What people write, and who they are, is kept until it is answered, and no longer."""
    run(store.inbox.add([arrived(7)], NOW))
    run(take(store))
    run(take(store, over=[Over(7)]))

    async def rows() -> list[Any]:
        async with store._database.read() as connection:
            told = await connection.exec_driver_sql("SELECT id, body, lane FROM updates")
            return [tuple(row) for row in told.all()]

    assert run(rows()) == [(7, "", None)]
    assert run(store.inbox.tidy(NOW + 3601)) == 1
    assert run(rows()) == []


def test_one_lane_is_handed_out_one_by_one(run: Run, store: Store) -> None:
    """The next of a chat comes when the one before is over; other chats don't wait."""
    run(store.inbox.add([arrived(1, "x"), arrived(2, "x"), arrived(3)], NOW))

    assert numbers(run(take(store))) == [1, 3]
    assert run(take(store)) == []
    assert numbers(run(take(store, over=[Over(1)]))) == [2]


def test_what_belongs_to_nobody_waits_for_nobody(run: Run, store: Store) -> None:
    """Updates without a lane are handed out side by side."""
    run(store.inbox.add([Arrived(n, None, "poll", "{}") for n in (1, 2)], NOW))

    assert numbers(run(take(store))) == [1, 2]


def test_clock_that_is_set_back_keeps_nothing_waiting(run: Run, store: Store) -> None:
    """What was delivered an hour later by the clock of then is handed out now, and is new."""
    run(store.inbox.add([arrived(1)], NOW + 3600))

    assert [(each.id, each.again) for each in run(take(store))] == [(1, False)]


def test_clock_that_is_set_back_holds_no_claim(run: Run, store: Store) -> None:
    """What somebody who died took or put off by the clock of then is handed out now."""
    run(store.inbox.add([arrived(1), arrived(2)], NOW))
    run(take(store, "dead", NOW + 3600))
    run(store.inbox.end("dead", [Over(2, due=NOW + 3630)], NOW))

    assert numbers(run(take(store))) == [1, 2]


def test_many_of_one_chat_hide_nobody(run: Run, store: Store) -> None:
    """Behind more than are looked at one by one, of each lane the first is found, and no other."""
    for start in range(0, 2500, 500):
        flood = [arrived(n, "flood") for n in range(start, start + 500)]
        run(store.inbox.add(flood, NOW))
    lanes = ["a", "b", None, "a", "flood", None, "b"]
    run(
        store.inbox.add(
            [Arrived(5000 + n, lane, "poll", "{}") for n, lane in enumerate(lanes)], NOW
        )
    )

    assert numbers(run(take(store))) == [0, 5000, 5001, 5002, 5005]
    assert numbers(run(take(store, over=[Over(5000), Over(5001)]))) == [5003, 5006]
    assert numbers(run(take(store, over=[Over(0), Over(5003)]))) == [1]


def test_begun_again_later_keeps_its_order(run: Run, store: Store) -> None:
    """A chat waits for its update that was put off; that counts as no try."""
    run(store.inbox.add([arrived(1, "x"), arrived(2, "x")], NOW))
    run(take(store))

    assert run(take(store, over=[Over(1, due=NOW + 30)])) == []
    later = run(take(store, now=NOW + 31))

    assert [(each.id, each.tries, each.again) for each in later] == [(1, 1, True)]


def test_what_a_dead_process_had_is_taken_by_another(run: Run, store: Store, twin: Store) -> None:
    """Not before its time is over, nor if it says that it lives."""
    run(store.inbox.add([arrived(1), arrived(2)], NOW))
    run(take(store, "dead", places=1))
    run(take(twin, "slow", places=1))
    run(twin.inbox.renew("slow", [2], NOW + HOLD - 1))

    early = run(take(store, "c", now=NOW + HOLD - 1))
    late = run(take(store, "c", now=NOW + HOLD))

    assert HOLD < 15
    assert early == []
    assert [(each.id, each.tries, each.again) for each in late] == [(1, 2, True)]


def test_renewing_tells_what_is_still_ones_own(run: Run, store: Store) -> None:
    """Neither what is over, nor what another process took meanwhile."""
    run(store.inbox.add([arrived(n) for n in (1, 2, 3)], NOW))
    run(take(store))
    run(take(store, "b", now=NOW + HOLD, places=1))
    run(store.inbox.end("a", [Over(2)], NOW))

    assert run(store.inbox.renew("a", [1, 2, 3], NOW + HOLD)) == {3}


def test_after_a_standstill_only_the_dead_lose_what_they_had(run: Run, store: Store) -> None:
    """Whose time ran out while nobody could renew it is given time to do so."""
    run(store.inbox.add([arrived(1)], NOW))
    run(take(store, "a"))

    assert run(take(store, "b", now=NOW + 60, dead=NOW + 5)) == []
    assert numbers(run(take(store, "b", now=NOW + 60, dead=NOW + 20))) == [1]


def test_what_is_released_is_taken_at_once(run: Run, store: Store) -> None:
    """A process that ends leaves nothing waiting, and no try counted."""
    run(store.inbox.add([arrived(1)], NOW))
    run(take(store))
    run(store.inbox.release("a"))

    assert [each.tries for each in run(take(store, "b"))] == [1]


def test_what_ends_processes_is_set_aside_without_its_text(
    run: Run, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """After two deaths it is handled alone, after five no more, and operators are told."""
    run(store.inbox.add([arrived(1), arrived(2)], NOW))
    at, before = NOW, value(_SET_ASIDE)
    for _ in range(2):
        assert numbers(run(take(store, now=at))) == [1, 2]
        at += HOLD

    assert run(take(store, now=at, busy=True)) == []
    for _ in range(3):
        alone = run(take(store, now=at))
        assert [(each.id, each.alone) for each in alone] == [(1, True)]
        at += HOLD
    run(take(store, now=at))
    innocent = run(take(store, now=at + HOLD))

    assert numbers(innocent) == [2]
    assert value(_SET_ASIDE) == before + 1
    assert [record.message for record in caplog.records] == ["set aside"]
    assert run(aside(store)) == [("message", "ended the process 5 times")]
    run(store.inbox.tidy(at + 3601))
    assert run(aside(store))
    run(store.inbox.tidy(at + 8 * 86400))
    assert run(aside(store)) == []


def test_end_is_noted_before_what_waits_to_be_written(run: Run, store: Store) -> None:
    """Of ten who wait to write, none is let in before it; with PostgreSQL nobody waits."""
    told: list[str] = []

    async def write(number: int) -> None:
        async with store._database.write():
            told.append(f"{number} begins")
            await asyncio.sleep(0.01)

    async def end() -> None:
        await asyncio.sleep(0.005)
        await store.inbox.end("a", [Over(7)], NOW)
        told.append("noted")

    async def all_at_once() -> None:
        await store.inbox.add([arrived(7)], NOW)
        await take(store)
        await asyncio.gather(*map(write, range(5)), end())

    run(all_at_once())

    if store._database.is_sqlite:
        assert told.index("noted") <= 2
    assert run(store.inbox.depth(NOW)) == (0, 0.0)


def test_what_cannot_be_handled_is_set_aside(run: Run, store: Store) -> None:
    """Its reason is kept, and the chat goes on."""
    run(store.inbox.add([arrived(1, "x"), arrived(2, "x")], NOW))
    run(take(store))

    assert numbers(run(take(store, over=[Over(1, reason="KeyError")]))) == [2]
    assert run(aside(store)) == [("message", "KeyError")]


def test_two_that_share_take_their_own_and_later_all(run: Run, store: Store) -> None:
    """Each chat has its process; what that leaves lying for two seconds is anybody's."""
    run(store.inbox.add([arrived(n) for n in range(40)], NOW))

    first = run(take(store, "a", places=99, share=Share(0, 3)))
    second = run(take(store, "b", places=99, share=Share(1, 3)))
    early = run(take(store, "b", NOW + 1.9, places=99, share=Share(1, 3)))
    rest = run(take(store, "b", NOW + 2, places=99, share=Share(1, 3)))

    assert min(len(first), len(second), len(rest)) > 5
    assert early == []
    assert sorted(numbers(first + second + rest)) == list(range(40))


def test_two_at_once_never_take_the_same(run: Run, store: Store, twin: Store) -> None:
    """Many turns of two processes: each update is handed out once, each lane in order."""
    run(store.inbox.add([arrived(n, f"lane:{n % 7}") for n in range(140)], NOW))
    taken: list[int] = []

    async def work(store_: Store, holder: str) -> None:
        over: list[Over] = []
        while len(taken) < 140:
            mine = await take(store_, holder, over=over, places=3)
            taken.extend(numbers(mine))
            over = [Over(each.id) for each in mine]
            await asyncio.sleep(0)

    async def race() -> None:
        await asyncio.wait_for(asyncio.gather(work(store, "a"), work(twin, "b")), 60)

    run(race())

    assert sorted(taken) == list(range(140))
    for lane in range(7):
        assert [n for n in taken if n % 7 == lane] == list(range(lane, 140, 7))


def test_depth_counts_what_is_not_yet_handled(run: Run, store: Store) -> None:
    """What waits and what is in hand, and since when the oldest."""
    assert run(store.inbox.depth(NOW)) == (0, 0.0)
    run(store.inbox.add([arrived(1)], NOW))
    run(store.inbox.add([arrived(2)], NOW + 5))
    run(take(store, places=1))

    assert run(store.inbox.depth(NOW + 7)) == (2, 7.0)
    run(store.inbox.end("a", [Over(1)], NOW))
    assert run(store.inbox.depth(NOW + 7)) == (1, 2.0)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_other_processes_hear_of_new_updates(run: Run, store: Store, twin: Store) -> None:
    """PostgreSQL tells a process that listens when another has put something in."""

    async def hear() -> None:
        heard = asyncio.Event()
        listening = asyncio.create_task(twin.listen(heard.set))
        number = 0
        while not heard.is_set():
            number += 1
            await store.inbox.add([arrived(number)], NOW)
            await asyncio.sleep(0.05)
        listening.cancel()
        await asyncio.wait([listening])

    run(asyncio.wait_for(hear(), 20))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_connection_lost_before_it_listens_is_a_failure_of_the_store(
    run: Run, store: Store, twin: Store
) -> None:
    """So that it is tried again, and whoever listens never ends unseen."""

    async def hear() -> None:
        async with twin._database.read() as connection:
            mine = (await connection.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()
            async with store._database.read() as other:
                await other.exec_driver_sql(f"SELECT pg_terminate_backend({mine}, 5000)")
            await notices.hear(connection, lambda: None)

    with pytest.raises(Unavailable):
        run(hear())
