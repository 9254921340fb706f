"""Backups: taken while others write, restored whole or not at all, also from long ago."""

import asyncio
import gzip
import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.groups import GroupSettings
from bot.review import Kept, Side
from bot.store import BackupError, Store, archive, backup, upgrade
from bot.store.sql import Database
from bot.store.tables import Base
from bot.values import Preferences, Taught

Run = Callable[..., Any]
Rows = dict[str, list[tuple[object, ...]]]


async def fill(store: Store) -> None:
    """Put something into every table."""
    await store.people.save(1, Preferences(tour=2))
    await store.groups.joined(-1, 3)
    await store.groups.save(-1, GroupSettings(word_hour=7), by=1, what="a", at=3)
    await store.taught.add(-1, Taught("种草\n💥", en='"quoted", \\'))
    await store.groups.newcomer(-1, 5, "Mia", 3)
    await store.misses.add(-1, "who", "2027-01-14")
    await store.feedback.count("zhongcao", "good")
    await store.answers.keep(-1, 1, (2,), 3)
    await store.answers.delete_later(-1, 2, 3)
    await store.saved.add(1, "zhongcao", 3)
    await store.saved.grade(1, ("zhongcao", Side.WORD), Kept(9, 3, 1, "{}"))
    await store.scores.ask(-1, "poll", 1, 3)
    await store.scores.guess("poll", 1, 1)
    await store.insight.add(-1, "2027-01-14", "zhongcao")


async def rows(url: str) -> Rows:
    """Return all rows of all tables that last."""
    database = Database(url)
    found = {}
    async with database.read() as connection:
        for table in backup._lasting().values():
            query = select(table).order_by(*table.primary_key.columns)
            found[table.name] = [tuple(row) for row in await connection.execute(query)]
    await database.close()
    return found


def lines(path: Path) -> list[Any]:
    """Return the lines of a backup."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def forge(path: Path, told: list[Any]) -> None:
    """Write lines as a backup whose digest is right."""
    text = [json.dumps(line).encode() + b"\n" for line in told]
    digest = hashlib.sha256(b"".join(text[:-1])).hexdigest()
    end = json.dumps({**told[-1], "sha256": digest}).encode() + b"\n"
    path.write_bytes(gzip.compress(b"".join([*text[:-1], end])))


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"


def test_backup_restores_to_the_same_rows(
    run: Run, store: Store, url: str, tmp_path: Path
) -> None:
    """All tables come back over what was changed since, and what was replaced is kept."""
    run(fill(store))
    before = run(rows(url))
    told = run(backup.back_up(url, tmp_path / "b"))
    run(store.people.save(2, Preferences()))
    run(store.taught.add(-1, Taught("later")))
    changed = run(rows(url))

    restored = run(backup.restore(url, tmp_path / "b", tmp_path / "was"))

    assert run(rows(url)) == before
    assert told == restored.rows == {name: len(found) for name, found in before.items()}
    assert min(told.values()) >= 0
    assert [name for name, count in told.items() if not count] == ["mornings"]
    run(backup.restore(url, tmp_path / "was", tmp_path / "again"))
    assert run(rows(url)) == changed
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600


def test_backup_moves_between_databases(
    run: Run, store: Store, url: str, other: str, tmp_path: Path
) -> None:
    """What SQLite or PostgreSQL held is the same in a new SQLite file, and back again."""
    run(fill(store))
    before = run(rows(url))
    run(backup.back_up(url, tmp_path / "b"))

    restored = run(backup.restore(other, tmp_path / "b", tmp_path / "was"))
    run(backup.back_up(other, tmp_path / "c"))
    run(backup.restore(url, tmp_path / "c", tmp_path / "was"))

    assert restored.before is None
    assert run(rows(other)) == before
    assert run(rows(url)) == before


def test_backup_is_one_moment_while_others_write(
    run: Run, store: Store, url: str, other: str, tmp_path: Path
) -> None:
    """Two rows that are always written together are both in it or neither, however often."""

    async def write(stop: asyncio.Event) -> None:
        number = 10
        while not stop.is_set():
            number += 1
            async with store._database.write() as connection:
                for table in (Base.metadata.tables["deletions"], Base.metadata.tables["people"]):
                    values = {"user": number, "pinyin": "x", "tour": 0}
                    if table.name == "deletions":
                        values = {"chat": number, "message": 1, "due": 1}
                    await connection.execute(table.insert().values(values))

    async def race() -> list[dict[str, int]]:
        stop = asyncio.Event()
        writer = asyncio.create_task(write(stop))
        seen = []
        for _ in range(5):
            await asyncio.sleep(0.02)
            seen.append(await backup.back_up(url, tmp_path / "b", force=True))
        stop.set()
        await writer
        return seen

    seen = run(race())
    run(backup.restore(other, tmp_path / "b", tmp_path / "was"))

    counts = [told["people"] for told in seen]
    assert counts == [told["deletions"] for told in seen]
    assert 0 < counts[0] < counts[-1]
    assert len(run(rows(other))["people"]) == counts[-1]


@pytest.mark.parametrize("schema", upgrade.revisions())
def test_backup_of_any_version_can_be_restored(
    run: Run, url: str, other: str, tmp_path: Path, schema: str
) -> None:
    """Rows of older tables arrive in today's."""

    async def begin() -> None:
        store = await Store.open(url)
        await fill(store)
        await store.close()
        database = Database(url)
        async with database.rebuild() as connection:
            await connection.run_sync(lambda c: command.downgrade(upgrade.config(c), schema))
        await database.close()

    run(begin())
    run(backup.back_up(url, tmp_path / "b"))

    run(backup.restore(other, tmp_path / "b", tmp_path / "was"))

    assert lines(tmp_path / "b")[0]["revision"] == schema
    found = run(rows(other))
    assert [row[0] for row in found["people"]] == [1]
    assert [row[3] for row in found["taught"]] == ["种草\n💥"]


