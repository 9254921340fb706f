"""The Telegram application: what handles an update, and how it speaks."""

from typing import Any

from telegram import LinkPreviewOptions
from telegram.ext import Application, ApplicationBuilder, ContextTypes, Defaults

from bot.tg.context import App, Context, Services
from bot.tg.errors import on_error
from bot.tg.handlers import HANDLERS
from bot.tg.limits import Polite
from bot.tg.wire import Contact, Watched

# Connections to Telegram: more than updates handled at once, so that none waits for one; those to
# poll with.
_POOL, _POLLS = 32, 1


class Forgetful(Application[Any, Any, Any, Any, Any, Any]):
    """An application that notes nobody's number for a persistence that it has not.

    python-telegram-bot 22 would keep the numbers of all who ever wrote, about 130 bytes each.
    """

    __slots__ = ()

    def _mark_for_persistence_update(self, **_: object) -> None:
        """Note nothing."""


def build(services: Services, limiter: Polite, contact: Contact) -> App:
    """Return the application, which handles what it is given; settings must hold a token.

    `contact` is told whenever Telegram did what was asked.
    """
    settings = services.settings
    assert settings.token is not None  # noqa: S101 - the command line refuses to come here without
    root = settings.api_url.rstrip("/")
    app: App = (
        ApplicationBuilder()
        .application_class(Forgetful)
        .token(settings.token.get_secret_value())
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .context_types(ContextTypes(context=Context))
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .updater(None)
        .rate_limiter(limiter)
        .request(Watched(contact, _POOL))
        .get_updates_request(Watched(contact, _POLLS))
        .build()
    )
    app.bot_data["services"] = services
    app.add_handlers(HANDLERS)
    app.add_error_handler(on_error)
    return app
