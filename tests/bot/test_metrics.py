"""What is counted, and that it is counted once."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from telegram.error import NetworkError, TelegramError
from telegram.ext import ApplicationBuilder

from bot import metrics
from bot.store import Store, StoreError
from bot.tg.attended import attended
from bot.tg.send import Bot
from bot.tg.wire import Contact, Watched
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN


def value(series: str) -> float:
    """Return the value of a series; 0 if there is none yet."""
    text = metrics.render().decode()
    found = re.search(rf"^{re.escape(series)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def requests(method: str, outcome: str) -> float:
    """Return how many requests ended so."""
    labels = f'{{method="{method}",outcome="{outcome}"}}'
    return value(f"hongshu_telegram_requests_total{labels}")


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server."""
    server = BotApi(TOKEN)
    yield server
    server.close()


def do(url: str, step: Callable[[Bot], Awaitable[object]]) -> Contact:
    """Do something with a bot; return when Telegram was last heard of."""
    contact = Contact()

    async def run() -> None:
        builder = ApplicationBuilder().token(TOKEN).base_url(f"{url}/bot")
        builder = builder.request(Watched(contact, 4)).get_updates_request(Watched(contact, 1))
        bot = builder.build().bot
        await bot._request[1].initialize()
        try:
            await step(bot)
        except TelegramError:
            pass
        finally:
            await bot._request[1].shutdown()

    asyncio.run(run())
    return contact


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(400, "refused"), (502, "fault"), (429, "limited"), ("reset", "unreached")],
)
def test_requests_are_counted_by_how_they_end(
    api: BotApi, status: int | str, outcome: str
) -> None:
    """Faults of each kind are told apart, and none of them is contact."""
    before = requests("getMe", outcome)
    api.fail("getMe", 1, status)

    contact = do(api.url, lambda bot: bot.get_me())

    assert requests("getMe", outcome) == before + 1
    assert contact.age is None


def test_telegram_that_answers_is_in_contact(api: BotApi) -> None:
    """What it did is counted, and when."""
    before = requests("getMe", "ok")

    contact = do(api.url, lambda bot: bot.get_me())

    assert requests("getMe", "ok") == before + 1
    assert contact.age is not None
    assert contact.age < 10
    assert time.time() - value("hongshu_telegram_contact_timestamp_seconds") < 10


def test_telegram_is_asked_only_when_it_was_not_heard_of() -> None:
    """A bot without visitors asks now and then; one that just heard does not; failing is borne."""
    asked: list[str] = []

    async def ask() -> None:
        asked.append("asked")
        raise NetworkError("away")

    async def keep(contact: Contact) -> None:
        task = asyncio.create_task(contact.keep(ask))
        await asyncio.sleep(0.05)
        task.cancel()

    asyncio.run(keep(Contact(last=time.monotonic())))
    fresh = list(asked)
    asyncio.run(keep(Contact(last=time.monotonic() - 60)))
    asyncio.run(keep(Contact()))

    assert fresh == []
    assert asked == ["asked", "asked"]


def test_update_is_counted_by_how_it_ends() -> None:
    """As meant, with an apology, or by an exception that nobody met; its time stands beside it."""

    def ends(outcome: str) -> float:
        return value(f'hongshu_updates_total{{kind="poll",outcome="{outcome}"}}')

    before = {name: ends(name) for name in ("done", "failed", "released")}
    times = value('hongshu_handling_seconds_count{kind="poll"}')

    with attended(1, "poll", time.time()):
        pass
    with attended(2, "poll", time.time()):
        metrics.ended("failed")
    with pytest.raises(ValueError, match="x"), attended(3, "poll", time.time()):
        raise ValueError("x")
    with attended(4, "poll", time.time()):
        metrics.ended("released")

    assert {name: ends(name) - before[name] for name in before} == {
        "done": 1,
        "failed": 2,
        "released": 1,
    }
    assert value('hongshu_handling_seconds_count{kind="poll"}') == times + 4


def test_only_the_first_answer_to_an_update_is_timed() -> None:
    """Typing is no answer, nor is one that Telegram did not take; what is unasked has no time."""

    def answers() -> tuple[float, float]:
        return value("hongshu_answer_seconds_count"), value("hongshu_answer_seconds_sum")

    count, total = answers()
    metrics.requested("sendMessage", "ok", 0.1)
    with attended(1, "message", time.time() - 7):
        metrics.requested("sendChatAction", "ok", 0.1)
        metrics.requested("sendMessage", "limited", 0.1)
        before = answers()[0]
        metrics.requested("sendMessage", "ok", 0.1)
        metrics.requested("sendMessage", "ok", 0.1)
    after, summed = answers()

    assert (before, after) == (count, count + 1)
    assert 7 <= summed - total < 17


def test_failed_transactions_are_counted(tmp_path: object) -> None:
    """A database that does not do what it is asked is seen; refusals of ours are none."""
    before = value("hongshu_database_failures_total")

    async def run() -> None:
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/x.db")
        await store.ping()
        async with store._database.write() as connection:
            await connection.exec_driver_sql("drop table people")
        with pytest.raises(StoreError):
            await store.people.get(7)
        await store.close()

    asyncio.run(run())

    assert value("hongshu_database_failures_total") == before + 1
