"""What people chose, handing it over, forgetting it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import false, func, or_, select

from bot.daily import Daily, following
from bot.groups import GroupSettings
from bot.review import Kept, Side
from bot.store import Store
from bot.store.tables import Base, People
from bot.values import PinyinStyle, Preferences
from knowledge import Language

Run = Callable[..., Any]
SOMEBODY = 2**52 + 1
OTHER = 4242
CHOICES = Preferences(Language.TRADITIONAL, PinyinStyle.NUMBERS, 3)


async def rows_about(store: Store, number: int) -> dict[str, int]:
    """Count the rows that hold a number, in any column of any table."""
    counts = {}
    async with store._database.read() as connection:
        for table in Base.metadata.sorted_tables:
            numeric = [c for c in table.c if c.type.python_type is int]
            anywhere = or_(false(), *(c == number for c in numeric))
            counts[table.name] = await connection.scalar(
                select(func.count()).select_from(table).where(anywhere)
            )
    return {name: count for name, count in counts.items() if count}


async def leave_traces(store: Store, user: int) -> None:
    """Do everything that makes the store hold something about a person."""
    await store.people.save(user, CHOICES)
    await store.groups.save(-5, GroupSettings(), by=user, what="welcome on", at=10)
    await store.groups.save(user, GroupSettings(), by=user, what="in private", at=9)
    await store.groups.newcomer(-5, user, "Mia", 11)
    await store.answers.keep(user, 1, (7, 8), 12, entry="yyds")
    await store.answers.delete_later(user, 7, 13)
    await store.saved.add(user, "zhongcao", 14)
    await store.saved.grade(user, ("zhongcao", Side.WORD), Kept(99, 15, 1, "{}"))
    await store.mornings.save(user, Daily(8, "UTC", Language.ENGLISH), 0)
    await store.scores.ask(-5, "poll", 2, 16)
    await store.scores.guess("poll", user, 2)


@pytest.mark.parametrize("user", [1, 2**31, 2**52, 2**63 - 1])
def test_choices_come_back(run: Run, store: Store, user: int) -> None:
    """What was saved is read, by ids of up to 64 bits."""
    run(store.people.save(user, CHOICES))

    assert run(store.people.get(user)) == CHOICES


def test_last_choice_holds(run: Run, store: Store) -> None:
    """Saving again replaces."""
    run(store.people.save(1, CHOICES))
    run(store.people.save(1, Preferences(tour=1)))

    assert run(store.people.get(1)) == Preferences(tour=1)


def test_defaults_take_no_row(run: Run, store: Store) -> None:
    """Who goes back to the defaults is not in the database."""
    run(store.people.save(SOMEBODY, CHOICES))
    run(store.people.save(SOMEBODY, Preferences()))

    assert run(store.people.get(SOMEBODY)) == Preferences()
    assert run(rows_about(store, SOMEBODY)) == {}


def test_choices_of_a_newer_version_are_defaults(run: Run, store: Store) -> None:
    """A language or a style this version does not know is as if not chosen."""

    async def write() -> None:
        async with store._database.write() as connection:
            row = {"user": 1, "language": "tlh", "pinyin": "zhuyin", "tour": 2}
            await connection.execute(People.__table__.insert().values(**row))

    run(write())

    assert run(store.people.get(1)) == Preferences(tour=2)


def test_export_tells_everything(run: Run, store: Store) -> None:
    """All that is kept about a person is handed over as JSON, and nothing about others."""
    run(leave_traces(store, SOMEBODY))
    run(leave_traces(store, OTHER))

    told = run(store.people.export(SOMEBODY))

    assert json.loads(json.dumps(told)) == {
        "user id": SOMEBODY,
        "preferences": {"language": "zh-Hant", "pinyin": "numbers", "cards of the tour seen": 3},
        "answers in the private chat": [
            {"message": 1, "answers": [7, 8], "entry": "yyds", "time": 12}
        ],
        "messages to be deleted in the private chat": [{"message": 7, "time": 13}],
        "groups entered lately": [{"group": -5, "name": "Mia", "time": 11}],
        "settings of groups changed": [
            {"group": SOMEBODY, "change": "in private", "time": 9},
            {"group": -5, "change": "welcome on", "time": 10},
        ],
        "saved words": [{"word": "zhongcao", "time": 14}],
        "reviews of saved words": [
            {
                "word": "zhongcao",
                "kind": "w",
                "due": 99,
                "grades": 1,
                "state": "{}",
                "time": 15,
            }
        ],
        "word of the day": [
            {
                "hour": 8,
                "zone": "UTC",
                "language": "en",
                "time": following(Daily(8, "UTC", Language.ENGLISH), SOMEBODY, 0),
            }
        ],
        "quiz questions answered lately": [{"group": -5, "time": 16}],
        "quiz scores": [{"right": 1, "asked": 1, "group": -5}],
    }


def test_export_of_a_stranger_is_empty(run: Run, store: Store) -> None:
    """Who never chose anything gets the defaults and empty lists."""
    told = run(store.people.export(SOMEBODY))

    assert told.pop("preferences")["pinyin"] == "marks"
    assert told.pop("user id") == SOMEBODY
    assert set(map(tuple, told.values())) == {()}


def test_forgetting_leaves_no_row(run: Run, store: Store) -> None:
    """After it no table holds the person's id in any column, and others keep everything."""
    run(leave_traces(store, SOMEBODY))
    run(leave_traces(store, OTHER))
    others = run(rows_about(store, OTHER))
    assert len(run(rows_about(store, SOMEBODY))) == len(others) > 4

    run(store.people.forget(SOMEBODY))

    assert run(rows_about(store, SOMEBODY)) == {}
    assert run(rows_about(store, OTHER)) == others


def test_forgetting_keeps_what_was_changed(run: Run, store: Store) -> None:
    """A group still sees what was changed, by nobody it can name."""
    run(leave_traces(store, SOMEBODY))

    run(store.people.forget(SOMEBODY))

    assert [(c.what, c.by) for c in run(store.groups.audit(-5))] == [("welcome on", None)]
