"""What Telegram delivered is answered once, whatever happens to the process meanwhile."""

import json
import os
import re
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests import servers
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN, Client
from tests.e2e.ground import Ground, person
from tests.e2e.running import labels, running
from tests.e2e.world import JSON


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server at which nothing was refused in the end."""
    api = BotApi(TOKEN)
    try:
        yield api
        assert api.refused == [], api.refused
    finally:
        api.close()


def until(is_so: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until something is so, and return what was found."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query of a bot's database; none while it is made."""
    try:
        with closing(sqlite3.connect(folder / "hongshu.db", timeout=10)) as database:
            return database.execute(query).fetchall()
    except sqlite3.OperationalError:
        return []


def waiting(folder: Path) -> int:
    """Return how many updates are not yet handled."""
    return len(rows(folder, "SELECT id FROM updates WHERE ended IS NULL"))


def texts(api: BotApi, who: JSON) -> list[JSON]:
    """Return the messages sent to a person."""
    return [call for call in api.sent("sendMessage") if call["chat_id"] == str(who["id"])]


def test_killed_while_it_answers_another_goes_on(api: BotApi, tmp_path: Path) -> None:
    """Of one file one process serves; the next, which waited, answers when that one dies.

    What it died over is answered once and in order, what Telegram delivers again not at all.
    """
    people, earlier = [person() for _ in range(3)], person()
    folder = f"sqlite+aiosqlite:///{tmp_path / 'hongshu.db'}"
    (tmp_path / "next").mkdir()
    with running(api, tmp_path, code=-9) as bot:
        bot.ask("yyds", earlier)
        until(lambda: waiting(tmp_path) == 0)
        with running(api, tmp_path / "next", HONGSHU_DATABASE_URL=folder) as following:
            until(lambda: "waiting for its end" in following.log())
            api.fail("sendMessage", 3, "hang")
            for who in people:
                api.put(**u.message("yyds", who))
                api.put(**u.message("/term 种草", who))
            until(lambda: waiting(tmp_path) == 6 and not api._faults["sendMessage"])
            assert not any(texts(api, who) for who in people)
            with api.lock:
                api._updates.insert(0, {"update_id": 1, **u.message("yyds", earlier)})
            bot.process.send_signal(signal.SIGKILL)

            until(lambda: all(len(texts(api, who)) == 2 for who in people))
            following.ask("/help", person())
            until(lambda: waiting(tmp_path) == 0)

    for who in people:
        first, second = (api.visible(call) for call in texts(api, who))
        assert "yyds" in first.lower()
        assert "种草" in second
    assert len(texts(api, earlier)) == 1


def test_end_answers_what_is_at_hand(api: BotApi, tmp_path: Path) -> None:
    """A signal during an answer: it is still sent, and nothing of it is kept in the file."""
    who = person("Secretia")
    with running(api, tmp_path) as bot:
        bot.ask("/help", person())
        until(lambda: waiting(tmp_path) == 0)
        api.delay = 0.5
        api.put(**u.message("yyds", who))
        until(lambda: waiting(tmp_path) == 1)

    assert len(texts(api, who)) == 1
    assert waiting(tmp_path) == 0
    assert re.search(r"stopped\s*$", bot.log())
    assert b"Secretia" not in (tmp_path / "hongshu.db").read_bytes()


def test_end_begins_nothing_more(api: BotApi, tmp_path: Path) -> None:
    """What waits at the signal is left to who comes next, however long Telegram takes to part."""
    who = person()
    with running(api, tmp_path) as bot:
        bot.ask("/help", person())
        until(lambda: waiting(tmp_path) == 0)
        api.delay = 1.5
        for text in ("yyds", "/term 种草"):
            api.put(**u.message(text, who))
        until(lambda: waiting(tmp_path) == 2)

    assert len(texts(api, who)) == 1
    assert waiting(tmp_path) == 1


@pytest.mark.parametrize("fault", [502, "reset"])
def test_telegram_that_is_away_is_waited_for(ground: Ground, fault: int | str) -> None:
    """It fails for everybody; when it is back each is answered once, in order."""
    people, api = [person() for _ in range(4)], ground.api
    before = ground.bot.log().count("put off")
    api.fail("sendMessage", 9_999, fault)
    for who in people:
        api.put(**u.message("yyds", who))
        api.put(**u.message("/term 种草", who))
    until(lambda: ground.bot.log().count("put off") >= before + len(people))
    with api.lock:
        api._faults["sendMessage"].clear()

    until(lambda: all(len(texts(api, who)) == 2 for who in people))
    ground.bot.ask("/help", person())

    for who in people:
        first, second = (api.visible(call) for call in texts(api, who))
        assert "yyds" in first.lower()
        assert "种草" in second


