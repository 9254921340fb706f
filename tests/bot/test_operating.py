"""`hongshu misses`, `backup` and `restore`, as operators use them."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def url(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The address of a database in which questions had no answer."""
    assert run  # which takes all other settings away
    url = f"sqlite+aiosqlite:///{tmp_path / 'h.db'}"
    monkeypatch.setenv("HONGSHU_DATABASE_URL", url)

    async def fill() -> None:
        store = await Store.open(url)
        for chat, text, day in (
            (-77, "老铁", "2027-01-14"), (0, "老铁", "2027-01-15"), (0, "who", "2027-01-13"),
        ):  # fmt: skip
            await store.misses.add(chat, text, day)
        await store.close()

    asyncio.run(fill())
    return url


def test_misses_are_counted_without_who_asked(run: Run, url: str) -> None:
    """What was asked most comes first, all groups together, and no chat is named."""
    assert url
    code, out, _ = run("misses", "--json")

    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"text": "老铁", "count": 2, "first_day": "2027-01-14", "day": "2027-01-15"},
        {"text": "who", "count": 1, "first_day": "2027-01-13", "day": "2027-01-13"},
    ]
    assert "77" not in out


def test_misses_in_words_can_be_bounded(run: Run, url: str) -> None:
    """A line a question, from a day on, as many as wished."""
    assert url
    _, out, _ = run("misses", "--since", "2027-01-14")
    assert out == "     2 2027-01-15 老铁\n"
    _, out, _ = run("misses", "--limit", "1")
    assert out == "     2 2027-01-15 老铁\n"
    for wrong in (("--since", "monday"), ("--limit", "0"), ("--limit", "²")):
        assert run("misses", *wrong)[0] == 2


def test_backup_comes_back(run: Run, url: str, tmp_path: Path) -> None:
    """What was written is restored over what came later, and that is kept beside it."""
    file = tmp_path / "b"
    code, told, _ = run("backup", str(file))
    assert code == 0
    assert told.startswith(f"{file}: 3 rows of ")
    asyncio.run(_miss(url))

    code, out, _ = run("restore", str(file))

    assert code == 0
    (before,) = tmp_path.glob("b.before-*")
    first, second = out.splitlines()
    assert first == told.partition(": ")[2].strip() + " restored"
    assert second == f"what was there before is kept in {before}"
    assert len(run("misses")[1].splitlines()) == 2


async def _miss(url: str) -> None:
    store = await Store.open(url)
    await store.misses.add(0, "later", "2027-01-16")
    await store.close()


def test_what_goes_wrong_is_one_sentence(
    run: Run, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is there, one that is no backup: exit 1; a wrong database: exit 2."""
    assert url
    (tmp_path / "x").write_text("x")
    for command in ("backup", "restore"):
        code, out, err = run(command, str(tmp_path / "x"))
        assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert run("backup", str(tmp_path / "x"), "--force")[0] == 0
    monkeypatch.setenv("HONGSHU_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'no' / 'h.db'}")

    for command in (("backup", "y"), ("restore", str(tmp_path / "x")), ("misses",)):
        code, out, err = run(*command)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert "HONGSHU_DATABASE_URL" in err
