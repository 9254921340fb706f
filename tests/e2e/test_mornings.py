"""The word of the day by subscription: once to each, whatever happens to processes."""

import asyncio
import contextlib
import signal
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.daily import Daily
from bot.store import Store
from bot.store.sql import Database
from bot.store.tables import Mornings
from knowledge import Language
from tests import servers
from tests.e2e.botapi import BotApi
from tests.e2e.people import database, person, wait_until
from tests.e2e.running import running

HOUR = 3600


async def subscribe(where: Path | str, users: list[int], due: int) -> None:
    """Subscribe people to a word of the day that is due at a time, and not again for hours."""
    is_file = isinstance(where, Path)
    url = f"sqlite+aiosqlite:///{where / 'hongshu.db'}" if is_file else where
    store = await Store.open(url)
    wanted = Daily((datetime.now(UTC).hour + 12) % 24, "UTC", Language.ENGLISH)
    for user in users:
        await store.mornings.save(user, wanted, int(time.time()))
    async with store._database.write() as connection:
        of = Mornings.user.in_(users)
        await connection.execute(update(Mornings).where(of).values(due=due))
    await store.close()


async def let_go(url: str) -> int:
    """End the time for which words are in the hand of a dead process; return how many were."""
    database = Database(url)
    async with database.write() as connection:
        held = update(Mornings).where(Mornings.held > 0).values(held=1)
        count = (await connection.execute(held)).rowcount
    await database.close()
    return count


def words(api: BotApi) -> list[int]:
    """Return whom the word of the day was sent to."""
    return [int(c["chat_id"]) for c in api.sent("sendMessage") if "Word of the day" in c["text"]]


def people(api: BotApi, count: int) -> list[int]:
    """Make people known who have started the bot."""
    ids = list(range(8001, 8001 + count))
    for number in ids:
        api.chat(number, "private")
    return ids


def test_each_word_goes_out_once_beside_a_process_that_waits(api: BotApi, tmp_path: Path) -> None:
    """One process serves a file; who blocked the bot is written to no more."""
    users = people(api, 40)
    api.blocked.add(users[0])
    asyncio.run(subscribe(tmp_path, users, int(time.time()) - 60))

    with running(api, tmp_path) as first, running(api, tmp_path) as second:
        api.wait("sendMessage", 39, 60)
        first.ask("/help", person())
        assert second.process.poll() is None
        time.sleep(7)  # two more looks of each clock

    assert sorted(words(api)) == users[1:]
    with closing(database(tmp_path)) as connection:
        due = connection.execute("SELECT min(due), count(*), count(held) FROM mornings").fetchone()
    assert due[0] > time.time()
    assert due[1:] == (39, 0)


def test_killed_process_neither_loses_nor_doubles_a_word(api: BotApi, tmp_path: Path) -> None:
    """Killed with words in hand, the bot sends them after a restart once nobody holds them."""
    users, due = people(api, 40), int(time.time()) - 60
    asyncio.run(subscribe(tmp_path, users[:10], due))
    with contextlib.ExitStack() as stack:
        bot = stack.enter_context(running(api, tmp_path))
        api.wait("sendMessage", 10, 60)
        api.fail("sendMessage", status="hang")
        asyncio.run(subscribe(tmp_path, users[10:], due))
        wait_until(lambda: not api._faults["sendMessage"])
        bot.process.send_signal(signal.SIGKILL)
        with pytest.raises(AssertionError):  # it did not end as it should
            stack.close()
    assert len(words(api)) == 10
    with closing(database(tmp_path)) as connection, connection:
        held = connection.execute("UPDATE mornings SET held = 1 WHERE held > 0").rowcount

    with running(api, tmp_path):
        api.wait("sendMessage", 40, 60)
        time.sleep(4)

    assert held
    assert sorted(words(api)) == users


def test_word_whose_answer_is_lost_is_not_sent_twice(api: BotApi, tmp_path: Path) -> None:
    """What may have reached Telegram is done, though nobody heard so."""
    first, second = people(api, 2)
    api.fail("sendMessage", status="reset", effect=True)
    asyncio.run(subscribe(tmp_path, [first, second], int(time.time()) - 60))

    with running(api, tmp_path):
        wait_until(lambda: len(api.messages(first) + api.messages(second)) == 2)
        time.sleep(7)

    texts = [m for user in (first, second) for m in api.messages(user)]
    assert sorted(m["chat"]["id"] for m in texts) == [first, second]
    with closing(database(tmp_path)) as connection:
        assert connection.execute("SELECT count(held) FROM mornings").fetchone() == (0,)


def test_word_of_a_long_standstill_is_left_out(api: BotApi, tmp_path: Path) -> None:
    """Two hours late it is sent, four hours late it is not."""
    late, lost = people(api, 2)
    now = int(time.time())
    asyncio.run(subscribe(tmp_path, [late], now - 2 * HOUR))
    asyncio.run(subscribe(tmp_path, [lost], now - 4 * HOUR))

    with running(api, tmp_path):
        api.wait("sendMessage", 1, 60)
        time.sleep(4)

    assert words(api) == [late]
    with closing(database(tmp_path)) as connection:
        assert connection.execute("SELECT min(due) FROM mornings").fetchone()[0] > now


def test_of_two_replicas_one_is_killed_and_each_word_goes_out_once(
    api: BotApi, postgresql: str
) -> None:
    """The one that sends dies with words in hand; the other takes its part, and sends the rest."""
    url = servers.create(postgresql, "mornings")
    folders = [Path(tempfile.mkdtemp()) for _ in range(2)]
    users, due = people(api, 40), int(time.time()) - 60
    asyncio.run(subscribe(url, users[:10], due))
    with running(api, folders[0], code=-9, HONGSHU_DATABASE_URL=url) as first:
        api.wait("sendMessage", 10, 60)
        with running(api, folders[1], HONGSHU_DATABASE_URL=url) as second:
            wait_until(lambda: "count=2 leads=none" in second.log())
            api.fail("sendMessage", status="hang")
            asyncio.run(subscribe(url, users[10:], due))
            wait_until(lambda: not api._faults["sendMessage"])
            first.process.send_signal(signal.SIGKILL)
            wait_until(lambda: "leads=clock,polling" in second.log())
            held = asyncio.run(let_go(url))
            api.wait("sendMessage", 40, 60)
            time.sleep(3)

    assert held
    assert sorted(words(api)) == users
