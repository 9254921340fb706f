"""What is due without being asked for: deletions, welcomes, the word of the day, tidying up."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import ChatMigrated, NetworkError, RetryAfter, TelegramError

from bot.dialogue import word
from bot.dialogue.group import quiet, welcome
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.store import StoreError
from bot.tg.context import Services
from bot.tg.daily import send_due
from bot.tg.limits import Priority
from bot.tg.send import Bot, Place, delete, say
from knowledge import Language

log = logging.getLogger(__name__)

# Seconds between two looks, seconds newcomers wait for others, seconds between two tidyings.
_EVERY = 3.0
_WAIT = 10
_TIDY = 1800
_MINUTE = 60


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
        for chat, number in await self._services.store.answers.take_due(self._services.now):
            await self._alone(chat, self._delete_one(chat, number))

    async def _delete_one(self, chat: int, number: int) -> None:
        """Delete a message, or note it again if Telegram cannot be asked now."""
        try:
            await delete(self._bot, chat, number)
        except (NetworkError, RetryAfter):
            due = self._services.now + _MINUTE
            await self._services.store.answers.delete_later(chat, number, due)

    async def _welcome(self) -> None:
        """Welcome the newcomers of groups where nobody was welcomed within the hour."""
        services = self._services
        for chat in await services.store.groups.welcomes_waiting(services.now, _WAIT):
            names = await services.store.groups.claim_welcome(chat, services.now)
            settings = await services.store.groups.get(chat)
            if names and settings.welcome:
                await self._alone(chat, self._greet(chat, settings, names))

    async def _greet(self, chat: int, settings: GroupSettings, names: tuple[str, ...]) -> None:
        services = self._services
        title = (await self._bot.get_chat(chat)).title or ""
        reply = welcome(self._voice(settings), settings, names, title)
        ids = await say(self._bot, Place(chat), reply, Priority.BROADCAST)
        for number in ids if settings.welcome_minutes else ():
            due = services.now + settings.welcome_minutes * _MINUTE
            await services.store.answers.delete_later(chat, number, due)

    async def _word(self) -> None:
        """Say the word of the day in groups whose hour it is."""
        services = self._services
        for chat, settings in await services.store.groups.with_word():
            due = settings.word_due(services.now)
            if due and await services.store.groups.claim_word(chat, due[0].isoformat()):
                reply = quiet(word.word(self._voice(settings), due[0]))
                place = Place(chat, settings.word_topic or 0)
                await self._alone(chat, say(self._bot, place, reply, Priority.BROADCAST))

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
