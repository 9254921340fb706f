"""Last resort: log what failed under a number, and apologise with that number."""

import logging
import secrets

from telegram import Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.strings import strings
from bot.tg.context import Context
from bot.tg.heard import hint, topic

log = logging.getLogger(__name__)

# What Telegram says where the bot may not speak.
_NO_RIGHTS = ("not enough rights", "have no rights", "write_forbidden", "topic_closed", "kicked")


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
    elif isinstance(error, ChatMigrated) and update.effective_chat:
        await context.services.store.migrate(update.effective_chat.id, error.new_chat_id)
    else:
        number = secrets.token_hex(4)
        log.error("handler failed", extra={"number": number}, exc_info=error)
        await _apologise(update, context, number)


def _is_silenced(error: Exception | None) -> bool:
    return isinstance(error, BadRequest) and any(part in str(error).lower() for part in _NO_RIGHTS)


async def _apologise(update: Update, context: Context, number: str) -> None:
    """Tell who asked, where they asked; an inline query has no place for it."""
    text = strings(hint(update.effective_user), "failed", id=number)
    message = update.effective_message
    try:
        if update.callback_query:
            await update.callback_query.answer(text)
        elif isinstance(message, Message):
            thread = topic(message) or None
            await context.bot.send_message(message.chat.id, text, message_thread_id=thread)
    except TelegramError as error:
        log.warning("apology not sent", extra={"number": number, "reason": type(error).__name__})
