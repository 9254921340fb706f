"""Saved words, reviews, words of the day and scores, with the real process."""

import asyncio
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.pictures import fonts
from bot.store import Store
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.people import database, wait_until
from tests.e2e.running import Running, buttons, labels, running

ANNA, BEN, LI = u.user(7001), u.user(7002, "Ben"), u.user(7003, "李", "zh-hans")
GROUP = u.supergroup(-1007000000001)
HOUR = 3600


@pytest.fixture
def bot(api: BotApi, tmp_path: Path) -> Iterator[Running]:
    """A running bot."""
    with running(api, tmp_path) as started:
        api.wait("setMyCommands", 1, 60)
        yield started
    assert api.refused == []


def rows(folder: Path, user: int) -> int:
    """Count the rows that hold a person's id, in any column of any table."""
    with closing(database(folder)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return sum(
            user in row
            for (table,) in tables.fetchall()
            for row in connection.execute(f"SELECT * FROM '{table}'")  # noqa: S608 - its own name
        )


def save(bot: Running, word: str, user: dict[str, Any] = ANNA) -> dict[str, Any]:
    """Look a word up and save it; return what the notice says."""
    shown = bot.ask(f"/term {word}", user)
    label = "☆ Save" if user["language_code"] == "en" else "☆ 收藏"
    return bot.answer(bot.press(label, shown, user), "answerCallbackQuery")


def press(
    bot: Running, label: str, call: dict[str, Any], user: dict[str, Any] = ANNA
) -> dict[str, Any]:
    """Press the button whose label begins so; return the message as it is edited."""
    full = next(text for text in labels(call) if text.startswith(label))
    return bot.answer(bot.press(full, call, user), "editMessageText")


def notice(bot: Running, data: str, call: dict[str, Any], user: dict[str, Any] = ANNA) -> str:
    """Send a button's data; return the notice it gets."""
    update = u.callback(data, user, bot.standing(call, u.private(user)))
    return bot.told(update)


def test_word_is_saved_listed_found_and_removed(bot: Running, tmp_path: Path) -> None:
    """The star turns; the list finds parts of spellings; removing leaves nothing."""
    shown = bot.ask("/term zhong cao", ANNA)
    turned = bot.answer(bot.press("☆ Save", shown, ANNA), "editMessageReplyMarkup")
    save(bot, "yyds")

    again = bot.press("☆ Save", shown, ANNA)
    assert "Saved" in bot.told(again)
    assert "★ Saved" in labels(turned)
    assert "★ Saved" in labels(bot.ask("/term 种草", ANNA))
    assert "Your saved words: 2" in bot.ask("/words", ANNA)["text"]
    found = bot.ask("/words cao", ANNA)
    assert "种草" in found["text"]
    assert "yyds" not in found["text"]
    assert "is spelled like that" in bot.ask("/words zzzz", ANNA)["text"]
    assert "生词本还是空的" in bot.ask("生词本", LI)["text"]

    bot.answer(bot.press("★ Saved", {**turned, "message_id": turned["message_id"]}, ANNA),
               "editMessageReplyMarkup")  # fmt: skip
    left = press(bot, "✕", bot.ask("/words", ANNA))
    assert "no words yet" in left["text"]
    with closing(database(tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM saved").fetchone() == (0,)


def test_list_turns_its_pages(bot: Running, tmp_path: Path) -> None:
    """Nine words take two pages, the last saved on the first."""
    ids = ["zhongcao", "yyds", "bacao", "rizz", "ate", "ama", "asap", "adulting", "juejuezi"]
    asyncio.run(fill(tmp_path, ids))

    second = press(bot, "Page 2", bot.ask("/words", ANNA))

    assert "Your saved words: 9" in second["text"]
    assert "种草" in second["text"]
    assert len([text for text in labels(second) if text.startswith("✕")]) == 1


async def fill(folder: Path, ids: list[str]) -> None:
    """Save words for Anna, in this order."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder / 'hongshu.db'}")
    for at, entry in enumerate(ids):
        await store.saved.add(ANNA["id"], entry, at)
    await store.close()


def test_dictionary_words_and_guides_have_no_star(bot: Running) -> None:
    """Only words of the guide can be saved, by forged buttons too."""
    borrowed = bot.ask("/term 螃蟹", ANNA)
    guide = bot.ask("What is RedNote?", ANNA)

    assert "☆ Save" not in labels(borrowed) + labels(guide)
    for data in ("sv:en:on:cedict:螃蟹", "sv:en:on:what-is-rednote", "sv:en:on:", "sv:xx:on:yyds",
                 "sl:en:x:", "sl:en:99999999:", "sv:en:maybe:yyds"):  # fmt: skip
        assert "too old" in notice(bot, data, guide)


def test_review_asks_grades_and_ends_across_a_restart(api: BotApi, tmp_path: Path) -> None:
    """Cards follow each other in one message; what was graded stays so after a restart."""
    with running(api, tmp_path) as bot:
        api.wait("setMyCommands", 1, 60)
        save(bot, "yyds")
        asked = bot.ask("/review", ANNA)
        assert "Due now: 3" in asked["text"]
        answer = press(bot, "Show", asked)
        assert "GOAT" in answer["text"]
        assert [text.split(" · ")[1] for text in labels(answer)] == [
            "1 min",
            "6 min",
            "10 min",
            "8 d",
        ]
        second = press(bot, "Easily", answer)
        assert "Due now: 2" in second["text"]
    with running(api, tmp_path) as bot:
        grade = next(b["callback_data"] for b in buttons(answer) if b["text"].startswith("Easily"))
        assert "already counted" in notice(bot, grade, second)
        shown = press(bot, "Show", second)
        third = press(bot, "Easily", shown)
        assert "How is it read?" in third["text"]
        end = press(bot, "Easily", press(bot, "Show", third))
        assert re.search(r"next card comes in \d+ d", end["text"])
        assert "nothing is due" in bot.ask("复习", ANNA)["text"].lower()
        with closing(database(tmp_path)) as connection:
            versions = connection.execute("SELECT kind, version FROM reviews").fetchall()
        assert sorted(versions) == [("m", 1), ("p", 1), ("w", 1)]
    assert api.refused == []


def test_slang_has_no_reading_to_ask(bot: Running) -> None:
    """An English word is asked both ways of a Chinese reader, in Chinese."""
    save(bot, "rizz", LI)

    assert "现在要复习：2" in bot.ask("/review", LI)["text"]


def test_forged_cards_are_calm(bot: Running) -> None:
    """Whatever a button says, a card is graded only as it stands."""
    save(bot, "yyds")
    asked = bot.ask("/review", ANNA)
    for data in ("rv:en:4:7:m:yyds", "rv:en:4:999999999999:m:yyds", "rv:en:5:0:m:yyds",
                 "rv:en:4:0:x:yyds", "rv:en:4:0:m:zhongcao", "rv:en:4:0:m:", "rv:en", "rv:xx:n",
                 "rv:en:s:-1:m:yyds"):  # fmt: skip
        assert notice(bot, data, asked)
    assert "Due now: 3" in bot.ask("/review", ANNA)["text"]
    assert "save words first" in bot.ask("/review", BEN)["text"]


def test_forgetting_leaves_no_row(bot: Running, tmp_path: Path) -> None:
    """Saved words, reviews, subscription and scores go with everything else."""
    save(bot, "yyds")
    press(bot, "Easily", press(bot, "Show", bot.ask("/review", ANNA)))
    bot.ask("/word 8 Europe/Paris", ANNA)
    ask_quiz(bot, tmp_path, right=ANNA)
    file = bot.answer(u.message("/export", ANNA), "sendDocument")
    kept = json.loads(file["document"]["content"])
    assert [len(kept[name]) for name in ("saved words", "reviews of saved words")] == [1, 1]
    assert kept["word of the day"][0]["zone"] == "Europe/Paris"
    assert kept["quiz scores"][0]["right"] == 1
    assert "/export anki" in file["caption"]
    assert rows(tmp_path, ANNA["id"]) > 4

    press(bot, "Delete", bot.ask("/forget", ANNA))

    wait_until(lambda: rows(tmp_path, ANNA["id"]) == 0)  # the press itself goes last


def test_saved_words_are_taken_away_as_files(bot: Running) -> None:
    """A deck and a table hold the saved words alone; without words there is nothing to hand."""
    save(bot, "yyds")
    deck = bot.answer(u.message("/export anki", ANNA), "sendDocument")["document"]
    table = bot.answer(u.message("/export CSV", ANNA), "sendDocument")["document"]

    assert deck["filename"] == "hongshu.apkg"
    assert "collection.anki2" in zipfile.ZipFile(io.BytesIO(deck["content"])).namelist()
    listed = list(csv.DictReader(io.StringIO(table["content"].decode("utf-8-sig"))))
    assert [row["word"] for row in listed] == ["yyds"]
    assert "no words yet" in bot.ask("/export anki", BEN)["text"]


def test_link_from_a_group_opens_the_command(bot: Running) -> None:
    """/words in a group leads to the private chat, and the link there opens the list."""
    there = bot.ask("/words", ANNA, GROUP)
    (link,) = buttons(there)

    assert link["url"].endswith("?start=c_words")
    assert "no words yet" in bot.ask("/start c_words", ANNA)["text"]


# The word of the day.


def test_subscription_is_chosen_by_buttons_and_ended(bot: Running, tmp_path: Path) -> None:
    """The hour and the zone are chosen below /word; the button that ends it is below the next."""
    word = bot.ask("/word", ANNA)
    hours = bot.answer(bot.press("Every day at …", word, ANNA))
    assert len([text for text in labels(hours) if text.endswith(":00")]) == 24
    zones = press(bot, "Time zone", hours)
    local = press(bot, "Asia/Taipei", zones)
    done = press(bot, "07:00", local)
    assert "07:00 (Asia/Taipei)" in done["text"]
    with closing(database(tmp_path)) as connection:
        kept = connection.execute("SELECT hour, zone, language, held FROM mornings").fetchall()
    assert kept == [(7, "Asia/Taipei", "en", None)]

    again = bot.ask("/word", ANNA)
    assert "Every day after 07:00: change" in labels(again)
    assert "No more words" in bot.answer(bot.press("No more", again, ANNA))["text"]
    with closing(database(tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM mornings").fetchone() == (0,)
    for data in ("dw:en:24:UTC", "dw:en:7:Mars", "dw:en", "dw:xx:off", "dw:en:h:", "dw:en:7"):
        assert "too old" in notice(bot, data, word)


def test_subscription_is_written_in_any_case(bot: Running) -> None:
    """What is written is taken if it can be meant; what is wrong is told, not passed over."""
    assert "08:00 (Europe/Paris)" in bot.ask("/word 8 europe/paris", BEN)["text"]
    assert "09:00 (America/New_York)" in bot.ask("/word 09:00 america/new york", BEN)["text"]
    for wrong in ("/word 25", "/word 8 Mars", "/word soon"):
        assert "an hour from 0 to 23" in bot.ask(wrong, BEN)["text"]


# Quizzes.


def ask_quiz(
    bot: Running,
    folder: Path,
    right: dict[str, Any] | None = None,
    wrong: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Ask a quiz in the group and let people answer it; return the call that asked."""
    quiz = bot.answer(u.message("/quiz", ANNA, GROUP), "sendPoll")
    poll = next(m["poll"] for m in reversed(bot.api.messages(GROUP["id"])) if "poll" in m)
    (number,) = quiz["correct_option_ids"]
    wait_for_rows(folder, "polls", poll["id"], 1)
    if right:
        bot.api.put(**u.poll_answer(poll["id"], right, [number]))
        bot.api.put(**u.poll_answer(poll["id"], right, [number]))
    if wrong:
        bot.api.put(**u.poll_answer(poll["id"], wrong, [(number + 1) % 4]))
        bot.api.put(**u.poll_answer(poll["id"], wrong, []))
    wait_for_rows(folder, "guesses", poll["id"], len([p for p in (right, wrong) if p]))
    return quiz


def wait_for_rows(folder: Path, table: str, poll: str, count: int) -> None:
    """Wait until the bot has kept something of a poll; nothing it sends tells of it."""
    query = f"SELECT count(*) FROM {table} WHERE poll = ?"  # noqa: S608 - a name given above
    with closing(database(folder)) as connection:
        wait_until(lambda: connection.execute(query, (poll,)).fetchone() == (count,))


def test_scoreboard_counts_and_names_the_best(bot: Running, tmp_path: Path) -> None:
    """In groups answers are told and counted once; names are asked for when they are shown."""
    for person in (ANNA, BEN):
        bot.api.member(GROUP["id"], person, "member")
    assert "Nobody" in bot.ask("/quiz top", ANNA, GROUP)["text"]
    quizzes = [
        ask_quiz(bot, tmp_path, right=BEN, wrong=ANNA),
        ask_quiz(bot, tmp_path, right=BEN),
        ask_quiz(bot, tmp_path, right=ANNA),
    ]

    board = bot.ask("/quiz top", ANNA, GROUP)["text"]

    assert {quiz["is_anonymous"] for quiz in quizzes} == {"false"}
    assert {quiz["protect_content"] for quiz in quizzes} == {"true"}
    assert "1. Ben: 2 of 2\n2. Anna: 1 of 2" in board
    private = bot.answer(u.message("/quiz", ANNA), "sendPoll")
    assert private["is_anonymous"] == "true"
    assert private["protect_content"] == "false"


@pytest.mark.skipif(fonts() is None, reason="the fonts are not installed")
def test_picture_comes_with_its_text_in_full(bot: Running) -> None:
    """The button below a term sends a photo; what it shows can be read below it."""
    shown = bot.ask("/term 种草", LI)
    turned = bot.answer(bot.press("☆ 收藏", shown, LI), "editMessageReplyMarkup")

    photo = bot.answer(bot.press("图片", shown, LI), "sendPhoto")

    assert "图片" in labels(turned)
    assert photo["photo"]["content"].startswith(b"\x89PNG")
    assert "<b>种草 (種草) zhòngcǎo</b>" in photo["caption"]
    assert "向别人推荐好东西" in photo["caption"]
    assert "过期" in notice(bot, "pc:en:what-is-rednote", shown, LI)
