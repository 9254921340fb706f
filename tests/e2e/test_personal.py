"""What is kept of a person over HTTP: choices, the tour, export, forget, notes to operators."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import HANS, data, person, rows, tap, wait_until
from tests.e2e.running import Running, labels, running
from tests.e2e.world import JSON

OPERATORS = person(name="Operator"), person(HANS, "李")
NOTE = "plughxyzzy <b>wrong</b> {name} & 100%"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps its database."""
    return tmp_path_factory.mktemp("personal")


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A server of its own, which outlives a restart of the bot."""
    server = BotApi(TOKEN)
    yield server
    assert server.refused == []
    server.close()


@pytest.fixture(scope="module")
def bot(folder: Path) -> Iterator[Running]:
    """One bot with two operators for most tests here; nothing it sends may be refused."""
    api = BotApi(TOKEN)
    for operator in OPERATORS:
        api.chat(operator["id"], "private")
    numbers = ",".join(str(operator["id"]) for operator in OPERATORS)
    with running(api, folder, HONGSHU_OPERATORS=numbers) as started:
        yield started
        assert api.refused == []
        assert "handler failed" not in started.log()
        assert "plughxyzzy" not in started.log()
    api.close()


def exported(bot: Running, user: JSON) -> JSON:
    """Return what /export hands over."""
    document = bot.answer(u.message("/export", user), "sendDocument")["document"]
    assert document["filename"].endswith(".json")
    told: JSON = json.loads(document["content"])
    return told


def mentions(folder: Path, number: int) -> list[str]:
    """Return the tables in which a number stands anywhere."""
    tables = [
        name for (name,) in rows(folder, "select name from sqlite_master where type='table'")
    ]
    assert len(tables) > 8
    return [t for t in tables if str(number) in str(rows(folder, f'select * from "{t}"'))]  # noqa: S608 - names of tables


def test_export_hands_over_all_that_is_kept(bot: Running) -> None:
    """The file holds choices, the tour, and which message answers which."""
    anna = person()
    bot.ask("/lang zh-Hant", anna)
    bot.ask("/pinyin numbers", anna)

    told = exported(bot, anna)

    assert told["user id"] == anna["id"]
    assert told["preferences"] == {
        "language": "zh-Hant",
        "pinyin": "numbers",
        "cards of the tour seen": 0,
    }
    assert len(told["answers in the private chat"]) == 2


def test_forget_leaves_no_row(bot: Running, folder: Path) -> None:
    """After /forget and yes no table holds the person's number, and the defaults are back."""
    anna, group = person(), u.supergroup(-1007001)
    bot.api.chat(group["id"], "supergroup")
    bot.api.member(group["id"], anna, "creator")
    for text in ("/lang zh-Hans", "xqzvwt brrr"):
        bot.ask(text, anna)
    taught = bot.answer(u.message("/teach gezellig = cosy", anna, group))
    asked = bot.ask("/forget", anna)
    before = mentions(folder, anna["id"])

    done = tap(bot, labels(asked)[0], asked, anna, "editMessageText")

    assert {"people", "answers", "changes"} <= set(before)
    assert taught["chat_id"] == str(group["id"])
    assert "Deleted" in done["text"] or "已删除" in done["text"]
    wait_until(lambda: mentions(folder, anna["id"]) == [])  # the press itself goes last
    assert rows(folder, "select term from taught") == [("gezellig",)]
    assert exported(bot, anna)["preferences"]["language"] is None


def test_forget_can_be_called_off(bot: Running, folder: Path) -> None:
    """Keep it keeps it."""
    anna = person()
    bot.ask("/lang zh-Hant", anna)
    asked = bot.ask("/forget", anna)

    kept = tap(bot, labels(asked)[1], asked, anna, "editMessageText")

    assert data(kept) == []
    assert rows(folder, "select language from people where user = ?", anna["id"]) == [("zh-Hant",)]


def test_privacy_tells_of_export_and_forget(bot: Running) -> None:
    """What is kept is told, and how to get and delete it."""
    text = bot.ask("/privacy", person())["text"]

    assert "/export" in text
    assert "/forget" in text


def test_unknown_word_is_counted_without_who_asked(bot: Running, folder: Path) -> None:
    """A miss is a text and a number; one with an address is not kept."""
    bot.ask("blorptastic", person())
    bot.ask("Blorptastic", person())
    bot.ask("anna@example.org blorp", person())

    kept = rows(folder, "select chat, text, count from misses where text like '%blorp%'")

    assert kept == [(0, "blorptastic", 2)]


