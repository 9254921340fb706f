"""The handling of one update: what became of it so far, known to all that takes part in it."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.store.inbox import Taken

# Seconds after which nobody looks for an answer any more. Telegram itself refuses one to an
# inline query after half a minute, and one to a button after some minutes.
QUERIES = {"inline_query": 30.0, "callback_query": 900.0, "guest_message": 900.0}

# An update that is worked on for longer than so many seconds hangs; one for which Telegram was
# asked no longer ago than so many may have its answer already.
LONG, SOON = 0.25, 0.02


@dataclass(slots=True)
class Handling:
    """One update in hand. `age`: seconds since it was delivered; `again`: begun before.

    `freed` is called when its place can be taken by another update for a while, `told` when what
    was asked is answered, so that it is not answered again if the process dies before its end.
    """

    kind: str
    age: float
    again: bool
    freed: Callable[[], object]
    told: Callable[[], object]
    sent: bool = False
    doubtful: bool = False
    rests: int = 0
    calls: int = 0
    called: float = 0.0
    later: float | None = None

    def put_off(self, seconds: float) -> None:
        """Let it be begun again after so many seconds instead of being over."""
        self.later = seconds


@dataclass(slots=True)
class InHand:
    """An update, and what is known of its handling. `begun`: when, on the loop's clock."""

    taken: Taken
    handling: Handling
    task: asyncio.Task[None] | None = None
    begun: float | None = None
    noted: bool = False

    def is_fresh(self, now: float, seconds: float) -> bool:
        """Whether it is not begun, or so lately that it does not hang."""
        return self.begun is None or now - self.begun < seconds

    def works(self, now: float) -> bool:
        """Whether this process works on it: it is begun, and waits for nobody for long."""
        if self.begun is None or self.handling.rests:
            return False
        if self.handling.calls:
            return now - self.handling.called < SOON
        return now - self.begun < LONG


_current: ContextVar[Handling | None] = ContextVar("handling", default=None)


def begin(handling: Handling) -> None:
    """Make it the one this task is about."""
    _current.set(handling)


def current() -> Handling | None:
    """Return what this task handles; None: nothing, it is done unasked."""
    return _current.get()


def is_again() -> bool:
    """Whether the update was begun before, so that part of what it wants may be done."""
    handling = _current.get()
    return handling is not None and handling.again


def answered() -> None:
    """Note that the answer is sent; what is still to do is not worth sending it again."""
    handling = _current.get()
    if handling is not None:
        handling.told()


@contextmanager
def calling() -> Iterator[None]:
    """Let another update be begun while Telegram has the word."""
    handling = _current.get()
    if handling is None:
        yield
        return
    handling.calls += 1
    handling.called = time.monotonic()
    handling.freed()
    try:
        yield
    finally:
        handling.calls -= 1


@contextmanager
def resting() -> Iterator[None]:
    """Give the place to another update while this one only waits."""
    handling = _current.get()
    if handling is None:
        yield
        return
    handling.rests += 1
    handling.freed()
    try:
        yield
    finally:
        handling.rests -= 1
