"""What administrators can set: bounds, and what is as usual."""

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    ("hour", "zone", "now", "wanted"),
    [
        (8, "UTC", "2026-01-02T08:59", ("2026-01-02", 0)),
        (8, "UTC", "2026-01-02T10:30", ("2026-01-02", 2)),
        (8, "UTC", "2026-01-02T11:00", None),
        (8, "UTC", "2026-01-02T07:59", None),
        (23, "UTC", "2026-01-03T01:10", ("2026-01-02", 2)),
        (8, "Asia/Taipei", "2026-01-02T00:10", ("2026-01-02", 0)),
        (None, "UTC", "2026-01-02T08:00", None),
    ],
)
def test_word_is_due_from_its_hour_for_a_while(
    hour: int | None, zone: str, now: str, wanted: tuple[str, int] | None
) -> None:
    """At the group's own hour, and up to three hours later, past midnight too."""
    settings = GroupSettings(word_hour=hour, zone=zone)

    due = settings.word_due(int(datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp()))

    assert (due and (due[0].isoformat(), due[1])) == wanted
