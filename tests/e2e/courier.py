"""Telegram's side of a webhook: delivers updates, again and again until they are taken.

Updates of one chat are delivered one after the other, those of different chats side by side, as
many at once as the bot asked for. What is not answered 2xx comes again: after the time that
`Retry-After` tells, else after a pause that doubles; both are cut short here.
"""

import http.client
import json
import re
import threading
import time
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol
from urllib.parse import urlsplit

from tests.e2e.markup import is_url
from tests.e2e.strict import refuse_if
from tests.e2e.world import JSON

# As setWebhook is documented: ports, secret, deliveries at once.
_PORTS = (443, 80, 88, 8443)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST, _USUAL = 100, 40
# Seconds: what a bot has for its answer, the pause before the second attempt, the longest pause.
_PATIENCE, _PAUSE, _LONGEST = 60, 0.05, 1.0
# Updates looked through for one that may go out, and deliveries that the stand-in makes at once.
_AHEAD, _AT_ONCE = 500, 16


class Post(Protocol):
    """Where updates wait."""

    lock: threading.Condition
    door: str
    delivered: list[int]
    _updates: list[JSON]
    _allowed: set[str]


@dataclass
class _Attempt:
    """How often an update was brought, when it may be brought again, whether it is under way."""

    tries: int = 0
    due: float = 0.0
    away: bool = False


@dataclass
class Courier:
    """Brings what waits to the address of one setWebhook until it is told to stop.

    It knocks at `door` (`host:port`) of the server of updates, whatever host the address names: a
    proxy that speaks HTTPS would stand between. Without a door nothing is brought.
    """

    post: Post
    parameters: JSON
    stopped: bool = False
    error: JSON = field(default_factory=dict)
    _attempts: dict[int, _Attempt] = field(default_factory=dict)

    def start(self) -> None:
        """Begin to deliver."""
        for _ in range(min(self.parameters.get("max_connections", _USUAL), _AT_ONCE)):
            threading.Thread(target=self._run, daemon=True).start()

    def info(self) -> JSON:
        """Return what getWebhookInfo tells of this webhook."""
        kinds = self.parameters.get("allowed_updates")
        return {
            "url": self.parameters["url"],
            "max_connections": self.parameters.get("max_connections", _USUAL),
            "ip_address": "127.0.0.1",
            **({"allowed_updates": kinds} if kinds else {}),
            **self.error,
        }

    def _run(self) -> None:
        connection: http.client.HTTPConnection | None = None
        while update := self._next():
            host, path = self.post.door, urlsplit(self.parameters["url"]).path or "/"
            connection = connection or http.client.HTTPConnection(host, timeout=_PATIENCE)
            pause: float | None
            try:
                pause, fault = self._bring(connection, path, update)
            except (OSError, http.client.HTTPException) as error:
                pause, fault = None, f"{type(error).__name__}"
            if fault:
                connection.close()
                connection = None
            self._note(update["update_id"], pause, fault)
        if connection:
            connection.close()

    def _next(self) -> JSON | None:
        """Wait for an update that may go out; None when told to stop."""
        with self.post.lock:
            while not self.stopped:
                now = time.monotonic()
                if self.post.door and (found := self._due(now)):
                    self._attempts[found["update_id"]].away = True
                    return found
                waits = [a.due - now for a in self._attempts.values() if a.due > now]
                self.post.lock.wait(min([*waits, 1.0]))
        return None

    def _due(self, now: float) -> JSON | None:
        """Return the first update that nothing of its chat is before."""
        first = list(islice(self.post._updates, _AHEAD))
        wanted = [u for u in first if set(u) & self.post._allowed]
        self.post._updates[: len(first)] = wanted
        seen: set[Any] = set()
        for update in wanted:
            attempt = self._attempts.setdefault(update["update_id"], _Attempt())
            queue = _queue(update)
            if queue not in seen and not attempt.away and attempt.due <= now:
                return update
            seen.add(queue)
        return None

    def _bring(
        self, connection: http.client.HTTPConnection, path: str, update: JSON
    ) -> tuple[float | None, str]:
        """Deliver once; return after how many seconds to come again if told, and the fault."""
        headers = {"Content-Type": "application/json", "Host": _host(self.parameters["url"])}
        if secret := self.parameters.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        connection.request("POST", path, json.dumps(update), headers)
        answer = connection.getresponse()
        answer.read()
        if 200 <= answer.status < 300:
            return None, ""
        told = answer.headers.get("Retry-After", "")
        fault = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return (float(told) if told.isdigit() else None), fault

    def _note(self, number: int, pause: float | None, fault: str) -> None:
        with self.post.lock:
            attempt = self._attempts[number]
            attempt.away = False
            if fault:
                attempt.tries += 1
                pause = _PAUSE * 2**attempt.tries if pause is None else pause
                attempt.due = time.monotonic() + min(pause, _LONGEST)
                self.error = {"last_error_date": int(time.time()), "last_error_message": fault}
            else:
                del self._attempts[number]
                self._take(number)
                self.post.delivered.append(number)
            self.post.lock.notify_all()

    def _take(self, number: int) -> None:
        """Let an update wait no more; it may have been dropped meanwhile."""
        waiting = self.post._updates
        index = next((i for i, u in enumerate(waiting) if u["update_id"] == number), None)
        if index is not None:
            del waiting[index]


def check(parameters: JSON) -> None:
    """Refuse what setWebhook refuses; raises `RefusedError`."""
    url = parameters["url"]
    secure = url.startswith("https://") and is_url(url)
    refuse_if(not secure, "bad webhook: HTTPS url must be provided for webhook")
    port = urlsplit(url).port or 443
    ports = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    refuse_if(port not in _PORTS, ports)
    secret = parameters.get("secret_token", "x")
    refuse_if(not _SECRET.fullmatch(secret), "secret token contains unallowed characters")
    count = parameters.get("max_connections", _USUAL)
    refuse_if(not 1 <= count <= _MOST, f"max_connections must be between 1 and {_MOST}")


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _queue(update: JSON) -> Any:
    """Return whose order an update keeps: its chat's, else its user's, else nobody's."""
    (body,) = (value for kind, value in update.items() if kind != "update_id")
    chat = body.get("chat") or body.get("message", {}).get("chat")
    user = body.get("from") or body.get("user") or {}
    return chat["id"] if chat else ("user", user.get("id", update["update_id"]))