def test_note_goes_to_every_operator_and_is_not_kept(bot: Running, folder: Path) -> None:
    """A note arrives as it was written, without its author, and stands in no table."""
    anna = person()

    calls = bot.answers(u.message(f"/feedback {NOTE}", anna), count=3)

    assert {c["chat_id"] for c in calls} == {str(p["id"]) for p in (*OPERATORS, anna)}
    told = [c for c in calls if c["chat_id"] != str(anna["id"])]
    assert all(NOTE in bot.api.visible(call) for call in told)
    assert all("Anna" not in call["text"] for call in told)
    assert "handed it on" in calls[-1]["text"]
    tables = [
        name for (name,) in rows(folder, "select name from sqlite_master where type='table'")
    ]
    # The update itself, with the text in it, goes a moment after the last answer was taken.
    wait_until(
        lambda: not any("plughxyzzy" in str(rows(folder, f'select * from "{t}"')) for t in tables)  # noqa: S608 - as above
    )


def test_operator_who_blocked_the_bot_is_passed_over(bot: Running) -> None:
    """The other one is told, and who wrote is thanked."""
    bot.api.blocked.add(OPERATORS[0]["id"])

    calls = bot.answers(u.message(f"反馈 {NOTE}", person(HANS)), count=2)

    bot.api.blocked.clear()
    assert calls[0]["chat_id"] == str(OPERATORS[1]["id"])
    assert "转" in calls[1]["text"] or "谢谢" in calls[1]["text"]


def test_notes_beyond_two_a_minute_wait(bot: Running) -> None:
    """The third note at once reaches nobody."""
    anna = person()
    for _ in range(2):
        bot.answers(u.message(f"/feedback {NOTE}", anna), count=3)

    calls = bot.answers(u.message(f"/feedback {NOTE}", anna))

    assert [c["chat_id"] for c in calls] == [str(anna["id"])]
    assert "a lot at once" in calls[0]["text"]


def test_tour_goes_through_six_cards(bot: Running, folder: Path) -> None:
    """Next, and next, to the end, in one message; how far one came is kept."""
    anna = person()
    card = bot.ask("/tour", anna)
    second = tap(bot, "Next ›", card, anna, "editMessageText")
    press = u.callback("T:en:5", anna, bot.standing(second, u.private(anna)))
    last = bot.answer(press, "editMessageText")

    end = tap(bot, "Finish", last, anna, "editMessageText")

    told = [bot.api.visible(call)[:6] for call in (card, second, last)]
    assert told == ["1 of 6", "2 of 6", "6 of 6"]
    assert "That was the tour" in end["text"]
    assert rows(folder, "select tour from people where user = ?", anna["id"]) == [(6,)]


def test_tour_speaks_to_chinese_users_of_the_newcomers(bot: Running) -> None:
    """The cards of a Chinese speaker are others."""
    assert "1/6" in (text := bot.ask("导览", person(HANS))["text"]) or "1" in text[:12]
    assert "What is RedNote" not in text


def test_choices_and_tour_survive_a_restart(api: BotApi, tmp_path: Path) -> None:
    """Language, pinyin and the card one stopped at are there after the bot was away."""
    anna = person()
    with running(api, tmp_path) as first:
        first.ask("/pinyin numbers", anna)
        card = tap(first, "Next ›", first.ask("/tour", anna), anna, "editMessageText")
        skipped = tap(first, "Skip", card, anna, "editMessageText")
    with running(api, tmp_path) as second:
        word = second.ask("种草", anna)
        greeting = second.ask("/start", anna)
        resumed = tap(second, "On with the tour (card 3 of 6)", greeting, anna, "editMessageText")

    assert "/tour goes on" in skipped["text"]
    assert "zhong4cao3" in word["text"]
    assert "3 of 6" in resumed["text"]


def test_without_operators_a_note_reaches_nobody_and_that_is_said(
    api: BotApi, tmp_path: Path
) -> None:
    """Nobody is made to believe that somebody reads."""
    with running(api, tmp_path) as bot:
        call = bot.ask(f"/feedback {NOTE}", person())

    assert "Nobody receives notes" in call["text"]
