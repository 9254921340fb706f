"""What Telegram shows of the bot, and how the bot starts or tells why it does not."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.tg import profile
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import person
from tests.e2e.running import Running, running
from tests.e2e.world import JSON

WRONG = TOKEN.replace("AAHdq", "AAHxx")
SETTING = (
    *("setMyCommands", "setMyName", "setMyDescription", "setMyShortDescription"),
    "setChatMenuButton",
)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server no bot has met."""
    server = BotApi(TOKEN)
    yield server
    assert server.refused == []
    server.close()


def said(api: BotApi) -> list[str]:
    """Return by which methods the bot told about itself, in order."""
    return [method for method, _ in api.calls if method in SETTING]


def awake(bot: Running) -> Running:
    """Return a bot that has answered, so that it is through with its start."""
    bot.ask("/help", person())
    return bot


def commands(api: BotApi, scope: str, language: str) -> list[str]:
    """Return the commands Telegram shows in a scope and language."""
    key = ("commands", json.dumps({"type": scope}, sort_keys=True), language)
    shown: list[JSON] = api.settings[key]
    return [command["command"] for command in shown]


def see_commands(api: BotApi) -> None:
    """See that private chats, groups and administrators have their menus, in two languages."""
    for language in ("", "zh"):
        private = commands(api, "all_private_chats", language)
        group = commands(api, "all_group_chats", language)
        admins = commands(api, "all_chat_administrators", language)
        assert private == list(profile._PRIVATE)
        assert "forget" not in group
        assert set(admins) - set(group) == {"settings", "teach", "unteach", "missed", "stats"}
    described = {
        language: api.settings["commands", json.dumps({"type": "all_private_chats"}), language]
        for language in ("", "zh")
    }
    assert described[""][0]["description"] == "Ask about RedNote"
    assert all(
        d["description"] != e["description"] for d, e in zip(*described.values(), strict=True)
    )
    assert "小红书" in api.settings["Description", "zh"]


def test_profile_is_told_once_and_then_only_what_changed(api: BotApi, tmp_path: Path) -> None:
    """The first start tells everything, the second nothing, a changed text is one call."""
    with running(api, tmp_path) as bot:
        awake(bot)
    first = said(api)
    see_commands(api)
    with running(api, tmp_path) as bot:
        awake(bot)
    second = said(api)[len(first) :]
    api.settings["Description", "zh"] = "old"
    with running(api, tmp_path) as bot:
        awake(bot)
        log = bot.log()
    third = said(api)[len(first) :]

    assert {m: first.count(m) for m in SETTING} == {
        "setMyCommands": 6,
        "setMyName": 2,
        "setMyDescription": 2,
        "setMyShortDescription": 2,
        "setChatMenuButton": first.count("setChatMenuButton"),
    }
    assert second == []
    assert third == ["setMyDescription"]
    assert "https://t.me/hongshu_bot?startgroup=hello" in log


def test_refused_profile_does_not_keep_the_bot_from_answering(api: BotApi, tmp_path: Path) -> None:
    """A Telegram that takes no name is logged; questions are answered."""
    api.fail("setMyName", 2, 400)

    with running(api, tmp_path) as bot:
        awake(bot)
        assert "profile not set" in bot.log()

    assert "setChatMenuButton" in said(api) or "getChatMenuButton" in dict(api.calls)


def serve(url: str, token: str = TOKEN, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a bot that is expected to end by itself."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env={**os.environ, "HONGSHU_TOKEN": token, "HONGSHU_API_URL": url, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_refused_token_ends_it_with_one_sentence(api: BotApi, tmp_path: Path) -> None:
    """A wrong token is exit 2 and one sentence, and is not printed."""
    database = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"

    done = serve(api.url, WRONG, HONGSHU_DATABASE_URL=database, HONGSHU_LOG_LEVEL="debug")

    assert done.returncode == 2
    assert "HONGSHU_TOKEN is refused" in done.stderr
    assert "AAHxx" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("database", "why"),
    [
        ("sqlite+aiosqlite:////no/such/folder/x.db", "no folder /no/such/folder"),
        ("sqlite+aiosqlite:///{folder}/text", "cannot be used"),
        ("postgresql+asyncpg://hongshu:hush@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_wrong_database_ends_it_with_one_sentence(
    api: BotApi, tmp_path: Path, database: str, why: str
) -> None:
    """A database that cannot be used is exit 2 and a sentence that names the setting."""
    (tmp_path / "text").write_text("no database, but long enough to look at " * 50, "utf-8")

    done = serve(
        api.url, HONGSHU_DATABASE_URL=database.format(folder=tmp_path), HONGSHU_LOG_LEVEL="error"
    )

    assert done.returncode == 2
    assert why in done.stderr
    assert "HONGSHU_DATABASE_URL" in done.stderr
    assert "hush" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_bot_waits_for_a_telegram_that_is_away(tmp_path: Path) -> None:
    """Started before the server, the bot answers when it comes."""
    api = BotApi(TOKEN)
    port = int(api.url.rsplit(":", 1)[1])
    api.close()

    with running(api, tmp_path) as bot:
        while "starting" not in bot.log():
            assert bot.process.poll() is None
        there = bot.api = BotApi(TOKEN, port=port)
        awake(bot)

    assert there.refused == []
    there.close()
