"""Buttons below the bot's messages."""

from contextlib import suppress
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot.caps import Verdict
from bot.dialogue import feedback, group, privacy
from bot.dialogue.entries import TRANSLATE
from bot.dialogue.respond import IN_PLACE, press
from bot.strings import strings
from bot.tg.context import Context
from bot.tg.handlers import admin, cards, morning, recall, saved
from bot.tg.handlers.turned import finished
from bot.tg.heard import hint, is_private, words
from bot.tg.pressed import Pressed
from bot.tg.render import keyboard
from bot.tg.send import rebutton
from bot.tg.turn import PRESSES

# Buttons about what a person saved and subscribed to; they stand in private chats alone.
_OWN = {**saved.BUTTONS, **recall.BUTTONS, **morning.BUTTONS, **cards.BUTTONS}


async def on_button(update: Update, context: Context) -> None:
    """Do what a button stands for; tell calmly if it stands for nothing any more."""
    query = update.callback_query
    if query is None:
        return
    services, user = context.services, query.from_user
    before = await services.store.people.get(user.id)
    if not isinstance(query.message, Message) or not query.message.is_accessible:
        with suppress(BadRequest):
            await query.answer(strings(hint(user, before), "button-gone"))
        return
    pressed = Pressed(context, query, query.message, before)
    action = query.data or ""
    verdict = services.caps.take((user.id, 3), PRESSES, services.ticks)
    if verdict is not Verdict.OK:
        await pressed.done("too-fast" if verdict is Verdict.NOTICE else "")
    elif not await admin.on_button(pressed, action):
        await _personal(pressed, action)


async def _personal(pressed: Pressed, action: str) -> None:
    name, _, rest = action.partition(":")
    private = is_private(pressed.message)
    if name == feedback.RATE and private:
        await _rate(pressed, rest)
    elif name == privacy.FORGET and private:
        await _forget(pressed, rest)
    elif name in _OWN and private:
        await _OWN[name](pressed, rest)
    elif private or name in group.SHARED:
        await _press(pressed, action)
    else:
        await pressed.done("button-gone")


async def _press(pressed: Pressed, action: str) -> None:
    """Do what a button of the dialogue stands for, here or below."""
    services, before = pressed.context.services, pressed.preferences
    answered = pressed.message.reply_to_message
    about = words(answered) if answered else ""
    response = press(services.knowledge, action, before, pressed.language, about=about)
    if response is None:
        await pressed.done("button-gone")
        return
    reply, after = response
    if after != before:
        await services.store.people.save(pressed.query.from_user.id, after)
    name = action.partition(":")[0]
    voice = replace(pressed.voice, language=reply.language)
    shown = await finished(pressed, voice, reply, turned=name == TRANSLATE)
    await (pressed.replace if name in IN_PLACE else pressed.answer)(shown)


async def _rate(pressed: Pressed, rest: str) -> None:
    """Count a thumb, or the reason of one; the buttons for it go."""
    _, _, argument = rest.partition(":")
    verdict, _, subject = argument.partition(":")
    services = pressed.context.services
    known = {feedback.GOOD, feedback.BAD, *feedback.REASONS}
    if verdict not in known or not services.knowledge.has(subject):
        await pressed.done("button-gone")
        return
    asked = feedback.reasons(pressed.voice, subject) if verdict == feedback.BAD else ()
    await pressed.done("" if asked else "rate-thanks")
    rows = [
        row
        for row in (pressed.message.reply_markup or InlineKeyboardMarkup([])).inline_keyboard
        if not str(row[0].callback_data).startswith(f"{feedback.RATE}:")
    ]
    more = keyboard(asked, pressed.context.links)
    rows += more.inline_keyboard if more else []
    await rebutton(pressed.message, rows)
    await services.store.feedback.count(subject, verdict)  # last: what fails before is done again


async def _forget(pressed: Pressed, rest: str) -> None:
    """Delete everything that is kept about a person, if that is what was pressed."""
    forgets = rest.endswith(":yes")
    if forgets:
        await pressed.context.services.store.people.forget(pressed.query.from_user.id)
    await pressed.replace(pressed.voice.sentence("forget-done" if forgets else "forget-kept"))
