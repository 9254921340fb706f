"""The word of the day to oneself: now, and every day."""

from collections.abc import Awaitable, Callable, Mapping

from bot.daily import Daily, daily
from bot.dialogue import morning
from bot.dialogue.voice import Voice
from bot.tg.daily import said
from bot.tg.pressed import Pressed
from bot.tg.turn import Turn


async def word(now: Turn, argument: str) -> None:
    """Say the word of the day, or subscribe by `/word 8 Europe/Paris`."""
    services = now.context.services
    if not argument:
        await now.say(await said(services, now.person, now.voice, services.today))
        return
    wanted = morning.parsed(now.voice, argument)
    if wanted is None:
        await now.say(now.voice.sentence("daily-wrong"))
        return
    await services.store.mornings.save(now.person, wanted, services.now)
    await now.say(morning.begun(now.voice, wanted))


async def on_button(pressed: Pressed, rest: str) -> None:
    """Show hours or time zones, subscribe, or unsubscribe."""
    code, _, argument = rest.partition(":")
    voice = pressed.speaking(code)
    if voice is None:
        await pressed.done("button-gone")
        return
    does, _, zone = argument.partition(":")
    wanted = daily("0" if does == morning.HOURS else does, zone, voice.language)
    if argument == morning.ZONE:
        await pressed.replace(morning.zones(voice))
    elif argument == morning.OFF:
        await pressed.context.services.store.mornings.remove(pressed.query.from_user.id)
        await pressed.answer(morning.ended(voice))
    elif wanted is None:
        await pressed.done("button-gone")
    else:
        await _choose(pressed, voice, wanted, asks=does == morning.HOURS)


async def _choose(pressed: Pressed, voice: Voice, wanted: Daily, *, asks: bool) -> None:
    """Ask for the hour in a time zone, or take the one that was chosen."""
    services, user = pressed.context.services, pressed.query.from_user.id
    if not asks:
        await services.store.mornings.save(user, wanted, services.now)
        await pressed.replace(morning.begun(voice, wanted))
    elif _is_choice(pressed):
        await pressed.replace(morning.hours(voice, wanted.zone))
    else:
        await pressed.answer(morning.hours(voice, wanted.zone))


def _is_choice(pressed: Pressed) -> bool:
    """Whether a button stands below a choice of zones, which gives way to the hours."""
    shown = pressed.message.reply_markup
    rows = shown.inline_keyboard if shown else ()
    own = f"{morning.MORNING}:"
    return all(str(button.callback_data).startswith(own) for row in rows for button in row)


COMMANDS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {"word": word}
BUTTONS: Mapping[str, Callable[[Pressed, str], Awaitable[None]]] = {morning.MORNING: on_button}
