"""What administrators can set: bounds, and what is as usual."""

import pytest
from pydantic import ValidationError

from bot.groups import GroupSettings, Speaks


def test_usual_settings_are_modest() -> None:
    """Untouched, a group hears the bot only when it calls, and never of its own accord."""
    usual = GroupSettings()

    assert usual.speaks is Speaks.CALLED
    assert usual.word_hour is None
    assert not usual.welcome
    assert (usual.member_cap, usual.group_cap) == (6, 20)


@pytest.mark.parametrize(
    ("field", "value"),
    [("word_hour", 24), ("word_hour", -1), ("zone", "Mars/Base"), ("welcome_minutes", 1441),
     ("delete_minutes", -1), ("member_cap", 101), ("group_cap", -1), ("speaks", "always"),
     ("language", "de"), ("quiet_topics", [-1]), ("quiet_topics", [2**31]),
     ("quiet_topics", list(range(201))), ("word_topic", 2**31), ("welcome_text", "x" * 501),
     ("unknown", 1)],
)  # fmt: skip
def test_value_out_of_bounds_is_refused(field: str, value: object) -> None:
    """Nothing that Telegram or the panel could not deal with is taken."""
    with pytest.raises(ValidationError):
        GroupSettings.model_validate({field: value})


@pytest.mark.parametrize("text", [" ", "\n\t", "\u200b\u2060", "\u202e"])
def test_welcome_of_nothing_is_the_usual_one(text: str) -> None:
    """What nobody could see is no text: Telegram would refuse it."""
    assert GroupSettings(welcome_text=text).welcome_text == ""


def test_settings_cannot_be_changed_in_place() -> None:
    """They are handed around."""
    with pytest.raises(ValidationError):
        GroupSettings().draft = False
