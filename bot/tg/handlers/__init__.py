"""Every handler, in the order in which they are tried, with the reason beside it."""

from typing import Any

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from bot.tg.context import Context
from bot.tg.handlers.buttons import on_button
from bot.tg.handlers.edits import on_edit
from bot.tg.handlers.group import on_text as on_group_text
from bot.tg.handlers.inline import on_inline
from bot.tg.handlers.members import (
    on_leaver,
    on_member,
    on_migration,
    on_newcomers,
    on_own_membership,
)
from bot.tg.handlers.private import on_other, on_text
from bot.tg.handlers.scores import on_answer

# New messages: no edits, channel posts, guest messages, nor what came through a bot.
_NEW = filters.UpdateType.MESSAGE & ~filters.VIA_BOT
_PRIVATE = filters.ChatType.PRIVATE
_GROUPS = filters.ChatType.GROUPS
_WORDS = filters.TEXT | filters.CAPTION

HANDLERS: tuple[BaseHandler[Any, Context, Any], ...] = (
    # A group has another id: before anything is read or kept under the old one.
    MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, on_migration),
    # Somebody joined: the message has no words of its own.
    MessageHandler(_NEW & filters.StatusUpdate.NEW_CHAT_MEMBERS, on_newcomers),
    # Somebody left, before the welcome perhaps: no words either.
    MessageHandler(_NEW & filters.StatusUpdate.LEFT_CHAT_MEMBER, on_leaver),
    # Commands and free text. One handler each, because `/term红薯` is no command to Telegram.
    MessageHandler(_NEW & _PRIVATE & _WORDS & ~filters.Document.ALL, on_text),
    MessageHandler(_NEW & _GROUPS & (_WORDS | filters.Document.ALL), on_group_text),
    # A question put right: its answer too.
    MessageHandler(filters.UpdateType.EDITED_MESSAGE & ~filters.VIA_BOT & _WORDS, on_edit),
    # A button below one of our messages.
    CallbackQueryHandler(on_button),
    # The bot's name and a few letters, typed in any chat.
    InlineQueryHandler(on_inline),
    # Somebody answers a quiz in a group.
    PollAnswerHandler(on_answer),
    # The bot is added or removed; somebody joins where it is administrator.
    ChatMemberHandler(on_own_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(on_member, ChatMemberHandler.CHAT_MEMBER),
    # Pictures, stickers, voice, files: only in private, where silence would puzzle.
    MessageHandler(_NEW & _PRIVATE & ~filters.TEXT & ~filters.StatusUpdate.ALL, on_other),
)
