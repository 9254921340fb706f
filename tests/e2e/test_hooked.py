"""The whole bot by webhook: as by polling, and nothing delivered is lost."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN, Client
from tests.e2e.people import person
from tests.e2e.running import Running, hooked, running
from tests.web.site import SECRET


@contextmanager
def telegram() -> Iterator[BotApi]:
    """Run a server that refuses nothing."""
    server = BotApi(TOKEN)
    yield server
    server.close()
    assert server.refused == []


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server no bot has met."""
    with telegram() as server:
        yield server


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A bot by webhook that has answered."""
    folder = tmp_path_factory.mktemp("bot")
    with telegram() as server, running(server, folder, **hooked(server)) as found:
        found.ask("/term yyds", person())
        yield found


def test_questions_are_answered_by_webhook(bot: Running) -> None:
    """Telegram is told where to deliver; nothing is polled, and the secret stays unsaid."""
    assert "yyds" in bot.api.visible(bot.ask("/term yyds", person()))
    assert len(bot.api.sent("setWebhook")) == 1
    assert bot.api._polls == 0
    assert SECRET not in bot.log()
    assert "mode=webhook" in bot.log()


def test_polling_bot_takes_over_from_a_webhook(api: BotApi, tmp_path: Path) -> None:
    """Without the setting the webhook is deleted, and what waited is answered."""
    client = Client(api)
    client.result("setWebhook", url="https://old.example.org/x")
    client.close()
    api.door = ""
    api.put(**u.message("/term yyds", person()))
    with running(api, tmp_path):
        api.wait("sendMessage", 1)

    assert len(api.sent("deleteWebhook")) == 1


def test_what_a_killed_bot_had_taken_is_answered_by_the_next(api: BotApi, tmp_path: Path) -> None:
    """Delivered, acknowledged, killed: every question has its answer in the end."""
    people = [person() for _ in range(30)]
    with running(api, tmp_path, code=-signal.SIGKILL, **hooked(api)) as bot:
        bot.ask("/term yyds", person())
        for who in people:
            api.put(**u.message("/term yyds", who))
        with api.lock:
            assert api.lock.wait_for(lambda: len(api.delivered) > 10, 20)
        bot.process.kill()
        bot.process.wait()
    with running(api, tmp_path, **hooked(api)), api.lock:
        assert api.lock.wait_for(lambda: answered(api) >= {p["id"] for p in people}, 40)

    assert api.pending() == 0


def answered(api: BotApi) -> set[int]:
    """Return who was answered."""
    return {int(call["chat_id"]) for call in api.sent("sendMessage")}


def test_delivery_waits_while_the_database_is_away(bot: Running) -> None:
    """While another holds the file, deliveries get 503; then all are answered, in their order."""
    anna, api, words = person(), bot.api, ("yyds", "种草", "绝绝子")
    before = len(api.sent("sendMessage"))
    with closing(sqlite3.connect(bot._log.parent / "hongshu.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        for word in words:
            api.put(**u.message(f"/term {word}", anna))
        with api.lock:
            assert api.lock.wait_for(lambda: refused(api), 30)
            waiting = api.pending()
        other.execute("rollback")
    said = [api.visible(call) for call in api.wait("sendMessage", before + 3)[before:]]

    assert waiting == 3
    assert all(word in text for word, text in zip(words, said, strict=True))
    assert api.pending() == 0


def refused(api: BotApi) -> bool:
    """Whether a delivery was to come again later."""
    told = api._courier.error if api._courier else {}
    return "503" in told.get("last_error_message", "")
