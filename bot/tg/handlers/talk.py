"""Commands and free text."""

from telegram import Message, Update, User
from telegram.constants import ChatType

from bot.dialogue.respond import command, respond
from bot.strings import strings
from bot.tg.context import Context
from bot.tg.send import answer
from bot.values import Part, Preferences, Reply
from knowledge import Language


async def on_text(update: Update, context: Context) -> None:
    """Answer a command anywhere, and any text in a private chat."""
    message, user = update.message, update.effective_user
    if message is None or user is None or user.is_bot or not message.text:
        return
    if message.chat.type != ChatType.PRIVATE and not _calls(message, context.bot.username):
        return
    services = context.services
    before = await services.store.preferences(user.id)
    hint = before if before.language or command(message.text)[1] else _guess(user)
    reply, after = respond(services.knowledge, message.text, hint)
    if after not in (hint, before):
        await services.store.save(user.id, after)
    await answer(message, reply)


def _calls(message: Message, username: str) -> bool:
    """Whether a message in a group is a command for this bot."""
    text = message.text or ""
    if not text.startswith("/") or command(text)[0] is None:
        return False
    _, at, addressed = text.split()[0].partition("@")
    return not at or addressed.lower() == username.lower()


def _guess(user: User) -> Preferences:
    """Return the language of somebody's Telegram, for a command that says nothing itself."""
    chinese = (user.language_code or "").startswith("zh")
    return Preferences(Language.SIMPLIFIED if chinese else Language.ENGLISH)


async def on_other(update: Update, context: Context) -> None:
    """Say kindly that only text is read."""
    message, user = update.message, update.effective_user
    if message is None or user is None or user.is_bot:
        return
    before = await context.services.store.preferences(user.id)
    language = before.language or _guess(user).language or Language.ENGLISH
    await answer(message, Reply(language, (Part(strings(language, "text-only")),)))
