"""What tests arrange happens: blocks, floods, faults; and polling is as Telegram's."""

import http.client
import threading
from typing import Any

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import ANNA, GROUP, TOKEN, Client

ARRANGED = [
    ("blocked", 7, 403, "Forbidden: bot was blocked by the user"),
    ("kicked", GROUP["id"], 403, "Forbidden: bot was kicked from the supergroup chat"),
    ("left", GROUP["id"], 403, "Forbidden: bot is not a member of the supergroup chat"),
    ("muted", GROUP["id"], 400, "not enough rights to send text messages to the chat"),
]


@pytest.mark.parametrize(("state", "chat", "code", "why"), ARRANGED)
def test_arranged_failure_is_kept_apart(
    client: Client, state: str, chat: int, code: int, why: str
) -> None:
    """Failures a test arranged are no refusals."""
    getattr(client.api, state).add(chat)

    answer = client.ask("sendMessage", chat_id=chat, text="x")

    assert answer["error_code"] == code
    assert why in answer["description"]
    assert client.api.refused == []
    assert client.api.failures == [("sendMessage", code, answer["description"])]


def test_bots_get_no_private_messages(client: Client) -> None:
    """Not even the one that stands for anonymous administrators."""
    client.api.put(**u.anonymous("hi", GROUP))

    answer = client.refusal("sendMessage", chat_id=u.ANONYMOUS["id"], text="x")

    assert answer == "Forbidden: bot can't send messages to bots"


def test_updates_change_what_the_bot_may(client: Client) -> None:
    """Blocking, coming back and migrating take effect with their updates."""
    client.api.put(**u.my_chat_member(u.private(ANNA), ANNA, "member", "kicked"))
    assert "blocked" in client.refusal("sendMessage", chat_id=7, text="x")
    client.api.put(**u.my_chat_member(u.private(ANNA), ANNA, "kicked", "member"))
    client.result("sendMessage", chat_id=7, text="x")

    for update in u.migrated(u.group(-5), -1005, ANNA):
        client.api.put(**update)
    answer = client.ask("sendMessage", chat_id=-5, text="x")

    assert answer["parameters"] == {"migrate_to_chat_id": -1005}
    client.result("sendMessage", chat_id=-1005, text="x")


def test_flood_lasts_for_its_seconds(client: Client) -> None:
    """All is refused until the time told is over."""
    client.api.flood[7] = 3
    first = client.ask("sendMessage", chat_id=7, text="x")
    client.api.advance(1)
    second = client.ask("sendMessage", chat_id=7, text="x")
    client.api.advance(3)

    client.result("sendMessage", chat_id=7, text="x")

    assert first["error_code"] == 429
    assert first["parameters"] == {"retry_after": 3}
    assert second["parameters"] == {"retry_after": 2}
    assert client.api.flood == {}


@pytest.mark.parametrize(("chat", "most", "seconds"), [(7, 5, 1), (GROUP["id"], 20, 60)])
def test_limits_hold_if_asked_for(client: Client, chat: int, most: int, seconds: float) -> None:
    """A person gets a short burst, a group twenty a minute; then waiting helps."""
    client.api.enforce_limits = True
    for _ in range(most):
        client.result("sendMessage", chat_id=chat, text="x")

    answer = client.ask("sendMessage", chat_id=chat, text="x")
    client.api.advance(seconds)

    assert answer["error_code"] == 429
    assert 1 <= answer["parameters"]["retry_after"] <= seconds
    client.result("sendMessage", chat_id=chat, text="x")


def test_all_chats_together_get_thirty_a_second(client: Client) -> None:
    """The limit over all chats holds, too."""
    client.api.enforce_limits = True
    client.api.skew -= client.api.now()
    frozen = client.api.now()
    client.api.now = lambda: frozen
    for number in range(31):
        client.api.chat(100 + number, "private")

    answers = [client.ask("sendMessage", chat_id=100 + n, text="x") for n in range(31)]

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


def test_fault_is_for_so_many_calls(client: Client) -> None:
    """A fault hits the next calls of its method, and nothing else."""
    client.api.fail("sendMessage", 2)

    answers = [client.ask("sendMessage", chat_id=7, text="x") for _ in range(3)]

    assert [answer.get("error_code") for answer in answers] == [502, 502, None]
    assert len(client.api.sent("sendMessage")) == 1


def test_connection_can_be_reset_after_the_effect(client: Client) -> None:
    """A lost answer does not undo what was asked."""
    client.api.fail("sendMessage", status="reset", effect=True)

    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("sendMessage", chat_id=7, text="x")

    assert len(client.api.sent("sendMessage")) == 1


def test_hanging_call_ends_with_the_server() -> None:
    """A call that is never answered is cut when the server closes."""
    api = BotApi(TOKEN)
    api.fail("getMe", status="hang")
    client = Client(api)
    threading.Timer(0.2, api.close).start()

    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("getMe")

    client.close()


def test_only_updates_asked_for_are_delivered(client: Client) -> None:
    """Without a wish members are left out; a wish is remembered until the next."""
    client.result("getUpdates", offset=99)
    for update in (u.chat_member(GROUP, ANNA, ANNA, "member", "left"), u.message("x", ANNA)):
        client.api.put(**update)
    usual = client.result("getUpdates")

    client.api.put(**u.chat_member(GROUP, ANNA, ANNA, "left", "member"))
    asked = client.result("getUpdates", allowed_updates=["chat_member"])
    again = client.result("getUpdates", limit=1)

    assert [set(update) - {"update_id"} for update in usual] == [{"message"}]
    assert [set(update) - {"update_id"} for update in asked] == [{"chat_member"}]
    assert again == asked
    assert client.result("getUpdates", offset=asked[0]["update_id"] + 1) == []


def test_second_poll_ends_the_first(client: Client) -> None:
    """Of two that poll the first is told of the conflict."""
    answers: list[dict[str, Any]] = []
    other = Client(client.api)
    client.result("getUpdates", offset=99)
    first = threading.Thread(
        target=lambda: answers.append(other.ask("getUpdates", offset=99, timeout=20))
    )
    polls = client.api._polls
    first.start()
    with client.api.lock:
        assert client.api.lock.wait_for(lambda: client.api._polls > polls, 10)

    client.result("getUpdates", offset=99)
    first.join()

    other.close()
    assert answers[0]["error_code"] == 409
    assert client.api.refused == []


def test_webhook_and_polling_exclude_each_other(client: Client) -> None:
    """Who set a webhook deletes it before polling; pending updates can be dropped."""
    client.result("setWebhook", url="https://example.com/hook", max_connections=4)
    info = client.result("getWebhookInfo")

    assert client.ask("getUpdates")["error_code"] == 409
    client.result("deleteWebhook", drop_pending_updates=True)
    assert info["pending_update_count"] == 3
    assert client.result("getUpdates") == []


def test_wrong_token_is_unauthorized(client: Client) -> None:
    """A token of somebody else opens nothing."""
    client.api.token = "other"
    path = client.get(f"/bot{TOKEN}/getMe")

    assert path[0] == 401
