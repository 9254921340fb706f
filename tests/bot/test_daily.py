"""When a person's word of the day is due."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily import Daily, daily, day_of, following
from knowledge import Language

EN = Language.ENGLISH
ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]


@given(
    st.integers(0, 23),
    st.sampled_from(ZONES),
    st.integers(1, 2**52),
    st.integers(1_600_000_000, 1_900_000_000),
)
def test_next_word_is_in_its_hour_and_within_a_day(
    hour: int, zone: str, user: int, after: int
) -> None:
    """It is later than now, at most 25 hours, and in the hour chosen, save where clocks change."""
    due = following(Daily(hour, zone, EN), user, after)

    local = datetime.fromtimestamp(due, UTC).astimezone(ZoneInfo(zone))
    assert after < due <= after + 25 * 3600
    assert (local.hour - hour) % 24 in {0, 1}


def test_each_person_has_the_same_minute_every_day_and_people_differ() -> None:
    """A hundred people of one hour are spread over it, and each keeps to its minute."""
    wanted = Daily(9, "UTC", EN)
    first = [following(wanted, user, 1_800_000_000) for user in range(100)]

    second = [following(wanted, user, due) for user, due in enumerate(first)]

    assert [b - a for a, b in zip(first, second, strict=True)] == [86400] * 100
    assert len({due // 60 for due in first}) > 40
    assert len({due // 3600 for due in first}) == 1


def test_day_is_that_of_the_place() -> None:
    """At eight in the morning in Shanghai it is still midnight in UTC, and the day has begun."""
    wanted = Daily(7, "Asia/Shanghai", EN)
    due = following(wanted, 5, int(datetime(2027, 1, 14, 12, tzinfo=UTC).timestamp()))

    assert day_of(wanted, due).isoformat() == "2027-01-15"
    assert datetime.fromtimestamp(due, UTC).date().isoformat() == "2027-01-14"


def test_hour_that_a_change_of_clocks_leaves_out_is_not_skipped() -> None:
    """On the day without 02:00 in New York the word comes all the same."""
    wanted = Daily(2, "America/New_York", EN)
    due = following(wanted, 5, int(datetime(2027, 3, 14, 5, tzinfo=UTC).timestamp()))

    assert day_of(wanted, due).isoformat() == "2027-03-14"


@pytest.mark.parametrize(
    ("hour", "zone"),
    [("24", "UTC"), ("-1", "UTC"), ("", "UTC"), ("8", "Mars/Base"), ("8", ""), ("8", "../etc"),
     ("٨", "UTC"), ("08", "UTC")],
)  # fmt: skip
def test_forged_subscription_is_none(hour: str, zone: str) -> None:
    """Only hours of a day and time zones there are."""
    assert daily(hour, zone, EN) is None
