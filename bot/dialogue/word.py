"""The word of the day: one of the words a newcomer meets first, the same for all."""

from datetime import date
from hashlib import sha256

from bot.dialogue.entries import show
from bot.dialogue.voice import Voice
from bot.values import Part, Reply, Style
from knowledge import Knowledge, Term

# Registers and categories that nobody is greeted with.
_NOT_GREETED = frozenset(["rude", "blunt"])
_NOT_DAILY = frozenset(["careful", "rules", "complaint"])


def of_day(knowledge: Knowledge, day: date, *, english: bool = False) -> Term:
    """Return the word of a day: Chinese, or an `english` one for those who learn English.

    The order is shuffled, and each word comes once before any comes again.
    """
    words = [
        entry
        for entry in knowledge.entries()
        if isinstance(entry, Term)
        and (entry.category == "english") is english
        and entry.category not in _NOT_DAILY
        and entry.style not in _NOT_GREETED
        and not entry.care
        and entry.priority == ("2" if english else "1")
    ]
    shuffled = sorted(words, key=lambda word: sha256(word.id.encode()).digest())
    return shuffled[day.toordinal() % len(shuffled)]


def word(voice: Voice, day: date) -> Reply:
    """Return the word of a day with its heading."""
    shown = of_day(voice.knowledge, day, english=voice.language.is_chinese)
    reply = show(voice, (shown,), voice.knowledge.related(shown))
    heading = Part(voice.word("word-heading"), Style.ASIDE)
    return Reply(reply.language, (heading, *reply.parts), reply.choices, subject=shown.id)
