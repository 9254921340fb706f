"""A group's id changes, and what is old goes."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from bot.groups import GroupSettings
from bot.store import Store
from bot.store.tables import Base
from bot.values import Taught

Run = Callable[..., Any]
HOUR = 3600
DAY = 24 * HOUR
NOW = 1_800_000_000  # 2027-01-15
OLD, NEW = -77, -(10**12) - 77


async def counts(store: Store, chat: int | None = None) -> dict[str, int]:
    """Count rows by table, of one chat or of all; tables without any are left out."""
    found = {}
    async with store._database.read() as connection:
        for table in Base.metadata.sorted_tables:
            if chat is None or "chat" in table.c:
                query = select(func.count()).select_from(table)
                of = query if chat is None else query.where(table.c.chat == chat)
                found[table.name] = await connection.scalar(of)
    return {name: count for name, count in found.items() if count}


async def fill(store: Store, chat: int, at: int) -> None:
    """Put something about a group into every table that can hold it."""
    await store.groups.joined(chat, at)
    await store.groups.save(chat, GroupSettings(word_hour=7, draft=False), by=5, what="a", at=at)
    await store.taught.add(chat, Taught("种草", en="old"))
    await store.taught.add(chat, Taught("both", en="old"))
    await store.groups.newcomer(chat, 5, "Mia", at)
    await store.misses.add(chat, "who", "2027-01-14")
    await store.answers.keep(chat, 1, (2,), at)
    await store.answers.delete_later(chat, 2, at)


def test_new_id_takes_over_everything(run: Run, store: Store) -> None:
    """Nothing stays under the old id; what goes by message ids is forgotten."""
    run(fill(store, OLD, NOW))
    before = run(counts(store, OLD))

    run(store.migrate(OLD, NEW))

    assert run(counts(store, OLD)) == {}
    assert run(counts(store, NEW)) == {
        name: count for name, count in before.items() if name not in {"answers", "deletions"}
    }
    assert run(store.groups.get(NEW)) == GroupSettings(word_hour=7, draft=False)
    assert run(store.groups.with_word())[0][0] == NEW
    assert run(store.groups.claim_welcome(NEW, NOW)) == ("Mia",)


def test_moving_again_changes_nothing(run: Run, store: Store) -> None:
    """Telegram tells of a move twice."""
    run(fill(store, OLD, NOW))
    run(store.migrate(OLD, NEW))
    before = run(counts(store)), run(store.taught.version(NEW))

    run(store.migrate(OLD, NEW))
    run(store.migrate(NEW, NEW))
    run(store.migrate(OLD, -3))

    assert (run(counts(store)), run(store.taught.version(NEW))) == before


def test_what_the_new_id_has_holds(run: Run, store: Store) -> None:
    """Settings changed and words taught under the new id stay; the others come along."""
    run(fill(store, OLD, NOW))
    run(store.groups.claim_word(OLD, "2027-01-15"))
    run(store.groups.save(NEW, GroupSettings(word_hour=9), by=6, what="b", at=NOW))
    run(store.taught.add(NEW, Taught("BOTH", en="new")))
    gone = run(store.taught.add(NEW, Taught("种草", en="gone")))
    run(store.taught.remove(NEW, gone.id))
    run(store.misses.add(NEW, "who", "2027-01-14"))
    run(store.groups.newcomer(NEW, 5, "Mia W", NOW))

    run(store.migrate(OLD, NEW))

    assert run(store.groups.get(NEW)) == GroupSettings(word_hour=9, draft=False)
    assert [(w.term, w.en) for w in run(store.taught.all(NEW))] == [
        ("BOTH", "new"),
        ("种草", "old"),
    ]
    assert [miss.count for miss in run(store.misses.top(NEW))] == [2]
    assert {change.what for change in run(store.groups.audit(NEW))} == {"a", "b"}
    assert not run(store.groups.claim_word(NEW, "2027-01-15"))
    assert run(store.groups.claim_welcome(NEW, NOW)) == ("Mia W",)


def test_two_moves_at_once_are_one(run: Run, store: Store, twin: Store) -> None:
    """Nothing is counted twice when both notices of a move are handled at the same time."""
    run(fill(store, OLD, NOW))

    async def race() -> None:
        await asyncio.gather(*(s.migrate(OLD, NEW) for s in (store, twin) * 3))

    run(race())

    assert [miss.count for miss in run(store.misses.top(NEW))] == [1]
    assert len(run(store.taught.all(NEW))) == 2


def test_what_is_old_goes(run: Run, store: Store) -> None:
    """Each kind of row after its time, and not a moment before.

    A newcomer's name goes within two hours: what is old is looked for every half an hour.
    """
    run(store.groups.newcomer(-1, 1, "Mia", NOW - 3 * HOUR // 2))
    run(store.answers.keep(-1, 1, (2,), NOW - 2 * DAY))
    run(store.groups.save(-1, GroupSettings(), by=1, what="a", at=NOW - 180 * DAY))
    run(store.misses.add(0, "who", "2026-12-16"))
    run(store.misses.add(0, "who", "2026-12-15"))

    run(store.tidy(NOW))
    assert run(counts(store)) == {
        "groups": 1,
        "newcomers": 1,
        "answers": 1,
        "changes": 1,
        "misses": 1,
    }
    run(store.tidy(NOW + 1))
    assert run(counts(store)) == {"groups": 1, "misses": 1}
    run(store.tidy(NOW + DAY))
    assert run(counts(store)) == {"groups": 1}


def test_removed_words_stay_a_day(run: Run, store: Store) -> None:
    """A day after the first tidying that saw it removed, a word is gone for good."""
    kept = run(store.taught.add(-1, Taught("a")))
    other = run(store.taught.add(-1, Taught("b")))
    run(store.taught.remove(-1, kept.id))
    run(store.tidy(NOW))
    run(store.tidy(NOW + DAY))
    assert run(store.taught.restore(-1, kept.id)) == kept
    run(store.taught.remove(-1, kept.id))

    run(store.tidy(NOW + 2 * DAY))
    run(store.tidy(NOW + 3 * DAY + 1))

    assert run(store.taught.restore(-1, kept.id)) is None
    assert run(store.taught.all(-1)) == (other,)


def test_groups_left_long_ago_go_whole(run: Run, store: Store) -> None:
    """After 30 days nothing is left of a group the bot is out of; other groups stay."""
    run(fill(store, -1, NOW))
    run(store.groups.left(-1, NOW))
    run(fill(store, -2, NOW))
    others = run(counts(store, -2))
    run(store.answers.keep(-1, 1, (2,), NOW + 30 * DAY))
    run(store.misses.add(-1, "who", "2027-02-14"))

    run(store.tidy(NOW + 30 * DAY))
    assert "groups" in run(counts(store, -1))
    run(store.tidy(NOW + 30 * DAY + 1))

    assert run(counts(store, -1)) == {}
    assert set(others) > set(run(counts(store, -2))) > {"groups", "taught"}


def test_glossary_of_a_forgotten_group_has_no_known_version(run: Run, store: Store) -> None:
    """A group that comes back and teaches anew does not get a number it had before."""
    run(store.taught.add(-1, Taught("a")))
    before = run(store.taught.version(-1))
    run(store.groups.left(-1, NOW - 31 * DAY))
    run(store.tidy(NOW))

    run(store.taught.add(-1, Taught("b")))

    assert run(store.taught.version(-1)) not in {0, before}
