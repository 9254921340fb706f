"""The web server of a bot: what it is asked there, and what it answers."""

from contextlib import AbstractAsyncContextManager

from bot.settings import Settings
from bot.store import Store
from bot.tg.wire import Contact
from bot.web import Delivery, Intake, Vitals, face, serve


def web(
    settings: Settings, store: Store, contact: Contact, intake: Intake
) -> AbstractAsyncContextManager[str]:
    """Return the server, which runs as long as it is entered; `ListenError` if it cannot.

    With a webhook, updates are taken where it is.
    """
    vitals = Vitals(store.ping, lambda: contact.age, intake.depth)
    secret = settings.webhook_secret
    if settings.webhook_url and secret:
        delivery = Delivery(secret.get_secret_value(), intake)
    else:
        delivery = None
    return serve(face(vitals, delivery, settings.webhook_path), settings.listen)
