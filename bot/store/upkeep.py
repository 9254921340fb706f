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
    await _add_up(connection, Misses, (old, new), ("count",))
    gone = select(Groups).where(Groups.chat == old).with_for_update()
    before = (await connection.execute(gone)).one_or_none()
    if before is not None:
        await _merge_group(connection, before, new)
        await _move_dependents(connection, old, new)
        await connection.execute(delete(Groups).where(Groups.chat == old))


async def _add_up(
    connection: AsyncConnection,
    table: type[Misses | Scores | Counts],
    chats: tuple[int, int],
    numbers: tuple[str, ...],
) -> None:
    """Give the rows of the old of two chats to the new one, adding to what that has itself."""
    old, new = chats
    columns = {c.name: c for c in table.__table__.c if c.name != "id"}
    taken = delete(table).where(columns["chat"] == old).returning(*columns.values())
    for row in (await connection.execute(taken)).all():
        values = {**row._mapping, "chat": new}  # noqa: SLF001 - public, says SQLAlchemy
        await connection.execute(
            insert(connection, table)
            .values(values)
            .on_conflict_do_update(
                index_elements=[name for name in columns if name not in numbers],
                set_={name: columns[name] + values[name] for name in numbers},
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
    await _add_up(connection, Scores, (old, new), ("right", "asked"))
    await _add_up(connection, Counts, (old, new), ("count",))


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
