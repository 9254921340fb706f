"""Every handler, in the order in which they are tried, with the reason beside it."""

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.tg.context import Context
from bot.tg.handlers.buttons import on_button
from bot.tg.handlers.talk import on_other, on_text

# New messages of people: no edits, channel posts, guest messages, nor what came through a bot.
_NEW = filters.UpdateType.MESSAGE & ~filters.VIA_BOT & ~filters.SenderChat.CHANNEL

HANDLERS: tuple[BaseHandler[Any, Context, Any], ...] = (
    # Commands and free text. One handler, because `/term红薯` is no command to Telegram.
    MessageHandler(_NEW & filters.TEXT, on_text),
    # A button below one of our messages.
    CallbackQueryHandler(on_button),
    # Pictures, stickers, voice: only in private, where silence would puzzle.
    MessageHandler(
        _NEW & filters.ChatType.PRIVATE & ~filters.TEXT & ~filters.StatusUpdate.ALL, on_other
    ),
)
