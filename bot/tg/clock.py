"""What is due without being asked for: deletions, welcomes, the word of the day, tidying up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import date

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.dialogue import word
from bot.dialogue.group import quiet, welcome
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.store import StoreError
from bot.tg.context import Services
from bot.tg.daily import send_due
from bot.tg.faults import is_unsent
from bot.tg.limits import Priority
from bot.tg.send import Bot, Place, delete, say
from bot.values import Reply
from knowledge import Language

log = logging.getLogger(__name__)

# Seconds between two looks, seconds newcomers wait for others, seconds between two tidyings.
_EVERY = 3.0
_WAIT = 10
_TIDY = 1800
_MINUTE = 60
# Groups in which something is done at once.
_AT_ONCE = 16


class Clock:
    """Looks every few seconds for what is due, while it is this process that does."""

    def __init__(self, bot: Bot, services: Services, leads: Callable[[], bool]) -> None:
        """Take what speaks, what remembers, and whether it is this process that looks."""
        self._bot = bot
        self._services = services
        self._leads = leads
        self._tidied = 0

    async def run(self) -> None:
        """Look until cancelled; what fails is logged and left for the next look.

        Words to persons may take their hour, so nothing else waits for them.
        """
        await asyncio.gather(
            self._look(self._delete, self._welcome, self._word, self._tidy, self._forget),
            self._look(self._daily),
        )

    async def _look(self, *tasks: Callable[[], Awaitable[None]]) -> None:
        while True:
            for task in tasks if self._leads() else ():
                await self._try(task())
            await asyncio.sleep(_EVERY)

    async def _try(self, task: Awaitable[None]) -> None:
        try:
            await task
        except (TelegramError, StoreError) as error:
            log.warning("not done", extra={"reason": type(error).__name__})
        except Exception:  # else one group would end what is due to all others
            log.exception("not done")

    async def _delete(self) -> None:
        """Delete the answers whose time is over."""
        due = await self._services.store.answers.take_due(self._services.now)
        await self._beside((chat, self._delete_one(chat, number)) for chat, number in due)

    async def _delete_one(self, chat: int, number: int) -> None:
        """Delete a message, or note it again if Telegram cannot be asked now."""
        try:
            await delete(self._bot, chat, number)
        except (NetworkError, RetryAfter):
            due = self._services.now + _MINUTE
            await self._services.store.answers.delete_later(chat, number, due)

    async def _welcome(self) -> None:
        """Welcome the newcomers of groups where nobody was welcomed within the hour."""
        waiting = await self._services.store.groups.welcomes_waiting(self._services.now, _WAIT)
        await self._beside((chat, self._greet(chat)) for chat in waiting)

    async def _greet(self, chat: int) -> None:
        services = self._services
        names = await services.store.groups.claim_welcome(chat, services.now)
        settings = await services.store.groups.get(chat)
        if not names or not settings.welcome:
            return
        title = (await self._bot.get_chat(chat)).title or ""
        reply = welcome(self._voice(settings), settings, names, title)
        ids = await say(self._bot, Place(chat), reply, Priority.BROADCAST)
        for number in ids if settings.welcome_minutes else ():
            due = services.now + settings.welcome_minutes * _MINUTE
            await services.store.answers.delete_later(chat, number, due)

    async def _word(self) -> None:
        """Say the word of the day in groups whose hour it is."""
        groups = await self._services.store.groups.with_word()
        due = (
            (chat, self._say_word(chat, settings, when[0]))
            for chat, settings in groups
            if (when := settings.word_due(self._services.now))
        )
        await self._beside(due)

    async def _say_word(self, chat: int, settings: GroupSettings, day: date) -> None:
        """Say the word of a day, if nobody did; in the general topic if its own is gone.

        What surely was not sent is due again at the next look.
        """
        groups = self._services.store.groups
        if not await groups.claim_word(chat, day.isoformat()):
            return
        reply = quiet(word.word(self._voice(settings), day))
        try:
            await self._say_in(Place(chat, settings.word_topic or 0), reply)
        except TelegramError as error:
            if is_unsent(error):
                await groups.unclaim_word(chat, day.isoformat())
            raise

    async def _say_in(self, place: Place, reply: Reply) -> None:
        """Say a reply in a topic, or in the general one if there is no such topic (any more)."""
        try:
            await say(self._bot, place, reply, Priority.BROADCAST)
        except BadRequest as error:
            if not place.topic or "thread not found" not in str(error):
                raise
            await say(self._bot, Place(place.chat), reply, Priority.BROADCAST)

    async def _daily(self) -> None:
        """Send the word of the day to those who subscribed to it."""
        await send_due(self._bot, self._services)

    async def _tidy(self) -> None:
        """Delete what has been kept long enough, twice an hour."""
        if self._services.now - self._tidied >= _TIDY:
            self._tidied = self._services.now
            await self._services.store.tidy(self._services.now)

    async def _forget(self) -> None:
        """Delete the numbers of updates that will not be delivered again."""
        await self._services.store.inbox.tidy(self._services.clock())

    async def _beside(self, tasks: Iterable[tuple[int, Awaitable[None]]]) -> None:
        """Do something in many groups, some of them at once: one may take its minute."""
        places = asyncio.Semaphore(_AT_ONCE)

        async def one(chat: int, task: Awaitable[None]) -> None:
            async with places:
                await self._try(self._alone(chat, task))

        await asyncio.gather(*(one(*task) for task in tasks))

    async def _alone(self, chat: int, task: Awaitable[object]) -> None:
        """Do something in a group; what fails there keeps nothing from being done in others.

        The bot may be out or muted, the topic gone, Telegram away, or the group have another id.
        """
        try:
            await task
        except ChatMigrated as error:
            await self._services.store.migrate(chat, error.new_chat_id)
        except TelegramError as error:
            log.info("not possible there", extra={"reason": str(error)})

    def _voice(self, settings: GroupSettings) -> Voice:
        return Voice(self._services.knowledge, settings.language or Language.ENGLISH)
