"""Who may change a group's settings: asked of Telegram afresh, every time."""

from telegram import Message, User
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.tg.heard import is_anonymous
from bot.tg.send import Bot
from knowledge import clean

# Longest name somebody is called by, in characters.
_NAME = 40
_ADMINS = frozenset([ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR])


async def is_admin(bot: Bot, chat: int, user: int) -> bool:
    """Whether somebody owns or administers a group at this moment.

    Nobody does whom Telegram does not list, or in a group that does not know the bot or has
    another id by now.
    """
    try:
        member = await bot.get_chat_member(chat, user)
    except (BadRequest, ChatMigrated, Forbidden):
        return False
    return member.status in _ADMINS


async def is_by_admin(bot: Bot, message: Message) -> bool:
    """Whether a message of a group was written by an administrator, anonymous ones included."""
    if is_anonymous(message):
        return True
    user = message.from_user
    return user is not None and await is_admin(bot, message.chat.id, user.id)


async def known_name(bot: Bot, chat: int, user: User) -> str:
    """Return the name of an administrator to call them by; empty for one who is anonymous."""
    try:
        member = await bot.get_chat_member(chat, user.id)
    except (BadRequest, ChatMigrated, Forbidden):
        return ""
    return "" if getattr(member, "is_anonymous", False) else clean(user.first_name)[:_NAME]


def author(message: Message) -> int | None:
    """Return who wrote a message; None for an administrator who wants to be anonymous."""
    return None if is_anonymous(message) or not message.from_user else message.from_user.id
