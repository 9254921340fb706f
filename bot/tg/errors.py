"""Last resort: log what failed under a number, and apologise with that number."""

import logging
import secrets

from telegram import Message, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot import metrics
from bot.caps import Verdict
from bot.store import Unavailable
from bot.strings import strings
from bot.tg.context import Context
from bot.tg.handling import QUERIES, Handling, current
from bot.tg.heard import hear, hint, is_from_person, is_private, topic
from bot.tg.limits import seconds_of

log = logging.getLogger(__name__)

# What Telegram says where the bot may not speak.
_NO_RIGHTS = ("not enough rights", "have no rights", "write_forbidden", "topic_closed", "kicked")
# Apologies a minute in one chat.
_APOLOGIES = 2
# Seconds for which anything but a query is tried while Telegram or the database is away: as long
# as Telegram keeps updates. Seconds after which an answer is still wanted, and an apology is not.
_TRIED, _OLD = 86_400.0, 3600.0
# Seconds until the next attempt: few at first, then half as long as it waits already.
_SOONEST, _LATEST = 1.0, 30.0


async def on_error(update: object, context: Context) -> None:
    """Deal with an exception of a handler, the likeliest first.

    1. Blocked, removed or muted: nobody to tell.
    2. The group has another id: move what is kept; the next message finds it.
    3. Telegram or the database is away: it is begun again later.
    4. The database is away, but the answer was sent: nobody need be told.
    5. Anything else: log it with a number, and tell the person the number if it is fresh.
    """
    error = context.error
    if not isinstance(update, Update):
        log.error("not about an update", exc_info=error)
    elif isinstance(error, Forbidden) or _is_silenced(error):
        log.info("not allowed to speak there", extra={"reason": str(error)})
    elif isinstance(error, ChatMigrated) and (chat := update.effective_chat) and chat.id < 0:
        await context.services.store.migrate(chat.id, error.new_chat_id)
    elif isinstance(error, Unavailable) and (handling := current()) and handling.sent:
        log.warning("answered, but not remembered", extra={"reason": str(error)})
    elif not _put_off(error):
        metrics.ended("failed")
        number = secrets.token_hex(4)
        log.error("handler failed", extra={"number": number}, exc_info=error)
        await _apologise(update, context, number)


def _is_silenced(error: Exception | None) -> bool:
    return isinstance(error, BadRequest) and any(part in str(error).lower() for part in _NO_RIGHTS)


def _put_off(error: Exception | None) -> bool:
    """Let the update be begun again if that can help and doubles nothing; return whether it is.

    Where nobody knows whether an answer arrived, one that is late is given rather than apologised
    for.
    """
    handling = current()
    if handling is None or handling.sent or handling.age > QUERIES.get(handling.kind, _TRIED):
        return False
    doubtful = handling.doubtful and handling.age <= _OLD
    if not isinstance(error, RetryAfter) and (not _is_away(error) or doubtful):
        return False
    _later(handling, error)
    return True


def _later(handling: Handling, error: Exception | None) -> None:
    told = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
    metrics.ended("released")
    waited = handling.age if handling.again else 0.0
    handling.put_off(max(told, min(_LATEST, max(_SOONEST, waited / 2))))
    log.warning("put off", extra={"kind": handling.kind, "reason": type(error).__name__})


def _is_away(error: Exception | None) -> bool:
    """Whether Telegram or the database could not be asked; a refusal is an answer."""
    lost = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return lost or isinstance(error, Unavailable)


async def _apologise(update: Update, context: Context, number: str) -> None:
    """Tell who asked, where they asked, a few times a minute; what nobody asked is not told."""
    handling = current()
    if handling and handling.age > _OLD:
        return
    text = strings(hint(update.effective_user), "failed", id=number)
    message = update.message
    try:
        if update.callback_query:
            await update.callback_query.answer(text)
        elif message and _may_tell(message, context):
            thread = topic(message) or None
            await context.bot.send_message(message.chat.id, text, message_thread_id=thread)
    except TelegramError as error:
        log.warning("apology not sent", extra={"number": number, "reason": type(error).__name__})
        if handling and not handling.sent and _is_away(error):
            _later(handling, error)  # so it was not a single loss: what nobody knows of is gone


def _may_tell(message: Message, context: Context) -> bool:
    """Whether a message asked the bot something, and its chat was not told too often already."""
    heard = hear(message, context.bot.bot)
    called = is_from_person(message) and (heard.command or heard.called)
    services = context.services
    return (is_private(message) or called) and (
        services.caps.take((message.chat.id, 4), _APOLOGIES, services.ticks) is Verdict.OK
    )
