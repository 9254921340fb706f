"""The web server of a bot: what it is asked there, and what it answers."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager

from bot.settings import Settings
from bot.store import Store
from bot.tg.wire import Contact
from bot.web import Delivery, Intake, Vitals, face, serve

Depth = Callable[[], Awaitable[tuple[int, float]]]


def web(
    settings: Settings, store: Store, contact: Contact, depth: Depth, intake: Intake | None = None
) -> AbstractAsyncContextManager[str]:
    """Return the server, which runs as long as it is entered; `ListenError` if it cannot.

    With an `intake`, updates are taken where the webhook is.
    """
    vitals = Vitals(store.ping, lambda: contact.age, depth)
    secret = settings.webhook_secret
    delivery = Delivery(secret.get_secret_value(), intake) if intake and secret else None
    return serve(face(vitals, delivery, settings.webhook_path), settings.listen)
