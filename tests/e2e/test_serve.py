"""The real `hongshu serve`, polling a Bot API server on the loopback interface."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.botapi import BotApi, parse_html

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
ANNA = {"id": 2**40 + 7, "is_bot": False, "first_name": "Anna <b>", "language_code": "en"}
LI = {"id": 77, "is_bot": False, "first_name": "李", "language_code": "zh-hans"}


class Bot:
    """A running bot, its server, and what it logs."""

    def __init__(self, api: BotApi, log: Path) -> None:
        self.api = api
        self._log = log
        self._number = 0

    def log(self) -> str:
        """Return everything logged so far."""
        return self._log.read_text("utf-8")

    def write(self, text: str, user: dict[str, Any] = ANNA, **message: Any) -> dict[str, Any]:
        """Send a private message and return the bot's answer to it."""
        before = len(self.api.sent("sendMessage"))
        self.message(text, user, **message)
        return self.api.wait("sendMessage", before + 1)[-1]

    def message(self, text: str | None, user: dict[str, Any] = ANNA, **message: Any) -> None:
        """Send a message without waiting."""
        self._number += 1
        length = len(text.split()[0]) if text else 0
        entity = {"type": "bot_command", "offset": 0, "length": length}
        body = {
            "message_id": self._number,
            "date": 1760000000,
            "chat": {"id": user["id"], "type": "private", "first_name": "x"},
            "from": user,
            "text": text,
            **({"entities": [entity]} if text and text.startswith("/") else {}),
            **message,
        }
        self.api.put(message={k: v for k, v in body.items() if v is not None})

    def press(self, data: str, user: dict[str, Any] = ANNA) -> None:
        """Press a button below one of the bot's messages."""
        chat = {"id": user["id"], "type": "private", "first_name": "x"}
        message = {"message_id": 5, "date": 1760000000, "chat": chat, "text": "x"}
        self.api.put(
            callback_query={
                "id": str(self._number),
                "from": user,
                "chat_instance": "1",
                "data": data,
                "message": message,
            }
        )


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot started once for all tests here, at the most talkative log level."""
    api = BotApi(TOKEN)
    log = tmp_path_factory.mktemp("serve") / "log"
    environment = {
        **os.environ,
        "HONGSHU_TOKEN": TOKEN,
        "HONGSHU_API_URL": api.url,
        "HONGSHU_LOG_LEVEL": "debug",
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], env=environment, stdout=output, stderr=output
        )
        running = Bot(api, log)
        try:
            api.wait("setMyCommands", 2, 60)
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            code = process.wait(20)
            api.close()
    assert code == 0, running.log()
    assert TOKEN not in running.log()
    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0" not in running.log()
    assert api.refused == []


def buttons(call: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the buttons of a message sent."""
    return [b for row in call["reply_markup"]["inline_keyboard"] for b in row]


def test_question_is_answered_in_its_language(bot: Bot) -> None:
    """English gets English, Simplified gets Simplified, Traditional gets Traditional."""
    english = bot.write("What is RedNote?")
    simplified = bot.write("小红书是什么？", LI)
    traditional = bot.write("小紅書是什麼？", LI)

    assert "Xiaohongshu" in english["text"]
    assert "笔记" in simplified["text"]
    assert "筆記" in traditional["text"]
    assert english["chat_id"] == str(ANNA["id"])
    assert english["link_preview_options"] == {"is_disabled": True}


def test_term_shows_reading_and_copies_the_characters(bot: Bot) -> None:
    """A term comes with its reading in bold, and a button that copies it."""
    call = bot.write("/term zhong cao")

    assert re.search(r"<b>种草 \(種草\) zhòngcǎo</b>", call["text"])
    assert {"text": "种草"} in [b.get("copy_text") for b in buttons(call)]


def test_command_touching_a_chinese_character_is_understood(bot: Bot) -> None:
    """Telegram marks no command in /term种草, so the bot reads the text itself."""
    assert "种草" in bot.write("/term种草", entities=None)["text"]


def test_start_greets_with_examples_and_languages(bot: Bot) -> None:
    """/start shows three example questions and four choices of language."""
    call = bot.write("/start")

    labels = [b["text"] for b in buttons(call)]
    assert len(labels) == 7
    assert {"English", "简体中文", "繁體中文"} < set(labels)


def test_start_speaks_the_language_of_the_persons_telegram(bot: Bot) -> None:
    """A Chinese Telegram is greeted in Chinese."""
    assert "你好" in bot.write("/start", LI)["text"]
    assert "Hi!" in bot.write("/start")["text"]


def test_example_button_answers_the_example(bot: Bot) -> None:
    """Pressing an example asks it."""
    before = len(bot.api.sent("sendMessage"))

    bot.press("x:en:0")

    assert "zhòngcǎo" in bot.api.wait("sendMessage", before + 1)[-1]["text"]


