"""Takes updates out of the inbox, handles them side by side, and notes how that went."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from bot import metrics
from bot.store import StoreError
from bot.store.inbox import HOLD, PUT_OFF, Inbox, Over, Share, Taken, Wish
from bot.tg.attended import attended
from bot.tg.handling import QUERIES, SOON, Handling, InHand, begin

log = logging.getLogger(__name__)

# Updates handled at once. More gain nothing: at 100 ms to Telegram, 16 keep one process busy.
_AT_ONCE = 16
# Of these, updates on which this process works: the others wait for Telegram. As one works at a
# time, more would only let what Telegram has taken wait longer to be noted, and what is not noted
# when the process dies is answered twice.
_WORKING = 2
# Places that must be free before more are taken, while some in hand are not yet begun.
_SOME = 8
# Updates in hand, with those that wait for a chat that Telegram stopped.
_IN_HAND = 1_000
# Seconds between two looks when nothing wakes, and after the database failed, doubling.
_EVERY, _FIRST, _LONGEST = 1.0, 0.25, 2.0
# Seconds after a failure of the database in which each process first renews what it has in hand.
_GRACE = 5.0
# Seconds between two renewals.
_RENEW = HOLD / 3
# Seconds that updates in hand have to come to their end when the process is told to. One over
# which processes ended has fewer, and holds up others no longer, nor they it: what hangs ends
# nothing.
_DRAIN, _BRIEF = 20.0, 5.0

Handle = Callable[[Taken], Awaitable[None]]


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
        self._hand: dict[int, InHand] = {}
        self._over: list[Over] = []
        self._noting = 0
        self._more = True
        self._awake = asyncio.Event()
        self._pen = asyncio.Lock()
        self._some = asyncio.Event()
        self._room = asyncio.Event()
        self._door = asyncio.Lock()
        self._stopping = self._left = False
        self._renewed = clock()
        self._failed: float | None = None
        self._outage = self._recovered = float("-inf")
        self._pause = _FIRST

    def wake(self) -> None:
        """Look now: there is something to take."""
        self._more = True
        self._awake.set()

    def stop(self) -> None:
        """Take nothing more; `run` returns when what is in hand is over, 20 s later at most."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Handle updates until stopped."""
        noting = asyncio.create_task(self._keep_noting())
        try:
            while not self._stopping:
                await self._wait(await self._look())
            await self._drain()
            await self._leave()
            await noting
        finally:
            noting.cancel()

    async def _drain(self) -> None:
        """Let what is in hand come to its end."""
        alone = any(each.taken.alone for each in self._hand.values())
        end = time.monotonic() + (_BRIEF if alone else _DRAIN)
        while self._hand and time.monotonic() < end:
            await self._wait(await self._look())

    async def _leave(self) -> None:
        """Give back what could not be ended, as if it had never been begun."""
        tasks = [each.task for each in self._hand.values() if each.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._left = True
        self._some.set()
        await self._look()
        with suppress(StoreError):
            await self._inbox.release(self._holder)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._awake.wait(), seconds)
        except TimeoutError:
            self._more = True
        self._awake.clear()

    async def _look(self) -> float:
        """Note what is over, take what is free; return the seconds until the next look."""
        now = self._clock()
        try:
            await self._renew(now)
            await self._note(now)
            taken = await self._take(now, self._wish(now))
        except StoreError as error:
            return self._away(error, now)
        if self._failed is not None:
            log.info("database back", extra={"seconds": round(now - self._failed)})
            self._recovered, self._pause = now, _FIRST
            self._failed = None
        for each in taken:
            self._begin(each, now)
        return _EVERY

    async def _take(self, now: float, wish: Wish) -> list[Taken]:
        """Take what can be taken, if there may be anything."""
        if wish.places <= 0 or not self._more:
            return []
        self._more = False
        taken = await self._inbox.take(self._holder, now, wish)
        self._more |= len(taken) == wish.places
        return taken

    async def _keep_noting(self) -> None:
        """Note what is over as soon as it is, whatever else is done; failures wait for a look."""
        while not self._left:
            await self._some.wait()
            self._some.clear()
            with suppress(StoreError):
                await self._note(self._clock())
            self._awake.set()

    async def _note(self, now: float) -> None:
        """Note what is over and is not yet noted."""
        async with self._pen:
            over, self._over = self._over, []
            self._noting = len(over)
            try:
                if over:  # so that the next of its chat can be taken
                    await self._inbox.end(self._holder, over, now)
                    self._more = True
            except BaseException:
                self._over = over + self._over
                raise
            finally:
                self._noting = 0
                self._room.set()

    async def _renew(self, now: float) -> None:
        """Keep what is in hand; let go of what others took while this process stood still."""
        if now < self._renewed:  # the clock was set back: all get the time to renew by it
            self._outage = self._recovered = now
        elif self._hand and now - self._renewed < _RENEW and self._failed is None:
            return
        if self._hand:
            kept = await self._inbox.renew(self._holder, self._hand, now)
            for number, each in self._hand.items():
                if each.task and not each.noted and number not in kept:
                    each.task.cancel()
        self._renewed = now

    def _lapsed(self) -> bool:
        """Whether others may have taken what is in hand: nothing of it is begun until renewed."""
        return self._clock() - self._renewed >= HOLD

    def _away(self, error: StoreError, now: float) -> float:
        """Note that the database failed; return the seconds after which to try again."""
        if self._failed is None:
            self._failed = self._outage = now
            log.warning("database away", extra={"reason": str(error)})
        self._awake.clear()
        self._more = True
        self._pause = min(_LONGEST, 2 * self._pause)
        return self._pause

    def _wish(self, now: float) -> Wish:
        """Return what can be taken now: nothing beside what must be handled alone."""
        active = [each for each in self._hand.values() if not each.handling.rests]
        fresh = [each for each in active if each.is_fresh(time.monotonic(), _BRIEF)]
        places = min(_AT_ONCE - len(active), _IN_HAND - len(self._hand))
        enough = places < _SOME and any(each.begun is None for each in self._hand.values())
        none = enough or any(each.taken.alone for each in fresh) or self._stopping
        return Wish(0 if none else places, self.share, bool(fresh), self._dead(now))

    def _dead(self, now: float) -> float | None:
        """Return until when others must have held what is theirs no more; None: until now.

        After the database was away, all get the time to renew what they hold.
        """
        recently = self._failed is not None or now - self._recovered < _GRACE
        return self._outage if recently else None

    def _begin(self, taken: Taken, now: float) -> None:
        age = now - taken.at
        told = partial(self._end, taken.id)
        each = InHand(taken, Handling(taken.kind, age, taken.again, self._freed, told))
        self._hand[taken.id] = each
        each.task = asyncio.create_task(self._do(each))

    async def _do(self, each: InHand) -> None:
        begin(each.handling)
        reason = None
        try:
            await self._enter(each)
            with attended(each.taken.id, each.taken.kind, each.taken.at):
                reason = await self._try(each)
        except asyncio.CancelledError:
            if not each.handling.sent:  # else part of the answer would come twice
                each.handling.put_off(0)
        finally:
            self._end(each.taken.id, reason)
            del self._hand[each.taken.id]

    async def _try(self, each: InHand) -> str | None:
        """Handle an update unless it is too old; return why it is set aside, if it is."""
        kind = each.taken.kind
        try:
            if each.handling.age > QUERIES.get(kind, float("inf")):
                metrics.ended("expired")
                log.info("too old", extra={"kind": kind})
            else:
                await self._handle(each.taken)
        except asyncio.CancelledError:
            metrics.ended("released")
            raise
        except Exception as error:
            metrics.ended("set_aside")
            log.exception("set aside", extra={"kind": kind})
            return type(error).__name__
        return None

    async def _enter(self, each: InHand) -> None:
        """Wait until few enough are worked on, first come first served."""
        loop = asyncio.get_running_loop()
        async with self._door:
            while self._working(loop.time()) >= _WORKING or self._lapsed():
                self._room.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._room.wait(), SOON)
            each.begun = loop.time()

    def _working(self, now: float) -> int:
        """Return how many are worked on; what is noted is not, whatever is still to remember."""
        unnoted = self._noting + len(self._over)
        return unnoted + sum(each.works(now) for each in self._hand.values() if not each.noted)

    def _freed(self) -> None:
        """Let another be begun, or taken if more wait: one in hand waits."""
        self._room.set()
        if self._more:
            self._awake.set()

    def _end(self, number: int, reason: str | None = None) -> None:
        """Have it noted that an update is over, as soon as that is so."""
        each = self._hand[number]
        if each.noted:
            return
        each.noted = True
        later = each.handling.later
        due = None if later is None else self._clock() + min(later, PUT_OFF)
        self._over.append(Over(number, due, reason))
        self._some.set()
