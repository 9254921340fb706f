"""Updates delivered over HTTP: what is taken in, and all that is not."""

import json
import re
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.web.delivery import MOST, SECRET_HEADER
from tests.web.site import OURS, PATH, SECRET, Inbox, Site, site

UPDATE = {"update_id": 7, "message": {"text": "种草 💥"}}


@pytest.fixture(scope="module")
def shared() -> Iterator[Site]:
    """A face for all tests."""
    with site(Inbox()) as found:
        yield found


@pytest.fixture
def door(shared: Site) -> Site:
    """The face with nothing kept yet."""
    shared.inbox.kept.clear()
    return shared


def text(update: Any) -> bytes:
    """Return a body."""
    return json.dumps(update).encode()


def test_update_is_kept_before_it_is_acknowledged(door: Site) -> None:
    """200 means that the whole update is in the inbox."""
    answer = door.deliver(text(UPDATE), Content_Type="application/json; charset=utf-8")

    assert answer.status == 200
    assert door.inbox.kept == [UPDATE]


@pytest.mark.parametrize(
    "given",
    [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "秘密".encode().decode("latin-1")],
)
def test_spoofed_delivery_is_refused(door: Site, given: str | None) -> None:
    """Without exactly the secret, nothing is read, and nothing is kept."""
    answer = door.deliver(text(UPDATE), **{SECRET_HEADER: given})

    assert answer.status == 403
    assert SECRET.encode() not in answer.body
    assert door.inbox.kept == []


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"]
)
def test_only_json_is_taken(door: Site, kind: str | None) -> None:
    """What says to be anything else is refused, whatever it is."""
    assert door.deliver(text(UPDATE), Content_Type=kind).status == 415
    assert door.inbox.kept == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"update_id"',
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": 7.5}',
        b'{"update_id": true}',
        b'{"update_id": null}',
        b'{"update_id": -1}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": ' + b"9" * 5_000 + b"}",
        b'{"update_id": 7, "x": NaN}',
        b'{"update_id": 7, "x": "\xff"}',
        b'{"update_id": 7, "x": "\\ud800"}',
        b'{"update_id": 7} {}',
        '{"update_id": 7}'.encode("utf-16"),
        b'{"update_id": 7, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": 7, "x": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    ],
    ids=range(20),
)
def test_what_is_no_update_is_refused(door: Site, body: bytes) -> None:
    """Broken, hostile or deeply nested JSON is answered calmly, and the next one is heard."""
    assert door.deliver(body).status == 400
    assert door.deliver(text(UPDATE)).status == 200
    assert door.inbox.kept == [UPDATE]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_only_posts_are_taken(door: Site, method: str) -> None:
    """No other method does anything at the address."""
    assert door.ask(method, PATH, text(UPDATE), OURS).status == 405
    assert door.inbox.kept == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        PATH + "/",
        PATH + "/x",
        PATH.upper(),
        "/" + PATH,
        PATH[:-1],
        PATH + "%00",
        "/x/.." + PATH,
    ],
)
def test_there_is_one_path(door: Site, path: str) -> None:
    """Everything beside it is not found, and leads nowhere else."""
    assert door.ask("POST", path, text(UPDATE), OURS).status == 404
    assert door.inbox.kept == []


def padded(size: int) -> bytes:
    """Return an update of so many bytes."""
    bare = text({**UPDATE, "x": ""})
    return text({**UPDATE, "x": "x" * (size - len(bare))})


def test_largest_body_is_taken(door: Site) -> None:
    """Up to the limit an update is an update."""
    assert door.deliver(padded(MOST)).status == 200
    assert len(door.inbox.kept) == 1


@pytest.mark.parametrize("more", [1, 5_000_000])
@pytest.mark.parametrize("chunked", [False, True])
def test_body_beyond_the_limit_is_refused(door: Site, more: int, *, chunked: bool) -> None:
    """A megabyte and a byte is too much, announced or in chunks of which nobody knows the end."""
    body = padded(MOST + more)
    parts = iter([body[i : i + 50_000] for i in range(0, len(body), 50_000)])

    answer = door.deliver(parts if chunked else body)

    assert answer.status == 413
    assert answer.headers["connection"] == "close"
    assert door.inbox.kept == []


