"""The one door to the database: opens it, begins and ends transactions, translates its errors."""

import asyncio
import sqlite3
import time
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
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Insert, Row, Select, event, inspect, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as NoneFreeError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot import metrics
from bot.store import notices
from bot.store.errors import StoreError, Unavailable
from bot.store.tables import Base

# Any question, and any row of an answer.
Query = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]

_VARIABLE = "HONGSHU_DATABASE_URL"
_DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")

# Connections are made this way before anything else; waiting for others comes first. What is
# deleted is overwritten: what people wrote is not to be found in the file later.
_PRAGMAS = (
    "busy_timeout=5000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
    "secure_delete=ON",
)  # fmt: skip

# Times that a new connection to SQLite is tried while the file is made, and seconds between.
_TRIES, _PAUSE = 100, 0.05
# Seconds until PostgreSQL must have answered a new connection.
_PATIENCE = 10
# Seconds for any statement of PostgreSQL: longer than a change of tables takes, and so short that
# a server that hangs counts as one that is away.
_STATEMENT = 30
# Seconds between two attempts to hear them.
_AGAIN = 5.0
# Failures that will be the same the next time.
_LASTING = (DataError, IntegrityError, ProgrammingError)


class Database:
    """An engine, and the three kinds of transaction there are."""

    def __init__(self, url: str | None) -> None:
        """Prepare, without connecting yet.

        Args:
            url: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`; None: a file `hongshu.db`
                in the user's folder for data, which is made.

        Raises:
            StoreError: no such address can be used.
        """
        self.url = _own_file() if url is None else _parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _engine(self.url)
        if self.is_sqlite:
            self._try()
        # What only reads needs no transaction of PostgreSQL, and two round trips less.
        alone = {"begin": "BEGIN"} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reading = self._engine.execution_options(**alone)
        # SQLite has one writer; within this process they take turns instead of trying again.
        self._turn: AbstractAsyncContextManager[None] = (
            asyncio.Lock() if self.is_sqlite else nullcontext()
        )

    def _try(self) -> None:
        """Open the file once, before the driver does: a thread of it outlives what it cannot open.

        Raises `StoreError` that names the setting.
        """
        (file,), options = self._engine.dialect.create_connect_args(self.url)
        try:
            with closing(sqlite3.connect(file, uri=options.get("uri", False))) as connection:
                _on_connect(connection, None)
        except sqlite3.Error as error:
            raise StoreError(_unusable(" ".join(str(error).split()))) from None

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

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
        engine = self._engine.execution_options(**options)
        with self._opening():
            async with engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction: kept at the end, undone by an exception."""
        with metrics.database("write"), _translated():
            async with self._turn, self._engine.begin() as connection:
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
            raise StoreError(_unusable(self._reason(error))) from None

    def _reason(self, error: Exception) -> str:
        """Return what a driver says, in one line and without the password."""
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        told = " ".join(str(cause).split()) or type(error).__name__
        return told.replace(self.url.password, "***") if self.url.password else told


def _unusable(reason: str) -> str:
    return (
        f"{_VARIABLE}: the database cannot be used ({reason}); "
        "see that it is there and may be written to"
    )


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


def _own_file() -> URL:
    """Return the address of the file used when nothing is set."""
    folder = user_data_path("hongshu", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{_VARIABLE}: not set, and the usual folder {folder} cannot be made "
            f"({error.strerror}); name a file, for example sqlite+aiosqlite:///hongshu.db"
        ) from None
    return URL.create(_DRIVERS[0], database=str(folder / "hongshu.db"))


def _parse(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _DRIVERS:
        raise StoreError(
            f"{_VARIABLE}: no address of a database; "
            "for example sqlite+aiosqlite:///hongshu.db or postgresql+asyncpg://user@host/hongshu"
        )
    if url.get_backend_name() == "sqlite" and url.database and "uri" not in url.query:
        _check_path(Path(url.database))
    return url


def _check_path(path: Path) -> None:
    """Refuse what SQLite would refuse, in clearer words."""
    if path.is_dir():
        raise StoreError(f"{_VARIABLE}: {path} is a folder; name a file in it")
    if str(path) != ":memory:" and not path.parent.is_dir():
        raise StoreError(f"{_VARIABLE}: there is no folder {path.parent}; make it first")


def _engine(url: URL) -> AsyncEngine:
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_async_engine(url, hide_parameters=True, **_options(url))
    except ImportError:
        raise StoreError(
            f"{_VARIABLE}: the driver of PostgreSQL is missing; pip install 'hongshu[postgres]'"
        ) from None
    if is_sqlite:
        event.listen(engine.sync_engine, "connect", _on_connect)
        event.listen(engine.sync_engine, "begin", _on_begin)
    return engine


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {
            "pool_pre_ping": True,
            "connect_args": {"timeout": _PATIENCE, "command_timeout": _STATEMENT},
        }
    if url.database in {None, "", ":memory:"}:  # in memory: there as long as its one connection
        return {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    return {}


def _on_connect(connection: Any, _: object) -> None:  # noqa: ANN401 - a driver's own, untyped
    """Set up a new connection to SQLite; transactions are begun by `_on_begin` alone."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        _set(cursor, pragma)
    cursor.close()


def _set(cursor: Any, pragma: str) -> None:  # noqa: ANN401 - a driver's own, untyped
    """Set something of a connection; again while another process makes the file.

    SQLite does not wait by itself to change the journal.
    """
    for left in range(_TRIES, -1, -1):
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _on_begin(connection: Connection) -> None:
    """Begin with the right to write, unless only reading: two readers never both wait to write."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        metrics.database_failed()
        kind = Unavailable if _may_pass(error) else StoreError
        raise kind(f"the database failed: {type(error).__name__}") from error


def _may_pass(error: SQLAlchemyError | OSError) -> bool:
    """Whether the same can succeed later: a lost connection, a full disk, a lock held too long."""
    if isinstance(error, SQLAlchemyError) and not isinstance(error, NoneFreeError):
        return isinstance(error, DBAPIError) and not isinstance(error, _LASTING)
    return True
