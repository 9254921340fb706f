"""Opening a database, and what is said when that cannot be."""

import asyncio
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.store import Full, Store, StoreError, engine
from bot.store.tables import Leases
from bot.values import Preferences

Run = Callable[..., Any]
SECRET = "hush-hush"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite+aiosqlite:///{folder}", "is a folder"),
        ("sqlite+aiosqlite:///{folder}/none/h.db", "there is no folder"),
        ("sqlite+aiosqlite:///{folder}/text", "not a database"),
        ("sqlite+aiosqlite:///{folder}/text/h.db", "there is no folder"),
        ("sqlite+aiosqlite:///file:{folder}/closed.db?mode=ro&uri=true", "readonly"),
        ("sqlite+aiosqlite:///file:{folder}/h.db?mode=ro&uri=true", "unable to open"),
        (f"postgresql+asyncpg://me:{SECRET}@127.0.0.1:1/h", "cannot be used"),
        (f"postgresql+asyncpg://me:{SECRET}@127.0.0.1:port/h", "no address"),
        (f"postgresql://me:{SECRET}@127.0.0.1/h", "no address"),
        (f"mysql://me:{SECRET}@127.0.0.1/h", "no address"),
        (SECRET, "no address"),
        ("", "no address"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(
    run: Run, tmp_path: Path, url: str, told: str
) -> None:
    """It names the setting and the fault, and never the password."""
    (tmp_path / "text").write_text("no database" * 999, "utf-8")
    with closing(sqlite3.connect(tmp_path / "closed.db")) as connection:
        connection.execute("CREATE TABLE something (id)")

    with pytest.raises(StoreError) as error:
        run(Store.open(url.format(folder=tmp_path)))

    assert str(error.value).startswith("HONGSHU_DATABASE_URL: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)
    assert SECRET not in str(error.value)


def test_wrong_database_is_told_without_the_password(run: Run, postgresql: str) -> None:
    """PostgreSQL's own words say what is wrong."""
    url = f"postgresql+asyncpg://postgres:{SECRET}@/{SECRET}?host={postgresql}"

    with pytest.raises(
        StoreError, match=r"HONGSHU_DATABASE_URL: .*\*\*\*.* does not exist"
    ) as error:
        run(Store.open(url))

    assert SECRET not in str(error.value)


def test_without_a_setting_a_file_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in the user's folder for data, which may not be there yet."""
    monkeypatch.setattr(
        "bot.store.engine.user_data_path", lambda name, **_: tmp_path / "new" / name
    )
    store = run(Store.open())
    run(store.close())

    assert (tmp_path / "new" / "hongshu" / "hongshu.db").is_file()


def test_usual_folder_that_cannot_be_made_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be is one sentence."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(
        "bot.store.engine.user_data_path", lambda *_, **__: tmp_path / "file" / "h"
    )

    with pytest.raises(StoreError, match="HONGSHU_DATABASE_URL: not set"):
        run(Store.open())


def test_database_in_memory_is_kept_while_open(run: Run) -> None:
    """It can be read as often as a file, and is gone when closed."""
    store = run(Store.open("sqlite+aiosqlite://"))
    run(store.people.save(1, Preferences(tour=1)))
    assert run(store.people.get(1)).tour == 1
    run(store.close())

    store = run(Store.open("sqlite+aiosqlite://"))
    assert run(store.people.get(1)).tour == 0
    run(store.close())


def test_file_survives_closing(run: Run, url: str) -> None:
    """What was kept is there for whoever opens the database next."""
    for tour in range(3):
        store = run(Store.open(url))
        assert run(store.people.get(1)).tour == tour
        run(store.people.save(1, Preferences(tour=tour + 1)))
        run(store.close())


def test_sqlite_is_set_up(run: Run, tmp_path: Path) -> None:
    """Readers do not wait for a writer, writers wait for each other, and keys are checked."""
    store = run(Store.open(f"sqlite+aiosqlite:///{tmp_path / 'h.db'}"))

    async def pragmas() -> list[Any]:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        async with store._database.read() as connection:
            return [(await connection.exec_driver_sql(f"PRAGMA {n}")).scalar() for n in names]

    assert run(pragmas()) == ["wal", 1, 5000, 1]
    run(store.close())


def test_many_at_once_are_served(run: Run, store: Store, twin: Store) -> None:
    """More callers than connections, in two processes, all come to an end."""

    async def crowd() -> int:
        work = (s.misses.add(0, "who", "2026-05-01") for s in (store, twin) * 60)
        await asyncio.gather(*work)
        return (await store.misses.top(None))[0].count

    assert run(crowd()) == 120


def test_many_at_once_are_served_from_memory(run: Run) -> None:
    """One connection is enough for many callers."""

    async def crowd() -> int:
        store = await Store.open("sqlite+aiosqlite://")
        adding = (store.misses.add(0, "who", "2026-05-01") for _ in range(60))
        await asyncio.gather(*adding, *(store.misses.top(None) for _ in range(60)))
        (miss,) = await store.misses.top(None)
        await store.close()
        return miss.count

    assert run(crowd()) == 60


def test_failing_database_is_a_store_error(run: Run, store: Store) -> None:
    """What the driver says stays within; the text tells nothing of what was to be kept."""

    async def break_it() -> None:
        async with store._database.write() as connection:
            await connection.exec_driver_sql("DROP TABLE people")

    run(break_it())

    with pytest.raises(StoreError, match=r"^the database failed: ") as error:
        run(store.people.save(424242, Preferences(tour=7)))
    assert "424242" not in f"{error.value} {error.value.__cause__}"
    assert issubclass(Full, StoreError)


def test_log_of_a_failure_quotes_nothing_that_is_kept(run: Run, store: Store) -> None:
    """It says where that was; PostgreSQL would tell the very values."""
    name = "what somebody wrote"

    async def twice() -> None:
        async with store._database.write() as connection:
            for _ in range(2):
                await connection.execute(insert(Leases).values(name=name, holder="", until=0))

    with pytest.raises(StoreError) as error:
        run(twice())

    logged = "".join(traceback.format_exception(error.value))
    assert name not in logged
    assert "in twice" in logged
    assert "IntegrityError" in logged


def test_lock_that_nobody_can_have_is_told(run: Run, tmp_path: Path) -> None:
    """It is not taken for one that another process holds, and waited for without end."""
    (tmp_path / "hongshu.db-serving").mkdir()

    async def claim() -> None:
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'hongshu.db'}")
        try:
            await store.may_serve()
        finally:
            await store.close()

    with pytest.raises(StoreError, match="-serving cannot be locked"):
        run(claim())


