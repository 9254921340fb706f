"""Words a person saves: the star below them, the list, and the files to take away."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from telegram import InlineKeyboardMarkup

from bot.dialogue import privacy, saved, takeaway
from bot.dialogue.feedback import rated
from bot.dialogue.voice import Voice
from bot.store import Full
from bot.store.saved import MOST
from bot.tg.cards import with_card
from bot.tg.context import Services
from bot.tg.pressed import Pressed
from bot.tg.render import keyboard
from bot.tg.send import rebutton
from bot.tg.turn import Turn
from bot.values import Reply
from knowledge import Word

# Digits from which a number of a page is forged.
_DIGITS = 4


async def finished(services: Services, user: int, voice: Voice, reply: Reply) -> Reply:
    """Return an answer in a private chat with what belongs below it: a star, and thumbs."""
    has = bool(reply.subject) and await services.store.saved.has(user, reply.subject)
    return rated(voice, with_card(voice, saved.starred(voice, reply, saved=has)))


async def words(now: Turn, argument: str) -> None:
    """List the saved words, or those that are searched for."""
    own = await _own(now.context.services, now.person)
    searched = argument and own
    await now.say(
        saved.found(now.voice, own, argument) if searched else saved.listed(now.voice, own)
    )


async def export(now: Turn, argument: str) -> None:
    """Hand over everything that is kept about a person, or the saved words as a file."""
    services, form = now.context.services, argument.lower()
    if form not in takeaway.FORMATS:
        await now.say(privacy.export(now.voice, await services.store.people.export(now.person)))
        return
    own = await _own(services, now.person)
    if not own:
        await now.say(saved.listed(now.voice, own))
        return
    content = await asyncio.to_thread(takeaway.file, now.voice, own, form, services.now)
    await now.say(takeaway.handed(now.voice, own, form, content))


async def on_star(pressed: Pressed, rest: str) -> None:
    """Save the word above a star or remove it, and turn the star."""
    code, _, argument = rest.partition(":")
    act, _, entry = argument.partition(":")
    voice = pressed.speaking(code)
    known = act == saved.OFF or saved.is_word(pressed.context.services.knowledge, entry)
    if voice is None or act not in {saved.ON, saved.OFF} or not known:
        await pressed.done("button-gone")
        return
    if not await _turn(pressed, entry, on=act == saved.ON):
        return
    button = saved.star(voice, entry, saved=act == saved.ON)
    new = keyboard(((button,),), pressed.context.links)
    shown = (pressed.message.reply_markup or InlineKeyboardMarkup([])).inline_keyboard
    rows = [
        (new.inline_keyboard[0][0], *row[1:])
        if new and str(row[0].callback_data).startswith(f"{saved.STAR}:")
        else row
        for row in shown
    ]
    if tuple(rows) != shown:
        await rebutton(pressed.message, rows)


async def _turn(pressed: Pressed, entry: str, *, on: bool) -> bool:
    """Save a word or remove it, and say so; return whether that was possible."""
    services, user = pressed.context.services, pressed.query.from_user.id
    if not on:
        await services.store.saved.remove(user, entry)
        await pressed.done("saved-gone")
        return True
    try:
        await services.store.saved.add(user, entry, services.now)
    except Full:
        await pressed.done("saved-full", alert=True, most=MOST)
        return False
    await pressed.done("saved-done")
    return True


async def on_list(pressed: Pressed, rest: str) -> None:
    """Turn the list of saved words, or remove one from it."""
    code, _, argument = rest.partition(":")
    page, _, entry = argument.partition(":")
    voice = pressed.speaking(code)
    if voice is None or not (page.isascii() and page.isdigit() and len(page) < _DIGITS):
        await pressed.done("button-gone")
        return
    services, user = pressed.context.services, pressed.query.from_user.id
    if entry:
        await services.store.saved.remove(user, entry)
    await pressed.replace(saved.listed(voice, await _own(services, user), int(page)))


async def _own(services: Services, user: int) -> list[Word]:
    return saved.words(services.knowledge, await services.store.saved.all(user))


COMMANDS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {
    "words": words,
    "export": export,
}
BUTTONS: Mapping[str, Callable[[Pressed, str], Awaitable[None]]] = {
    saved.STAR: on_star,
    saved.LIST: on_list,
}
