"""Who asks the stand-in for Telegram, and what they send, in its own tests."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
ANNA = u.user(7)
GROUP, FORUM = u.supergroup(), u.forum()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40"


class Client:
    """Sends requests over one connection, as forms unless told otherwise."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self._connection = http.client.HTTPConnection(urlsplit(api.url).netloc, timeout=10)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, method: str, *, as_json: bool = False, **parameters: Any) -> dict[str, Any]:
        """Return the whole answer to a request."""
        body, kind = json.dumps(parameters).encode(), "application/json"
        if not as_json:
            coded = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
            body, kind = urlencode(coded).encode(), "application/x-www-form-urlencoded"
        path = f"/bot{self.api.token}/{method}"
        self._connection.request("POST", path, body, {"Content-Type": kind})
        return json.loads(self._connection.getresponse().read())

    def result(self, method: str, **parameters: Any) -> Any:
        """Return the result of a request that must be accepted."""
        answer = self.ask(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    def refusal(self, method: str, **parameters: Any) -> str:
        """Return what is said to a request that must be refused."""
        answer = self.ask(method, **parameters)
        assert not answer["ok"], answer
        return answer["description"]

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and body of a file."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


def keyboard(*buttons: Any, rows: int = 1) -> dict[str, Any]:
    """Return a keyboard of equal rows."""
    return {"inline_keyboard": [list(buttons)] * rows}


def button(**fields: Any) -> dict[str, Any]:
    """Return a button called x."""
    return {"text": "x", **fields}


def article(**fields: Any) -> dict[str, Any]:
    """Return an inline result."""
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "x", "input_message_content": content, **fields}


DATA = button(callback_data="x")
HTML = {"chat_id": 7, "parse_mode": "HTML"}
