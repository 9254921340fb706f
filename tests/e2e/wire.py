"""HTTP of the stand-in: requests in forms, JSON or multipart to fields, answers in one write."""

import contextlib
import json
import re
import socket
import struct
import time
import traceback
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.e2e.refusals import ApiError, RefusedError
from tests.e2e.schema import Field, File

_NAME = re.compile(rb'[; ]name="([^"]*)"')
_FILENAME = re.compile(rb'[; ]filename="([^"]*)"')
MAX_HANG = 120.0


class Api(Protocol):
    """What a request is handed to."""

    token: str
    delay: float
    ahead: float

    def answer(self, method: str, fields: dict[str, Field], files: dict[str, File]) -> Any:
        """Do what Telegram does for a call; raises `ApiError`."""

    def fault(self, method: str) -> tuple[int | str, bool] | None:
        """Return what is to go wrong, and whether the call takes effect all the same."""

    def download(self, path: str) -> bytes | None:
        """Return a file's content; None if there is no such file."""

    def note(self, method: str, error: ApiError) -> None:
        """Keep an answer that was not ok."""

    def hang(self, seconds: float) -> None:
        """Wait until the server closes or `seconds` are over."""


class Server(ThreadingHTTPServer):
    """Listens on the loopback interface; `server_close` cuts the connections, too."""

    daemon_threads = True
    request_queue_size = 128
    api: Api

    def __init__(self, port: int, api: Api) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.api = api
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Stop listening and cut what is still connected."""
        super().server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that go away are part of the tests."""


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open from request to request."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        """Answer a call."""
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        api = self.server.api
        prefix = f"/bot{api.token}/"
        if api.delay:
            time.sleep(api.delay)
        if not url.path.startswith(prefix):
            self._reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        method = url.path.removeprefix(prefix)
        fault = api.fault(method)
        if fault is None:
            self._reply(*self._call(method, url.query, body))
            return
        status, effect = fault
        if effect:
            self._call(method, url.query, body)
        self._fail(status)

    def do_GET(self) -> None:
        """Answer a call, or give a file."""
        path = unquote(urlsplit(self.path).path)
        prefix = f"/file/bot{self.server.api.token}/"
        if not path.startswith("/file/"):
            self.do_POST()
            return
        content = None
        if path.startswith(prefix):
            content = self.server.api.download(path.removeprefix(prefix))
        if content is None:
            self._reply(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        else:
            self._write(200, "application/octet-stream", content)

    def _call(self, method: str, query: str, body: bytes) -> tuple[int, dict[str, Any]]:
        api = self.server.api
        try:
            fields, files = decode(self.headers.get("Content-Type", ""), body)
            result = api.answer(method, {**form(query.encode()), **fields}, files)
        except ApiError as error:
            api.note(method, error)
            return error.code, error.answer()
        except Exception:  # noqa: BLE001 - a fault of the stand-in must show in the test
            api.note(method, RefusedError(f"fault of the stand-in: {traceback.format_exc()}"))
            return 500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}
        return 200, {"ok": True, "result": result}

    def _fail(self, status: int | str) -> None:
        """Answer with a status; `reset` or let `hang` the connection."""
        if isinstance(status, int):
            text = {500: "Internal Server Error", 502: "Bad Gateway"}.get(status, "Error")
            self._reply(status, {"ok": False, "error_code": status, "description": text})
            return
        self.close_connection = True
        if status == "hang":
            self.server.api.hang(MAX_HANG)
        now = struct.pack("ii", 1, 0)  # linger for no time: the client sees a reset
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self.connection.close()

    def _reply(self, status: int, data: dict[str, Any]) -> None:
        self._write(status, "application/json", json.dumps(data).encode())

    def _write(self, status: int, kind: str, body: bytes) -> None:
        phrase = self.responses.get(status, ("Unknown",))[0]
        date = formatdate(time.time() + self.server.api.ahead, usegmt=True)
        head = f"HTTP/1.1 {status} {phrase}\r\nDate: {date}\r\nContent-Type: {kind}\r\n"
        self.wfile.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def decode(kind: str, body: bytes) -> tuple[dict[str, Field], dict[str, File]]:
    """Return fields and files of a body by its content type; raises `RefusedError`."""
    if not body:
        return {}, {}
    try:
        if kind.startswith("application/json"):
            return {name: _field(v) for name, v in _object(body).items() if v is not None}, {}
        if kind.startswith("multipart/form-data"):
            return _multipart(kind, body)
        return form(body), {}
    except UnicodeDecodeError as error:
        raise RefusedError("strings must be encoded in UTF-8") from error


def form(body: bytes) -> dict[str, Field]:
    """Return the fields of a form."""
    pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    return dict(pairs)


def _object(body: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(body))
    except (ValueError, TypeError) as error:
        raise RefusedError("can't parse JSON object") from error


def _field(value: Any) -> str:
    """Return a JSON value as a form would carry it."""
    return value if isinstance(value, str) else json.dumps(value)


def _multipart(kind: str, body: bytes) -> tuple[dict[str, Field], dict[str, File]]:
    found = re.search(r'boundary="?([^";]+)', kind)
    if not found:
        raise RefusedError("can't find boundary of multipart/form-data")
    fields: dict[str, Field] = {}
    files: dict[str, File] = {}
    for part in (b"\r\n" + body).split(f"\r\n--{found[1]}".encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, filename = _NAME.search(head), _FILENAME.search(head)
        if not name:
            raise RefusedError("part of multipart/form-data without a name")
        if filename:
            files[name[1].decode()] = {"filename": filename[1].decode(), "content": content}
        else:
            fields[name[1].decode()] = content.decode()
    return fields, files
