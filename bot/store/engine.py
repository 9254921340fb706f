"""How a database is reached: addresses, and engines with what each kind of database needs."""

import sqlite3
import time
from pathlib import Path
from typing import Any, cast

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from bot.store.errors import StoreError

_VARIABLE = "HONGSHU_DATABASE_URL"
_DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")

# KiB of the file that a connection keeps; the system keeps the rest for all connections together.
# With SQLite's own 2,000 the five of a process may hold 10 MiB.
_CACHE = 512

# Connections are made this way before anything else; waiting for others comes first. What is
# deleted is overwritten: what people wrote is not to be found in the file later.
_PRAGMAS = (
    "busy_timeout=5000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON",
    "secure_delete=ON", f"cache_size=-{_CACHE}",
)  # fmt: skip

# Times that a new connection to SQLite is tried while the file is made, and seconds between.
_TRIES, _PAUSE = 100, 0.05
# Seconds until PostgreSQL must have answered a new connection.
_PATIENCE = 10
# Seconds for which a connection to PostgreSQL was not used, after which it is tried before it is:
# something on the way may have dropped it and told nobody. One that was closed is known to be.
_IDLE = 5.0
_USED = "used"
# Seconds for any statement of PostgreSQL: longer than a change of tables takes, and so short that
# a server that hangs counts as one that is away.
_STATEMENT = 30


def address(text: str | None) -> URL:
    """Return an address that can be used; of None, that of a file in the user's folder for data.

    Raises `StoreError` that names the setting.
    """
    return _own_file() if text is None else _parse(text)


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


def engine(url: URL, **more: Any) -> AsyncEngine:  # noqa: ANN401 - the library's own options
    """Return an engine, not yet connected; raises `StoreError` if its driver is missing."""
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        made = create_async_engine(url, hide_parameters=True, **(_options(url) | more))
    except ImportError:
        raise StoreError(
            f"{_VARIABLE}: the driver of PostgreSQL is missing; pip install 'hongshu[postgres]'"
        ) from None
    if is_sqlite:
        event.listen(made.sync_engine, "connect", set_up)
        event.listen(made.sync_engine, "begin", _on_begin)
    else:
        event.listen(made.sync_engine, "checkout", _try)
    return made


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "sqlite":
        return {"connect_args": {"timeout": _PATIENCE, "command_timeout": _STATEMENT}}
    if url.database in {None, "", ":memory:"}:  # in memory: there as long as its one connection
        return {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
    return {}


def _try(connection: Any, record: ConnectionPoolEntry, _: object) -> None:  # noqa: ANN401 - a driver's own, untyped
    """Refuse a connection to PostgreSQL that is lost, before anything is asked of it.

    SQLAlchemy's own `pool_pre_ping` asks every time, three round trips each.
    """
    now, driver = time.monotonic(), cast(Any, record.driver_connection)
    used = record.info.get(_USED, now)
    record.info[_USED] = now
    if driver.is_closed() or (now - used > _IDLE and not _lives(connection)):
        raise InvalidatePoolError


def _lives(connection: Any) -> bool:  # noqa: ANN401 - a driver's own, untyped
    try:
        connection.ping()
    except Exception:  # noqa: BLE001 - the driver's own, of whatever kind
        return False
    return True


def set_up(connection: Any, _: object) -> None:  # noqa: ANN401 - a driver's own, untyped
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
    """Begin with the right to write, unless only reading: two readers never both wait to write.

    Where nothing is to be begun, each statement is a transaction.
    """
    if begin := connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"):
        connection.exec_driver_sql(begin)


def unusable(reason: str) -> str:
    """Return that a database cannot be used, and why, naming the setting."""
    return (
        f"{_VARIABLE}: the database cannot be used ({reason}); "
        "see that it is there and may be written to"
    )
