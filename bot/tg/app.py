"""Composition root: builds the Telegram application out of its parts."""

import asyncio
import time
from contextlib import suppress

from telegram import LinkPreviewOptions
from telegram.ext import ApplicationBuilder, ContextTypes, Defaults

from bot.settings import Settings
from bot.store import Store
from bot.tg.clock import Clock
from bot.tg.context import App, Context, Services
from bot.tg.errors import on_error
from bot.tg.handlers import HANDLERS
from bot.tg.limits import Polite
from bot.tg.order import ByChat
from bot.tg.profile import introduce
from knowledge import Knowledge

# Connections to Telegram: more than updates handled at once, so that none waits for one.
_POOL = 32


def build(settings: Settings, knowledge: Knowledge) -> App:
    """Return the application, ready to run; settings must hold a token.

    It opens the store when it is initialized and closes it when it is shut down.
    """
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
        .rate_limiter(Polite(rate=settings.send_rate))
        .connection_pool_size(_POOL)
        .get_updates_connection_pool_size(8)
        .build()
    )
    app.add_handlers(HANDLERS)
    app.add_error_handler(on_error)
    life = _Life(settings, knowledge)
    app.post_init, app.post_stop, app.post_shutdown = life.begin, life.rest, life.end
    return app


class _Life:
    """What begins and ends with the application: the store, and the clock."""

    def __init__(self, settings: Settings, knowledge: Knowledge) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._clock: asyncio.Task[None] | None = None
        self._store: Store | None = None

    async def begin(self, app: App) -> None:
        """Open the store, tell Telegram about the bot, start the clock."""
        self._store = await Store.open(self._settings.database_url)
        services = Services(self._knowledge, self._store, self._settings, time.time)
        app.bot_data["services"] = services
        await introduce(app.bot)
        self._clock = asyncio.create_task(Clock(app.bot, services).run())

    async def rest(self, _: App) -> None:
        """Stop the clock."""
        if self._clock:
            self._clock.cancel()
            with suppress(asyncio.CancelledError):
                await self._clock

    async def end(self, _: App) -> None:
        """Close the store."""
        if self._store:
            await self._store.close()