def test_answer_that_is_late_is_given_and_not_apologised_for(ground: Ground) -> None:
    """Telegram fails over what waits since two hours, and nobody knows whether it had it."""
    who = person()
    ground.api.chat(who["id"], "private")
    ground.api.fail("sendMessage", 1, "reset")
    body = json.dumps({"update_id": 10**9, **u.message("yyds", who)})
    row = "INSERT INTO updates (id, lane, slot, kind, body, at, due, held, tries) "
    lane = f"chat:{who['id']}"
    ground.rows(f"{row} VALUES (?, ?, 0, 'message', ?, ?, 0, 0, 0)",
        10**9, lane, body, time.time() - 7200)  # fmt: skip

    (answer,) = until(lambda: texts(ground.api, who), 15)

    assert "went wrong" not in ground.api.visible(answer)


def test_webhook_that_is_set_while_it_polls_is_deleted(ground: Ground) -> None:
    """Updates come on, and the log says why they did not."""
    client = Client(ground.api)
    client.result("setWebhook", url="https://old.example.org/x")
    client.close()

    assert all(ground.bot.ask("yyds", person()) for _ in range(3))

    assert ground.bot.log().count("webhook was set meanwhile") == 1
    assert ground.bot.log().count("webhook deleted") == 1


def test_grade_that_was_counted_but_not_shown_goes_on(ground: Ground) -> None:
    """Telegram is away when the next card is to be shown; later it is; the grade counts once."""
    bot, who = ground.bot, person()
    bot.answer(bot.press("☆ Save", bot.ask("/term yyds", who), who), "answerCallbackQuery")
    shown = bot.answer(
        bot.press("Show the answer", bot.ask("/review", who), who), "editMessageText"
    )
    ground.api.fail("editMessageText", 5, 502)

    easily = next(label for label in labels(shown) if label.startswith("Easily"))
    after = bot.answer(bot.press(easily, shown, who), "editMessageText")

    assert "put off" in bot.log()
    assert ground.api.visible(after) != ground.api.visible(shown)
    query = 'SELECT version FROM reviews WHERE "user" = ?'
    assert ground.rows(query, who["id"]) == [(1,)]


def test_word_that_was_removed_but_not_told_is_told(ground: Ground) -> None:
    """Telegram is away when the removal is to be told; then it is, and noted once."""
    room = ground.room()
    room.ask("/teach 薯小队 = team", room.admin)
    ground.api.fail("sendMessage", 5, 502)

    before = len(room.calls())
    ground.api.put(**u.message("/unteach 薯小队", room.admin, room.chat))
    told = room.heard(before, seconds=20)[-1]  # five tries and their pauses may take nine

    assert "is removed" in ground.api.visible(told)
    assert [what for _, what in room.changes()] == ["taught|薯小队", "removed|薯小队"]


def test_chats_that_are_stopped_keep_nobody_waiting(ground: Ground) -> None:
    """Telegram stops twenty chats, more than are answered at once; another is answered."""
    stopped, api = [person() for _ in range(20)], ground.api
    before = len(api.failures)
    for who in stopped:
        api.flood[who["id"]] = 3600
        api.put(**u.message("yyds", who))
    until(lambda: len(api.failures) >= before + len(stopped))

    assert ground.bot.ask("/help", person())


def test_two_replicas_share_and_one_takes_over(api: BotApi, postgresql: str) -> None:
    """Both answer, one polls; it dies over questions, and the other polls and answers all."""
    url = servers.create(postgresql, "replicas")
    folders = [Path(tempfile.mkdtemp()) for _ in range(2)]
    people = [person() for _ in range(12)]
    with running(api, folders[0], code=-9, HONGSHU_DATABASE_URL=url) as first:
        until(lambda: "count=1 leads=clock,polling" in first.log())
        with running(api, folders[1], HONGSHU_DATABASE_URL=url) as second:
            until(lambda: "count=2 leads=none" in second.log())
            until(lambda: "count=2 leads=clock,polling" in first.log())
            api.delay = 0.3
            for who in people:
                api.put(**u.message("yyds", who))
            query = "SELECT DISTINCT holder FROM updates WHERE holder IS NOT NULL"
            until(lambda: len(servers.rows(url, query)) == 2)
            first.process.send_signal(signal.SIGKILL)
            api.delay = 0

            until(lambda: "leads=clock,polling" in second.log())
            until(lambda: all(texts(api, who) for who in people))
            assert second.ask("/help", person())


def test_end_is_in_time_though_the_database_hangs(
    api: BotApi, postgresql: str, tmp_path: Path
) -> None:
    """What is in hand is left to others, and nothing is waited for that does not come."""
    url = servers.create(postgresql, "hangs")
    (tmp_path / "sitecustomize.py").write_text("from bot.tg import serve\nserve._END = 1\n")
    path = os.pathsep.join([str(tmp_path), str(Path.cwd())])
    with running(api, tmp_path, HONGSHU_DATABASE_URL=url, PYTHONPATH=path) as bot:
        bot.ask("yyds", person())
        query = "SELECT pid FROM pg_stat_activity WHERE datname = 'hangs'"
        hung = [int(str(pid)) for (pid,) in servers.rows(url, query)]
        for pid in hung:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        begun = time.monotonic()
        bot.process.send_signal(signal.SIGTERM)
        try:
            bot.process.wait(20)
        finally:
            for pid in hung:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    assert time.monotonic() - begun < 15
    assert "left unfinished" in bot.log()
