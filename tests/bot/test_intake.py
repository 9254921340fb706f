"""Updates as they come are kept at once, each with whose order it keeps."""

import asyncio
import json
import time
from typing import Any

import pytest

from bot.store import Store, StoreError
from bot.store.inbox import Taken, Wish
from bot.tg.intake import Intake, _lane
from tests.e2e import updates as u

ANNA = u.user(5)


async def kept(*updates: Any, together: bool = False) -> list[Taken]:
    """Return what is in the inbox after updates came one by one or at once."""
    store = await Store.open("sqlite+aiosqlite://")
    woken: list[bool] = []
    intake = Intake(store.inbox, time.time, lambda: woken.append(True))
    coming = [intake.take_in(update) for update in updates]
    if together:
        await asyncio.gather(*coming)
    else:
        for each in coming:
            await each
    assert woken
    taken = await store.inbox.take("me", time.time() + 1, Wish(99))
    await store.close()
    return taken


def test_update_is_kept_as_it_came() -> None:
    """Also what only a newer Telegram knows, and what no database takes as text."""
    update = {"update_id": 7, "novelty": {"from": ANNA, "text": "种草 \0 \ud800", "more": [1.5]}}

    taken = asyncio.run(kept(update))

    assert [(each.id, each.kind) for each in taken] == [(7, "novelty")]
    assert json.loads(taken[0].body) == update


@pytest.mark.parametrize(
    "update", [{}, {"update_id": "7"}, {"update_id": -1}, {"update_id": 2**63}]
)
def test_what_is_no_update_is_dropped(update: Any) -> None:
    """It is not kept, and the next one is."""
    good = {"update_id": 1, **u.message("hi", ANNA)}

    assert [each.id for each in asyncio.run(kept(update, good))] == [1]


def test_many_at_once_are_kept_in_their_order() -> None:
    """Fifty that come side by side are all there, one lane in order."""
    updates = [{"update_id": n, "poll": {"id": str(n)}} for n in range(50)]

    taken = asyncio.run(kept(*updates, together=True))

    assert [each.id for each in taken] == list(range(50))


def test_database_that_is_away_is_told_to_who_delivers() -> None:
    """Nothing is taken in that is not kept; when it is back, the same update is."""

    async def main() -> list[int]:
        store = await Store.open("sqlite+aiosqlite://")
        intake = Intake(store.inbox, time.time, lambda: None)
        update = {"update_id": 1, **u.message("hi", ANNA)}
        async with store._database.write() as connection:
            await connection.exec_driver_sql("ALTER TABLE updates RENAME TO gone")
        for _ in range(2):
            with pytest.raises(StoreError):
                await intake.take_in(update)
        async with store._database.write() as connection:
            await connection.exec_driver_sql("ALTER TABLE gone RENAME TO updates")
        await intake.take_in(update)
        taken = await store.inbox.take("me", time.time() + 1, Wish())
        await store.close()
        return [each.id for each in taken]

    assert asyncio.run(main()) == [1]


GROUP = u.supergroup()
BELOW = u.body("hi", u.AUTHOR, GROUP)


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (u.message("hi", ANNA), "chat:5"),
        (u.message("hi", ANNA, GROUP), f"chat:{GROUP['id']}"),
        (u.callback("x", ANNA, BELOW), f"chat:{GROUP['id']}"),
        ({"callback_query": {"id": "1", "from": ANNA, "inline_message_id": "1"}}, "user:5"),
        (u.inline_query("zhong", ANNA), "user:5"),
        ({"poll_answer": {"poll_id": "1", "user": ANNA, "option_ids": [1]}}, "user:5"),
        ({"chat_member": {"chat": GROUP, "from": ANNA}}, f"chat:{GROUP['id']}"),
        ({"poll": {"id": "1"}}, None),
        ({"novelty": [1]}, None),
    ],
)
def test_order_is_the_chats_else_the_users(update: Any, lane: str | None) -> None:
    """A person's private chat has that person's number and yet its own order."""
    (event,) = update.values()

    assert _lane(event) == lane
