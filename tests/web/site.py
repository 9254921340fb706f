"""The HTTP face as it runs, in a thread of its own, and who knocks at it."""

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.store import StoreError
from bot.web import Delivery, Vitals, face, serve
from bot.web.delivery import SECRET_HEADER

SECRET = "a-long_random-word"
PATH = "/telegram/hook"
JSON = {"Content-Type": "application/json"}
OURS = {**JSON, SECRET_HEADER: SECRET}


@dataclass
class Inbox:
    """Keeps updates in memory; `fails` and `hangs` as a database might."""

    kept: list[Mapping[str, Any]] = field(default_factory=list)
    fails: bool = False
    hangs: float = 0.0
    contact: float | None = 1.0

    async def take_in(self, update: Mapping[str, Any]) -> None:
        """Keep an update."""
        await self.ping()
        self.kept.append(update)

    async def depth(self) -> tuple[int, float]:
        """Tell what waits."""
        await self.ping()
        return len(self.kept), 2.5

    async def ping(self) -> None:
        """Answer, or not."""
        await asyncio.sleep(self.hangs)
        if self.fails:
            raise StoreError("the database failed: away")


@dataclass
class Answer:
    """Status, headers and body that came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Site:
    """A running face."""

    def __init__(self, port: int, inbox: Inbox) -> None:
        self.port = port
        self.inbox = inbox

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer to one request; an iterable body is sent in chunks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def deliver(self, body: Any, **changed: Any) -> Answer:
        """Deliver a body as Telegram does; headers whose value is None are left out."""
        names = {name.replace("_", "-"): value for name, value in changed.items()}
        headers = {k: v for k, v in {**OURS, **names}.items() if v is not None}
        return self.ask("POST", PATH, body, headers)

    def knock(self, *parts: bytes) -> socket.socket:
        """Open a connection and send bytes over it, whatever they are."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        for part in parts:
            connection.sendall(part)
        return connection


@contextmanager
def site(inbox: Inbox, *, begin: float = 10.0, **patience: float) -> Iterator[Site]:
    """Run the face over an inbox; requests must begin and bodies be there in so many seconds."""
    ready, over = threading.Event(), threading.Event()
    found: list[str] = []

    async def run() -> None:
        vitals = Vitals(inbox.ping, lambda: inbox.contact, inbox.depth)
        app = face(vitals, Delivery(SECRET, inbox, **patience), PATH)
        async with serve(app, "127.0.0.1:0", begin=begin) as address:
            found.append(address)
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    try:
        assert ready.wait(10)
        yield Site(int(found[0].rpartition(":")[2]), inbox)
    finally:
        over.set()
        thread.join(20)
    assert not thread.is_alive()
