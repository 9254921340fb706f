"""Last resort: log what failed under a number, and apologise with that number."""

import logging
import secrets

from telegram import Update
from telegram.error import TelegramError

from bot.strings import strings
from bot.tg.context import Context
from knowledge import Language

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log an exception of a handler and tell the person, if there is one to tell."""
    if update is None:
        log.warning("telegram not reached", extra={"reason": type(context.error).__name__})
        return
    number = secrets.token_hex(4)
    log.error("handler failed", extra={"number": number}, exc_info=context.error)
    if not isinstance(update, Update) or update.effective_message is None:
        return
    user = update.effective_user
    chinese = user is not None and (user.language_code or "").startswith("zh")
    language = Language.SIMPLIFIED if chinese else Language.ENGLISH
    try:
        await update.effective_message.reply_text(strings(language, "failed", id=number))
    except TelegramError as error:
        log.warning("apology not sent", extra={"number": number, "reason": type(error).__name__})
