"""Manners in a group: when to speak, and how little."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.entries import SHOW, TRANSLATE, link
from bot.dialogue.names import unlinked
from bot.dialogue.respond import TOUR_LINK
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings, Speaks
from bot.values import Choice, Part, Reply, Style
from knowledge import Found, Knowledge

# Score from which a question is clear enough to be answered without being called.
_CLEAR = 0.9
# Names in a welcome; the rest are counted.
_NAMED = 5
# What is filled in in the text of a welcome.
_PLACE = re.compile(r"\{(?:names|count|group)\}")
# Actions that stay where everybody sees them; other buttons lead to the private chat.
SHARED = frozenset([TRANSLATE])


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a group. `text` is without the mention; `topic` 0: the general one.

    `command`: a command for this bot; `called`: a reply to the bot, or a mention.
    """

    text: str
    topic: int = 0
    command: bool = False
    called: bool = False


def answers(heard: Heard, settings: GroupSettings, knowledge: Knowledge) -> bool:
    """Whether a message of a group is to be answered."""
    if heard.topic in settings.quiet_topics:
        return False
    if heard.command:
        return True
    if heard.called:
        return settings.speaks is not Speaks.COMMANDS
    return settings.speaks is Speaks.QUESTIONS and _is_clear(knowledge, heard.text)


def _is_clear(knowledge: Knowledge, text: str) -> bool:
    """Whether a text is a question, and one with a sure answer."""
    if not text.rstrip().endswith(("?", "？")):
        return False
    outcome = knowledge.ask(text)
    return isinstance(outcome, Found) and outcome.score >= _CLEAR


def quiet(reply: Reply) -> Reply:
    """Return a reply for a group: buttons to more lead to the private chat of who presses them."""
    rows = (tuple(filter(None, map(_kept, row))) for row in reply.choices)
    return replace(reply, choices=tuple(row for row in rows if row))


def _kept(choice: Choice) -> Choice | None:
    name, _, rest = choice.action.partition(":")
    if name == SHOW:
        return Choice(choice.label, link=link(rest.partition(":")[2]))
    return choice if not choice.action or name in SHARED else None


def greeting(voice: Voice) -> Reply:
    """Return what the bot says when it is added to a group."""
    row = (Choice(voice.word("tour-link"), link=TOUR_LINK),)
    return voice.reply(Part(voice.word("group-greeting")), rows=(row,))


def welcome(voice: Voice, settings: GroupSettings, names: Sequence[str], group: str) -> Reply:
    """Return the welcome of newcomers: the administrators' words, or the usual ones.

    Their text may hold {names}, {count} and {group}; other braces stay as they are.
    """
    named = ("、" if voice.language.is_chinese else ", ").join(map(unlinked, names[:_NAMED]))
    more = len(names) - _NAMED
    if more > 0:
        named = voice.word("welcome-and-more", names=named, count=more)
    if settings.welcome_text:
        values = {"{names}": named, "{count}": str(len(names)), "{group}": group}
        text = _PLACE.sub(lambda place: values[place[0]], settings.welcome_text)
    else:
        text = voice.word("welcome", names=named)
    row = (Choice(voice.word("tour-link"), link=TOUR_LINK),)
    return voice.reply(Part(text, Style.OWN), rows=(row,))
