"""What administrators of a group can do: commands, buttons, and answers to the bot's requests."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import MessageEntity

from bot.dialogue import missed, taught
from bot.dialogue import panel as settings
from bot.tg.admins import is_admin, is_by_admin
from bot.tg.handlers import insight, panel, teaching
from bot.tg.heard import is_private
from bot.tg.pressed import Pressed
from bot.tg.turn import Turn

COMMANDS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {
    "settings": panel.settings,
    "teach": teaching.teach,
    "unteach": teaching.unteach,
    "taught": teaching.listed,
    "missed": teaching.missed_,
    "stats": insight.stats,
}

_PROMPTS: Mapping[str, Callable[[Turn, int, str], Awaitable[None]]] = {
    settings.WELCOME_PROMPT: panel.on_welcome,
    settings.IMPORT_PROMPT: panel.on_file,
    taught.FILE_PROMPT: teaching.on_file,
    missed.PROMPT: teaching.on_meaning,
}

_TEACHING = frozenset(
    [taught.PAGE, taught.UNDO, taught.FILE_OUT, taught.FILE_IN, missed.TEACH, missed.DROP]
)


async def on_button(pressed: Pressed, action: str) -> bool:
    """Do what a button for administrators stands for; return whether it is one."""
    name, _, argument = action.partition(":")
    if name == settings.PANEL:
        await panel.on_button(pressed, argument)
    elif name in _TEACHING:
        await teaching.on_button(pressed, action)
    else:
        return False
    return True


async def on_prompt(now: Turn) -> bool:
    """Take a message for what the bot asked an administrator for; return whether it is that.

    Which group and what for stands as a link in the bot's own message that is answered.
    """
    kind, chat, argument = _asked(now)
    if chat is None:
        return False
    if not await _may(now, chat):
        await now.refuse("admins-only")
        return True
    await _PROMPTS[kind](now, chat, argument)
    return True


def answers_prompt(now: Turn) -> bool:
    """Whether a message answers a request of the bot to an administrator."""
    return _asked(now)[1] is not None


def _asked(now: Turn) -> tuple[str, int | None, str]:
    """Return what a message answers: the kind of prompt, its group (None: none), and the rest."""
    kind, _, rest = _prompt(now).partition("_")
    number, _, argument = rest.partition("_")
    return kind, panel.number(number) if kind in _PROMPTS else None, argument


def _prompt(now: Turn) -> str:
    """Return the prompt in the bot's message that a message answers, or nothing."""
    asked = now.message.reply_to_message
    if asked is None or asked.from_user is None or asked.from_user.id != now.context.bot.id:
        return ""
    links = (e.url for e in asked.entities if e.type == MessageEntity.TEXT_LINK)
    return next(filter(None, map(now.context.links.prompt, links)), "")


async def _may(now: Turn, chat: int) -> bool:
    """Whether the author of a message administers a group; in a group, only that one counts."""
    if is_private(now.message):
        user = now.message.from_user
        return user is not None and await is_admin(now.context.bot, chat, user.id)
    return now.chat == chat and await is_by_admin(now.context.bot, now.message)
