"""Counts of what was asked in groups."""

from collections.abc import Callable
from typing import Any

from bot.groups import GroupSettings
from bot.store import Store
from bot.store.insight import MISSED, OTHER
from bot.values import Day

Run = Callable[..., Any]
CHAT, NEW = -77, -(10**12) - 77
DAY = 86400
NOW = 20_000 * DAY  # 2024-10-04
TODAY, BEFORE = "2024-10-04", "2024-10-03"


def test_questions_are_counted_by_day_and_answer(run: Run, store: Store) -> None:
    """Days add up what was asked and what had an answer; words are told most asked first."""
    for day, entry in [(BEFORE, "yyds"), (TODAY, "zhongcao"), (TODAY, "zhongcao"),
                       (TODAY, OTHER), (TODAY, MISSED)]:  # fmt: skip
        run(store.insight.add(CHAT, day, entry))
    run(store.insight.add(-5, TODAY, "yyds"))

    assert run(store.insight.days(CHAT, BEFORE)) == (Day(BEFORE, 1, 1), Day(TODAY, 4, 3))
    assert run(store.insight.days(CHAT, TODAY)) == (Day(TODAY, 4, 3),)
    assert run(store.insight.top(CHAT, BEFORE)) == [("zhongcao", 2), ("yyds", 1)]


def test_counts_go_after_sixty_days(run: Run, store: Store) -> None:
    """A count stays sixty days, and goes when the group does."""
    run(store.insight.add(CHAT, TODAY, "yyds"))

    run(store.tidy(NOW + 60 * DAY))
    assert run(store.insight.days(CHAT, "")) == (Day(TODAY, 1, 1),)
    run(store.tidy(NOW + 61 * DAY))
    assert run(store.insight.days(CHAT, "")) == ()

    run(store.insight.add(CHAT, TODAY, "yyds"))
    run(store.groups.left(CHAT, NOW))
    run(store.tidy(NOW + 31 * DAY))
    assert run(store.insight.days(CHAT, "")) == ()


def test_switching_off_forgets_what_was_counted(run: Run, store: Store) -> None:
    """Other settings leave the counts alone."""
    run(store.insight.add(CHAT, TODAY, "yyds"))

    run(store.groups.save(CHAT, GroupSettings(quiz=False), by=1, what="quiz|on|off", at=NOW))
    assert run(store.insight.days(CHAT, "")) == (Day(TODAY, 1, 1),)
    run(store.groups.save(CHAT, GroupSettings(insight=False), by=1, what="x", at=NOW))
    assert run(store.insight.days(CHAT, "")) == ()


def test_counts_move_with_their_group(run: Run, store: Store) -> None:
    """What was counted under both ids of a day is added up."""
    for chat in (CHAT, CHAT, NEW):
        run(store.insight.add(chat, TODAY, "yyds"))

    run(store.migrate(CHAT, NEW))

    assert run(store.insight.days(NEW, "")) == (Day(TODAY, 3, 3),)
    assert run(store.insight.days(CHAT, "")) == ()