def test_no_id_comes_twice_after_a_restore(
    run: Run, store: Store, url: str, other: str, tmp_path: Path
) -> None:
    """A button below a word that is gone never means another word."""
    run(store.taught.add(-1, Taught("one")))
    run(backup.back_up(url, tmp_path / "b"))
    last = run(store.taught.add(-1, Taught("two")))
    run(backup.restore(url, tmp_path / "b", tmp_path / "was"))
    run(backup.back_up(url, tmp_path / "c"))

    async def next_id(address: str) -> int:
        opened = await Store.open(address)
        word = await opened.taught.add(-1, Taught("three"))
        await opened.close()
        return int(word.id)

    run(backup.restore(other, tmp_path / "c", tmp_path / "was2"))

    assert run(next_id(url)) > last.id
    assert run(next_id(other)) > last.id


def test_existing_file_is_not_replaced(run: Run, store: Store, url: str, tmp_path: Path) -> None:
    """Without force a file stays; with it, a link is replaced and not what it leads to."""
    assert store
    precious = tmp_path / "precious"
    precious.write_text("x")
    (tmp_path / "link").symlink_to(precious)
    for name in ("precious", "link"):
        with pytest.raises(BackupError, match="exists"):
            run(backup.back_up(url, tmp_path / name))

    run(backup.back_up(url, tmp_path / "link", force=True))

    assert precious.read_text() == "x"
    assert not (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_backup_that_fails_leaves_no_file(run: Run, other: str, tmp_path: Path) -> None:
    """Neither a folder that is not there nor an empty database leaves anything."""
    with pytest.raises(BackupError, match="no tables"):
        run(backup.back_up(other, tmp_path / "b"))
    run(run_open(other))
    with pytest.raises(BackupError, match="cannot be written"):
        run(backup.back_up(other, tmp_path / "no" / "b"))
    with pytest.raises(BackupError, match="folder"):
        run(backup.back_up(other, tmp_path, force=True))

    assert not list(tmp_path.glob("*b"))[1:]


async def run_open(url: str) -> None:
    """Make the tables of a database."""
    await (await Store.open(url)).close()


def test_damage_is_refused_and_changes_nothing(
    run: Run, store: Store, url: str, tmp_path: Path
) -> None:
    """A byte more, less or other, anywhere, is one sentence, and all rows stay."""
    run(fill(store))
    run(backup.back_up(url, tmp_path / "b"))
    whole = (tmp_path / "b").read_bytes()
    before = run(rows(url))
    places = range(10, len(whole), 7)
    damaged = [
        *(whole[:place] for place in places),
        *(whole[:p] + bytes([whole[p] ^ 255]) + whole[p + 1 :] for p in places),
        whole + whole,
        b"",
        b"\x1f\x8b",
        b"not a backup",
    ]

    for data in damaged:
        (tmp_path / "bad").write_bytes(data)
        with pytest.raises(BackupError, match="nothing was changed") as error:
            list(archive.read(tmp_path / "bad"))
        assert "\n" not in str(error.value)
    (tmp_path / "bad").write_bytes(whole[:-1])
    with pytest.raises(BackupError, match="nothing was changed"):
        run(backup.restore(url, tmp_path / "bad", tmp_path / "was"))

    assert run(rows(url)) == before
    assert not (tmp_path / "was").exists()


HOSTILE: dict[str, Callable[[list[Any]], list[Any]]] = {
    "newer": lambda t: [{**t[0], "revision": "9999"}, *t[1:]],
    "path as revision": lambda t: [{**t[0], "revision": "../../etc"}, *t[1:]],
    "unknown field": lambda t: [{**t[0], "path": "/etc/passwd"}, *t[1:]],
    "table of SQLite": lambda t: [t[0], {"table": "sqlite_master", "columns": ["sql"]}, *t[1:]],
    "SQL for a table": lambda t: [t[0], {"table": 'people"; DROP', "columns": ["a"]}, *t[1:]],
    "SQL for a column": lambda t: [t[0], {"table": "people", "columns": ['user") --']}, *t[1:]],
    "row first": lambda t: [t[0], [1], *t[1:]],
    "row too short": lambda t: [*t[:2], [1], *t[2:]],
    "lost row": lambda t: [*t[:2], *t[3:]],
    "row twice": lambda t: [*t[:-1], t[-2], {**t[-1], "rows": {**t[-1]["rows"], "guesses": 2}}],
    "nested": lambda t: [*t[:2], [[[[1]]]], *t[2:]],
    "huge number": lambda t: [*t[:2], [2**63, *t[2][1:]], *t[3:]],
    "text for a number": lambda t: [*t[:2], ["1", *t[2][1:]], *t[3:]],
    "true for a number": lambda t: [*t[:2], [True, *t[2][1:]], *t[3:]],
    "NUL": lambda t: [*t[:2], [t[2][0], "\0", *t[2][2:]], *t[3:]],
    "surrogate": lambda t: [*t[:2], [t[2][0], "\ud800", *t[2][2:]], *t[3:]],
    "nothing": lambda t: [*t[:2], [None, *t[2][1:]], *t[3:]],
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_forged_backup_is_refused(
    run: Run, other: str, tmp_path: Path, change: Callable[[list[Any]], list[Any]]
) -> None:
    """A right digest helps nothing: what no version wrote is refused before it is tried."""

    async def begin() -> None:
        store = await Store.open(other)
        await fill(store)
        await store.close()

    run(begin())
    before = run(rows(other))
    run(backup.back_up(other, tmp_path / "b"))
    told = lines(tmp_path / "b")
    forge(tmp_path / "bad", change(told))

    with pytest.raises(BackupError) as error:
        run(backup.restore(other, tmp_path / "bad", tmp_path / "was"))

    assert "\n" not in str(error.value)
    assert run(rows(other)) == before


def test_row_of_nobody_is_refused(run: Run, other: str, tmp_path: Path) -> None:
    """A word of a group that is not there breaks a rule."""
    run(run_open(other))
    run(backup.back_up(other, tmp_path / "b"))
    told = lines(tmp_path / "b")
    place = next(i for i, line in enumerate(told) if line.get("table") == "scores")
    told.insert(place + 1, [-5, 1, 1, 1])
    told[-1]["rows"]["scores"] = 1
    forge(tmp_path / "bad", told)

    with pytest.raises(BackupError, match="belong to nothing"):
        run(backup.restore(other, tmp_path / "bad", tmp_path / "was"))


def test_bomb_is_left_before_it_is_read(tmp_path: Path) -> None:
    """A file that unpacks to far more than its size is refused before its first line."""
    with gzip.open(tmp_path / "bomb", "wb") as file:
        for _ in range(40):
            file.write(b"[1]\n" * 2**18)

    with pytest.raises(BackupError, match="unpacks to more"):
        next(archive.read(tmp_path / "bomb"))


def test_endless_line_is_not_read(tmp_path: Path) -> None:
    """No line is taken into memory that is longer than any row."""
    (tmp_path / "bomb").write_bytes(gzip.compress(b" " * 2**21))

    with pytest.raises(BackupError, match="longer"):
        next(archive.read(tmp_path / "bomb"))


def test_what_is_no_file_is_not_waited_for(run: Run, other: str, tmp_path: Path) -> None:
    """Pipes, folders and nothing are told at once."""
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", ".", "nothing"):
        with pytest.raises(BackupError):
            run(backup.restore(other, tmp_path / name, tmp_path / "was"))


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_are_no_backup(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever lies in a gzip, it is one sentence."""
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(gzip.compress(data))

    with pytest.raises(BackupError):
        list(archive.read(path))
