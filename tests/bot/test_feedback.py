"""Thumbs below an answer, and what counts as missed."""

import pytest

from bot.dialogue.entries import show
from bot.dialogue.feedback import REASONS, rated, reasons
from bot.dialogue.missed import counted
from bot.dialogue.voice import Voice
from knowledge import Knowledge, Language
from tests.bot.dialogue import ENGLISH, choices, voices


def test_answer_has_thumbs_and_a_notice_has_none(knowledge: Knowledge) -> None:
    """Only what shows an entry can be helpful or not."""
    voice = Voice(knowledge, ENGLISH)
    answer = show(voice, (knowledge.entry("zhongcao"),), ())

    assert [c.action for c in choices(rated(voice, answer))[-2:]] == [
        *("f:en:good:zhongcao", "f:en:bad:zhongcao")
    ]
    assert rated(voice, voice.sentence("term-what")) == voice.sentence("term-what")


@pytest.mark.parametrize("language", Language)
def test_every_thumb_fits_into_a_button(knowledge: Knowledge, language: Language) -> None:
    """Telegram takes 64 bytes; the longest reason for the longest id is within."""
    voice = Voice(knowledge, language)
    for entry in knowledge.entries():
        for row in reasons(voice, entry.id):
            assert all(len(choice.action.encode()) <= 64 for choice in row), entry.id


def test_four_reasons_are_told_apart(knowledge: Knowledge) -> None:
    """Each reason has its own words, in every language."""
    for voice in voices(knowledge):
        offered = [choice.label for row in reasons(voice, "zhongcao") for choice in row]
        assert len(set(offered)) == len(REASONS) == 4


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Blorp  TASTIC ", "blorp tastic"),
        ("anna@example.org", ""),
        ("see https://x.org/y", ""),
        ("www.x.org", ""),
        ("call 13800138000", ""),
        ("in 2025", "in 2025"),
        ("x" * 100, "x" * 100),
        ("x" * 101, ""),
        ("", ""),
    ],
)
def test_what_may_tell_of_a_person_is_not_counted(text: str, kept: str) -> None:
    """Addresses, links, long numbers and long texts are forgotten."""
    assert counted(text) == kept
