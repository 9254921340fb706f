"""Say a reply in a chat."""

from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.tg.render import render
from bot.values import Reply


async def answer(message: TelegramMessage, reply: Reply) -> None:
    """Send a reply below a message, in as many messages as it takes."""
    for part in render(reply):
        await message.reply_text(part.html, parse_mode=ParseMode.HTML, reply_markup=part.keyboard)


async def replace(message: TelegramMessage, reply: Reply) -> None:
    """Show a reply in place of the bot's own message; if it is too long for one, below it."""
    first, *more = render(reply)
    if more:
        await answer(message, reply)
        return
    try:
        await message.edit_text(first.html, parse_mode=ParseMode.HTML, reply_markup=first.keyboard)
    except BadRequest as error:
        if "not modified" not in str(error):
            raise
