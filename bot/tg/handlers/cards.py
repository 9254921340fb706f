"""The button that asks for the picture of a term."""

from collections.abc import Awaitable, Callable, Mapping

from bot.dialogue import card
from bot.tg.cards import pictured
from bot.tg.pressed import Pressed
from knowledge import Term


async def on_button(pressed: Pressed, rest: str) -> None:
    """Send the picture of a term below the message."""
    code, _, name = rest.partition(":")
    voice = pressed.speaking(code)
    if voice is None or not card.has_card(voice, name):
        await pressed.done("button-gone")
        return
    term = voice.knowledge.entry(name)
    assert isinstance(term, Term)  # noqa: S101 - only terms have cards
    await pressed.answer(await pictured(voice, term))


BUTTONS: Mapping[str, Callable[[Pressed, str], Awaitable[None]]] = {card.PICTURE: on_button}
