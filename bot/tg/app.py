"""Composition root: builds the `Application` from settings, knowledge and store."""

import logging

from telegram import BotCommand, LinkPreviewOptions
from telegram.error import TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, Defaults

from bot.settings import Settings
from bot.store import Memory
from bot.strings import strings
from bot.tg.context import App, Context, Services
from bot.tg.errors import on_error
from bot.tg.handlers import HANDLERS
from bot.tg.order import ByChat
from knowledge import Knowledge, Language

log = logging.getLogger(__name__)

# Commands of the menu, in order; their texts are `command-…` in the locales.
MENU = ("ask", "term", "lang", "help")

# Connections to Telegram: more than updates handled at once, so that none waits for one.
_POOL = 32


def build(settings: Settings, knowledge: Knowledge) -> App:
    """Return the application, ready to run; settings must hold a token."""
    assert settings.token is not None  # noqa: S101 - the command line refuses to come here without
    root = settings.api_url.rstrip("/")
    app: App = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .context_types(ContextTypes(context=Context))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(ByChat())
        .connection_pool_size(_POOL)
        .get_updates_connection_pool_size(8)
        .post_init(_introduce)
        .build()
    )
    app.bot_data["services"] = Services(knowledge, Memory(), settings)
    app.add_handlers(HANDLERS)
    app.add_error_handler(on_error)
    return app


async def _introduce(app: App) -> None:
    """Tell Telegram the commands of the menu, in English and in Chinese."""
    for code, language in (("", Language.ENGLISH), ("zh", Language.SIMPLIFIED)):
        commands = [BotCommand(name, strings(language, f"command-{name}")) for name in MENU]
        try:
            await app.bot.set_my_commands(commands, language_code=code or None)
        except TelegramError as error:  # the menu is a convenience, the answers are the work
            log.warning("menu not set", extra={"reason": type(error).__name__})
