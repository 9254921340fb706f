"""Reviewing saved words, one card after the other in one message."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.dialogue import recall, saved
from bot.dialogue.voice import Voice
from bot.review import Kept, Queue, Side, graded, queue
from bot.tg.context import Services
from bot.tg.handling import is_again
from bot.tg.pressed import Pressed
from bot.tg.turn import Turn
from bot.values import Reply
from knowledge import Word


@dataclass(frozen=True, slots=True)
class _Desk:
    """What somebody has saved, and knows of it."""

    words: dict[str, Word]
    kept: dict[tuple[str, Side], Kept]
    queue: Queue


async def review(now: Turn, _: str) -> None:
    """Ask the first card that is due."""
    await now.say(await _next(now.context.services, now.person, now.voice))


async def on_button(pressed: Pressed, rest: str) -> None:
    """Go on, show an answer, or take a grade; a button of a card graded since says so."""
    code, _, argument = rest.partition(":")
    services, user = pressed.context.services, pressed.query.from_user.id
    voice, button = pressed.speaking(code), recall.pressed(argument)
    if voice and argument == saved.NEXT:
        await pressed.replace(await _next(services, user, voice))
    elif voice is None or button is None or not (button.grade or button.does == recall.SHOW):
        await pressed.done("button-gone")
    else:
        await _on_card(pressed, voice, button)


async def _on_card(pressed: Pressed, voice: Voice, button: recall.Pressed) -> None:
    """Show the answer of a card, or take its grade, if it stands as it stood."""
    services, user = pressed.context.services, pressed.query.from_user.id
    desk = await _desk(services, user, voice)
    word = desk.words.get(button.entry)
    if word is None or button.side not in recall.sides(voice, word):
        await pressed.done("button-gone")
        return
    card = button.entry, button.side
    kept = desk.kept.get(card)
    version = kept.version if kept else 0
    if version != button.version or (kept and kept.due > services.now):
        if button.grade and is_again() and version == button.version + 1:
            await pressed.replace(await _next(services, user, voice))  # counted, but not shown
        else:
            await pressed.done("review-counted")
        return
    if button.grade is None:
        await pressed.replace(recall.answer(voice, word, button.side, kept, services.now))
        return
    after = graded(kept, button.grade, services.now)
    if await services.store.saved.grade(user, card, after):
        await pressed.replace(await _next(services, user, voice))
    else:
        await pressed.done("review-counted")


async def _next(services: Services, user: int, voice: Voice) -> Reply:
    """Return the next card that is due, or the end."""
    desk = await _desk(services, user, voice)
    if desk.queue.card is None:
        return recall.over(voice, desk.queue, services.now)
    entry, side = desk.queue.card
    kept = desk.kept.get((entry, side))
    return recall.question(voice, desk.words[entry], side, kept, desk.queue.count)


async def _desk(services: Services, user: int, voice: Voice) -> _Desk:
    ids = await services.store.saved.all(user)
    words = {word.id: word for word in saved.words(services.knowledge, ids)}
    kept = await services.store.saved.cards(user)
    asked = {name: recall.sides(voice, word) for name, word in words.items()}
    return _Desk(words, kept, queue(asked, kept, services.now))


COMMANDS: Mapping[str, Callable[[Turn, str], Awaitable[None]]] = {"review": review}
BUTTONS: Mapping[str, Callable[[Pressed, str], Awaitable[None]]] = {saved.REVIEW: on_button}
