"""A running bot with its database at hand, and groups with people in them."""

import itertools
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.running import Running, buttons, running
from tests.e2e.world import JSON

_NUMBERS = itertools.count(70_000)
# A command that is always answered where the bot may speak.
_PROBE = "/term@hongshu_bot yyds"
_SAID = ("send", "edit", "delete")


def person(name: str = "Anna", language: str | None = "en", **more: Any) -> JSON:
    """Return somebody nobody has met."""
    return u.user(next(_NUMBERS), name, language, **more)


def attached(file_id: str, size: int = 10, name: str = "file.json") -> JSON:
    """Return a file as it stands in a message."""
    return {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}


class Ground:
    """A running bot; rooms in it know nothing of each other."""

    def __init__(self, bot: Running, folder: Path) -> None:
        self.bot = bot
        self.api = bot.api
        self.folder = folder

    def room(self, chat: JSON | None = None, **more: Any) -> "Room":
        """Return a group nobody has met, a supergroup unless it is given."""
        return Room(self, chat or u.supergroup(-1001000000000 - next(_NUMBERS), **more))

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query of the bot's database, or change it."""
        with closing(sqlite3.connect(self.folder / "hongshu.db", timeout=10)) as database:
            found = database.execute(query, values).fetchall()
            database.commit()
            return found

    def until(self, is_so: Callable[[], Any], seconds: float = 8) -> Any:
        """Wait until something is so, and return what was found; raises `TimeoutError`."""
        deadline = time.monotonic() + seconds
        while not (found := is_so()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"refused {self.api.refused}")
            with self.api.lock:
                self.api.lock.wait(0.05)
        return found

    def forgive(self, refusal: str) -> None:
        """Forget refusals of what the bot could not know to be vain; there must be one."""
        self.until(lambda: any(refusal in told for told in self.api.refused))
        with self.api.lock:
            self.api.refused = [told for told in self.api.refused if refusal not in told]

    def notice(self, update: JSON) -> JSON:
        """Press a button; return what the person who pressed is told."""
        number = update["callback_query"]["id"]
        self.api.put(**update)
        return self.until(
            lambda: next(
                (
                    call
                    for call in self.api.sent("answerCallbackQuery")
                    if call["callback_query_id"] == number
                ),
                None,
            )
        )


class Room:
    """A group with an owner, an administrator and a member."""

    def __init__(self, ground: Ground, chat: JSON) -> None:
        self.ground = ground
        self.chat = chat
        self.id: int = chat["id"]
        self.owner, self.admin, self.member = person("Olga"), person("Ada"), person("Max")
        ground.api.chat(
            number=self.id,
            kind=chat["type"],
            **{name: value for name, value in chat.items() if name not in {"id", "type"}},
        )
        for who, status in (
            (self.owner, "creator"),
            (self.admin, "administrator"),
            (self.member, "member"),
        ):
            ground.api.member(self.id, who, status)

    def calls(self) -> list[JSON]:
        """Return what the bot did in this group, in order; `method` names how."""
        return [
            {"method": method, **sent}
            for method, sent in list(self.ground.api.calls)
            if str(sent.get("chat_id")) == str(self.id) and method.startswith(_SAID)
        ]

    def texts(self) -> list[str]:
        """Return what was said in this group, without markup."""
        return [self.ground.api.visible(call) for call in self.calls() if "text" in call]

    def heard(self, before: int, count: int = 1, seconds: float = 8) -> list[JSON]:
        """Wait for what follows the first `before` calls in this group."""
        self.ground.until(lambda: len(self.calls()) >= before + count, seconds)
        return self.calls()[before:]

    def after(self, update: JSON, count: int = 1) -> list[JSON]:
        """Give the bot an update; return what it does here then."""
        before = len(self.calls())
        self.ground.api.put(**update)
        return self.heard(before, count)

    def ask(self, text: str | None, who: JSON | None = None, **fields: Any) -> JSON:
        """Write a message here, as the member unless told otherwise; return the answer."""
        return self.after(u.message(text, who or self.member, self.chat, **fields))[-1]

    def reply(self, text: str, **fields: Any) -> str:
        """Return the plain text of the answer to a member's message."""
        return self.ground.api.visible(self.ask(text, **fields))

    def is_silent(self, *updates: JSON, **fields: Any) -> bool:
        """Whether the bot says nothing to updates, but only to what is asked after them."""
        before = len(self.calls())
        for update in updates:
            self.ground.api.put(**update)
        self.settle(**fields)
        return len(self.calls()) == before + 1

    def settle(self, **fields: Any) -> None:
        """Wait until everything given to the bot so far is dealt with here."""
        probe = u.message(_PROBE, person("Probe"), self.chat, **fields)
        self.ground.api.put(**probe)
        self.ground.until(lambda: self.answers(probe))

    def answers(self, update: JSON) -> list[JSON]:
        """Return what was said in answer to a message."""
        number = update["message"]["message_id"]
        return [
            call
            for call in self.calls()
            if call.get("reply_parameters", {}).get("message_id") == number
        ]

    def shown(self) -> JSON:
        """Return the newest message of the bot that stands here."""
        api = self.ground.api
        own = [m for m in api.messages(self.id) if (self.id, m["message_id"]) in api.own]
        return max(own, key=lambda message: message["message_id"])

    def press(self, label: str, who: JSON | None = None, count: int = 1) -> JSON:
        """Press a button below the newest message; return what the bot does then."""
        data = next(b["callback_data"] for b in buttons(self.shown()) if b["text"] == label)
        return self.after(u.callback(data, who or self.admin, self.shown()), count)[-1]

    def tap(self, data: str, who: JSON, below: JSON | None = None) -> JSON:
        """Press any button below the newest message; return what the person is told."""
        return self.ground.notice(u.callback(data, who, below or self.shown()))

    def settings(self) -> JSON:
        """Return what is kept as set here; without what is as usual."""
        found = self.ground.rows("select settings from groups where chat = ?", self.id)
        return json.loads(found[0][0]) if found else {}

    def configure(self, **settings: Any) -> None:
        """Set how the bot behaves here, without the panel."""
        self.ground.rows(
            "insert into groups (chat, settings, word_hour, glossary) values (?, ?, ?, 0) "
            "on conflict (chat) do update set settings = excluded.settings, "
            "word_hour = excluded.word_hour",
            self.id,
            json.dumps(settings),
            settings.get("word_hour"),
        )

    def changes(self) -> list[tuple[int | None, str]]:
        """Return who changed what here, oldest first."""
        query = 'select "by", what from changes where chat = ? order by id'
        return [(by, what) for by, what in self.ground.rows(query, self.id)]

    def words(self) -> list[str]:
        """Return the words taught here."""
        query = "select term from taught where chat = ? and removed is null order by id"
        return [term for (term,) in self.ground.rows(query, self.id)]


@contextmanager
def grounds(folder: Path, **environment: str) -> Iterator[Ground]:
    """Run a bot with a fresh database; nothing it asked of Telegram was wrong in the end."""
    api = BotApi(TOKEN)
    try:
        with running(api, folder, HONGSHU_SEND_RATE="1000", **environment) as bot:
            api.wait("setMyCommands", 6, 60)
            yield Ground(bot, folder)
        assert api.refused == [], api.refused
    finally:
        api.close()
