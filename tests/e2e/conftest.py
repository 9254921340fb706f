"""What the tests of the stand-in for Telegram share."""

from collections.abc import Iterator

import pytest

from tests import servers
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import ANNA, FORUM, GROUP, TOKEN, Client
from tests.e2e.ground import Ground, Room, grounds

ASKED = u.body("What is 种草 💥?", ANNA, message_id=1)


@pytest.fixture
def client() -> Iterator[Client]:
    """A server to which Anna wrote, with a group and a forum."""
    api = BotApi(TOKEN)
    api.put(message=ASKED)
    api.chat(GROUP["id"], "supergroup", title="Group")
    api.chat(FORUM["id"], "supergroup", title="Forum", is_forum=True, topics=(12,))
    api.put(**u.inline_query("zhong", ANNA, query="i1"))
    api.put(**u.callback("x", ANNA, u.body("hi", u.AUTHOR, u.private(ANNA), message_id=2), "c1"))
    client = Client(api)
    yield client
    client.close()
    api.close()


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A Telegram of one's own."""
    server = BotApi(TOKEN)
    yield server
    server.close()


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A bot started once for all tests of a module."""
    with grounds(tmp_path_factory.mktemp("bot")) as found:
        yield found


@pytest.fixture
def room(ground: Ground) -> Room:
    """A group of its own for each test."""
    return ground.room()


@pytest.fixture
def panel(room: Room) -> Room:
    """A group in which the panel stands open."""
    room.ask("/settings", room.admin)
    return room


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL."""
    with servers.postgresql() as host:
        yield host
