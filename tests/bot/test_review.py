"""When cards come again."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review import NEW, Grade, Kept, Side, graded, outlook, queue

DAY = 86400
NOW = 1_800_000_000
ALL = tuple(Side)
STEPS = st.lists(st.tuples(st.sampled_from(Grade), st.integers(0, 400 * DAY)), max_size=40)


@given(STEPS)
def test_any_grades_keep_cards_in_the_future_and_readable(
    steps: list[tuple[Grade, int]],
) -> None:
    """After each grade a card is due later than now, and its memory is JSON that is read back."""
    now, kept = NOW, None
    for count, (grade, wait) in enumerate(steps, 1):
        now += wait
        kept = graded(kept, grade, now)

        assert now < kept.due <= now + 36_500 * DAY
        assert (kept.version, kept.begun) == (count, NOW + steps[0][1])
        again = Kept(kept.due, kept.begun, kept.version, json.dumps(json.loads(kept.state)))
        assert outlook(again, now) == outlook(kept, now)


@given(STEPS)
def test_better_grades_never_come_sooner(steps: list[tuple[Grade, int]]) -> None:
    """What is shown on the four buttons rises from the first to the last."""
    now, kept = NOW, None
    for grade, wait in steps:
        now += wait
        kept = graded(kept, grade, now)

    seconds = list(outlook(kept, now).values())

    assert seconds == sorted(seconds)


def test_what_a_button_shows_is_what_happens() -> None:
    """The time on a grade's button is the time until the card is due."""
    kept = graded(graded(None, Grade.GOOD, NOW), Grade.GOOD, NOW + 600)

    for grade, seconds in outlook(kept, NOW + DAY).items():
        assert graded(kept, grade, NOW + DAY).due == NOW + DAY + seconds


@pytest.mark.parametrize(
    "state", ["", "[]", "{}", '{"state": 9}', "null", '{"step": "x"}', '{"state": 2}', "{"]
)
def test_unreadable_memory_begins_anew(state: str) -> None:
    """A state no version of the scheduler knows is a new card's, and keeps its count."""
    after = graded(Kept(NOW, NOW - DAY, 7, state), Grade.EASY, NOW)

    assert after.version == 8
    assert after.due == graded(None, Grade.EASY, NOW).due


def test_clock_put_back_does_no_harm() -> None:
    """A grade at a time before the last one is taken at the time of the last one."""
    kept = graded(None, Grade.EASY, NOW)

    assert graded(kept, Grade.GOOD, NOW - DAY).due > NOW


def test_new_cards_are_bounded_by_the_day() -> None:
    """Ten new cards a day, and the rest from midnight UTC on."""
    words = {f"w{n:02}": ALL for n in range(20)}
    kept: dict[tuple[str, Side], Kept] = {}
    while (now := queue(words, kept, NOW)).card:
        kept[now.card] = graded(None, Grade.EASY, NOW)

    assert len(kept) == NEW
    assert {side for _, side in kept} == {Side.MEANING}
    assert now.later is not None
    assert datetime.fromtimestamp(now.later, UTC).strftime("%H:%M:%S") == "00:00:00"
    assert queue(words, kept, now.later).count == NEW


def test_due_cards_come_before_new_ones_longest_due_first() -> None:
    """The queue is by time, then by the order in which words were saved."""
    kept = {
        ("b", Side.MEANING): Kept(NOW - 5, 0, 1, "{}"),
        ("a", Side.WORD): Kept(NOW - 9, 0, 1, "{}"),
        ("a", Side.MEANING): Kept(NOW + 60, 0, 1, "{}"),
    }

    now = queue({"b": ALL, "a": ALL}, kept, NOW)

    assert now.card == ("a", Side.WORD)
    assert now.count == 2 + 3
    assert now.later == NOW + 60


def test_nothing_saved_is_never_due() -> None:
    """Without words there is no card and no later; cards of removed words do not count."""
    stray = {("gone", Side.WORD): Kept(NOW - 5, 0, 1, "{}")}

    empty = queue({}, stray, NOW)

    assert (empty.card, empty.count, empty.later) == (None, 0, None)


def test_words_without_reading_are_not_asked_for_it() -> None:
    """Only the sides given are asked."""
    asked = queue({"rizz": (Side.MEANING, Side.WORD)}, {}, NOW)

    assert asked.count == 2
