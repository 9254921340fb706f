"""Who comes and goes: the bot itself, newcomers, and groups that get another id."""

import logging

from telegram import ChatMember, Update, User
from telegram.constants import ChatType

from bot.dialogue.group import greeting
from bot.dialogue.voice import Voice
from bot.tg.context import Context
from bot.tg.heard import hint
from bot.tg.send import Place, say
from knowledge import clean

log = logging.getLogger(__name__)

_IN = frozenset([ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER])
# Longest name in a welcome, in characters.
_NAME = 40


async def on_own_membership(update: Update, context: Context) -> None:
    """Greet a group the bot is added to; rest where it is removed."""
    change = update.my_chat_member
    if change is None or change.chat.type not in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return
    services, chat = context.services, change.chat.id
    was = _is_in(change.old_chat_member)
    now = _is_in(change.new_chat_member)
    if was and not now:
        await services.store.groups.left(chat, services.now)
    elif now and not was:
        await services.store.groups.joined(chat, services.now)
        settings = await services.store.groups.get(chat)
        voice = Voice(services.knowledge, settings.language or hint(change.from_user))
        await say(context.bot, Place(chat), greeting(voice))


async def on_newcomers(update: Update, context: Context) -> None:
    """Note who joined a group, as its message says."""
    message = update.message
    if message is not None:
        for user in message.new_chat_members:
            await _note(context, message.chat.id, user)


async def on_leaver(update: Update, context: Context) -> None:
    """Forget who left a group, as its message says."""
    message = update.message
    if message is not None and message.left_chat_member:
        user = message.left_chat_member.id
        await context.services.store.groups.gone(message.chat.id, user)


async def on_member(update: Update, context: Context) -> None:
    """Note who joined a group, forget who left it, where the bot is told as administrator."""
    change = update.chat_member
    if change is None:
        return
    user, is_in = change.new_chat_member.user, _is_in(change.new_chat_member)
    if is_in and not _is_in(change.old_chat_member):
        await _note(context, change.chat.id, user)
    elif not is_in:
        await context.services.store.groups.gone(change.chat.id, user.id)


async def _note(context: Context, chat: int, user: User) -> None:
    """Keep a newcomer until the welcome, where there is one."""
    services = context.services
    if not user.is_bot and (await services.store.groups.get(chat)).welcome:
        name = clean(user.first_name)[:_NAME] or "?"
        await services.store.groups.newcomer(chat, user.id, name, services.now)


async def on_migration(update: Update, context: Context) -> None:
    """Move what is kept of a group to its new id; told twice, from either side."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id:
        await context.services.store.migrate(message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        await context.services.store.migrate(message.migrate_from_chat_id, message.chat.id)


def _is_in(member: ChatMember) -> bool:
    """Whether somebody is in a group; those restricted may be."""
    return member.status in _IN or bool(getattr(member, "is_member", False))
