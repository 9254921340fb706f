"""Asks Telegram for updates: what came is kept before the next are asked for."""

import asyncio
import logging
import warnings
from collections.abc import Callable
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.store import StoreError
from bot.tg.intake import Intake
from bot.tg.limits import seconds_of
from bot.tg.send import Bot
from bot.tg.webhook import unregister

log = logging.getLogger(__name__)

# Exactly the kinds of update that are handled.
UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
    Update.POLL_ANSWER,
)
# Seconds for which Telegram holds a request until something comes, and those it may be late.
_HOLD, _LATE = 10, 5
# What Telegram says to who polls while it delivers.
_WEBHOOK = "webhook is active"
# Seconds between two looks whether it is this process that polls.
_EVERY = 0.5
# Seconds before the second attempt at what failed, doubling, and at most.
_FIRST, _LONGEST = 0.5, 30.0

warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)


class Polling:
    """Polls while it is this process that does."""

    def __init__(self, bot: Bot, intake: Intake, leads: Callable[[], bool]) -> None:
        """Take whom to ask, where to keep what comes, and whether it is this process that asks."""
        self._bot = bot
        self._intake = intake
        self._leads = leads
        self._offset = 0
        self._ready = False
        self._failures = 0

    async def run(self) -> None:
        """Ask until cancelled. Raises `InvalidToken`; what else fails is tried again."""
        while True:
            if not self._leads():
                self._offset, self._ready = 0, False
                await asyncio.sleep(_EVERY)
                continue
            try:
                await self._once()
                self._failures = 0
            except InvalidToken:
                raise
            except (TelegramError, StoreError) as error:
                await self._rest(error)

    async def confirm(self) -> None:
        """Tell Telegram what was kept, so that it is not delivered again; try it once."""
        if self._offset and self._leads():
            try:
                await self._ask(0)
            except TelegramError as error:
                log.info("not confirmed", extra={"reason": type(error).__name__})

    async def _once(self) -> None:
        """Ask once, and keep what comes. The offset goes on only when that is done."""
        if not self._ready:  # polling is refused while a webhook is set
            await unregister(self._bot)
            self._ready = True
        updates = await self._ask(_HOLD)
        if updates:
            await self._intake.take_all(updates)
            self._offset = updates[-1]["update_id"] + 1

    async def _ask(self, seconds: int) -> list[dict[str, Any]]:
        """Return updates as Telegram sends them, with what only a newer Telegram knows."""
        wanted = {"offset": self._offset, "timeout": seconds, "allowed_updates": UPDATES}
        found: list[dict[str, Any]] = await self._bot.do_api_request(
            "getUpdates", wanted, read_timeout=seconds + _LATE
        )
        return found

    async def _rest(self, error: TelegramError | StoreError) -> None:
        """Say what failed, and wait before the next attempt."""
        self._failures += 1
        seconds = min(_LONGEST, _FIRST * 2 ** (self._failures - 1))
        if isinstance(error, StoreError):
            log.warning("updates not kept", extra={"reason": str(error)})
        elif isinstance(error, Conflict) and _WEBHOOK in str(error):
            log.warning("a webhook was set meanwhile")
            self._ready = False
        elif isinstance(error, Conflict):
            log.error("another process polls with this token", extra={"reason": str(error)})
        else:
            log.warning("telegram not reached", extra={"reason": type(error).__name__})
        if isinstance(error, RetryAfter):
            seconds = max(seconds, seconds_of(error))
        await asyncio.sleep(seconds)
