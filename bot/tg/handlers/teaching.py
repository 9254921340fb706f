"""A group's own glossary: teach, list, remove, import; and what was missed."""

import re

from bot.dialogue import missed, taught
from bot.dialogue.voice import Voice
from bot.store import Full
from bot.tg.admins import author, is_by_admin
from bot.tg.context import Services
from bot.tg.handlers.panel import download
from bot.tg.handling import is_again
from bot.tg.heard import replied_text, words
from bot.tg.pressed import Pressed
from bot.tg.turn import Turn
from bot.values import Taught
from knowledge import fold, key

# Questions on the list.
_MOST = 8
_DIGITS = re.compile(r"[0-9]{1,19}")


async def teach(now: Turn, argument: str) -> None:
    """Teach a word, if an administrator asks for it."""
    if await _is_refused(now):
        return
    try:
        word = taught.parse(argument, replied_text(now.message))
    except taught.WrongTeaching as error:
        await now.say(now.voice.sentence(str(error), most=taught.MEANING))
        return
    await _add(now, now.chat, word)


async def unteach(now: Turn, argument: str) -> None:
    """Remove a word, with a button that brings it back."""
    if await _is_refused(now):
        return
    store = now.context.services.store
    wanted = key(fold(argument))
    words_ = await store.taught.all(now.chat)
    word = next((word for word in words_ if key(fold(word.term)) == wanted), None)
    removed = word and await store.taught.remove(now.chat, word.id)
    if removed is None and is_again():  # removed before, but nobody was told
        removed = await store.taught.removed(now.chat, argument)
    if removed is None:
        await now.say(now.voice.sentence("unteach-unknown"))
        return
    await _note(now.context.services, now.chat, f"removed|{removed.term}", author(now.message))
    await now.say(taught.removed(now.voice, now.chat, removed))


async def listed(now: Turn, _: str) -> None:
    """List a group's words, to anybody in it."""
    if not await now.admits():
        return
    words_ = await now.context.services.store.taught.all(now.chat)
    await now.say(taught.listed(now.voice, now.chat, words_))


async def missed_(now: Turn, _: str) -> None:
    """List what had no answer, to an administrator."""
    if await _is_refused(now):
        return
    misses = await now.context.services.store.misses.top(now.chat, _MOST)
    await now.say(missed.listed(now.voice, now.chat, misses))


async def on_button(pressed: Pressed, action: str) -> None:
    """Do what a button below one of these lists stands for."""
    name, _, rest = action.partition(":")
    number, _, argument = rest.partition(":")
    chat = pressed.message.chat.id
    counted = name not in {taught.FILE_OUT, taught.FILE_IN}
    if number != str(chat) or not (_DIGITS.fullmatch(argument) if counted else not argument):
        await pressed.done("button-gone")
        return
    if name != taught.PAGE and not await pressed.admits(chat):
        return
    await _do(pressed, name, int(argument or 0), chat)


async def _do(pressed: Pressed, name: str, number: int, chat: int) -> None:
    store = pressed.context.services.store
    voice = pressed.shared(await store.groups.get(chat))
    if name == taught.PAGE:
        words_ = await store.taught.all(chat)
        await pressed.replace(taught.listed(voice, chat, words_, number))
    elif name == taught.FILE_OUT:
        await pressed.answer(taught.as_file(voice, await store.taught.all(chat)))
    elif name == taught.FILE_IN:
        await pressed.answer(taught.ask_file(voice, chat))
    elif name == missed.DROP:
        await store.misses.drop(chat, number)
        await pressed.replace(missed.listed(voice, chat, await store.misses.top(chat, _MOST)))
    else:
        await (_undo if name == taught.UNDO else _ask_meaning)(pressed, voice, number, chat)


async def _undo(pressed: Pressed, voice: Voice, number: int, chat: int) -> None:
    services = pressed.context.services
    try:
        word = await services.store.taught.restore(chat, number)
    except Full:
        await pressed.answer(voice.sentence("teach-full", most=taught.WORDS))
        return
    if word is None:
        await pressed.done("button-gone")
        return
    await _note(services, chat, f"taught|{word.term}", pressed.query.from_user.id)
    await pressed.replace(taught.taught(voice, word))


async def _ask_meaning(pressed: Pressed, voice: Voice, number: int, chat: int) -> None:
    miss = await pressed.context.services.store.misses.get(chat, number)
    if miss is None:
        await pressed.done("button-gone")
    else:
        await pressed.answer(missed.ask_meaning(voice, chat, miss))


async def on_meaning(now: Turn, chat: int, number: str) -> None:
    """Take an administrator's answer for the meaning of a word that was missed."""
    store = now.context.services.store
    miss = await store.misses.get(chat, int(number)) if number.isdigit() else None
    if miss is None:
        await now.say(now.voice.sentence("button-gone"))
        return
    try:
        word = taught.meant(miss.text, words(now.message))
    except taught.WrongTeaching as error:
        await now.say(now.voice.sentence(str(error), most=taught.MEANING))
        return
    if await _add(now, chat, word):
        await store.misses.drop(chat, int(number))


async def on_file(now: Turn, chat: int, _: str) -> None:
    """Take a CSV file from an administrator for words of the group."""
    content = await download(now, taught.FILE)
    if content is None:
        await now.say(now.voice.sentence("file-wanted", size=taught.FILE // 1024))
        return
    found, faults = taught.from_file(now.voice, content)
    if faults:
        await now.say(taught.refused(now.voice, faults))
        return
    try:
        count = await now.context.services.store.taught.add_many(chat, found)
    except Full:
        await now.say(now.voice.sentence("teach-full", most=taught.WORDS))
        return
    await _note(now.context.services, chat, f"words|{count}", author(now.message))
    await now.say(now.voice.sentence("taught-imported", count=count))


async def _add(now: Turn, chat: int, word: Taught) -> bool:
    """Keep a word and say so; return whether there was room."""
    try:
        kept = await now.context.services.store.taught.add(chat, word)
    except Full:
        await now.say(now.voice.sentence("teach-full", most=taught.WORDS))
        return False
    await _note(now.context.services, chat, f"taught|{word.term}", author(now.message))
    await now.say(taught.taught(now.voice, kept))
    return True


async def _is_refused(now: Turn) -> bool:
    """Whether somebody who is no administrator asked; says so."""
    if await is_by_admin(now.context.bot, now.message):
        return False
    await now.refuse("admins-only")
    return True


async def _note(services: Services, chat: int, what: str, by: int | None) -> None:
    """Put a change of the words on the list of changes, once."""
    if is_again():
        changes = await services.store.groups.audit(chat)
        if any((change.by, change.what) == (by, what) for change in changes):
            return
    settings = await services.store.groups.get(chat)
    await services.store.groups.save(chat, settings, by=by, what=what, at=services.now)
