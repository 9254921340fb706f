"""What Telegram shows of the bot: commands, names, descriptions, menu button."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.strings import strings
from bot.tg.render import Links
from bot.tg.send import Bot
from knowledge import Language

log = logging.getLogger(__name__)

# The languages Telegram can tell apart here: any other, and Chinese in either script.
_LANGUAGES: Mapping[str | None, Language] = {None: Language.ENGLISH, "zh": Language.SIMPLIFIED}

_PRIVATE = (
    "ask", "term", "read", "draft", "topics", "avoid", "phrases", "words", "review", "word",
    "quiz", "tour", "lang", "pinyin", "feedback", "privacy", "export", "forget", "help",
)  # fmt: skip
_GROUP = ("what", "ask", "avoid", "word", "quiz", "taught", "help")
_ADMIN = (*_GROUP, "settings", "teach", "unteach", "missed", "stats")
_SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), _PRIVATE),
    (BotCommandScopeAllGroupChats(), _GROUP),
    (BotCommandScopeAllChatAdministrators(), _ADMIN),
)


async def introduce(bot: Bot) -> None:
    """Tell Telegram what to show of the bot; only what differs from what it shows now is sent.

    A Telegram that refuses is logged: the answers are the work.
    """
    tasks: list[Callable[[Bot], Awaitable[int]]] = [_commands, _texts, _menu]
    changes = 0
    for task in tasks:
        try:
            changes += await task(bot)
        except TelegramError as error:
            log.warning("profile not set", extra={"part": task.__name__, "reason": str(error)})
    links = Links(bot.username)
    log.info(
        "introduced",
        extra={
            "changes": changes,
            "add_to_group": links.add(),
            "add_as_administrator": links.add("&admin=manage_chat"),
        },
    )


async def _commands(bot: Bot) -> int:
    """Set the commands of each scope in each language; return how many differed."""
    changes = 0
    for scope, names in _SCOPES:
        for code, language in _LANGUAGES.items():
            wanted = [BotCommand(name, strings(language, f"command-{name}")) for name in names]
            if list(await bot.get_my_commands(scope, code)) != wanted:
                await bot.set_my_commands(wanted, scope, code)
                changes += 1
    return changes


async def _texts(bot: Bot) -> int:
    """Set name, description and short description in each language; return how many differed."""
    changes = 0
    for code, language in _LANGUAGES.items():
        name = strings(language, "bot-name")
        if (await bot.get_my_name(code)).name != name:
            await bot.set_my_name(name, code)
            changes += 1
        long = strings(language, "bot-description")
        if (await bot.get_my_description(code)).description != long:
            await bot.set_my_description(long, code)
            changes += 1
        brief = strings(language, "bot-short-description")
        if (await bot.get_my_short_description(code)).short_description != brief:
            await bot.set_my_short_description(brief, code)
            changes += 1
    return changes


async def _menu(bot: Bot) -> int:
    """Show the commands behind the menu button; return whether it differed."""
    wanted = MenuButtonCommands()
    if await bot.get_chat_menu_button() == wanted:
        return 0
    await bot.set_chat_menu_button(menu_button=wanted)
    return 1
