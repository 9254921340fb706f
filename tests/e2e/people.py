"""People for tests in private chats, each seen for the first time, and what is kept of them."""

import itertools
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.running import Running, buttons
from tests.e2e.world import JSON

# Ids beyond 32 bits, as Telegram gives them; a new one for each person, because each chat has
# its own limits.
_IDS = itertools.count(2**40 + 1)
# What Telegram tells of the language of somebody who reads Simplified or Traditional Chinese.
HANS, HANT = "zh-hans", "zh-hant"


def person(language: str | None = "en", name: str = "Anna <b>&") -> JSON:
    """Return somebody nobody has met."""
    return u.user(next(_IDS), name, language)


def database(folder: Path) -> sqlite3.Connection:
    """Open the bot's database."""
    return sqlite3.connect(folder / "hongshu.db", timeout=10)


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for something the bot tells nobody of."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def rows(folder: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what the bot's database has for a query."""
    connection = sqlite3.connect(folder / "hongshu.db")
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def counted(folder: Path, entry: str, verdicts: int) -> list[tuple[Any, ...]]:
    """Return the thumbs of an entry, once there are so many: they are counted after all else."""
    query = "select verdict, count from feedback where entry = ? order by 1"
    deadline = time.monotonic() + 8
    while len(found := rows(folder, query, entry)) < verdicts and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def data(call: JSON) -> list[str]:
    """Return the data of the buttons of a message."""
    return [b["callback_data"] for b in buttons(call) if "callback_data" in b]


def copies(call: JSON) -> list[str]:
    """Return the texts that buttons of a message copy."""
    return [b["copy_text"]["text"] for b in buttons(call) if "copy_text" in b]


def tap(bot: Running, label: str, call: JSON, user: JSON, method: str = "sendMessage") -> JSON:
    """Press a button of a message by its label; return the call of a method that follows."""
    return bot.answer(bot.press(label, call, user), method)


def keyboard(call: JSON) -> list[list[str]]:
    """Return the labels of the buttons of a message, row by row."""
    markup = call.get("reply_markup", {})
    return [[button["text"] for button in row] for row in markup.get("inline_keyboard", [])]
