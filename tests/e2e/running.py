"""The real `hongshu serve` as a process of its own, and a test's hands on it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.world import JSON
from tests.web.site import PATH, SECRET


class Running:
    """A running bot, its server, and what it logs."""

    def __init__(self, api: BotApi, process: subprocess.Popen[bytes], log: Path) -> None:
        self.api = api
        self.process = process
        self._log = log

    def log(self) -> str:
        """Return everything logged so far."""
        return self._log.read_text("utf-8")

    def answers(
        self, update: JSON, method: str = "sendMessage", count: int = 1, seconds: float = 20
    ) -> list[JSON]:
        """Give the bot an update; return the calls of a method that follow it."""
        before = len(self.api.sent(method))
        self.api.put(**update)
        return self.api.wait(method, before + count, seconds)[before:]

    def answer(self, update: JSON, method: str = "sendMessage") -> JSON:
        """Give the bot an update; return the one call of a method that follows it."""
        return self.answers(update, method)[-1]

    def told(self, update: JSON) -> str:
        """Press a button; return the notice that answers this very press, empty if it has none."""
        number = update["callback_query"]["id"]
        seen = len(self.api.sent("answerCallbackQuery"))
        self.api.put(**update)
        while True:
            seen += 1
            for call in self.api.wait("answerCallbackQuery", seen):
                if call["callback_query_id"] == number:
                    return str(call.get("text", ""))

    def ask(self, text: str, user: JSON, chat: JSON | None = None, **fields: Any) -> JSON:
        """Write a message; return the bot's answer."""
        return self.answer(u.message(text, user, chat, **fields))

    def press(self, label: str, call: JSON, user: JSON, chat: JSON | None = None) -> JSON:
        """Return the update of pressing a button below one of the bot's messages, by its label."""
        data = next(b["callback_data"] for b in buttons(call) if b["text"] == label)
        return u.callback(data, user, self.standing(call, chat or u.private(user)))

    def standing(self, call: JSON, chat: JSON) -> JSON:
        """Return the message of the bot that a call sent or edited, as it stands now."""
        told = self.api.messages(chat["id"])
        number = call.get("message_id")
        own = [m for m in told if (m["chat"]["id"], m["message_id"]) in self.api.own]
        if number is not None:
            return next(m for m in own if str(m["message_id"]) == str(number))
        return own[-1]


def buttons(call: JSON) -> list[JSON]:
    """Return the buttons of a message sent or edited; none if it has none."""
    return [b for row in call.get("reply_markup", {}).get("inline_keyboard", []) for b in row]


def labels(call: JSON) -> list[str]:
    """Return what the buttons of a message say."""
    return [button["text"] for button in buttons(call)]


def hooked(api: BotApi) -> dict[str, str]:
    """Return the settings of a bot by webhook, and let the server deliver where it listens."""
    if not api.door:
        with socket.create_server(("127.0.0.1", 0)) as free:
            api.door = f"127.0.0.1:{free.getsockname()[1]}"
    return {
        "HONGSHU_WEBHOOK_URL": f"https://bot.example.org{PATH}",
        "HONGSHU_WEBHOOK_SECRET": SECRET,
        "HONGSHU_LISTEN": api.door,
        "HONGSHU_SEND_RATE": "1000",
    }


@contextmanager
def running(api: BotApi, folder: Path, *, code: int = 0, **environment: str) -> Iterator[Running]:
    """Run the bot against a server, with its database in a folder; end it as an operator would.

    `code` is that with which it ends; -9 if it was killed before.
    """
    log = folder / "log"
    told = {
        **os.environ,
        "HONGSHU_TOKEN": TOKEN,
        "HONGSHU_API_URL": api.url,
        "HONGSHU_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'hongshu.db'}",
        "HONGSHU_LOG_LEVEL": "debug",
        **environment,
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"], env=told, stdout=output, stderr=output
        )
        bot = Running(api, process, log)
        try:
            yield bot
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(30)
    assert ended == code, bot.log()
    assert TOKEN not in bot.log()
    assert TOKEN.partition(":")[2] not in bot.log()
