"""Updates handled side by side, each chat in its order, and nothing lost on the way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.store import Store
from bot.store.inbox import Arrived, Taken, Wish
from bot.tg import handling, worker
from bot.tg.handling import answered, calling, current, is_again, resting
from bot.tg.worker import Worker
from tests.bot.store.test_inbox import aside

Handler = Callable[["Desk", Taken], Awaitable[None]]


class Desk:
    """A worker over an inbox in memory, and what it began and ended, by numbers of updates."""

    def __init__(self, store: Store, handler: Handler) -> None:
        self.store = store
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.calls: set[int] = set()
        self.gates: dict[int, asyncio.Event] = {}
        self._handler = handler
        self.slept = 0.0
        self.worker = Worker(store.inbox, "me", self._handle, lambda: time.time() + self.slept)

    async def _handle(self, taken: Taken) -> None:
        self.begun.append(taken.id)
        await self._handler(self, taken)
        self.ended.append(taken.id)

    async def put(
        self, *lanes: str | None, kind: str = "message", at: float | None = None
    ) -> None:
        """Deliver updates of these lanes, numbered from 0."""
        updates = [Arrived(n, lane, kind, "{}") for n, lane in enumerate(lanes)]
        await self.store.inbox.add(updates, at or time.time())
        self.worker.wake()

    def gate(self, number: int) -> asyncio.Event:
        """Return what an update waits for, if its handler does."""
        return self.gates.setdefault(number, asyncio.Event())


async def waiting(desk: Desk, taken: Taken) -> None:
    """Handle an update until its gate is open."""
    await desk.gate(taken.id).wait()


async def at_once(*_: Any) -> None:
    """Handle an update in no time."""


async def until(is_so: Callable[[], Any]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.005)


async def suspect(desk: Desk, number: int, tries: int) -> None:
    """Put an update over which so many processes ended."""
    row = f"VALUES ({number}, 0, 'message', '{{}}', 0, 0, 0, {tries})"
    async with desk.store._database.write() as connection:
        await connection.exec_driver_sql(
            f"INSERT INTO updates (id, slot, kind, body, at, due, held, tries) {row}"
        )
    desk.worker.wake()


async def settled(desk: Desk) -> None:
    """Let the worker take whatever it would take."""
    for _ in range(5):
        desk.worker.wake()
        await asyncio.sleep(0.02)


def at_work(test: Callable[[Desk], Awaitable[None]], handler: Handler = waiting) -> None:
    """Run a test with a worker that runs; in the end all gates are opened and it is stopped."""

    async def main() -> None:
        store = await Store.open("sqlite+aiosqlite://")
        desk = Desk(store, handler)
        running = asyncio.create_task(desk.worker.run())
        try:
            await test(desk)
            for number in range(600):
                desk.gate(number).set()
            desk.worker.stop()
            await running
        finally:
            running.cancel()
            await store.close()

    asyncio.run(main())


def test_one_chat_is_handled_in_order_and_others_beside() -> None:
    """The second of a chat begins when the first is over; other chats wait for neither."""

    async def test(desk: Desk) -> None:
        await desk.put("a", "a", "b")
        await until(lambda: desk.begun == [0, 2])
        await settled(desk)
        assert desk.begun == [0, 2]
        desk.gate(0).set()
        await until(lambda: desk.begun == [0, 2, 1])

    at_work(test)


def test_what_belongs_to_nobody_runs_free() -> None:
    """Without a lane nothing waits."""

    async def test(desk: Desk) -> None:
        await desk.put(None, None, None)
        await until(lambda: desk.begun == [0, 1, 2])

    at_work(test)


def test_sixteen_are_handled_at_once() -> None:
    """The seventeenth chat waits for a place."""

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(17)))
        await until(lambda: len(desk.begun) == 16)
        await settled(desk)
        assert desk.begun == list(range(16))
        desk.gate(7).set()
        await until(lambda: desk.begun[-1] == 16)

    at_work(test)


def test_a_handler_that_hangs_takes_one_place_only() -> None:
    """Five hundred messages behind one that hangs: other chats go on."""

    async def test(desk: Desk) -> None:
        await desk.put(*["stuck"] * 500, *map(str, range(45)))
        for number in range(500, 545):
            desk.gate(number).set()
        await until(lambda: len(desk.ended) == 45)
        assert desk.begun[0] == 0
        assert sorted(desk.ended) == list(range(500, 545))

    at_work(test)


def test_few_are_worked_on_while_telegram_has_the_others() -> None:
    """Two at a time are worked on, so that what Telegram has taken is noted at once."""
    most = 0

    async def busy(desk: Desk, taken: Taken) -> None:
        nonlocal most
        most = max(most, len(desk.begun) - len(desk.ended) - len(desk.calls))
        await asyncio.sleep(0)
        desk.calls.add(taken.id)
        with calling():
            await waiting(desk, taken)
        desk.calls.discard(taken.id)

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(16)))
        await until(lambda: len(desk.begun) == 16)

    at_work(test, busy)

    assert most == 2


def test_request_that_telegram_may_answer_at_once_is_not_left_for_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A third is begun when one of two requests has taken as long as Telegram usually does."""
    monkeypatch.setattr(handling, "SOON", 0.5)

    async def call(desk: Desk, taken: Taken) -> None:
        with calling():
            await waiting(desk, taken)

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(4)))
        await until(lambda: len(desk.begun) == 2)
        await settled(desk)
        assert desk.begun == [0, 1]
        await until(lambda: len(desk.begun) == 4)

    at_work(test, call)


