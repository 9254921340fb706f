"""Updates in their order, chat by chat."""

import asyncio
import logging
from typing import Any

import pytest
from telegram import Update

from bot.tg.order import ByChat
from tests.bot.virtual import now, run

Log = list[tuple[str, float]]


def message(chat: int) -> Update:
    """Return a message in a chat."""
    return _update(message={"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}})


def inline(user: int) -> Update:
    """Return an inline query, which belongs to no chat."""
    return _update(inline_query={"id": "1", "from": _user(user), "query": "", "offset": ""})


def press(user: int) -> Update:
    """Return a press of a button below a message sent inline, which belongs to no chat."""
    query = {"id": "1", "from": _user(user), "chat_instance": "1", "inline_message_id": "1"}
    return _update(callback_query=query)


def poll() -> Update:
    """Return the state of a poll, which belongs to nobody."""
    state = {"is_closed": False, "is_anonymous": True, "type": "regular", "total_voter_count": 0}
    rules = {"allows_multiple_answers": False, "allows_revoting": False, "members_only": False}
    return _update(poll={"id": "1", "question": "?", "options": [], **state, **rules})


def _user(user: int) -> dict[str, Any]:
    return {"id": user, "is_bot": False, "first_name": "x"}


def _update(**fields: Any) -> Update:
    update = Update.de_json({"update_id": 1, **fields}, None)
    assert update is not None
    return update


def handle(*updates: Update | str, seconds: float = 1.0) -> list[float]:
    """Return when each update was done, given all at once, each taking so many seconds."""
    done = [0.0] * len(updates)

    async def handler(number: int) -> None:
        await asyncio.sleep(seconds)
        done[number] = now()

    async def main() -> None:
        order = ByChat()
        await asyncio.gather(
            *(order.process_update(update, handler(i)) for i, update in enumerate(updates))
        )
        assert not order._lines
        assert order.current_concurrent_updates == 0

    run(main())
    return done


def test_one_chat_is_handled_in_order() -> None:
    """Three messages of one chat follow one another."""
    assert handle(message(1), message(1), message(1)) == pytest.approx([1, 2, 3])


def test_chats_do_not_wait_for_each_other() -> None:
    """A message elsewhere goes beside."""
    assert handle(message(1), message(2), message(1)) == pytest.approx([1, 1, 2])


@pytest.mark.parametrize("kind", [inline, press])
def test_without_a_chat_the_user_counts(kind: Any) -> None:
    """Inline queries and presses below their results are in order by user, else side by side."""
    assert handle(kind(1), kind(2), kind(1), kind(3)) == pytest.approx([1, 1, 2, 1])


def test_users_and_chats_of_one_number_are_apart() -> None:
    """A person's private chat has that person's number and yet its own order."""
    assert handle(message(5), inline(5)) == pytest.approx([1, 1])


def test_what_belongs_to_nobody_runs_free() -> None:
    """Polls and things that are no update wait for nothing."""
    assert handle(poll(), poll(), "no update", "no update") == pytest.approx([1, 1, 1, 1])


def test_sixteen_are_handled_at_once() -> None:
    """The seventeenth chat waits for a place."""
    assert handle(*(message(chat) for chat in range(17))) == pytest.approx([1] * 16 + [2])


def test_a_handler_that_hangs_takes_one_place_only() -> None:
    """Five hundred messages behind one that hangs: 45 chats go on in three rounds of 15."""

    async def main() -> list[float]:
        order, done = ByChat(), []

        async def handler() -> None:
            await asyncio.sleep(1)
            done.append(now())

        async with asyncio.TaskGroup() as tasks:
            stuck = [
                tasks.create_task(order.process_update(message(1), asyncio.sleep(10_000)))
                for _ in range(500)
            ]
            others = [
                tasks.create_task(order.process_update(message(chat), handler()))
                for chat in range(2, 47)
            ]
            await asyncio.wait(others)
            for task in stuck:
                task.cancel()
        return done

    assert run(main()) == pytest.approx([1] * 15 + [2] * 15 + [3] * 15)


def test_order_survives_one_that_is_cancelled_while_it_waits() -> None:
    """The third still waits for the first when the second is gone."""

    async def main() -> Log:
        order, log = ByChat(), []

        async def handler(name: str) -> None:
            await asyncio.sleep(5)
            log.append((name, now()))

        async with asyncio.TaskGroup() as tasks:
            _, second, _ = [
                tasks.create_task(order.process_update(message(1), handler(name)))
                for name in ("first", "second", "third")
            ]
            await asyncio.sleep(1)
            second.cancel()
        return log

    assert run(main()) == [("first", pytest.approx(5)), ("third", pytest.approx(10))]


def test_a_failed_update_lets_the_next_one_go() -> None:
    """What is raised reaches the caller, and the chat goes on."""

    async def fail() -> None:
        raise ValueError("broken")

    async def main() -> float:
        order = ByChat()
        with pytest.raises(ValueError, match="broken"):
            await order.process_update(message(1), fail())
        await order.process_update(message(1), asyncio.sleep(1))
        return now()

    assert run(main()) == pytest.approx(1)


def test_waiting_is_bounded_by_chat_and_in_all(caplog: pytest.LogCaptureFixture) -> None:
    """One chat holds 1,000, all hold 10,000; the rest is dropped, and that is told sparingly."""
    done: dict[int, int] = {}

    async def handler(chat: int) -> None:
        await asyncio.sleep(1)
        done[chat] = done.get(chat, 0) + 1

    async def main() -> tuple[int, int]:
        order = ByChat()
        sizes = {1: 1200} | dict.fromkeys(range(2, 13), 900)
        tasks = [
            asyncio.create_task(order.process_update(message(chat), handler(chat)))
            for chat, size in sizes.items()
            for _ in range(size)
        ]
        await asyncio.sleep(0.5)
        held = (order._held, order._lines["chat", 1].held)
        await asyncio.wait(tasks)
        assert not order._lines
        return held

    with caplog.at_level(logging.WARNING):
        held = run(main())

    assert held == (10_000, 1_000)
    assert done == {1: 1000} | dict.fromkeys(range(2, 12), 900)
    counts = [record.__dict__["count"] for record in caplog.records]
    assert counts == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
