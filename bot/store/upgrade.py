"""Brings a database to the newest schema. Alembic is configured here; there is no ini file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.store.errors import StoreError
from bot.store.sql import Database

MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(database: Database) -> None:
    """Run all migrations a database lacks, in one transaction.

    A SQLite file that holds something is copied beside itself first, as
    `<file>.before-<revision>.bak`. Raises `StoreError` if the schema is newer than this program.
    """
    async with database.rebuild() as connection:
        await connection.run_sync(_upgrade)


def config(connection: Connection) -> Config:
    """Return what Alembic needs to work on a connection, in the transaction it is in."""
    made = Config()
    _locate(made)
    made.attributes["connection"] = connection
    return made


def _locate(made: Config) -> None:
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")


def revision(connection: Connection) -> str | None:
    """Return the revision of a database's schema; None: it has no tables of ours.

    Raises `StoreError` if this program does not know it.
    """
    now = MigrationContext.configure(connection).get_current_revision()
    known = revisions()
    if now is not None and now not in known:
        raise StoreError(
            f"HONGSHU_DATABASE_URL: the database was made by a newer Hongshu (schema {now}, "
            f"this one knows {known[0]}); use that, or a copy of the database from before"
        )
    return now


def revisions() -> tuple[str, ...]:
    """Return all revisions this program knows, newest first."""
    made = Config()
    _locate(made)
    return tuple(s.revision for s in ScriptDirectory.from_config(made).walk_revisions())


def _upgrade(connection: Connection) -> None:
    newest = revisions()[0]
    if revision(connection) == newest:
        return
    if connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        _back_up(_file(connection), f"before-{newest}")
    command.upgrade(config(connection), "head")


def _file(connection: Connection) -> str:
    """Return the path of an open SQLite database, `""` if it is in memory."""
    return str(connection.exec_driver_sql("PRAGMA database_list").all()[0][2])


def _back_up(file: str, label: str) -> None:
    """Copy a SQLite database beside itself, whole or not at all."""
    if not file:
        return
    partial = Path(f"{file}.{label}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    os.replace(partial, f"{file}.{label}.bak")  # noqa: PTH105 - Path.replace says no more