def test_second_process_may_serve_when_the_first_is_gone(run: Run, tmp_path: Path) -> None:
    """Of one file one at a time."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'hongshu.db'}"
    first, second = run(Store.open(url)), run(Store.open(url))

    assert run(first.may_serve())
    assert not run(second.may_serve())
    run(first.close())
    assert run(second.may_serve())
    run(second.close())


async def _backend(store: Store) -> int:
    """Return the number of the process of PostgreSQL behind a connection that is used anew."""
    async with store._database.read() as connection:
        return int((await connection.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one())


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_connection_that_was_closed_is_made_anew(run: Run, store: Store, twin: Store) -> None:
    """PostgreSQL may end and start again between two questions; nobody notices."""

    async def lose() -> None:
        before = await _backend(store)
        async with twin._database.read() as other:
            await other.exec_driver_sql(f"SELECT pg_terminate_backend({before}, 5000)")
        await asyncio.sleep(0.05)
        assert await _backend(store) != before

    run(lose())


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_connection_is_tried_only_when_it_was_idle(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trying takes longer than asking; one that does not answer is made anew."""
    tried = 0

    def lives(_: object) -> bool:
        nonlocal tried
        tried += 1
        return False

    monkeypatch.setattr(engine, "_lives", lives)
    before = run(_backend(store))

    assert run(_backend(store)) == before
    assert not tried
    monkeypatch.setattr(engine, "_IDLE", 0.0)
    assert run(_backend(store)) != before
    assert tried == 1
