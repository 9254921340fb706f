"""How a database is, without changing it: for whoever looks after it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.store.sql import Database
from bot.store.upgrade import revision, revisions


@dataclass(frozen=True, slots=True)
class State:
    """A database that can be reached.

    `revision`: of its schema, None before the first start; `newest`: what this program makes of
    it when it starts. `refused`: what the database says against writing, empty if nothing.
    `free`: bytes on the disk of a SQLite file, else None.
    """

    kind: str
    revision: str | None
    newest: str
    refused: str
    free: int | None


async def state(url: str | None) -> State:
    """Look at a database; nothing in it is changed.

    Raises `StoreError`: it cannot be reached, or was made by a newer version.
    """
    database = Database(url)
    try:
        async with database.rebuild() as connection:
            now = await connection.run_sync(revision)
            refused = await connection.run_sync(_try_to_write, now)
    finally:
        await database.close()
    return State(database.url.get_backend_name(), now, revisions()[0], refused, _free(database))


def _free(database: Database) -> int | None:
    file = database.url.database if database.is_sqlite else None
    return shutil.disk_usage(Path(file).resolve().parent).free if file else None


def _try_to_write(connection: Connection, now: str | None) -> str:
    """Write and undo it; return what the database says against it."""
    attempt = (
        "CREATE TABLE hongshu_doctor (number INTEGER)"
        if now is None
        else "UPDATE alembic_version SET version_num = version_num"
    )
    point = connection.begin_nested()
    try:
        connection.exec_driver_sql(attempt)
    except SQLAlchemyError as error:
        return " ".join(str(getattr(error, "orig", None) or error).split())
    finally:
        point.rollback()
    return ""