def test_language_choice_is_kept(bot: Bot) -> None:
    """Whoever chose Traditional gets it for English questions, until they choose auto."""
    user = {**ANNA, "id": 4242}
    before = len(bot.api.sent("sendMessage"))
    bot.press("l:zh-Hant", user)
    bot.api.wait("sendMessage", before + 1)

    chosen = bot.write("What is RedNote?", user)
    bot.press("l:auto", user)
    bot.api.wait("sendMessage", before + 3)
    auto = bot.write("What is RedNote?", user)

    assert "小紅書" in chosen["text"]
    assert "小紅書" not in auto["text"]


def test_language_button_changes_the_answer_in_place(bot: Bot) -> None:
    """The 中文 button edits the answer instead of sending another."""
    call = bot.write("What is RedNote?")
    data = next(b["callback_data"] for b in buttons(call) if b["text"] == "中文")

    bot.press(data)

    edited = bot.api.wait("editMessageText", 1)[-1]
    assert "小红书" in edited["text"]
    assert "English" in [b["text"] for b in buttons(edited)]


def test_forged_button_is_a_calm_notice(bot: Bot) -> None:
    """Unknown, cut or hostile callback data never fails."""
    forged = ["", "e:en:no-such-entry", "e:xx:what-is-rednote", "l:klingon", "x:en:99", "t:", "💥"]
    before = len(bot.api.sent("answerCallbackQuery"))

    for data in forged:
        bot.press(data)

    notices = bot.api.wait("answerCallbackQuery", before + len(forged))[before:]
    assert all("too old" in notice["text"] for notice in notices)


def test_markup_in_a_question_is_harmless(bot: Bot) -> None:
    """What people write is never sent back as markup."""
    for text in ("<b>种草", "</i>&lt;<script>alert(1)</script>", "a < b && c > d", "%s {0} {x}"):
        call = bot.write(text)
        assert parse_html(call["text"])


def test_photo_gets_a_friendly_line(bot: Bot) -> None:
    """A sticker or picture is told that only text is read."""
    sticker = {
        "file_id": "a",
        "file_unique_id": "b",
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    }
    before = len(bot.api.sent("sendMessage"))

    bot.message(None, sticker=sticker)

    assert "text only" in bot.api.wait("sendMessage", before + 1)[-1]["text"]


def test_group_is_left_in_peace_unless_called(bot: Bot) -> None:
    """In a group only a command for this bot is answered; bots and edits never are."""
    group = {"id": -100500, "type": "supergroup", "title": "G"}
    before = len(bot.api.sent("sendMessage"))
    bot.message("What is RedNote?", chat=group)
    bot.message("/term@other_bot 种草", chat=group)
    bot.message("What is RedNote?", user={**ANNA, "is_bot": True})
    bot.api.put(
        edited_message={
            "message_id": 1,
            "date": 1,
            "edit_date": 2,
            "chat": {"id": 9, "type": "private"},
            "from": ANNA,
            "text": "What is RedNote?",
        }
    )

    bot.message("/term@hongshu_bot 种草", chat=group)

    sent = bot.api.wait("sendMessage", before + 1)[before:]
    assert [call["chat_id"] for call in sent] == ["-100500"]


def test_order_within_a_chat_is_kept(bot: Bot) -> None:
    """Twenty messages of one person are answered in their order."""
    before = len(bot.api.sent("sendMessage"))
    words = ["种草", "yyds"] * 10
    for word in words:
        bot.message(word)

    sent = bot.api.wait("sendMessage", before + len(words))[before:]

    assert ["种草" in call["text"].split("</b>")[0] for call in sent] == [True, False] * 10


def test_failure_is_told_with_a_number_and_nothing_else_stops(bot: Bot) -> None:
    """If an answer cannot be sent, the person gets a number that stands in the log."""
    bot.api.failing = 1
    before = len(bot.api.sent("sendMessage"))

    bot.message("What is RedNote?", LI)

    apology = bot.api.wait("sendMessage", before + 1)[-1]["text"]
    number = re.search(r"[0-9a-f]{8}", apology)
    assert number
    assert "抱歉" in apology
    assert number[0] in bot.log()
    assert "Xiaohongshu" in bot.write("What is RedNote?")["text"]


def serve(url: str, token: str) -> subprocess.CompletedProcess[str]:
    """Run a bot that is expected to end by itself."""
    environment = {**os.environ, "HONGSHU_TOKEN": token, "HONGSHU_API_URL": url}
    return subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_refused_token_ends_it_with_one_sentence() -> None:
    """A wrong token is exit 2 and one sentence, and is not printed."""
    api = BotApi(TOKEN)
    try:
        done = serve(api.url, TOKEN.replace("AAHdq", "AAHxx"))
    finally:
        api.close()

    assert done.returncode == 2
    assert "HONGSHU_TOKEN is refused" in done.stderr
    assert "AAHxx" not in done.stderr + done.stdout


def test_bot_waits_for_a_telegram_that_is_away() -> None:
    """Started before the server, the bot connects when it comes."""
    api = BotApi(TOKEN)
    port = int(api.url.rsplit(":", 1)[1])
    api.close()
    environment = {**os.environ, "HONGSHU_TOKEN": TOKEN, "HONGSHU_API_URL": api.url}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        try:
            time.sleep(3)
            assert process.poll() is None
            api = BotApi(TOKEN, port=port)
            api.wait("setMyCommands", 2, 60)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
            api.close()
