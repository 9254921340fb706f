"""The word of the day to persons: said now, and sent when it is due."""

import logging
from datetime import date

from telegram.error import Forbidden, TelegramError

from bot.daily import day_of
from bot.dialogue import feedback, morning, saved, word
from bot.dialogue.voice import Voice
from bot.store.mornings import HOLD, Due
from bot.tg.cards import with_card
from bot.tg.context import Services
from bot.tg.faults import is_unsent
from bot.tg.limits import Priority
from bot.tg.send import Bot, Place, say
from bot.values import Reply

log = logging.getLogger(__name__)

# Words taken in hand together. They are sent one by one, so that of a process that is killed at
# most one is in doubt; at 100 ms to Telegram that is 36,000 an hour for each process.
_BATCH = 16
# Seconds after its time in which a word still goes out, after a standstill.
_LATE = 3 * 3600


async def said(services: Services, user: int, voice: Voice, day: date) -> Reply:
    """Return the word of a day for a person, with all that belongs below it."""
    return await below(services, user, voice, word.word(voice, day))


async def below(services: Services, user: int, voice: Voice, reply: Reply) -> Reply:
    """Return a word of the day with a person's star, subscription and thumbs below it."""
    has = await services.store.saved.has(user, reply.subject)
    reply = with_card(voice, saved.starred(voice, reply, saved=has))
    reply = morning.offered(voice, reply, await services.store.mornings.get(user))
    return feedback.rated(voice, reply)


async def send_due(bot: Bot, services: Services) -> None:
    """Send the words that are due; of all processes that share a database one sends each.

    What takes longer than half of the time for which words are in hand is left for later: the
    last of a batch would be in the hands of two processes.
    """
    while due := await services.store.mornings.take_due(taken_at := services.now, _BATCH):
        for taken in due:
            if services.now - taken_at < HOLD // 2:
                await _send(bot, services, taken)


async def _send(bot: Bot, services: Services, taken: Due) -> None:
    """Send a word, unless it is too late for it; who blocked the bot gets none any more.

    What surely did not reach Telegram stays in hand and is tried again after a while; what may
    have is not sent twice.
    """
    try:
        if services.now - taken.due < _LATE:
            await say(bot, Place(taken.user), await _said(services, taken), Priority.BROADCAST)
    except Forbidden:
        await services.store.mornings.remove(taken.user)
        return
    except TelegramError as error:
        log.warning("word of the day not sent", extra={"reason": type(error).__name__})
        if is_unsent(error):
            return
    await services.store.mornings.done(taken, services.now)


async def _said(services: Services, taken: Due) -> Reply:
    preferences = await services.store.people.get(taken.user)
    language = preferences.language or taken.daily.language
    voice = Voice(services.knowledge, language, preferences.pinyin)
    return await said(services, taken.user, voice, day_of(taken.daily, taken.due))
