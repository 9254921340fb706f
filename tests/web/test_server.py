"""The web server: where it listens, and how it stops."""

import asyncio
import json
import signal
import threading
import time

import pytest

from bot.web import ListenError, Vitals, face, serve
from tests.web.site import OURS, PATH, Answer, Inbox, Site, site


def listen(where: str) -> str:
    """Return the address at which a face listened."""
    inbox = Inbox()

    async def run() -> str:
        vitals = Vitals(inbox.ping, lambda: None, inbox.depth)
        async with serve(face(vitals), where) as address:
            return address

    return asyncio.run(run())


def test_taken_port_is_told_in_one_sentence() -> None:
    """The setting, the address and the reason are named."""
    with site(Inbox()) as door, pytest.raises(ListenError) as error:
        listen(f"127.0.0.1:{door.port}")

    assert str(error.value).startswith(f"HONGSHU_LISTEN: cannot listen at 127.0.0.1:{door.port} (")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("where", ["no.such.host.invalid:0", "192.0.2.1:0", "[::g]:0"])
def test_address_of_somebody_else_is_told(where: str) -> None:
    """A host that is not here can't be listened at."""
    with pytest.raises(ListenError, match="HONGSHU_LISTEN"):
        listen(where)


def test_any_free_port_can_be_asked_for() -> None:
    """Port 0 is one that is free; which one is told."""
    assert int(listen("127.0.0.1:0").rpartition(":")[2]) > 0


def test_signals_stay_with_the_process() -> None:
    """Who runs the server decides what a signal means."""
    inbox = Inbox()

    def handlers() -> list[object]:
        return [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    async def run() -> tuple[list[object], list[object]]:
        before = handlers()
        vitals = Vitals(inbox.ping, lambda: None, inbox.depth)
        async with serve(face(vitals), "127.0.0.1:0"):
            await asyncio.sleep(0.2)
            return before, handlers()

    before, during = asyncio.run(run())

    assert during == before


def test_delivery_at_hand_is_finished_before_the_server_stops() -> None:
    """What was begun is kept and acknowledged; idle connections don't hold the stop up."""
    inbox, answers = Inbox(hangs=0.5), list[Answer]()

    def deliver(door: Site) -> None:
        answers.append(door.ask("POST", PATH, json.dumps({"update_id": 1}), OURS))

    with site(inbox) as door:
        idle = door.knock()
        sender = threading.Thread(target=deliver, args=(door,))
        sender.start()
        time.sleep(0.2)
    sender.join(10)
    idle.close()

    assert [answer.status for answer in answers] == [200]
    assert inbox.kept == [{"update_id": 1}]


def test_many_connections_are_refused_and_the_rest_served() -> None:
    """Strangers cannot hold more than there is room for; when they go, all is as before."""
    with site(Inbox()) as door:
        held = [door.knock() for _ in range(256)]
        crowded = door.ask("GET", "/healthz").status
        for connection in held:
            connection.close()
        time.sleep(0.2)
        after = door.ask("GET", "/healthz").status

    assert (crowded, after) == (503, 200)
