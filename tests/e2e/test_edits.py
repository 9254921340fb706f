"""Edited messages over HTTP: the earlier answer changes with the question."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import HANS, copies, person, rows
from tests.e2e.running import Running, running
from tests.e2e.world import JSON


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps its database."""
    return tmp_path_factory.mktemp("edits")


@pytest.fixture(scope="module")
def bot(folder: Path) -> Iterator[Running]:
    """One bot for all tests here; nothing fails, and only what a test expects is refused."""
    api = BotApi(TOKEN)
    with running(api, folder) as started:
        yield started
        assert api.refused == []
        assert "handler failed" not in started.log()
    api.close()


def own(bot: Running, user: JSON) -> list[JSON]:
    """Return the bot's messages in somebody's chat."""
    return [m for m in bot.api.messages(user["id"]) if m["from"]["is_bot"]]


def is_quiet(bot: Running, user: JSON) -> bool:
    """Say whether what was put before led to no message in somebody's chat."""
    before = own(bot, user)
    bot.ask("/help", user)
    return own(bot, user)[:-1] == before


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("种草", "拔草", "bácǎo"),
        ("What is RedNote?", "小红书是什么？", "生活方式"),
        ("xqzvwt brrr", "yyds", "yǒngyuǎn de shén"),
        ("/term zhong cao", "/lang", "In which language"),
        ("/help", "What is RedNote?", "a Chinese social app"),
        ("yyds", "xqzvwt brrr", "I don't know that one"),
    ],
)
def test_answer_changes_with_the_question(bot: Running, first: str, then: str, said: str) -> None:
    """The earlier answer is edited, buttons included; no other message comes."""
    anna = person()
    question = u.message(first, anna)
    bot.answer(question)

    call = bot.answer(u.edited(question["message"], then), "editMessageText")

    assert said in call["text"]
    assert len(own(bot, anna)) == 1
    assert is_quiet(bot, anna)


def test_answer_changes_as_often_as_the_question(bot: Running, folder: Path) -> None:
    """A question edited twice has its last answer; which answers which is kept as numbers."""
    anna = person()
    question = u.message("种草", anna)
    bot.answer(question)

    for word in ("拔草", "安利"):
        call = bot.answer(u.edited(question["message"], word), "editMessageText")

    assert copies(call) == ["安利", "Ānlì"]
    kept = rows(folder, "select message, answers from answers where chat = ?", anna["id"])
    assert kept == [(question["message"]["message_id"], f"[{own(bot, anna)[0]['message_id']}]")]


def test_preferences_hold_for_an_edited_question(bot: Running) -> None:
    """The edited answer is in the language chosen meanwhile."""
    anna = person()
    question = u.message("What is RedNote?", anna)
    bot.answer(question)
    bot.ask("/lang zh-Hant", anna)

    edited = u.edited(question["message"], "How do creators earn?")

    assert "創作" in bot.answer(edited, "editMessageText")["text"]


def test_what_is_done_is_not_said_again(bot: Running) -> None:
    """A question edited into a command that does something changes nothing."""
    anna = person()
    question = u.message("yyds", anna)
    bot.answer(question)

    for text in ("/forget", "/export", "/feedback bad", "/quiz", "/start"):
        bot.api.put(**u.edited(question["message"], text))

    assert is_quiet(bot, anna)


def test_unknown_and_foreign_edits_are_met_with_silence(bot: Running) -> None:
    """Edits of messages from before, of other bots and of forwards are nothing to answer."""
    anna = person()
    forwarded = u.forwarded("yyds 姐妹", anna, person(HANS))
    bot.answer(forwarded)
    for original in (
        u.body("yyds", anna),
        u.body("yyds", u.other_bot(), u.private(anna)),
        u.via("yyds", anna)["message"],
        forwarded["message"],
    ):
        bot.api.put(**u.edited(original, "种草"))

    assert is_quiet(bot, anna)


def test_answer_that_was_deleted_is_said_anew(bot: Running) -> None:
    """Who deleted the answer and edits the question gets an answer all the same."""
    anna = person()
    question = u.message("种草", anna)
    bot.answer(question)
    gone = own(bot, anna)[0]
    with bot.api.lock:
        del bot.api.store[anna["id"], gone["message_id"]]

    call = bot.answer(u.edited(question["message"], "拔草"))
    again = bot.answer(u.edited(question["message"], "安利"), "editMessageText")

    assert "bácǎo" in call["text"]
    assert "Ānlì" in again["text"]
    assert len(own(bot, anna)) == 1
    assert [bot.api.refused.pop()] == ["editMessageText: message to edit not found"]


@pytest.mark.parametrize(
    ("command", "method"), [("/quiz", "sendPoll"), ("/export", "sendDocument")]
)
def test_poll_or_file_is_followed_by_the_answer(bot: Running, command: str, method: str) -> None:
    """What is no text cannot be edited, so the answer comes below it."""
    anna = person()
    question = u.message(command, anna)
    bot.answer(question, method)

    call = bot.answer(u.edited(question["message"], "种草"))

    assert "zhòngcǎo" in call["text"]
    assert [bot.api.refused.pop()] == ["editMessageText: there is no text in the message to edit"]


def test_question_edited_without_another_answer_is_quiet(bot: Running) -> None:
    """The same answer again is no failure."""
    anna = person()
    question = u.message("种草", anna)
    bot.answer(question)

    bot.api.put(**u.edited(question["message"], "zhongcao"))

    assert is_quiet(bot, anna)
    assert "not modified" in bot.api.refused.pop()
