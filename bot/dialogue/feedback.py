"""Thumbs below an answer: counted by entry, never by person."""

from dataclasses import replace

from bot.dialogue.voice import Voice
from bot.values import Choice, Reply

RATE = "f"
GOOD, BAD = "good", "bad"
# What may be wrong with an answer.
REASONS = ("wrong", "old", "unclear", "other")


def rated(voice: Voice, reply: Reply) -> Reply:
    """Return an answer with thumbs below it; what shows no entry has none."""
    if not reply.subject:
        return reply
    row = tuple(_choice(voice, verdict, reply.subject) for verdict in (GOOD, BAD))
    return replace(reply, choices=(*reply.choices, row))


def reasons(voice: Voice, subject: str) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons that ask what is wrong with an answer."""
    buttons = [_choice(voice, reason, subject) for reason in REASONS]
    return tuple(buttons[:2]), tuple(buttons[2:])


def _choice(voice: Voice, verdict: str, subject: str) -> Choice:
    return voice.button(f"rate-{verdict}", f"{RATE}:{voice.language}:{verdict}:{subject}")
