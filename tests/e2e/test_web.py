"""The web server of a running bot: what operators see of it, and what its logs tell."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.ground import Ground, grounds, person


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A bot that polls and listens, with logs in JSON."""
    folder = tmp_path_factory.mktemp("bot")
    with grounds(folder, HONGSHU_LISTEN="127.0.0.1:0", HONGSHU_LOG_FORMAT="json") as found:
        yield found


def lines(ground: Ground) -> list[dict[str, Any]]:
    """Return what was logged."""
    return [json.loads(line) for line in ground.bot.log().splitlines() if line.startswith("{")]


def look(ground: Ground, path: str) -> tuple[int, str]:
    """Return status and body of a page of the bot."""
    address = next(line["address"] for line in lines(ground) if line["event"] == "listening")
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def value(ground: Ground, series: str) -> float:
    """Return the value of a series now; 0 if there is none yet."""
    found = re.search(rf"^{re.escape(series)} (\S+)$", look(ground, "/metrics")[1], re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_polling_bot_is_alive_and_ready(watched: Ground) -> None:
    """Where `HONGSHU_LISTEN` is set, health is told; there is no webhook."""
    status, told = look(watched, "/readyz")

    assert look(watched, "/healthz")[0] == 200
    assert (status, json.loads(told)["ready"]) == (200, True)
    assert look(watched, "/")[0] == 404


def test_answers_are_counted_by_what_they_show(watched: Ground) -> None:
    """A term, a miss and an inline query each count once, with their times."""
    anna = person()
    series = {
        'hongshu_answers_total{kind="term"}': 1,
        'hongshu_answers_total{kind="none"}': 1,
        'hongshu_answers_total{kind="inline"}': 1,
        "hongshu_misses_total": 1,
        'hongshu_updates_total{kind="message",outcome="done"}': 2,
        'hongshu_updates_total{kind="inline_query",outcome="done"}': 1,
        'hongshu_telegram_requests_total{method="sendMessage",outcome="ok"}': 2,
        "hongshu_answer_seconds_count": 3,
        'hongshu_handling_seconds_count{kind="message"}': 2,
    }
    before = {name: value(watched, name) for name in series}

    watched.bot.ask("/term yyds", anna)
    watched.bot.ask("florbing the quuxes of wobblestan", anna)
    watched.bot.answers(u.inline_query("种草", anna), "answerInlineQuery")
    watched.until(lambda: {name: value(watched, name) - before[name] for name in series} == series)

    assert value(watched, 'hongshu_database_seconds_count{access="read"}') > 0
    assert value(watched, "hongshu_telegram_contact_timestamp_seconds") > 0


def test_faults_are_counted(watched: Ground) -> None:
    """A handler that fails, and a Telegram that has enough, are seen."""
    anna = person()
    limited = 'hongshu_telegram_requests_total{method="sendMessage",outcome="limited"}'
    failed = 'hongshu_updates_total{kind="message",outcome="failed"}'
    watched.api.flood[anna["id"]] = 1
    watched.bot.ask("/term yyds", anna)
    with watched.api.lock:
        watched.api.fail("sendMessage", 1, 400)
    watched.bot.ask("/term yyds", person())

    assert watched.until(lambda: value(watched, failed)) == 1
    assert value(watched, limited) == 1


def test_request_is_followed_from_update_to_answer(watched: Ground) -> None:
    """Every line of an update bears its number; none tells who, where or what."""
    anna = person("Annabella")
    question = "What is 种草, dear Hongshu?"
    before = len(watched.api.sent("sendMessage"))
    number = watched.api.put(**u.message(question, anna))
    watched.api.wait("sendMessage", before + 1)

    def told() -> list[dict[str, Any]]:
        return [line for line in lines(watched) if line.get("request") == str(number)]

    watched.until(lambda: told() and told()[-1]["event"] == "handled")
    sent = next(line for line in told() if line.get("method") == "sendMessage")
    assert sent["outcome"] == "ok"
    assert 0 <= sent["seconds"] < 20
    assert told()[-1]["kind"] == "message"
    log = watched.bot.log()
    assert "Annabella" not in log
    assert "Hongshu?" not in log
    assert str(anna["id"]) not in json.dumps(told())


def test_nobody_is_named_in_what_operators_see(watched: Ground) -> None:
    """Pages hold numbers of nobody and no token, whoever wrote."""
    anna = person()
    watched.bot.ask("/term yyds", anna)

    for path in ("/metrics", "/readyz", "/healthz"):
        page = look(watched, path)[1]
        assert str(anna["id"]) not in page
        assert TOKEN.partition(":")[2] not in page


def test_taken_port_ends_the_start(tmp_path: Path) -> None:
    """One sentence that names the setting, and exit 2."""
    api = BotApi(TOKEN)
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "serve"],
            env={
                **os.environ,
                "HONGSHU_TOKEN": TOKEN,
                "HONGSHU_API_URL": api.url,
                "HONGSHU_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'x.db'}",
                "HONGSHU_LISTEN": f"127.0.0.1:{other.getsockname()[1]}",
                "HONGSHU_LOG_LEVEL": "error",
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    api.close()

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("hongshu: HONGSHU_LISTEN: cannot listen at 127.0.0.1:")
