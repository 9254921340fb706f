"""Telegram's limits on what a bot sends: kept where they are known, obeyed where it says so."""

import asyncio
import random
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from functools import partial
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.bucket import Bucket
from bot.tg.faults import may_repeat
from bot.tg.handling import calling, current, resting

# From "My bot is hitting limits" of core.telegram.org/bots/faq, as (burst, tokens a second).
# One message a second in a chat; a short burst is let pass.
_CHAT = (3, 1.0)
# 20 a minute in a group: 8 and 12 more make 20 in any minute.
_GROUP = (8, 12 / 60)
# About 30 a second in all: a fifth of them at once, and the rest over the second.
RATE = 30
_AT_ONCE = 0.2
# A process that has only a part of it may yet send two at once: less would leave broadcasts none.
_LEAST = 2.0
# The share of what may go out at once that a broadcast leaves to answers.
_KEEP = 0.5
# Seconds for which a share taken in advance is good: too few to make 31 messages a second of 30.
_GOOD = 0.01

# Methods that put a message into a chat or change one there; typing is no message.
_MESSAGES = ("send", "forward", "copy", "editMessage", "stopMessage", "stopPoll")
_NO_MESSAGE = "sendChatAction"
# Those of them that put one there: done twice, it stands there twice.
_NEW = ("send", "forward", "copy")

# Seconds that a request may be held up in its chat. Telegram drops pending callback queries after
# 150 s; an answer later than a minute answers nobody.
_PATIENCE = 60.0
# Attempts at a request that the network loses, and the most seconds before the second; doubling.
_TRIES = 5
_BACKOFF = 0.5
# Seconds that are waited at least when Telegram wants to be left alone, even if it says none.
_STOP = 1.0
# Messages lost one after the other, in whichever chats, after which Telegram is taken to be away.
_AWAY = 2

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Priority(Enum):
    """What goes first when the bot as a whole has little left to send."""

    INTERACTIVE = "interactive"
    BROADCAST = "broadcast"


@dataclass(slots=True)
class _Lane:
    """A chat: whose turn it is, what may be sent, until when Telegram stopped it."""

    buckets: tuple[Bucket, ...] = ()
    stopped: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0

    def halted(self, now: float) -> float:
        """Return the seconds for which Telegram wants nothing of this chat."""
        return max(0.0, self.stopped - now)

    def wait(self, now: float) -> float:
        """Return the seconds until the next message may go out."""
        return max([self.halted(now), *(bucket.wait(now) for bucket in self.buckets)])

    def take(self, now: float) -> None:
        """Count a message."""
        for bucket in self.buckets:
            bucket.take(now)

    def is_idle(self, now: float) -> bool:
        """Tell whether a new lane would be the same."""
        full = all(bucket.is_full(now) for bucket in self.buckets)
        return not self.users and not self.halted(now) and full


@dataclass(slots=True)
class _Call:
    """A request: how to make it, until when to hold it up, when it took its share in advance."""

    make: Callable[[], Awaitable[Result]]
    endpoint: str
    paced: bool
    deadline: float
    paid: float = float("-inf")


