"""Run the bot until it is told to stop."""

import logging
import sys
from importlib.metadata import version

from telegram import Update
from telegram.error import InvalidToken

from bot import metrics
from bot.settings import Settings
from bot.store import StoreError
from bot.tg.app import build
from bot.web import ListenError
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
    Update.POLL_ANSWER,
)


def serve(settings: Settings, knowledge: Knowledge) -> int:
    """Poll Telegram and answer until SIGINT or SIGTERM; return the exit code.

    Waits for a Telegram that is away. A wrong token ends it at once, without printing it.
    """
    knowledge.prepare()
    logging.getLogger("telegram.ext").addFilter(_is_news)
    metrics.about(version("hongshu"), knowledge.version)
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
    except (StoreError, ListenError) as error:
        print(f"hongshu: {error}", file=sys.stderr)
        return 2
    log.info("stopped")
    return 0


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line of the library says what is not said otherwise, as a refused token is."""
    return not (record.exc_info and isinstance(record.exc_info[1], InvalidToken))