def test_answer_is_noted_while_others_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long that takes: who dies then has not left the answer to be given again."""

    async def test(desk: Desk) -> None:
        await desk.put("a")
        await until(lambda: desk.begun == [0])
        taking = asyncio.Event()

        async def take(*_: Any) -> list[Taken]:
            taking.set()
            await desk.gate(1).wait()
            return []

        monkeypatch.setattr(desk.store.inbox, "take", take)
        desk.worker.wake()
        await taking.wait()
        desk.gate(0).set()
        await until(lambda: desk.ended == [0])
        await asyncio.sleep(0.5)
        assert (await desk.store.inbox.depth(time.time()))[0] == 0

    at_work(test)


def test_what_was_answered_is_not_answered_again_by_another() -> None:
    """The process dies after the answer, before it is done with all the rest."""

    async def told(desk: Desk, taken: Taken) -> None:
        answered()
        await waiting(desk, taken)

    async def test(desk: Desk) -> None:
        await desk.put("a")
        await until(lambda: desk.begun == [0])
        await settled(desk)
        assert desk.ended == []
        assert (await desk.store.inbox.depth(time.time()))[0] == 0

    at_work(test, told)


def test_what_is_still_remembered_after_the_answer_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is noted cannot come twice, however long its end takes."""
    monkeypatch.setattr(handling, "LONG", 60)

    async def told(desk: Desk, taken: Taken) -> None:
        answered()
        await waiting(desk, taken)

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(16)))
        await until(lambda: len(desk.begun) == 16)
        assert desk.ended == []

    at_work(test, told)


def test_process_that_stood_still_leaves_to_others_what_they_took() -> None:
    """Of what it had in hand nothing more is begun, and what was begun is broken off."""

    async def test(desk: Desk) -> None:
        await desk.put("a", "b", "c", "d")
        await until(lambda: desk.begun == [0, 1])
        taken = await desk.store.inbox.take("other", time.time() + 60, Wish())
        desk.slept = 60
        await until(lambda: not desk.worker._hand)
        assert [each.id for each in taken] == [0, 1, 2, 3]
        assert desk.begun == [0, 1]
        assert desk.ended == []
        assert (await desk.store.inbox.depth(time.time()))[0] == 4

    at_work(test)


def test_process_that_stood_still_goes_on_with_what_nobody_took() -> None:
    """A computer that slept answers what it had in hand when it wakes."""

    async def test(desk: Desk) -> None:
        await desk.put("a", "b", "c", "d")
        await until(lambda: desk.begun == [0, 1])
        desk.slept = 60
        await until(lambda: desk.begun == [0, 1, 2, 3])

    at_work(test)


def test_who_only_waits_gives_its_place_to_others() -> None:
    """Twenty chats that Telegram stopped don't keep others waiting."""

    async def stopped(desk: Desk, taken: Taken) -> None:
        if taken.id < 20:
            with resting():
                await waiting(desk, taken)

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(50)))
        await until(lambda: len(desk.ended) == 30)
        assert sorted(desk.begun) == list(range(50))

    at_work(test, stopped)


def test_what_is_put_off_is_begun_again_in_its_order() -> None:
    """The next of the chat waits; the handler knows that it is not the first time."""
    seen: list[tuple[int, bool]] = []

    async def once(_: Desk, taken: Taken) -> None:
        seen.append((taken.id, is_again()))
        handling = current()
        if taken.id == 0 and len(seen) == 1 and handling:
            handling.put_off(0.05)

    async def test(desk: Desk) -> None:
        await desk.put("a", "a")
        await until(lambda: len(desk.ended) == 3)

    at_work(test, once)

    assert [number for number, _ in seen] == [0, 0, 1]
    assert [again for _, again in seen] == [False, True, False]


