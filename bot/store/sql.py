"""The one door to the database: opens it, begins and ends transactions, translates its errors."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from functools import cache
from typing import Any

from sqlalchemy import Insert, Row, Select, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoneFreeError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.store import notices
from bot.store.engine import address, engine, set_up, unusable
from bot.store.errors import StoreError, Unavailable
from bot.store.tables import Base

# Any question, and any row of an answer.
Query = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]

# Seconds between two attempts to hear them.
_AGAIN = 5.0
# Failures that will be the same the next time.
_LASTING = (DataError, IntegrityError, ProgrammingError)


class Database:
    """An engine, and the kinds of transaction there are."""

    def __init__(self, url: str | None) -> None:
        """Prepare, without connecting yet.

        Args:
            url: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`; None: a file `hongshu.db`
                in the user's folder for data, which is made.

        Raises:
            StoreError: no such address can be used.
        """
        self.url = address(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = engine(self.url)
        if self.is_sqlite:
            self._try()
        # What only reads needs no transaction of PostgreSQL, and two round trips less.
        alone = {"begin": "BEGIN"} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reading = self._engine.execution_options(**alone)
        self._once = self._engine if self.is_sqlite else self._reading
        # What is in a hurry has a connection to PostgreSQL of its own.
        self._single = (
            self._engine.execution_options(begin="")
            if self.is_sqlite
            else engine(self.url, pool_size=1, **alone)
        )
        # SQLite has one writer; within this process they take turns instead of trying again. Who
        # is in no hurry stands in line for it, so that who is waits for one at most.
        self._turn, self._line = self._queue(), self._queue()

    def _queue(self) -> AbstractAsyncContextManager[None]:
        return asyncio.Lock() if self.is_sqlite else nullcontext()

    def _try(self) -> None:
        """Open the file once, before the driver does: a thread of it outlives what it cannot open.

        Raises `StoreError` that names the setting.
        """
        (file,), options = self._engine.dialect.create_connect_args(self.url)
        try:
            with closing(sqlite3.connect(file, uri=options.get("uri", False))) as connection:
                set_up(connection, None)
        except sqlite3.Error as error:
            raise StoreError(unusable(" ".join(str(error).split()))) from None

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()
        await self._single.dispose()

    async def notify(self, connection: AsyncConnection) -> None:
        """Tell other processes, at the end of a transaction, that there is something to take.

        With SQLite nobody hears it: they look for themselves.
        """
        if not self.is_sqlite:
            await notices.give(connection)

    async def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` whenever a process notifies, until cancelled; with SQLite return at once.

        While PostgreSQL is away nothing is heard, and what was told meanwhile is not told again.
        """
        while not self.is_sqlite:
            with suppress(StoreError), _translated():
                async with self._engine.connect() as connection:
                    await notices.hear(connection, heard)
            await asyncio.sleep(_AGAIN)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that changes nothing."""
        with metrics.database("read"), _translated():
            async with self._reading.connect() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one moment of all tables, whatever others write meanwhile.

        Raises `StoreError` that names the setting, because this is the first connection of all.
        """
        level = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        options = {"begin": "BEGIN"} if self.is_sqlite else level
        snapshots = self._engine.execution_options(**options)
        with self._opening():
            async with snapshots.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction: kept at the end, undone by an exception."""
        with metrics.database("write"), _translated():
            async with self._line, self._turn, self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def once(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection for one statement that writes, which is a transaction by itself."""
        with metrics.database("write"), _translated():
            async with self._line, self._turn, self._once.begin() as connection:
                yield connection

    @asynccontextmanager
    async def hasten(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose every statement is kept at once, before what others write."""
        with metrics.database("write"), _translated():
            async with self._turn, self._single.connect() as connection:
                yield connection

    @asynccontextmanager
    async def rebuild(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection to change tables with: alone, and without SQLite's foreign keys.

        With them, SQLite empties the dependent tables of a table that is made anew.
        Raises `StoreError` that names the setting, because this is the first connection of all.
        """
        with self._opening():
            async with self._engine.connect() as connection:
                await self._pragma(connection, "foreign_keys=OFF")
                async with connection.begin():
                    if not self.is_sqlite:
                        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(72690)")
                    yield connection
                await self._pragma(connection, "foreign_keys=ON")

    async def _pragma(self, connection: AsyncConnection, pragma: str) -> None:
        """Set something outside of a transaction, where alone SQLite heeds it."""
        if self.is_sqlite:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            await driver.execute(f"PRAGMA {pragma}")

    @contextmanager
    def _opening(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(unusable(self._reason(error))) from None

    def _reason(self, error: Exception) -> str:
        """Return what a driver says, in one line and without the password."""
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        said = str(cause).partition("\nDETAIL:")[0]  # which quotes what is kept
        told = " ".join(said.split()) or type(error).__name__
        return told.replace(self.url.password, "***") if self.url.password else told


def upsert(connection: AsyncConnection, table: type[Base], *columns: str) -> Insert:
    """Return an INSERT of a row given beside it; where its key is there, `columns` are changed.

    Made once, because making it takes longer than doing it.
    """
    return _upsert(connection.dialect.name, table, columns)


@cache
def _upsert(dialect: str, table: type[Base], columns: tuple[str, ...]) -> Insert:
    row = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return row.on_conflict_do_update(
        index_elements=list(inspect(table).primary_key),
        set_={name: row.excluded[name] for name in columns},
    )


def insert(connection: AsyncConnection, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that knows ON CONFLICT, in the dialect of a connection."""
    is_sqlite = connection.dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        metrics.database_failed()
        kind = Unavailable if _may_pass(error) else StoreError
        told = kind(f"the database failed: {type(error).__name__}")
        # Where it failed, and not what the driver says: that may quote what people wrote.
        raise told.with_traceback(error.__traceback__) from None


def _may_pass(error: SQLAlchemyError | OSError) -> bool:
    """Whether the same can succeed later: a lost connection, a full disk, a lock held too long."""
    if isinstance(error, SQLAlchemyError) and not isinstance(error, NoneFreeError):
        return isinstance(error, DBAPIError) and not isinstance(error, _LASTING)
    return True
