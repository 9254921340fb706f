"""The word of the day: one of the words a newcomer meets first, the same for all."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from bot.dialogue.entries import show
from bot.dialogue.voice import Voice
from bot.strings import strings
from bot.values import Part, Reply, Style
from knowledge import Knowledge, Language, Term

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
    return _headed(
        voice, replace(show(voice, (shown,), voice.knowledge.related(shown)), quotes=())
    )


def is_word(text: str) -> bool:
    """Whether a message says the word of the day, in any language."""
    return text.partition("\n")[0] in {strings(code, "word-heading") for code in Language}


def again(voice: Voice, reply: Reply, text: str) -> Reply:
    """Return an entry in another language, as the word of the day if its message says that."""
    return _headed(voice, reply) if is_word(text) else reply


def _headed(voice: Voice, reply: Reply) -> Reply:
    heading = Part(voice.word("word-heading"), Style.ASIDE)
    return replace(reply, parts=(heading, *reply.parts))
