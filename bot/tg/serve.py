"""Run the bot until it is told to stop."""

import logging
import sys

from telegram import Update
from telegram.error import InvalidToken

from bot.settings import Settings
from bot.store import StoreError
from bot.tg.app import build
from knowledge import Knowledge

log = logging.getLogger(__name__)

# Exactly the kinds of update that are handled.
UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
)


def serve(settings: Settings, knowledge: Knowledge) -> int:
    """Poll Telegram and answer until SIGINT or SIGTERM; return the exit code.

    Waits for a Telegram that is away. A wrong token ends it at once, without printing it.
    """
    knowledge.prepare()
    app = build(settings, knowledge)
    if settings.webhook_url:
        log.warning("webhooks are not served by this version, polling instead")
    log.info("starting", extra={"mode": "polling", "knowledge": knowledge.version})
    try:
        app.run_polling(allowed_updates=UPDATES, bootstrap_retries=-1)
    except InvalidToken:
        print(
            "hongshu: HONGSHU_TOKEN is refused by Telegram; copy it again from @BotFather",
            file=sys.stderr,
        )
        return 2
    except StoreError as error:
        print(f"hongshu: {error}", file=sys.stderr)
        return 2
    log.info("stopped")
    return 0
