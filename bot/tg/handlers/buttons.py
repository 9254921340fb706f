"""Buttons below the bot's messages."""

from contextlib import suppress

from telegram import Message, Update
from telegram.error import BadRequest

from bot.dialogue.respond import TRANSLATE, press
from bot.strings import strings
from bot.tg.context import Context
from bot.tg.send import answer, replace
from knowledge import Language


async def on_button(update: Update, context: Context) -> None:
    """Do what a button stands for; tell calmly if it stands for nothing any more."""
    query = update.callback_query
    if query is None:
        return
    services = context.services
    before = await services.store.preferences(query.from_user.id)
    response = press(services.knowledge, query.data or "", before)
    if response is None or not isinstance(query.message, Message):
        chinese = (query.from_user.language_code or "").startswith("zh")
        language = before.language or (Language.SIMPLIFIED if chinese else Language.ENGLISH)
        with suppress(BadRequest):
            await query.answer(strings(language, "button-gone"))
        return
    reply, after = response
    if after != before:
        await services.store.save(query.from_user.id, after)
    with suppress(BadRequest):  # pressed while the bot was away: too old to be confirmed
        await query.answer()
    here = (query.data or "").startswith(f"{TRANSLATE}:")
    await (replace if here else answer)(query.message, reply)
