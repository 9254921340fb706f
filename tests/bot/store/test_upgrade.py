"""The schema: made, changed, undone; files copied before; strangers refused."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.groups import GroupSettings
from bot.review import Kept, Side
from bot.store import Store, StoreError, upgrade
from bot.store.sql import Database
from bot.store.tables import Base
from bot.values import Preferences, Taught

Run = Callable[..., Any]

# A step as a later version would have it: SQLite can only take it by making the table anew.
NEXT = '''
"""Tell groups by name."""
import sqlalchemy as sa
from alembic import op
revision = "0006"
down_revision = "0005"

def upgrade():
    with op.batch_alter_table("groups") as table:
        table.add_column(sa.Column("title", sa.Text()))
        table.alter_column("settings", nullable=True, existing_type=sa.Text())

def downgrade():
    with op.batch_alter_table("groups") as table:
        table.alter_column("settings", nullable=False, existing_type=sa.Text())
        table.drop_column("title")
'''


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """Turn this version into the next, which has one migration more."""

    def become() -> None:
        folder = tmp_path / "100% later"
        shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0006_name.py").write_text(NEXT, "utf-8")
        monkeypatch.setattr(upgrade, "MIGRATIONS", folder)

    return become


async def change(url: str, step: Callable[[Connection], Any]) -> Any:
    """Do something to a database's tables."""
    database = Database(url)
    async with database.rebuild() as connection:
        done = await connection.run_sync(step)
    await database.close()
    return done


def down(connection: Connection, to: str) -> None:
    """Undo migrations."""
    command.downgrade(upgrade.config(connection), to)


def tables(connection: Connection) -> set[str]:
    """Return the names of all tables but Alembic's."""
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def differences(connection: Connection) -> list[Any]:
    """Return in what the tables differ from those the program knows."""
    options = {"compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


async def fill(url: str) -> None:
    """Put a person and a group with a word into a database."""
    store = await Store.open(url)
    await store.people.save(1, Preferences(tour=2))
    await store.groups.save(-1, GroupSettings(draft=False), by=1, what="a", at=3)
    await store.taught.add(-1, Taught("种草"))
    await store.saved.add(1, "zhongcao", 3)
    await store.saved.grade(1, ("zhongcao", Side.WORD), Kept(9, 3, 1, "{}"))
    await store.scores.ask(-1, "poll", 1, 3)
    await store.scores.guess("poll", 1, 1)
    await store.close()


async def look(url: str) -> tuple[int, GroupSettings, list[str]]:
    """Return what `fill` put there."""
    store = await Store.open(url)
    words = await store.taught.all(-1)
    seen = (await store.people.get(1)).tour, await store.groups.get(-1), [w.term for w in words]
    await store.close()
    return seen


FILLED = (2, GroupSettings(draft=False), ["种草"])


def test_migrations_make_the_tables_the_program_knows(run: Run, url: str) -> None:
    """Nothing is missing, too much or of another type."""
    run(fill(url))

    assert run(change(url, differences)) == []
    assert run(change(url, tables)) == set(Base.metadata.tables)


def test_every_migration_can_be_undone(run: Run, url: str) -> None:
    """All the way down no table is left, even with rows; up again all is as new."""
    run(fill(url))

    run(change(url, lambda connection: down(connection, "base")))

    assert run(change(url, tables)) == set()
    run(fill(url))
    assert run(change(url, differences)) == []
    assert run(look(url)) == FILLED


def test_first_version_is_brought_up_with_its_rows(run: Run, url: str) -> None:
    """A database of version 0001 keeps all it holds; going back drops only what came later."""
    run(fill(url))
    run(change(url, lambda connection: down(connection, "0001")))
    old = run(change(url, tables))

    assert run(look(url)) == FILLED
    assert run(change(url, differences)) == []
    assert old < run(change(url, tables))
    assert "saved" not in old


def test_rows_survive_both_ways(run: Run, url: str, later: Callable[[], None]) -> None:
    """A table made anew empties neither itself nor those that depend on it."""
    run(fill(url))
    later()

    assert run(look(url)) == FILLED
    run(change(url, lambda connection: down(connection, "0005")))

    assert run(change(url, differences)) == []
    assert run(look(url)) == FILLED


def test_newer_schema_is_refused(
    run: Run, url: str, later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database of a later version is left as it is, and one sentence says so."""
    later()
    run(fill(url))
    monkeypatch.undo()

    with pytest.raises(StoreError, match=r"^HONGSHU_DATABASE_URL: .*newer Hongshu.*0006") as error:
        run(Store.open(url))

    assert "\n" not in str(error.value)


def test_file_is_copied_before_it_is_changed(
    run: Run, tmp_path: Path, later: Callable[[], None]
) -> None:
    """The copy holds all rows in the old tables; opening again copies nothing."""
    file = tmp_path / "h.db"
    run(fill(f"sqlite+aiosqlite:///{file}"))
    assert list(tmp_path.glob("*.bak*")) == []
    later()

    run(look(f"sqlite+aiosqlite:///{file}"))

    copy = tmp_path / "h.db.before-0006.bak"
    assert list(tmp_path.glob("*before*")) == [copy]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT term FROM taught").fetchall() == [("种草",)]
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (
            "0005",
        )
    copy.unlink()
    run(look(f"sqlite+aiosqlite:///{file}"))
    assert list(tmp_path.glob("*before*")) == []


def test_failed_step_changes_nothing(
    run: Run, url: str, later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that breaks half-way leaves tables and rows as they were."""
    run(fill(url))
    broken = NEXT.replace("def downgrade", "    op.execute('SELECT nonsense')\n\ndef downgrade")
    monkeypatch.setitem(globals(), "NEXT", broken)
    later()
    with pytest.raises(StoreError, match="HONGSHU_DATABASE_URL"):
        run(Store.open(url))
    monkeypatch.undo()

    assert run(change(url, differences)) == []
    assert run(look(url)) == FILLED


def test_two_that_start_at_once_both_open(run: Run, url: str) -> None:
    """One makes the tables, the other waits."""

    async def race() -> None:
        opening = (Store.open(url) for _ in range(4))
        outcomes = await asyncio.gather(*opening, return_exceptions=True)
        for store in outcomes:
            if isinstance(store, Store):
                await store.close()
        assert all(isinstance(outcome, Store) for outcome in outcomes), outcomes

    run(race())

    assert run(change(url, differences)) == []
