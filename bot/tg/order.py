"""Updates of one chat in their order, those of different chats side by side."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Updates handled at once. More gain nothing: at 100 ms to Telegram, 16 keep one process busy.
_AT_ONCE = 16
# Updates held in memory, most of them waiting for the one before in their chat.
_WAITING = 10_000


class ByChat(BaseUpdateProcessor):
    """Handles an update when the one before it in the same chat is done."""

    def __init__(self) -> None:
        """Start with no chat waiting."""
        super().__init__(_WAITING)
        self._last: dict[int, asyncio.Future[None]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update in its turn; waiting for it takes no other chat's place."""
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else 0
        before = self._last.get(key)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last[key] = done
        try:
            if before:
                await asyncio.wait([before])
            async with self._places:
                await coroutine
        finally:
            done.set_result(None)
            if self._last.get(key) is done:
                del self._last[key]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