def head(*lines: str) -> bytes:
    """Return the head of a delivery with some more lines."""
    own = [f"{name}: {value}" for name, value in OURS.items()]
    return "\r\n".join([f"POST {PATH} HTTP/1.1", "Host: x", *own, *lines, "", ""]).encode()


def rest(connection: socket.socket) -> bytes:
    """Return everything that comes until the other side hangs up."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except ConnectionResetError:
        pass
    connection.close()
    return b"".join(parts)


def test_endless_body_ends_the_connection(door: Site) -> None:
    """A bomb that goes on is cut off after some megabytes, and others are heard."""
    connection = door.knock(head("Transfer-Encoding: chunked"))
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    sent = 0
    try:
        while sent < 200_000_000:
            connection.sendall(chunk)
            sent += len(chunk)
    except OSError:
        pass
    connection.close()

    assert 1_000_000 < sent < 60_000_000
    assert door.deliver(text(UPDATE)).status == 200


def test_slow_body_is_not_waited_for() -> None:
    """A body that trickles in is answered 408 once its time is up."""
    with site(Inbox(), sending=0.3) as door:
        connection = door.knock(head("Content-Length: 1000"), b'{"update_id"')
        answer = rest(connection)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert door.inbox.kept == []


def test_slow_head_is_not_waited_for() -> None:
    """Connections on which no request begins are closed, first or later; others are served."""
    with site(Inbox(), begin=0.3) as door:
        silent, half = door.knock(), door.knock(head()[:40])
        body = text(UPDATE)
        whole = head(f"Content-Length: {len(body)}") + body
        later = door.knock(whole)
        first = later.recv(1000)
        later.sendall(head()[:40])

        ends = [rest(connection) for connection in (silent, half, later)]

    assert first.startswith(b"HTTP/1.1 200 ")
    assert ends == [b"", b"", b""]
    assert door.inbox.kept == [UPDATE]


def test_sender_who_hangs_up_is_forgotten(door: Site, caplog: pytest.LogCaptureFixture) -> None:
    """Half a body and gone: it is counted as no update, and nothing is kept or logged."""

    def refused() -> list[str]:
        page = door.ask("GET", "/metrics").body.decode()
        return re.findall(r'hongshu_webhook_requests_total{status="400"} (\S+)', page)

    before, deadline = refused(), time.monotonic() + 5
    door.knock(head("Content-Length: 1000"), b'{"update_id": 7').close()
    while refused() == before and time.monotonic() < deadline:
        time.sleep(0.01)

    assert refused() != before
    assert door.deliver(text(UPDATE)).status == 200
    assert door.inbox.kept == [UPDATE]
    assert caplog.text == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("X: " + "x" * 100_000,),
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: -1",),
        ("Content-Length: x",),
        ("Transfer-Encoding: gzip",),
        ("X: a\0b",),
    ],
    ids=range(6),
)
def test_hostile_head_is_refused(door: Site, lines: tuple[str, ...]) -> None:
    """Heads that are too large or no HTTP are answered 400 or 501, and nothing is kept."""
    answer = rest(door.knock(head(*lines)))

    assert re.match(rb"HTTP/1\.1 (400|501) ", answer)
    assert door.inbox.kept == []


def test_smuggled_request_is_not_heard(door: Site) -> None:
    """Where length and chunks contradict each other, what follows is no second request."""
    body = text(UPDATE)
    both = head(f"Content-Length: {len(body)}", "Transfer-Encoding: chunked")
    answer = rest(door.knock(both + b"0\r\n\r\n" + head(f"Content-Length: {len(body)}") + body))

    assert door.inbox.kept == []
    assert answer.count(b"HTTP/1.1 200") == 0


def test_delivery_is_asked_for_again_while_the_inbox_is_away(door: Site) -> None:
    """503 says when to come back; then it is taken."""
    door.inbox.fails = True
    away = door.deliver(text(UPDATE))
    door.inbox.fails = False
    there = door.deliver(text(UPDATE))

    assert (away.status, there.status) == (503, 200)
    assert int(away.headers["retry-after"]) > 0
    assert door.inbox.kept == [UPDATE]


def test_inbox_that_hangs_is_not_waited_for() -> None:
    """A database that says nothing is one that is away."""
    with site(Inbox(hangs=30), storing=0.2) as door:
        answer = door.deliver(text(UPDATE))

    assert answer.status == 503
    assert door.inbox.kept == []
