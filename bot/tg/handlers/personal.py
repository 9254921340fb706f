"""Commands about what is kept of a person, and what the person says about the bot."""

import logging
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.caps import Verdict
from bot.dialogue import privacy
from bot.tg.send import Place, say
from bot.tg.turn import Turn
from bot.values import Part, Reply, Style

log = logging.getLogger(__name__)

# Notes to the operators a minute, and the longest one, in characters.
_NOTES, _NOTE = 2, 1500


async def forget(now: Turn, _: str) -> None:
    """Ask whether to delete everything that is kept about a person."""
    await now.say(privacy.ask_forget(now.voice))


async def feedback(now: Turn, note: str) -> None:
    """Hand a note on to the operators; nothing of it is kept."""
    services, user = now.context.services, now.message.from_user
    assert user is not None  # noqa: S101 - the handlers looked
    if not note:
        await now.say(now.voice.sentence("feedback-how"))
        return
    if not services.settings.operators:
        await now.say(now.voice.sentence("feedback-nobody"))
        return
    if services.caps.take((user.id, 1), _NOTES, services.ticks) is not Verdict.OK:
        await now.say(now.voice.sentence("too-fast"))
        return
    heading = Part(now.voice.word("feedback-from"), Style.TITLE)
    told = Reply(now.language, (heading, Part(note[:_NOTE], Style.OWN)))
    reached = 0
    for operator in services.settings.operators:
        try:
            await say(now.context.bot, Place(operator), told)
            reached += 1
        except TelegramError as error:
            log.warning("note not handed on", extra={"reason": type(error).__name__})
    await now.say(now.voice.sentence("feedback-thanks" if reached else "feedback-nobody"))


COMMANDS: dict[str, Callable[[Turn, str], Awaitable[None]]] = {
    "forget": forget,
    "feedback": feedback,
}
