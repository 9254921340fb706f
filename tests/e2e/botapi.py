"""A Bot API server on the loopback interface, as strict as Telegram in what it accepts.

It holds updates until they are polled, refuses requests that Telegram would refuse (unknown
parameters, broken HTML, texts and buttons over the limits), and keeps every request it got.
The next `failing` messages sent are answered as if Telegram had a fault.
"""

import json
import re
import threading
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

# Methods the bot uses, with the parameters Telegram knows (Bot API 10.1).
METHODS: dict[str, frozenset[str]] = {
    "getMe": frozenset(),
    "deleteWebhook": frozenset({"drop_pending_updates"}),
    "getUpdates": frozenset({"offset", "limit", "timeout", "allowed_updates"}),
    "setMyCommands": frozenset({"commands", "scope", "language_code"}),
    "sendMessage": frozenset(
        {
            "chat_id",
            "message_thread_id",
            "text",
            "parse_mode",
            "entities",
            "link_preview_options",
            "disable_notification",
            "protect_content",
            "reply_parameters",
            "reply_markup",
        }
    ),
    "editMessageText": frozenset(
        {"chat_id", "message_id", "text", "parse_mode", "link_preview_options", "reply_markup"}
    ),
    "answerCallbackQuery": frozenset({"callback_query_id", "text", "show_alert", "cache_time"}),
}
_TAGS = frozenset(
    [
        "b",
        "i",
        "u",
        "s",
        "a",
        "code",
        "pre",
        "blockquote",
        "tg-spoiler",
        "strong",
        "em",
        "ins",
        "del",
    ]
)
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class RefusedError(Exception):
    """A request that Telegram would answer with 400."""


class _Html(HTMLParser):
    """Reads Telegram's HTML; refuses tags that are unknown, unclosed or wrongly nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS or (attrs and tag not in {"a", "blockquote", "code"}):
            raise RefusedError(f"can't parse entities: unsupported start tag {tag!r}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise RefusedError(f"can't parse entities: unexpected end tag {tag!r}")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise RefusedError(f"can't parse entities: comment {data!r}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def parse_html(html: str) -> str:
    """Return the visible text of a message; raises `RefusedError` as Telegram refuses it."""
    if _ENTITY.search(html) or re.search(r"<(?![a-z/])", html):
        raise RefusedError("can't parse entities: unescaped character")
    parser = _Html()
    parser.feed(html)
    parser.close()
    if parser.open:
        raise RefusedError(f"can't parse entities: unclosed {parser.open}")
    return parser.text


def check_keyboard(markup: dict[str, Any]) -> None:
    """Refuse a keyboard over Telegram's limits."""
    for button in (b for row in markup["inline_keyboard"] for b in row):
        kinds = set(button) & {"callback_data", "copy_text", "url", "switch_inline_query"}
        if not button.get("text") or len(kinds) != 1:
            raise RefusedError("BUTTON_TYPE_INVALID")
        if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
            raise RefusedError("BUTTON_DATA_INVALID")
        if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
            raise RefusedError("BUTTON_COPY_TEXT_INVALID")


@dataclass
class BotApi:
    """The server: put updates in, look at the calls that came."""

    token: str
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failing: int = 0
    port: int = 0

    def __post_init__(self) -> None:
        self._updates: list[dict[str, Any]] = []
        self._number = 0
        self._message = 1000
        self._changed = threading.Condition()
        handler = type("Handler", (_Handler,), {"api": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The root to give as HONGSHU_API_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def put(self, **update: Any) -> None:
        """Give the bot an update."""
        with self._changed:
            self._number += 1
            self._updates.append({"update_id": self._number, **update})
            self._changed.notify_all()

    def sent(self, method: str) -> list[dict[str, Any]]:
        """Return the accepted calls of a method, in order."""
        with self._changed:
            return [parameters for name, parameters in self.calls if name == method]

    def wait(self, method: str, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """Return the calls of a method once there are `count`; raises after `seconds`."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while len(found := [p for n, p in self.calls if n == method]) < count:
                if not self._changed.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"{len(found)} of {count} {method}; refused {self.refused}")
            return found

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        """Do what Telegram does for a call; raises `RefusedError`."""
        if method not in METHODS:
            raise RefusedError(f"method {method} not found")
        unknown = set(parameters) - METHODS[method]
        if unknown:
            raise RefusedError(f"unknown parameters {sorted(unknown)}")
        if method == "getUpdates":
            return self._poll(parameters)
        self._check(method, parameters)
        with self._changed:
            self.calls.append((method, parameters))
            self._changed.notify_all()
        return self._result(method, parameters)

    def _check(self, method: str, parameters: dict[str, Any]) -> None:
        if "text" in parameters and method != "answerCallbackQuery":
            html = parameters.get("parse_mode") == "HTML"
            text = parse_html(parameters["text"]) if html else parameters["text"]
            if not text.strip():
                raise RefusedError("message text is empty")
            if len(text) > 4096:
                raise RefusedError("message is too long")
        if "reply_markup" in parameters:
            check_keyboard(parameters["reply_markup"])
        for command in parameters.get("commands", ()):
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise RefusedError("BOT_COMMAND_INVALID")

    def _result(self, method: str, parameters: dict[str, Any]) -> Any:
        bot = {
            "id": 42,
            "is_bot": True,
            "first_name": "Hongshu",
            "username": "hongshu_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        if method == "getMe":
            return bot
        if method not in {"sendMessage", "editMessageText"}:
            return True
        self._message += 1
        chat = int(parameters["chat_id"])
        return {
            "message_id": int(parameters.get("message_id", self._message)),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private" if chat > 0 else "group", "first_name": "x"},
            "from": bot,
            "text": parameters["text"],
        }

    def _poll(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(parameters.get("offset", 0))
        deadline = time.monotonic() + float(parameters.get("timeout", 0))
        with self._changed:
            self._updates = [u for u in self._updates if u["update_id"] >= offset]
            while not self._updates and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)
            return list(self._updates)


class _Handler(BaseHTTPRequestHandler):
    api: BotApi
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        parameters = {name: _value(value) for name, value in parse_qsl(body)}
        path = urlsplit(self.path).path
        prefix = f"/bot{self.api.token}/"
        if not path.startswith(prefix):
            self._reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        if path.endswith("/sendMessage") and self.api.failing > 0:
            self.api.failing -= 1
            self._reply(502, {"ok": False, "error_code": 502, "description": "Bad Gateway"})
            return
        try:
            result = self.api.answer(path.removeprefix(prefix), parameters)
        except RefusedError as error:
            self.api.refused.append(f"{path.removeprefix(prefix)}: {error}")
            text = f"Bad Request: {error}"
            self._reply(400, {"ok": False, "error_code": 400, "description": text})
            return
        self._reply(200, {"ok": True, "result": result})

    def _reply(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _value(text: str) -> Any:
    """Return a form field as Telegram reads it: JSON where it is an object or a list."""
    return json.loads(text) if text[:1] in {"{", "["} and text[-1:] in {"}", "]"} else text
