"""A database into a backup and back: consistent while others write, all or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, delete, insert, select, text

from bot.store import archive
from bot.store.archive import Writer
from bot.store.errors import BackupError
from bot.store.scratch import unpacked
from bot.store.sql import Database, Found
from bot.store.tables import Base
from bot.store.upgrade import revision, upgrade

# Rows read and written at once.
_MANY = 500
# Tables of the moment, neither backed up nor restored: what waits to be handled, and by whom.
_PASSING = frozenset({"updates", "leases"})


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: rows by table, and where what was there before is kept, if anything."""

    rows: Mapping[str, int]
    before: Path | None


async def back_up(url: str | None, path: Path, *, force: bool = False) -> Mapping[str, int]:
    """Write all that lasts to a file, as it is at one moment; return the rows by table.

    Raises `StoreError`: the database cannot be used; `BackupError`: the file cannot be written,
    or is there and `force` is not set, or there is nothing to back up.
    """
    database = Database(url)
    try:
        async with database.snapshot() as connection:
            return await connection.run_sync(_write, path, force=force)
    finally:
        await database.close()


async def restore(url: str | None, path: Path, before: Path) -> Restored:
    """Put the rows of a backup in the place of all that lasts, after looking at all of it.

    In one transaction, which also writes what it replaces to the file `before`, unless that is
    nothing. Raises `BackupError`: the file is none that can be restored, and nothing was changed;
    `StoreError`: the database cannot be used, and is as it was.
    """
    with unpacked(path) as (source, footer):
        database = Database(url)
        try:
            await upgrade(database)
            async with database.write() as connection:
                kept = await connection.run_sync(_replace, source, footer.counters, before)
        finally:
            await database.close()
    return Restored(footer.rows, before if kept else None)


def _write(connection: Connection, path: Path, *, force: bool = False) -> Mapping[str, int]:
    now = revision(connection)
    if now is None:
        raise BackupError("there is nothing to back up: the database has no tables yet")
    with archive.written(path, now, force=force) as writer:
        _dump(connection, writer)
    return writer.rows


def _dump(connection: Connection, writer: Writer) -> None:
    """Write all rows, in the order of their keys, and the last id that each table counted."""
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: name in _lasting())
    for table in tables.sorted_tables:
        writer.table(table.name, table.columns.keys())
        for rows in _rows(connection, table):
            for row in rows:
                writer.row(tuple(row))
    writer.end({name: _counted(connection, name) for name in _counting(tables.tables)})


def _lasting() -> dict[str, Table]:
    """Return the tables of what lasts, by name; what others belong to comes first."""
    tables = Base.metadata.sorted_tables
    return {table.name: table for table in tables if table.name not in _PASSING}


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[Found]]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": _MANY})
    yield from found.partitions()


def _replace(
    connection: Connection, source: Connection, counters: Mapping[str, int], before: Path
) -> bool:
    """Do all of a restore that changes the database; return whether there was anything before."""
    lasting = _lasting()
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"LOCK TABLE {', '.join(lasting)} IN EXCLUSIVE MODE"))
    anything = any(connection.execute(select(t).limit(1)).first() for t in lasting.values())
    if anything:
        _write(connection, before)
    last = {name: _counted(connection, name) for name in _counting(lasting)}
    for table in reversed(lasting.values()):
        connection.execute(delete(table))
    for table in lasting.values():
        for rows in _rows(source, table):
            connection.execute(insert(table), [row._asdict() for row in rows])
    for name, number in last.items():
        _count_from(connection, name, max(number, counters.get(name, 0)))
    return anything


def _counting(tables: Mapping[str, Table]) -> list[str]:
    """Return the names of tables whose ids the database counts, never one twice."""
    return [name for name, table in tables.items() if "id" in table.primary_key.columns]


def _counted(connection: Connection, name: str) -> int:
    """Return the last id that a table gave to a row, also to one that is gone."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    else:
        query = text(
            "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() "
            "AND sequencename = split_part(pg_get_serial_sequence(:name, 'id'), '.', 2)"
        )
    return int(connection.scalar(query, {"name": name}) or 0)


def _count_from(connection: Connection, name: str, last: int) -> None:
    """Let the next id of a table be greater than `last`, so that no old button means a new row."""
    if not last:
        return
    given = {"name": name, "last": last}
    if connection.dialect.name != "sqlite":
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), given
        )
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), given)
    connection.execute(
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), given
    )
