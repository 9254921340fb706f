"""What concerns all tables: a group's id changes, and what is old goes."""

import json
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.glossary import touch
from bot.store.groups import keep, read
from bot.store.sql import Found, insert
from bot.store.tables import (
    Answers,
    Changes,
    Counts,
    Deletions,
    Groups,
    Misses,
    Newcomers,
    Polls,
    Scores,
    Taught,
)

_MINUTE = 60
_DAY = 24 * 60 * _MINUTE


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Give everything of a group to its new id. Where both have something, the new one's holds.

    What goes by message ids is forgotten: under the new id they begin anew.
    """
    for table in (Answers, Deletions):
        await connection.execute(delete(table).where(table.chat == old))
    await _move_misses(connection, old, new)
    gone = select(Groups).where(Groups.chat == old).with_for_update()
    before = (await connection.execute(gone)).one_or_none()
    if before is not None:
        await _merge_group(connection, before, new)
        await _move_dependents(connection, old, new)
        await connection.execute(delete(Groups).where(Groups.chat == old))


async def _move_misses(connection: AsyncConnection, old: int, new: int) -> None:
    taken = delete(Misses).where(Misses.chat == old)
    rows = await connection.execute(taken.returning(Misses.text, Misses.day, Misses.count))
    for text, day, count in rows.all():
        await connection.execute(
            insert(connection, Misses)
            .values(chat=new, text=text, day=day, count=count)
            .on_conflict_do_update(
                index_elements=["chat", "text", "day"], set_={"count": Misses.count + count}
            )
        )


async def _merge_group(connection: AsyncConnection, before: Found, new: int) -> None:
    """Make the row of the new id; what was set under the old one holds where nothing is new."""
    await touch(connection, new)
    after = (await connection.execute(select(Groups).where(Groups.chat == new))).one()
    settings = json.loads(before.settings) | json.loads(after.settings)
    kept = json.dumps(settings, ensure_ascii=False, sort_keys=True)
    await keep(
        connection,
        new,
        settings=kept,
        word_hour=read(kept).word_hour,
        word_day=max(before.word_day or "", after.word_day or "") or None,
        joined=before.joined if after.joined is None else after.joined,
        welcomed=max(before.welcomed or 0, after.welcomed or 0) or None,
    )


async def _move_dependents(connection: AsyncConnection, old: int, new: int) -> None:
    """Move the rows that belong to a group's row, which are there once a word and a person."""
    of_old = select(Taught.key).where(Taught.chat == old, Taught.removed.is_(None))
    undone = delete(Taught).where(
        Taught.chat == new, Taught.removed.is_not(None), Taught.key.in_(of_old)
    )
    words = select(Taught.key).where(Taught.chat == new)
    people = select(Newcomers.user).where(Newcomers.chat == new)
    await connection.execute(undone)
    tables = (Taught, Newcomers, Changes, Polls)
    for statement in (
        delete(Taught).where(Taught.chat == old, Taught.key.in_(words)),
        delete(Newcomers).where(Newcomers.chat == old, Newcomers.user.in_(people)),
        *(update(table).where(table.chat == old).values(chat=new) for table in tables),
    ):
        await connection.execute(statement)
    await _move_scores(connection, old, new)
    await _move_counts(connection, old, new)


async def _move_counts(connection: AsyncConnection, old: int, new: int) -> None:
    taken = delete(Counts).where(Counts.chat == old)
    rows = await connection.execute(taken.returning(Counts.day, Counts.entry, Counts.count))
    for day, entry, count in rows.all():
        await connection.execute(
            insert(connection, Counts)
            .values(chat=new, day=day, entry=entry, count=count)
            .on_conflict_do_update(
                index_elements=["chat", "day", "entry"], set_={"count": Counts.count + count}
            )
        )


async def _move_scores(connection: AsyncConnection, old: int, new: int) -> None:
    taken = delete(Scores).where(Scores.chat == old)
    rows = await connection.execute(taken.returning(Scores.user, Scores.right, Scores.asked))
    for user, right, asked in rows.all():
        sums = {"right": Scores.right + right, "asked": Scores.asked + asked}
        await connection.execute(
            insert(connection, Scores)
            .values(chat=new, user=user, right=right, asked=asked)
            .on_conflict_do_update(index_elements=["chat", "user"], set_=sums)
        )


async def tidy(connection: AsyncConnection, now: int) -> None:
    """Delete what has been kept long enough; a removed word stays a day from here on."""
    oldest, counted = (
        datetime.fromtimestamp(now - days * _DAY, UTC).date().isoformat() for days in (30, 60)
    )
    since = select(Groups.chat).where(Groups.left < now - 30 * _DAY)
    for statement in (
        delete(Misses).where(Misses.day < oldest),
        delete(Counts).where(Counts.day < counted),
        delete(Answers).where(Answers.at < now - 2 * _DAY),
        delete(Changes).where(Changes.at < now - 180 * _DAY),
        delete(Newcomers).where(Newcomers.at < now - 90 * _MINUTE),
        delete(Polls).where(Polls.at < now - _DAY),
        delete(Taught).where(Taught.removed > 0, Taught.removed < now - _DAY),
        update(Taught).where(Taught.removed == 0).values(removed=now),
        *(delete(table).where(table.chat.in_(since)) for table in (Misses, Answers, Deletions)),
        delete(Groups).where(Groups.left < now - 30 * _DAY),  # and what belongs to them
    ):
        await connection.execute(statement)
