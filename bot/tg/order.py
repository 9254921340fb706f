"""Updates of one chat in their order, those of different chats side by side."""

import asyncio
import inspect
import logging
import time
from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.tg.attended import attended

log = logging.getLogger(__name__)

# Updates handled at once. More gain nothing: at 100 ms to Telegram, 16 keep one process busy.
_AT_ONCE = 16
# Updates held in memory, most of them waiting for the one before in their chat.
_WAITING = 10_000
# Of these one chat's, so that a chat in which a handler hangs can't use up all of them.
_OF_ONE_CHAT = 1_000

Key = tuple[str, int] | None


@dataclass(slots=True)
class _Line:
    """The updates of a chat: whose turn it is, and how many are held."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    held: int = 0


class ByChat(BaseUpdateProcessor):
    """Handles an update when the one before it in the same chat is done.

    Updates without a chat (inline queries, buttons below what these sent) keep the order of their
    user; those without either (polls) wait for nobody. An update waits for those before it and
    for one of 16 places, for nothing else and without any time-out: a handler that hangs keeps
    its chat waiting and one place taken. What is beyond the room for waiting is dropped.
    """

    def __init__(self) -> None:
        """Start with nothing waiting."""
        # One more than is ever held: the library would let the rest wait without any bound.
        super().__init__(_WAITING + 1)
        self._lines: dict[Key, _Line] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._held = 0
        self._dropped = 0

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update in its turn; waiting for it takes no other chat's place."""
        key = _key(update)
        line = self._lines.setdefault(key, _Line())
        try:
            if self._held >= _WAITING or line.held >= _OF_ONE_CHAT:
                self._drop()
            else:
                await self._handle(line, update, coroutine)
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()
            if not line.held:
                self._lines.pop(key, None)

    async def _handle(self, line: _Line, update: object, coroutine: Awaitable[Any]) -> None:
        ordered = _key(update) is not None
        turn: AbstractAsyncContextManager[Any] = line.turn if ordered else nullcontext()
        since = time.time()
        line.held += 1
        self._held += 1
        try:
            async with turn, self._places:
                with attended(*_told(update), since):
                    await coroutine
        finally:
            line.held -= 1
            self._held -= 1

    def _drop(self) -> None:
        """Count a dropped update; tell of the 1st, 2nd, 4th, 8th and so on."""
        self._dropped += 1
        if self._dropped & (self._dropped - 1) == 0:
            log.warning("updates dropped", extra={"count": self._dropped})

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""


def _told(update: object) -> tuple[int, str]:
    """Return the number and the kind of an update."""
    if not isinstance(update, Update):
        return 0, "none"
    kind = next((kind for kind in Update.ALL_TYPES if getattr(update, kind)), "none")
    return update.update_id, str(kind)


def _key(update: object) -> Key:
    """Return whose order an update keeps: its chat's, else its user's, else nobody's."""
    if not isinstance(update, Update):
        return None
    if chat := update.effective_chat:
        return "chat", chat.id
    if user := update.effective_user:
        return "user", user.id
    return None
