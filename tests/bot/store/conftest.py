"""A store in a SQLite file and in a real PostgreSQL, new for each test."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store
from tests import servers


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that runs while the tests do."""
    with servers.postgresql() as host:
        yield host


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
    return servers.create(host, f"t{abs(hash(tmp_path))}")


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
