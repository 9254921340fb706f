"""Last resort: log what failed under a number, and apologise with that number."""

import logging
import secrets

from telegram import Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot import metrics
from bot.caps import Verdict
from bot.strings import strings
from bot.tg.context import Context
from bot.tg.heard import hear, hint, is_from_person, is_private, topic

log = logging.getLogger(__name__)

# What Telegram says where the bot may not speak.
_NO_RIGHTS = ("not enough rights", "have no rights", "write_forbidden", "topic_closed", "kicked")
# Apologies a minute in one chat.
_APOLOGIES = 2


async def on_error(update: object, context: Context) -> None:
    """Deal with an exception of a handler, the likeliest first.

    1. No update: Telegram was not reached while polling; it is asked again.
    2. Blocked, removed or muted: nobody to tell.
    3. The group has another id: move what is kept; the next message finds it.
    4. Anything else: log it with a number, and tell the person the number.
    """
    error = context.error
    if not isinstance(update, Update):
        log.warning("telegram not reached", extra={"reason": type(error).__name__})
    elif isinstance(error, Forbidden) or _is_silenced(error):
        log.info("not allowed to speak there", extra={"reason": str(error)})
    elif isinstance(error, ChatMigrated) and (chat := update.effective_chat) and chat.id < 0:
        await context.services.store.migrate(chat.id, error.new_chat_id)
    else:
        metrics.ended("failed")
        number = secrets.token_hex(4)
        log.error("handler failed", extra={"number": number}, exc_info=error)
        await _apologise(update, context, number)


def _is_silenced(error: Exception | None) -> bool:
    return isinstance(error, BadRequest) and any(part in str(error).lower() for part in _NO_RIGHTS)


async def _apologise(update: Update, context: Context, number: str) -> None:
    """Tell who asked, where they asked, a few times a minute; what nobody asked is not told."""
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


def _may_tell(message: Message, context: Context) -> bool:
    """Whether a message asked the bot something, and its chat was not told too often already."""
    heard = hear(message, context.bot.bot)
    called = is_from_person(message) and (heard.command or heard.called)
    services = context.services
    return (is_private(message) or called) and (
        services.caps.take((message.chat.id, 4), _APOLOGIES, services.now) is Verdict.OK
    )
