"""A SQLite file that can grow no more: told, nothing half written, and it goes on afterwards."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.store import Store, Unavailable
from bot.store.inbox import Arrived

NOW = 1_700_000_000.0


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def arrived(number: int) -> list[Arrived]:
    """Return an update of some size."""
    return [Arrived(number, f"chat:{number}", "message", "x" * 20_000)]


async def fill(store: Store) -> None:
    """Put in more than there is room for."""
    for number in range(1000):
        await store.inbox.add(arrived(number), NOW)


def test_full_disk_is_told_and_loses_nothing(run: Callable[..., Any], tmp_path: Path) -> None:
    """What did not fit is refused whole, what was kept is there, and with room all goes on."""
    file = tmp_path / "h.db"
    store = run(Store.open(f"sqlite+aiosqlite:///{file}"))
    with no_room(file.stat().st_size + 400_000), pytest.raises(Unavailable):
        run(fill(store))
    kept = run(store.inbox.depth(NOW))[0]

    assert kept
    assert run(store.inbox.add(arrived(5000), NOW)) == 1
    run(store.close())
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM updates").fetchone() == (kept + 1,)
