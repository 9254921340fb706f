"""What Sentry is told of a fault of a running bot, by its own SDK, over the loopback interface."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.sentry import scrubbed
from tests.e2e.client import TOKEN
from tests.e2e.ground import grounds, person

SECRET_WORDS = "where does the quick 红薯 jump"


class Sentry(ThreadingHTTPServer):
    """Takes envelopes in."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.bodies: list[str] = []
        self.came = threading.Condition()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def dsn(self) -> str:
        """The address to give as HONGSHU_SENTRY_DSN."""
        return f"http://key@127.0.0.1:{self.server_address[1]}/1"

    def events(self) -> list[dict[str, Any]]:
        """Return the events that came."""
        lines = [line for body in self.bodies for line in body.splitlines()[1:]]
        items = [json.loads(line) for line in lines if line.startswith("{")]
        return [item for item in items if "event_id" in item]


class _Taker(BaseHTTPRequestHandler):
    server: Sentry

    def do_POST(self) -> None:
        """Keep an envelope."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        packed = self.headers.get("Content-Encoding") == "gzip"
        with self.server.came:
            self.server.bodies.append((gzip.decompress(body) if packed else body).decode())
            self.server.came.notify_all()
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def sentry() -> Iterator[Sentry]:
    """A server nobody told anything."""
    server = Sentry()
    yield server
    server.shutdown()
    server.server_close()


def test_fault_is_told_without_anything_of_people(sentry: Sentry, tmp_path: Path) -> None:
    """Kind, place and number of the fault come; no text, nobody's name or number, no token."""
    anna = person("Annabella")
    with grounds(tmp_path, HONGSHU_SENTRY_DSN=sentry.dsn) as ground:
        ground.api.fail("sendMessage", 1, 400)
        ground.bot.ask(SECRET_WORDS, anna)  # what comes is the apology
        apology = ground.api.visible(ground.api.sent("sendMessage")[-1])
        with sentry.came:
            assert sentry.came.wait_for(sentry.events, 20)

    (event,) = sentry.events()
    (fault,) = event["exception"]["values"]
    everything = "".join(sentry.bodies)
    assert fault["type"] == "BadRequest"
    assert "value" not in fault
    assert "bot/tg/send.py" in {frame["filename"] for frame in fault["stacktrace"]["frames"]}
    assert event["logentry"] == {"message": "handler failed"}
    assert event["extra"]["number"] in apology
    assert event["release"]
    for word in ("quick", "红薯", "Annabella", str(anna["id"]), TOKEN.partition(":")[2]):
        assert word not in everything
    assert str(Path.home()) not in everything


def test_what_the_sdk_gathers_stays_here() -> None:
    """Of an event full of everything, only what is named goes out."""
    frame = {"function": "f", "lineno": 1, "vars": {"text": SECRET_WORDS}, "abs_path": "/home/x"}
    event: Any = {
        "event_id": "1",
        "level": "error",
        "logger": "telegram.ext",
        "logentry": {"message": SECRET_WORDS, "params": [SECRET_WORDS]},
        "user": {"id": 7},
        "request": {"data": SECRET_WORDS},
        "server_name": "host",
        "breadcrumbs": {"values": [{"message": SECRET_WORDS}]},
        "contexts": {"trace": {}},
        "extra": {"text": SECRET_WORDS},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": SECRET_WORDS,
                    "mechanism": {"type": "logging", "data": {"x": SECRET_WORDS}},
                    "stacktrace": {"frames": [frame]},
                }
            ]
        },
    }

    assert scrubbed(event, {}) == {
        "event_id": "1",
        "level": "error",
        "logger": "telegram.ext",
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "mechanism": {"type": "logging"},
                    "stacktrace": {"frames": [{"function": "f", "lineno": 1}]},
                }
            ]
        },
    }


def test_token_in_a_message_is_hidden() -> None:
    """Even our own words are looked over."""
    event: Any = {"logger": "bot.x", "logentry": {"message": f"cannot use {TOKEN}"}}

    assert scrubbed(event, {})["logentry"] == {"message": "cannot use [token]"}


@pytest.mark.parametrize(
    ("dsn", "before", "why"),
    [
        ("http://key@127.0.0.1:9/1", "sys.modules['sentry_sdk'] = None", "hongshu[sentry]"),
        ("http://key@127.0.0.1:9/x", "", "no address of Sentry"),
    ],
    ids=["missing", "wrong"],
)
def test_sentry_that_cannot_be_told_ends_the_start(dsn: str, before: str, why: str) -> None:
    """One sentence that names the setting, exit 2, and not the key."""
    script = f"import sys\n{before}\nfrom bot.cli import main\nsys.exit(main(['serve']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "HONGSHU_TOKEN": TOKEN, "HONGSHU_SENTRY_DSN": dsn},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("hongshu: HONGSHU_SENTRY_DSN: ")
    assert why in done.stderr
    assert "key@127" not in done.stderr