def test_what_cannot_be_handled_lets_the_next_one_go() -> None:
    """It is set aside with the kind of fault, and the chat goes on."""

    async def fail(_: Desk, taken: Taken) -> None:
        if taken.id == 0:
            raise ValueError("what somebody wrote")

    async def test(desk: Desk) -> None:
        await desk.put("a", "a")
        await until(lambda: desk.ended == [1])
        assert await aside(desk.store) == [("message", "ValueError")]

    at_work(test, fail)


def test_end_waits_for_what_is_in_hand_and_takes_nothing_more() -> None:
    """What waits is left as it is, for who comes next."""

    async def test(desk: Desk) -> None:
        await desk.put("a", "a")
        await until(lambda: desk.begun == [0])
        desk.worker.stop()
        await settled(desk)
        desk.gate(0).set()
        await until(lambda: desk.ended == [0])
        await settled(desk)
        assert desk.begun == [0]
        assert (await desk.store.inbox.depth(time.time()))[0] == 1

    at_work(test)


@pytest.mark.parametrize(("sent", "left"), [(True, 0), (False, 1)])
def test_end_gives_back_what_nothing_was_sent_of(
    monkeypatch: pytest.MonkeyPatch, *, sent: bool, left: int
) -> None:
    """What hangs when the time is over is begun again by another, unless part of it was sent."""
    monkeypatch.setattr(worker, "_DRAIN", 0.1)

    async def hang(_: Desk, __: Taken) -> None:
        handling = current()
        assert handling
        handling.sent = sent
        await asyncio.Event().wait()

    async def test(desk: Desk) -> None:
        await desk.put("a")
        await until(lambda: desk.begun == [0])
        desk.worker.stop()
        await until(lambda: not desk.worker._hand)
        await settled(desk)
        assert (await desk.store.inbox.depth(time.time()))[0] == left

    at_work(test, hang)


def test_end_waits_less_for_what_ended_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given back soon: most likely it hangs."""
    monkeypatch.setattr(worker, "_BRIEF", 0.1)

    async def test(desk: Desk) -> None:
        await suspect(desk, 0, 2)
        await until(lambda: desk.begun == [0])
        desk.worker.stop()
        async with asyncio.timeout(5):
            await until(lambda: not desk.worker._hand)

    at_work(test)


@pytest.mark.parametrize("first", [2, 0])
def test_what_ended_processes_holds_up_nobody_for_long(
    monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    """While it hangs, or waits for another that does, the rest goes on after some seconds."""
    monkeypatch.setattr(worker, "_BRIEF", 1.0)

    async def test(desk: Desk) -> None:
        await suspect(desk, 0, first)
        await until(lambda: desk.begun == [0])
        await suspect(desk, 1, 2 - first)
        desk.worker.wake()
        await settled(desk)
        assert desk.begun == [0]
        await until(lambda: desk.begun == [0, 1])

    at_work(test)


def test_clock_that_is_set_back_keeps_what_is_in_hand() -> None:
    """It is renewed by the new time at once, so that others know when it is theirs."""

    async def test(desk: Desk) -> None:
        await desk.put("a")
        await until(lambda: desk.begun == [0])
        desk.slept = -3600
        await settled(desk)
        async with desk.store._database.read() as connection:
            query = "SELECT held FROM updates"
            held = (await connection.exec_driver_sql(query)).scalar_one()
        assert time.time() - 3600 < held < time.time() - 3500
        desk.slept = 0

    at_work(test)


def test_query_that_waited_too_long_is_dropped() -> None:
    """Nobody looks at it any more; a message is answered however late."""

    async def test(desk: Desk) -> None:
        await desk.put("a", kind="inline_query", at=time.time() - 40)
        await settled(desk)
        assert desk.begun == []
        assert (await desk.store.inbox.depth(time.time()))[0] == 0

    async def late(desk: Desk) -> None:
        await desk.put("a", at=time.time() - 9_000)
        await until(lambda: desk.ended == [0])

    at_work(test, at_once)
    at_work(late, at_once)


def test_only_what_is_in_hand_is_in_memory() -> None:
    """Of five hundred chats that wait sixteen are in hand."""

    async def test(desk: Desk) -> None:
        await desk.put(*map(str, range(500)))
        await settled(desk)
        assert len(desk.worker._hand) == 16

    at_work(test)
