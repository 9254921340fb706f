"""What is due unasked goes on, whatever one group or person brings along."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

from telegram.ext import ExtBot

from bot.daily import Daily
from bot.settings import Settings
from bot.store import Store
from bot.store.mornings import HOLD
from bot.tg.context import Services
from bot.tg.daily import send_due
from bot.tg.limits import Polite, Priority
from bot.tg.send import Bot
from knowledge import Knowledge, Language
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.ground import Ground, person
from tests.e2e.world import JSON


def test_group_that_cannot_be_read_stops_nothing(ground: Ground) -> None:
    """Settings nobody can read keep no answers in other groups from being deleted."""
    broken, room = ground.room(), ground.room()
    ground.rows(
        "insert into groups (chat, settings, word_hour, glossary) values (?, 'no JSON', 1, 0)",
        broken.id,
    )
    before = ground.bot.log().count("not done")
    ground.until(lambda: ground.bot.log().count("not done") > before)
    room.configure(delete_minutes=5)
    room.ask("/term yyds")
    query = "select message from deletions where chat = ?"
    ground.until(lambda: ground.rows(query, room.id))

    ground.rows("update deletions set due = 1 where chat = ?", room.id)

    assert room.heard(1)[0]["method"] == "deleteMessage"
    ground.rows("delete from groups where chat = ?", broken.id)


def test_zone_that_is_no_more_stops_no_word(ground: Ground) -> None:
    """Who chose a time zone that this machine does not know gets the word, as others do."""
    now = int(time.time())
    people = [person(), person()]
    for who, zone in zip(people, ("Mars/Base", "UTC"), strict=True):
        ground.api.chat(who["id"], "private")
        ground.rows(
            'insert into mornings ("user", hour, zone, language, due) values (?, 8, ?, ?, ?)',
            who["id"],
            zone,
            "en",
            now - 60,
        )

    for who in people:
        ground.until(lambda who=who: ground.api.messages(who["id"]))
    query = 'select min(due) from mornings where "user" in (?, ?)'
    ground.until(lambda: ground.rows(query, *(who["id"] for who in people))[0][0] > now)


def test_deletion_is_tried_again_while_telegram_is_away(ground: Ground) -> None:
    """What Telegram does not take now stays to be deleted, a minute later."""
    room = ground.room()
    ground.api.fail("deleteMessage", 5)
    now = int(time.time())
    ground.rows("insert into deletions (chat, message, due) values (?, 1000001, 1)", room.id)

    query = "select due from deletions where chat = ? and due > 1"
    (due,) = ground.until(lambda: ground.rows(query, room.id), 20)[0]

    assert 50 <= due - now <= 80


def test_word_that_surely_was_not_sent_comes_later(ground: Ground) -> None:
    """Where Telegram takes nothing at the hour, the word of the day is due again."""
    room = ground.room()
    ground.api.flood[room.id] = 90
    before = ground.bot.log().count("not possible there")

    room.configure(word_hour=datetime.now(UTC).hour)
    ground.until(lambda: ground.bot.log().count("not possible there") > before)

    query = "select word_day from groups where chat = ?"
    assert ground.until(lambda: ground.rows(query, room.id) == [(None,)])


def test_word_comes_in_the_general_topic_if_its_own_is_gone(ground: Ground) -> None:
    """A topic that was deleted keeps no group from its word."""
    room = ground.room(is_forum=True)

    room.configure(word_hour=datetime.now(UTC).hour, word_topic=99)

    assert "message_thread_id" not in room.heard(0)[0]
    ground.forgive("message thread not found")


def test_group_in_flood_holds_up_no_other(ground: Ground) -> None:
    """While Telegram stops one group, the word of the day goes on to the others."""
    rooms = [ground.room() for _ in range(3)]
    for room in rooms[1:]:
        ground.api.flood[room.id] = 30
    for room in rooms:
        room.configure(word_hour=datetime.now(UTC).hour)

    assert "Word of the day" in rooms[0].heard(0, seconds=8)[0]["text"]


def test_batch_that_takes_long_is_left_to_others(tmp_path: Path, knowledge: Knowledge) -> None:
    """After half of the time for which words are in hand, the rest are not sent by this one."""
    api = BotApi(TOKEN)
    begun = 1_800_000_000  # eight o'clock in UTC

    def clock() -> float:
        return begun + 3600 + HOLD / 2 * len(api.sent("sendMessage"))

    async def send() -> list[JSON]:
        store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'h.db'}")
        for number in (1, 2, 3):
            api.chat(number, "private")
            await store.mornings.save(number, Daily(8, "UTC", Language.ENGLISH), begun)
        services = Services(knowledge, store, Settings(), clock)
        bot: Bot = ExtBot[Priority](TOKEN, base_url=f"{api.url}/bot", rate_limiter=Polite())
        async with bot:
            await send_due(bot, services)
        await store.close()
        return api.sent("sendMessage")

    assert len(asyncio.run(send())) == 1
    api.close()
