"""A Bot API server on the loopback interface, as strict as Telegram in what it accepts.

It holds updates until they are polled or a webhook took them, refuses requests that Telegram
would refuse, remembers the messages of every chat, and keeps every request it got. Tests arrange
the rest: chats and members, people who block the bot, floods, faults, slow answers.

Where Telegram is lenient against its own documentation (unknown parameters, buttons that are
dropped, markup that is ignored) this server refuses.
"""

import threading
import time
from collections import defaultdict
from typing import Any

from tests.e2e.courier import Courier, check
from tests.e2e.markup import parse_html
from tests.e2e.own import METHODS
from tests.e2e.refusals import ApiError, FailedError, RefusedError, UnknownMethodError
from tests.e2e.schema import TABLE, Field, File, read
from tests.e2e.strict import check_keyboard, refuse_if
from tests.e2e.wire import Server
from tests.e2e.world import BOT, JSON, World

__all__ = ["BOT", "BotApi", "RefusedError", "check_keyboard", "parse_html"]

_POLLING = {"getUpdates", "deleteWebhook", "setWebhook", "getWebhookInfo"}
# What Telegram delivers only if asked for.
_ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}


class BotApi(World):
    """The server: put updates in, look at the calls that came.

    `calls` are the requests accepted, `refused` those wrong in themselves, `failures` those that
    failed as a test arranged it. Scalars in calls are text, as a form carries them; objects and
    lists are parsed; an upload is `{"filename": str, "content": bytes}`. `door` is `host:port`
    where a webhook is really to be found, `delivered` the numbers of the updates it took.
    """

    def __init__(self, token: str, port: int = 0, *, enforce_limits: bool = False) -> None:
        super().__init__(enforce_limits=enforce_limits)
        self.token = token
        self.calls: list[tuple[str, JSON]] = []
        self.refused: list[str] = []
        self.failures: list[tuple[str, int, str]] = []
        self.failing = 0
        self.delay = 0.0
        self.ahead = 0.0
        self._sent: dict[str, list[JSON]] = defaultdict(list)
        self._faults: dict[str, list[tuple[int | str, bool]]] = defaultdict(list)
        self._updates: list[JSON] = []
        self._number = 0
        self._allowed = set(TABLE["updates"]) - _ASKED_FOR
        self.door = ""
        self.delivered: list[int] = []
        self._courier: Courier | None = None
        self._polls = 0
        self._closing = threading.Event()
        self._server = Server(port, self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.daemon = True
        self._thread.start()

    @property
    def url(self) -> str:
        """The root to give as HONGSHU_API_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop listening and cut all connections."""
        self._closing.set()
        with self.lock:
            self._set_webhook(None)
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        with self.lock:
            self.lock.notify_all()

    # For tests.

    def put(self, **update: Any) -> int:
        """Give the bot an update of one kind; return its number.

        Kinds the bot does not ask for are dropped when it polls.
        """
        (kind,) = update
        with self.lock:
            self._number += 1
            self.learn(kind, update[kind])
            self._updates.append({"update_id": self._number, **update})
            self.lock.notify_all()
            return self._number

    def pending(self) -> int:
        """Return how many updates the bot has not confirmed."""
        with self.lock:
            return len(self._updates)

    def sent(self, method: str) -> list[JSON]:
        """Return the accepted calls of a method, in order."""
        with self.lock:
            return list(self._sent[method])

    def wait(self, method: str, count: int, seconds: float = 20) -> list[JSON]:
        """Return the calls of a method once there are `count`; raises after `seconds`."""
        deadline = time.monotonic() + seconds
        with self.lock:
            while len(found := self._sent[method]) < count:
                left = deadline - time.monotonic()
                if left <= 0 or not self.lock.wait(left):
                    raise TimeoutError(f"{len(found)} of {count} {method}; refused {self.refused}")
            return list(found)

    def fail(
        self, method: str, times: int = 1, status: int | str = 502, *, effect: bool = False
    ) -> None:
        """Let the next calls of a method fail: with an HTTP status, "reset" or "hang".

        With `effect` Telegram does what was asked, and only its answer is lost.
        """
        with self.lock:
            self._faults[method] += [(status, effect)] * times

    @staticmethod
    def visible(message: JSON) -> str:
        """Return the plain text or caption of a message, or of a call that sent one."""
        text = message.get("text", message.get("caption", ""))
        return parse_html(text) if message.get("parse_mode") == "HTML" else text

    # For requests.

    def answer(self, method: str, fields: dict[str, Field], files: dict[str, File]) -> Any:
        """Do what Telegram does for a call; raises `ApiError`."""
        parameters, sent = read(method, fields, files)
        if method in _POLLING:
            return self._poll(method, parameters, sent)
        if method not in METHODS:
            raise UnknownMethodError(method)
        with self.lock:
            return self._keep(method, sent, METHODS[method](self, method, parameters))

    def _keep(self, method: str, sent: JSON, result: Any) -> Any:
        self.calls.append((method, sent))
        self._sent[method].append(sent)
        self.lock.notify_all()
        return result

    def fault(self, method: str) -> tuple[int | str, bool] | None:
        """Return what is to go wrong, and whether the call takes effect all the same."""
        with self.lock:
            if self._faults[method]:
                return self._faults[method].pop(0)
            if method == "sendMessage" and self.failing > 0:
                self.failing -= 1
                return 502, False
        return None

    def note(self, method: str, error: ApiError) -> None:
        """Keep an answer that was not ok."""
        with self.lock:
            if isinstance(error, FailedError):
                self.failures.append((method, error.code, error.description))
            else:
                self.refused.append(f"{method}: {error}")
            self.lock.notify_all()

    def download(self, path: str) -> bytes | None:
        """Return a file's content; None if there is no such file."""
        with self.lock:
            return next((data for where, data in self.files.values() if where == path), None)

    def hang(self, seconds: float) -> None:
        """Wait until the server closes or `seconds` are over."""
        self._closing.wait(seconds)

    def _poll(self, method: str, parameters: JSON, sent: JSON) -> Any:
        with self.lock:
            if parameters.get("drop_pending_updates"):
                self._updates.clear()
            if method == "getUpdates":
                return self._updates_from(parameters)
            if method == "setWebhook":
                self._set_webhook(parameters)
            elif method == "deleteWebhook":
                self._set_webhook(None)
            else:
                return self._webhook_info()
            return self._keep(method, sent, True)  # noqa: FBT003 - the answer to the call

    def _set_webhook(self, parameters: JSON | None) -> None:
        if parameters:
            check(parameters)
            self._allow(parameters)
        if self._courier:
            self._courier.stopped = True
        self._courier = Courier(self, parameters) if parameters else None
        if self._courier:
            self._courier.start()

    def _webhook_info(self) -> JSON:
        info = self._courier.info() if self._courier else {"url": ""}
        pending = len(self._updates)
        return {**info, "has_custom_certificate": False, "pending_update_count": pending}

    def _allow(self, parameters: JSON) -> None:
        if "allowed_updates" in parameters:
            asked = set(parameters["allowed_updates"])
            unknown = asked - set(TABLE["updates"])
            refuse_if(unknown, f"can't parse allowed_updates: unknown {sorted(unknown)}")
            self._allowed = asked or set(TABLE["updates"]) - _ASKED_FOR

    def _updates_from(self, parameters: JSON) -> list[JSON]:
        offset, limit = parameters.get("offset", 0), parameters.get("limit", 100)
        refuse_if(not 1 <= limit <= 100, "limit must be between 1 and 100")
        if self._courier:
            text = "can't use getUpdates method while webhook is active"
            raise FailedError(
                409, f"Conflict: {text}; use deleteWebhook to delete the webhook first"
            )
        self._allow(parameters)
        self._polls += 1
        mine = self._polls
        self.lock.notify_all()
        deadline = time.monotonic() + parameters.get("timeout", 0)
        while True:
            self._updates = [u for u in self._updates if self._is_due(u, offset)]
            left = deadline - time.monotonic()
            if self._updates or left <= 0 or self._closing.is_set():
                return self._updates[:limit]
            self.lock.wait(left)
            if mine != self._polls:
                text = "terminated by other getUpdates request; make sure that only one bot"
                raise FailedError(409, f"Conflict: {text} instance is running")

    def _is_due(self, update: JSON, offset: int) -> bool:
        return update["update_id"] >= offset and bool(set(update) & self._allowed)
