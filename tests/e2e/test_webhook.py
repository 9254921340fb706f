"""Webhooks: how the bot sets and deletes them, and how the stand-in delivers as Telegram does."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from telegram.ext import ApplicationBuilder

from bot.settings import Settings
from bot.tg.send import Bot
from bot.tg.serve import UPDATES
from bot.tg.webhook import register, unregister
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import ANNA, TOKEN, Client
from tests.web.site import PATH, SECRET, Inbox, Site, site

URL = f"https://bot.example.org{PATH}"
SETTINGS = Settings.model_validate({"webhook_url": URL, "webhook_secret": SECRET})


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server that refused nothing."""
    server = BotApi(TOKEN)
    yield server
    server.close()
    assert server.refused == []


@pytest.fixture
def door(api: BotApi) -> Iterator[Site]:
    """A running webhook to which the server delivers."""
    with site(Inbox()) as found:
        api.door = f"127.0.0.1:{found.port}"
        yield found


def do(api: BotApi, *steps: Callable[[Bot], Awaitable[Any]]) -> list[Any]:
    """Do steps with a bot; return their results."""

    async def run() -> list[Any]:
        app = ApplicationBuilder().token(TOKEN).base_url(f"{api.url}/bot").build()
        async with app.bot:
            return [await step(app.bot) for step in steps]

    return asyncio.run(run())


def registers(bot: Bot) -> Awaitable[bool]:
    """Register the webhook of these tests."""
    return register(bot, SETTINGS, UPDATES)


def settle(api: BotApi, is_so: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something is so."""
    with api.lock:
        assert api.lock.wait_for(is_so, seconds)


# What the bot tells Telegram.


def test_webhook_is_told_once(api: BotApi) -> None:
    """The first start tells everything there is to tell, the second nothing."""
    api.put(message=u.body("waits", ANNA))

    told = do(api, registers, registers)

    (call,) = api.sent("setWebhook")
    assert told == [True, False]
    assert call["url"] == URL
    assert call["secret_token"] == SECRET
    assert sorted(call["allowed_updates"]) == sorted(UPDATES)
    assert 1 <= int(call["max_connections"]) <= 100
    assert call.get("drop_pending_updates", "false") == "false"
    assert api.pending() == 1


@pytest.mark.parametrize(
    "before",
    [
        {"url": "https://old.example.org/x", "allowed_updates": list(UPDATES)},
        {"url": URL, "allowed_updates": list(UPDATES)[1:]},
        {"url": URL},
        {"url": URL, "allowed_updates": list(UPDATES), "max_connections": 7},
    ],
    ids=["address", "kinds", "all kinds", "connections"],
)
def test_webhook_that_differs_is_told_anew(api: BotApi, before: dict[str, Any]) -> None:
    """Another address, other kinds or another number of connections are put right."""
    do(api, lambda bot: bot.set_webhook(**before))

    assert do(api, registers, registers) == [True, False]


def test_secret_that_changed_is_told_anew(api: BotApi, door: Site) -> None:
    """Telegram hides the secret it has: once deliveries are refused, it is given ours."""
    other = Settings.model_validate({"webhook_url": URL, "webhook_secret": "old"})
    do(api, lambda bot: register(bot, other, UPDATES))
    number = api.put(message=u.body("hi", ANNA))
    settle(api, lambda: api._courier.error)

    assert do(api, registers) == [True]
    settle(api, lambda: api.delivered == [number])
    assert len(door.inbox.kept) == 1


def test_polling_bot_deletes_a_webhook_that_is_set(api: BotApi) -> None:
    """What waits is kept; without a webhook nothing is asked for."""
    api.put(message=u.body("waits", ANNA))

    told = do(api, unregister, registers, unregister)

    assert told == [False, True, True]
    assert len(api.sent("deleteWebhook")) == 1
    assert api.pending() == 1


# What the stand-in does.


def test_updates_are_delivered_in_the_order_of_their_chat(api: BotApi, door: Site) -> None:
    """Each is delivered once, whole, with the secret, and is pending no more."""
    do(api, registers)
    people = [u.user(100 + n) for n in range(5)]
    put = [(who["id"], api.put(**u.message(str(n), who))) for n in range(10) for who in people]

    settle(api, lambda: not api.pending())

    kept = [(k["message"]["chat"]["id"], k["update_id"]) for k in door.inbox.kept]
    assert sorted(kept) == sorted(put)
    for who in people:
        numbers = [number for chat, number in kept if chat == who["id"]]
        assert numbers == sorted(numbers)


def test_update_that_is_not_taken_is_delivered_again(api: BotApi, door: Site) -> None:
    """While the inbox is away updates wait, in their order; then they come, each once."""
    do(api, registers)
    door.inbox.fails = True
    numbers = [api.put(**u.message(str(n), ANNA)) for n in range(5)]
    settle(api, lambda: api._courier.error)
    waiting, told = api.pending(), api._courier.error["last_error_message"]
    door.inbox.fails = False
    settle(api, lambda: not api.pending())

    assert waiting == 5
    assert told == "Wrong response from the webhook: 503 Service Unavailable"
    assert [kept["update_id"] for kept in door.inbox.kept] == numbers


def test_bot_that_is_down_is_found_again(api: BotApi) -> None:
    """Where nobody listens, the stand-in comes again."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        api.door = f"127.0.0.1:{free.getsockname()[1]}"
    do(api, registers)
    number = api.put(**u.message("hi", ANNA))
    settle(api, lambda: api._courier.error)
    with site(Inbox()) as door:
        api.door = f"127.0.0.1:{door.port}"
        settle(api, lambda: api.delivered == [number])

    assert len(door.inbox.kept) == 1


def test_kinds_not_asked_for_are_not_delivered(api: BotApi, door: Site) -> None:
    """Channel posts are nothing this bot asked for."""
    do(api, registers)
    api.put(channel_post=u.body("news", None, u.channel()))
    number = api.put(**u.message("hi", ANNA))

    settle(api, lambda: api.delivered == [number])
    time.sleep(0.1)

    assert [kept["update_id"] for kept in door.inbox.kept] == [number]


def test_deleted_webhook_is_delivered_to_no_more(api: BotApi, door: Site) -> None:
    """Afterwards updates wait to be polled."""
    do(api, registers, unregister)
    api.put(**u.message("hi", ANNA))
    time.sleep(0.2)

    assert door.inbox.kept == []
    assert api.pending() == 1


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"url": "http://example.com/x"}, "HTTPS url must be provided"),
        ({"url": "https://example.com:444/x"}, "only on ports"),
        ({"url": URL, "secret_token": "a.b"}, "unallowed characters"),
        ({"url": URL, "max_connections": 101}, "between 1 and 100"),
        ({"url": URL, "allowed_updates": ["mesage"]}, "unknown"),
    ],
)
def test_wrong_webhook_is_refused(client: Client, parameters: dict[str, Any], why: str) -> None:
    """What Telegram would not take is not taken here."""
    assert why in client.refusal("setWebhook", **parameters)