class Polite(BaseRateLimiter[Priority]):
    """Paces messages, waits when Telegram says so, and repeats what the network lost.

    Messages of one chat go out one after the other, in the order asked for, also when one has to
    be sent again. Chats don't wait for each other, except for the limit of the whole bot; there
    broadcasts wait first, and an answer overtakes a broadcast to its chat that still waits there.
    Everything but messages goes out at once, unless Telegram stopped the chat.

    A request that would be held up in its chat for more than a minute raises `RetryAfter`.
    """

    def __init__(
        self,
        *,
        rate: int = RATE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the messages a second of the whole bot, at least 10; a clock and how to wait."""
        self._clock = clock
        self._sleep = sleep
        self._rate = rate
        self._overall = Bucket(*_parts(rate))
        self._lost = 0
        self._gate = asyncio.Lock()
        self._lanes: OrderedDict[int | str, _Lane] = OrderedDict()

    def share(self, count: int) -> None:
        """Send only the share of one of so many processes."""
        self._overall.burst, self._overall.rate = _parts(self._rate / count)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,  # noqa: ANN401 - the library's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Result:
        """Make a request when its time has come; return its result or raise its error."""
        chat = _chat(data)
        paced = chat is not None and _is_message(endpoint)
        make = partial(callback, *args, **kwargs)
        call = _Call(make, endpoint, paced, self._clock() + _PATIENCE)
        lane = _Lane() if chat is None else self._lane(chat)
        lane.users += 1
        try:
            if not paced:
                return await self._make(call, lane)
            if rate_limit_args is Priority.BROADCAST:
                await self._queue(call)
            with resting():
                await lane.turn.acquire()
            try:
                return await self._make(call, lane)
            finally:
                lane.turn.release()
        finally:
            lane.users -= 1

    async def _make(self, call: _Call, lane: _Lane) -> Result:
        """Make a request until it succeeds, fails for good, or has taken too long."""
        tries = 0
        while True:
            await (self._pace(call, lane) if call.paced else self._wait(call, lane.halted))
            try:
                with calling():
                    result = await call.make()
            except RetryAfter as error:
                lane.stopped = max(lane.stopped, self._clock() + seconds_of(error))
            except NetworkError as error:
                tries += 1
                self._note(call, error)
                if tries == _TRIES or not may_repeat(call.endpoint, error):
                    raise
                await self._sleep(_backoff(tries))
            else:
                self._note(call, None)
                return result

    def _note(self, call: _Call, error: TelegramError | None) -> None:
        """Note whether a message arrived, for who decides whether to answer once more.

        Nobody knows after a lost connection. If it is the only loss, it may well have; if message
        after message is lost, Telegram is away, and has not.
        """
        if not call.paced:
            return
        lost = error is not None and not isinstance(error, BadRequest)
        self._lost = self._lost + 1 if lost else 0
        if (handling := current()) is None:
            return
        if error is None and call.endpoint.startswith(_NEW):
            handling.sent = True
        elif lost and error and not may_repeat(call.endpoint, error):
            handling.doubtful = self._lost < _AWAY

    async def _pace(self, call: _Call, lane: _Lane) -> None:
        """Wait until both the chat and the bot as a whole may send a message, and count it."""
        ready = False
        while not ready:
            await self._wait(call, lane.wait)
            await self._share(call)
            ready = lane.wait(self._clock()) == 0
        lane.take(self._clock())

    async def _wait(self, call: _Call, until: Callable[[float], float]) -> None:
        """Wait as long as `until` says; raise `RetryAfter` if that is past the deadline."""
        while seconds := until(now := self._clock()):
            if now + seconds > call.deadline:
                raise RetryAfter(timedelta(seconds=seconds))
            with resting():
                await self._sleep(seconds)

    async def _share(self, call: _Call) -> None:
        """Take a share of what the bot as a whole may send, and wait until it is there."""
        paid, call.paid = call.paid, float("-inf")
        if self._clock() - paid > _GOOD and (seconds := self._overall.take(self._clock())):
            await self._sleep(seconds)

    async def _queue(self, call: _Call) -> None:
        """Take a share in advance, when there are more than answers may need.

        One broadcast after the other. If its chat lets it wait then, it takes another share after
        that, so that broadcasts held up in many chats don't go out all at once.
        """
        async with self._gate:
            while seconds := self._overall.wait(self._clock(), keep=self._overall.burst * _KEEP):
                await self._sleep(seconds)
            call.paid = self._clock()
            call.deadline = call.paid + _PATIENCE
            self._overall.take(call.paid)

    def _lane(self, chat: int | str) -> _Lane:
        """Return the lane of a chat; look at two others on the way and drop them if idle.

        Two a request are enough: only one is added, so that idle ones never pile up.
        """
        now = self._clock()
        lane = self._lanes.get(chat)
        for _ in range(min(2, len(self._lanes))):
            key, other = self._lanes.popitem(last=False)
            if other is lane or not other.is_idle(now):
                self._lanes[key] = other
        if lane is None:
            is_group = isinstance(chat, str) or chat < 0
            lane = _Lane((Bucket(*_CHAT), Bucket(*_GROUP)) if is_group else (Bucket(*_CHAT),))
            self._lanes[chat] = lane
        return lane


def _parts(rate: float) -> tuple[float, float]:
    """Return how many messages may go out at once, and how many a second after that."""
    burst = max(_LEAST, rate * _AT_ONCE)
    return burst, max(rate - burst, rate / 2)


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(_MESSAGES) and endpoint != _NO_MESSAGE


def _chat(data: dict[str, Any]) -> int | str | None:
    """Return the chat a request is about; a name (`@channel`) stays text and counts as a group."""
    chat: int | str | None = data.get("chat_id")
    if isinstance(chat, str) and chat.lstrip("-").isdecimal():
        return int(chat)
    return chat


def seconds_of(error: RetryAfter) -> float:
    """Return the seconds for which Telegram wants to be left alone."""
    after = error.retry_after
    return max(_STOP, after.total_seconds() if isinstance(after, timedelta) else after)


def _backoff(tries: int) -> float:
    """Return the seconds to wait after so many tries: half of a doubling bound, and any of it."""
    bound = _BACKOFF * 2 ** (tries - 1)
    return random.uniform(bound / 2, bound)  # noqa: S311 - spreads requests, guards nothing
