"""Takes updates out of the inbox, handles them side by side, and notes how that went."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.store import StoreError
from bot.store.inbox import HOLD, Inbox, Over, Share, Taken, Wish
from bot.tg.handling import QUERIES, Handling, begin

log = logging.getLogger(__name__)

# Updates handled at once. More gain nothing: at 100 ms to Telegram, 16 keep one process busy.
_AT_ONCE = 16
# Updates in hand, with those that wait for a chat that Telegram stopped.
_IN_HAND = 1_000
# Seconds between two looks when nothing wakes, and after the database failed, doubling.
_EVERY, _FIRST, _LONGEST = 1.0, 0.25, 2.0
# Seconds after a failure of the database in which each process first renews what it has in hand.
_GRACE = 5.0
# Seconds between two renewals.
_RENEW = HOLD / 3
# Seconds that updates in hand have to come to their end when the process is told to.
_DRAIN = 20.0

Handle = Callable[[Taken], Awaitable[None]]


@dataclass(slots=True)
class _InHand:
    """An update, what is known of its handling, and the task that does it."""

    taken: Taken
    handling: Handling
    task: asyncio.Task[None]


class Worker:
    """Handles what the inbox holds, 16 updates at once and each chat in its order.

    In memory is only what is in hand. Times are seconds since 1970.
    """

    def __init__(
        self, inbox: Inbox, holder: str, handle: Handle, clock: Callable[[], float]
    ) -> None:
        """Take the inbox, a name nobody else has, what handles an update, and a clock."""
        self.share = Share()
        self._inbox = inbox
        self._holder = holder
        self._handle = handle
        self._clock = clock
        self._hand: dict[int, _InHand] = {}
        self._over: list[Over] = []
        self._awake = asyncio.Event()
        self._stopping = False
        self._renewed = clock()
        self._failed: float | None = None
        self._outage = self._recovered = float("-inf")
        self._pause = _FIRST

    def wake(self) -> None:
        """Look now: there is something to take, or a place."""
        self._awake.set()

    def stop(self) -> None:
        """Take nothing more; `run` returns when what is in hand is over, 20 s later at most."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Handle updates until stopped."""
        while not self._stopping:
            await self._wait(await self._look())
        end = self._clock() + _DRAIN
        while self._hand and self._clock() < end:
            await self._wait(await self._look())
        await self._leave()

    async def _leave(self) -> None:
        """Give back what could not be ended, as if it had never been begun."""
        tasks = [each.task for each in self._hand.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._look()
        with suppress(StoreError):
            await self._inbox.release(self._holder)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._awake.wait(), seconds)
        self._awake.clear()

    async def _look(self) -> float:
        """Note what is over, take what is free; return the seconds until the next look."""
        over, self._over = self._over, []
        now = self._clock()
        try:
            await self._renew(now)
            taken = await self._inbox.turn(self._holder, over, now, self._wish(now))
        except StoreError as error:
            self._over = over + self._over
            return self._away(error, now)
        if self._failed is not None:
            log.info("database back", extra={"seconds": round(now - self._failed)})
            self._recovered, self._pause = now, _FIRST
            self._failed = None
        for each in taken:
            self._begin(each, now)
        return _EVERY

    async def _renew(self, now: float) -> None:
        if self._hand and (now - self._renewed >= _RENEW or self._failed is not None):
            await self._inbox.renew(self._holder, self._hand, now)
            self._renewed = now

    def _away(self, error: StoreError, now: float) -> float:
        """Note that the database failed; return the seconds after which to try again."""
        if self._failed is None:
            self._failed = self._outage = now
            log.warning("database away", extra={"reason": str(error)})
        self._awake.clear()
        self._pause = min(_LONGEST, 2 * self._pause)
        return self._pause

    def _wish(self, now: float) -> Wish:
        """Return what can be taken now: nothing beside what must be handled alone."""
        working = [each for each in self._hand.values() if not each.handling.rests]
        alone = any(each.taken.alone for each in self._hand.values())
        places = min(_AT_ONCE - len(working), _IN_HAND - len(self._hand))
        none = alone or self._stopping
        return Wish(0 if none else places, self.share, bool(working), self._dead(now))

    def _dead(self, now: float) -> float | None:
        """Return until when others must have held what is theirs no more; None: until now.

        After the database was away, all get the time to renew what they hold.
        """
        recently = self._failed is not None or now - self._recovered < _GRACE
        return self._outage if recently else None

    def _begin(self, taken: Taken, now: float) -> None:
        handling = Handling(taken.kind, now - taken.at, taken.again, self.wake)
        task = asyncio.create_task(self._do(taken, handling))
        self._hand[taken.id] = _InHand(taken, handling, task)

    async def _do(self, taken: Taken, handling: Handling) -> None:
        begin(handling)
        reason = None
        try:
            if handling.age > QUERIES.get(taken.kind, float("inf")):
                log.info("too old", extra={"kind": taken.kind})
            else:
                await self._handle(taken)
        except asyncio.CancelledError:
            handling.put_off(0)
        except Exception as error:
            log.exception("set aside", extra={"kind": taken.kind})
            reason = type(error).__name__
        finally:
            del self._hand[taken.id]
            later = handling.later
            due = None if later is None else self._clock() + later
            self._over.append(Over(taken.id, due, reason))
            self.wake()
