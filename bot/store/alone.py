"""The right to serve from a SQLite file, which one living process at a time has."""

import sqlite3

from sqlalchemy import Connection

from bot.store.errors import StoreError
from bot.store.sql import Database


class Alone:
    """A lock beside the file that the system takes from a process that dies.

    SQLite's own locks do it, on an empty file `<file>-serving`, wherever SQLite itself works.
    PostgreSQL needs none: there processes share, by leases.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock: sqlite3.Connection | None = None

    async def claim(self) -> bool:
        """Take the right if nobody has it; return whether it is this process's.

        Raises `StoreError`: the file beside cannot be locked by anybody.
        """
        if self._lock is None and self._database.is_sqlite:
            async with self._database.read() as connection:
                file = await connection.run_sync(_file)
            self._lock = _locked(f"{file}-serving" if file else ":memory:")
            return self._lock is not None
        return True

    def close(self) -> None:
        """Give the right up."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _file(connection: Connection) -> str:
    return str(connection.exec_driver_sql("PRAGMA database_list").all()[0][2])


def _locked(file: str) -> sqlite3.Connection | None:
    """Return a connection that holds a file locked until it is closed; None: another does."""
    try:
        connection = sqlite3.connect(file, timeout=0, isolation_level=None)
        if _taken(connection):
            return connection
        connection.close()
    except sqlite3.Error as error:
        raise StoreError(
            f"{file} cannot be locked ({error}); see that it can be written"
        ) from None
    return None


def _taken(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
