"""Composition root: builds the Telegram application out of its parts."""

import asyncio
import logging
import time
from contextlib import AsyncExitStack, suppress

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
from bot.tg.web import web
from bot.tg.wire import Contact, Watched
from knowledge import Knowledge

log = logging.getLogger(__name__)

# Connections to Telegram: more than updates handled at once, so that none waits for one; those to
# poll with.
_POOL, _POLLS = 32, 8


def build(settings: Settings, knowledge: Knowledge) -> App:
    """Return the application, ready to run; settings must hold a token.

    It opens the store when it is initialized and closes it when it is shut down.
    """
    assert settings.token is not None  # noqa: S101 - the command line refuses to come here without
    root, contact = settings.api_url.rstrip("/"), Contact()
    app: App = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .context_types(ContextTypes(context=Context))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(ByChat())
        .rate_limiter(Polite(rate=settings.send_rate))
        .request(Watched(contact, _POOL))
        .get_updates_request(Watched(contact, _POLLS))
        .build()
    )
    app.add_handlers(HANDLERS)
    app.add_error_handler(on_error)
    life = _Life(settings, knowledge, contact)
    app.post_init, app.post_stop, app.post_shutdown = life.begin, life.rest, life.end
    return app


class _Life:
    """What begins and ends with the application: the store, the web server, and the clock."""

    def __init__(self, settings: Settings, knowledge: Knowledge, contact: Contact) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._contact = contact
        self._open = AsyncExitStack()
        self._clock: asyncio.Task[None] | None = None
        self._store: Store | None = None

    async def begin(self, app: App) -> None:
        """Open the store, listen, tell Telegram about the bot, start the clock."""
        self._store = await Store.open(self._settings.database_url)
        services = Services(self._knowledge, self._store, self._settings, time.time)
        app.bot_data["services"] = services
        if self._settings.listens:
            await self._listen(app, self._store)
        await introduce(app.bot)
        self._clock = asyncio.create_task(Clock(app.bot, services).run())

    async def _listen(self, app: App, store: Store) -> None:
        """Start the web server."""

        async def depth() -> tuple[int, float]:
            return app.update_queue.qsize(), 0.0

        address = await self._open.enter_async_context(
            web(self._settings, store, self._contact, depth)
        )
        log.info("listening", extra={"address": address})

    async def rest(self, _: App) -> None:
        """Stop the clock."""
        if self._clock:
            self._clock.cancel()
            with suppress(asyncio.CancelledError):
                await self._clock

    async def end(self, _: App) -> None:
        """Stop listening, close the store."""
        await self._open.aclose()
        if self._store:
            await self._store.close()
