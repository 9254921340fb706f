"""Answers that take several messages, edited: against the stand-in, with the real client."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from telegram.ext import ExtBot

from bot.tg.limits import Polite, Priority
from bot.tg.send import Bot, Place, revise, say
from bot.values import Choice, Part, Reply
from knowledge import Language
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN

CHAT = 7
ROW = ((Choice("a", action="x"),),)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server that knows a private chat."""
    server = BotApi(TOKEN)
    server.chat(CHAT, "private")
    yield server
    server.close()


def reply(*words: str) -> Reply:
    """Return a reply of one message a word."""
    return Reply(Language.ENGLISH, tuple(Part(word * (4000 // len(word))) for word in words), ROW)


def talk(api: BotApi, task: Callable[[Bot], Awaitable[list[int]]]) -> list[int]:
    """Do something with a bot of its own; return the messages."""

    async def main() -> list[int]:
        limiter = Polite(rate=1_000_000)
        bot: Bot = ExtBot[Priority](TOKEN, base_url=f"{api.url}/bot", rate_limiter=limiter)
        async with bot:
            return await task(bot)

    return asyncio.run(main())


def standing(api: BotApi) -> list[tuple[int, str, bool]]:
    """Return id, first letter and whether there are buttons, of each message in the chat."""
    told = api.messages(CHAT)
    return [(m["message_id"], m["text"][0], "reply_markup" in m) for m in told]


@pytest.mark.parametrize("then", ["AB", "ABC", "A"])
def test_edited_answer_takes_as_many_messages_as_it_needs(api: BotApi, then: str) -> None:
    """What is too much is deleted, what is missing is added, buttons stand below the last."""

    async def task(bot: Bot) -> list[int]:
        place = Place(CHAT)
        ids = await say(bot, place, reply("a", "b"))
        return await revise(bot, place, ids, reply(*then))

    ids = talk(api, task)

    last = len(then) - 1
    wanted = [(ids[i], letter, i == last) for i, letter in enumerate(then)]
    assert standing(api) == wanted
    assert [m["reply_to_message"]["message_id"] for m in api.messages(CHAT)[2:]] == ids[1:-1]
    assert api.refused == []
