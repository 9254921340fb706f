"""What members asked that had no answer: counted, never by person."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.voice import Voice, short
from bot.values import Choice, Miss, Part, Reply, Style
from knowledge import fold

# Actions: teach the word that was missed, or drop it from the list.
TEACH, DROP = "m", "md"
# What a prompt asks for: the meaning of a word that was missed.
PROMPT = "t"
# Longest question that is counted, in characters.
_LONGEST = 100
# What may tell of somebody: addresses, links, names with @, long numbers, also in groups.
_PERSONAL = re.compile(r"@|://|[a-z0-9-]\.[a-z]{2,}|\d{5,}|(?:\d[ .()-]*){8,}")


def counted(text: str) -> str:
    """Return a question in the form in which it is counted, or nothing if it is not to be.

    Long texts and texts that may tell of a person are not.
    """
    folded = fold(text)
    return "" if len(folded) > _LONGEST or _PERSONAL.search(folded) else folded


def listed(voice: Voice, chat: int, misses: Sequence[Miss]) -> Reply:
    """Return what was missed, most asked first, each with a button that teaches it."""
    if not misses:
        return voice.sentence("missed-none")
    lines = "\n".join(voice.word("missed-line", text=m.text, count=m.count) for m in misses)
    rows = tuple(
        (
            Choice(short(voice.word("missed-teach", text=miss.text)), f"{TEACH}:{chat}:{miss.id}"),
            voice.button("missed-drop", f"{DROP}:{chat}:{miss.id}"),
        )
        for miss in misses
    )
    heading = Part(voice.word("missed-heading"), Style.TITLE)
    return voice.reply(heading, Part(lines, Style.OWN), rows=rows)


def ask_meaning(voice: Voice, chat: int, miss: Miss) -> Reply:
    """Return the request for the meaning of a word; the answer to it teaches the word."""
    reply = voice.sentence("missed-meaning", text=miss.text)
    return replace(reply, prompt=f"{PROMPT}_{chat}_{miss.id}")
