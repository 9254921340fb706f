"""The Telegram application itself."""

import asyncio
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, TypeHandler

from bot.tg.app import Forgetful
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN


def test_nobody_who_wrote_is_kept_in_mind() -> None:
    """Handling an update leaves no number of a person or chat in the application."""
    api = BotApi(TOKEN)

    handled, kept = asyncio.run(_handle(api, u.message("hello", u.user(70_001))))

    assert handled == ["hello"]
    assert kept == [0, 0]
    api.close()


async def _handle(api: BotApi, told: dict[str, Any]) -> tuple[list[str], list[int]]:
    """Return the texts handled, and how many chats and people are noted to be saved."""
    texts: list[str] = []

    async def handle(update: Update, _: object) -> None:
        texts.append(update.message.text if update.message and update.message.text else "")

    builder = ApplicationBuilder().application_class(Forgetful).updater(None)
    app: Any = builder.token(TOKEN).base_url(f"{api.url}/bot").build()
    app.add_handler(TypeHandler(Update, handle))
    async with app:
        await app.process_update(Update.de_json({"update_id": 1, **told}, app.bot))
    noted = [name for name in dir(app) if name.endswith("_ids_to_be_updated_in_persistence")]
    return texts, [len(getattr(app, name)) for name in noted]
