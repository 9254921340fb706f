"""Voices and presses for tests of the dialogue."""

from bot.dialogue.voice import Voice
from bot.values import Choice, Reply
from knowledge import Knowledge, Language

ENGLISH, SIMPLIFIED, TRADITIONAL = Language


def choices(reply: Reply) -> list[Choice]:
    """Return all buttons of a reply."""
    return [choice for row in reply.choices for choice in row]


def voices(knowledge: Knowledge) -> list[Voice]:
    """Return a voice in each language."""
    return [Voice(knowledge, language) for language in Language]
