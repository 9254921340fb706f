"""Where Telegram delivers updates: told to it when that differs."""

import logging
from collections.abc import Sequence

from telegram import WebhookInfo

from bot.settings import Settings
from bot.tg.send import Bot

log = logging.getLogger(__name__)

# Deliveries at once: Telegram's own default. Taking an update in is one short transaction, so that
# more would only wait for each other; fewer would slow a rush.
_CONNECTIONS = 40
# What Telegram says of deliveries that were sent with another secret than ours.
_STRANGER = "403"


async def register(bot: Bot, settings: Settings, kinds: Sequence[str]) -> bool:
    """Have Telegram deliver updates of these kinds; what waits there is kept.

    Telegram does not tell which secret it was given. It is told anew once we refused a delivery,
    so that this is worth calling again from time to time.

    Returns:
        Whether anything had to be told.

    Raises:
        TelegramError: Telegram was not reached, or refuses the address.
    """
    url, secret = settings.webhook_url, settings.webhook_secret
    assert url is not None  # noqa: S101 - without it updates are polled
    assert secret is not None  # noqa: S101 - the settings see to it
    if not _differs(await bot.get_webhook_info(), url, kinds):
        return False
    await bot.set_webhook(
        url,
        max_connections=_CONNECTIONS,
        allowed_updates=list(kinds),
        drop_pending_updates=False,
        secret_token=secret.get_secret_value(),
    )
    log.info("webhook set", extra={"kinds": len(kinds), "connections": _CONNECTIONS})
    return True


async def unregister(bot: Bot) -> bool:
    """Have Telegram wait to be polled; return whether it delivered before. What waits is kept.

    Raises:
        TelegramError: Telegram was not reached.
    """
    if not (await bot.get_webhook_info()).url:
        return False
    await bot.delete_webhook(drop_pending_updates=False)
    log.info("webhook deleted")
    return True


def _differs(info: WebhookInfo, url: str, kinds: Sequence[str]) -> bool:
    same = (
        info.url == url
        and set(info.allowed_updates) == set(kinds)
        and info.max_connections == _CONNECTIONS
    )
    return not same or _STRANGER in (info.last_error_message or "")
