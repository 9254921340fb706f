"""What the stand-in knows: chats, members, messages, queries, files, and what a test arranged."""

import itertools
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.e2e.limits import Limits
from tests.e2e.refusals import FailedError, RefusedError

JSON = dict[str, Any]
BOT: JSON = {
    "id": 42,
    "is_bot": True,
    "first_name": "Hongshu",
    "username": "hongshu_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
AUTHOR: JSON = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# Seconds in which a query must be answered.
INLINE_SECONDS, CALLBACK_SECONDS = 30.0, 150.0
_STORED = {"message", "edited_message", "channel_post", "edited_channel_post"}
_NOUNS = {"sendMessage": "text messages", "sendPhoto": "photos", "sendDocument": "documents"}


@dataclass
class World:
    """All state; `lock` guards it and tells of every change."""

    blocked: set[int] = field(default_factory=set)
    kicked: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    migrated: dict[int, int] = field(default_factory=dict)
    flood: dict[int, float] = field(default_factory=dict)
    enforce_limits: bool = False
    closed: set[tuple[int, int]] = field(default_factory=set)
    chats: dict[int, JSON] = field(default_factory=dict)
    topics: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    members: dict[tuple[int, int], JSON] = field(default_factory=dict)
    users: dict[int, JSON] = field(default_factory=lambda: {BOT["id"]: AUTHOR})
    store: dict[tuple[int, int], JSON] = field(default_factory=dict)
    own: set[tuple[int, int]] = field(default_factory=set)
    inline: dict[str, JSON] = field(default_factory=dict)
    queries: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    settings: dict[tuple[str, ...], Any] = field(default_factory=dict)
    reactions: dict[tuple[int, int], list[JSON]] = field(default_factory=dict)
    bot: JSON = field(default_factory=lambda: dict(BOT))
    limits: Limits = field(default_factory=Limits)
    lock: threading.Condition = field(default_factory=threading.Condition)
    skew: float = 0.0

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1_000_001)  # far from what tests number themselves

    def now(self) -> float:
        """Return seconds of a clock that a test can put forward."""
        return time.monotonic() + self.skew

    def advance(self, seconds: float) -> None:
        """Put the clock forward: queries grow old, floods end."""
        with self.lock:
            self.skew += seconds

    def next_number(self) -> int:
        """Return a number used for nothing else."""
        return next(self._numbers)

    def chat(
        self, number: int, kind: str, *, topics: tuple[int, ...] = (), **details: Any
    ) -> JSON:
        """Make a chat known, with its open topics; return it as in a message."""
        named = {"first_name": "x"} if kind == "private" else {"title": "Chat"}
        with self.lock:
            self.chats[number] = {"id": number, "type": kind, **named, **details}
            self.topics[number] = set(topics)
            return self.chats[number]

    def member(self, chat: int, user: int | JSON, status: str, **rights: Any) -> None:
        """Give a user (an id, or a user as in a message) a status in a chat."""
        with self.lock:
            if isinstance(user, dict):
                self.users[user["id"]] = user
            number = user["id"] if isinstance(user, dict) else user
            self.users.setdefault(number, {"id": number, "is_bot": False, "first_name": "x"})
            self.members[chat, number] = {"status": status, **rights}

    def file(self, file_id: str, content: bytes, path: str = "") -> None:
        """Let getFile find a file, to be had below `path`."""
        with self.lock:
            self.files[file_id] = (path or f"documents/{file_id}", content)

    def messages(self, chat: int) -> list[JSON]:
        """Return the messages standing in a chat, in the order they came."""
        with self.lock:
            return [message for (where, _), message in self.store.items() if where == chat]

    # What updates tell.

    def learn(self, kind: str, body: JSON) -> None:
        """Remember chats, people, messages and queries of an update."""
        sender = body.get("from", {})
        if sender:
            self.users[sender["id"]] = sender
            private = {"id": sender["id"], "type": "private", "first_name": sender["first_name"]}
            self.chats.setdefault(sender["id"], private)
        if "chat" in body and kind != "guest_message":
            self.chats.setdefault(body["chat"]["id"], body["chat"])
        if kind in _STORED:
            self._learn_message(body)
        elif kind in {"inline_query", "callback_query", "guest_message"}:
            self._learn_query(kind, body)
        elif kind == "chosen_inline_result" and "inline_message_id" in body:
            self.inline.setdefault(body["inline_message_id"], {})
        elif kind in {"my_chat_member", "chat_member"}:
            self._learn_member(body)

    def _learn_message(self, body: JSON) -> None:
        chat = body["chat"]["id"]
        self.store[chat, body["message_id"]] = body
        if (original := body.get("reply_to_message")) and original["chat"]["id"] == chat:
            self.store.setdefault((chat, original["message_id"]), original)
        if body.get("is_topic_message"):
            self.topics[chat].add(body["message_thread_id"])
        if "from" in body:
            self.members.setdefault((chat, body["from"]["id"]), {"status": "member"})
        for user in body.get("new_chat_members", ()):
            self.member(chat, user, "member")
        if "left_chat_member" in body:
            self.member(chat, body["left_chat_member"], "left")
        if "migrate_to_chat_id" in body:
            self.migrated[chat] = new = body["migrate_to_chat_id"]
            self.chats.setdefault(new, {**self.chats[chat], "id": new, "type": "supergroup"})

    def _learn_query(self, kind: str, body: JSON) -> None:
        number = body["guest_query_id"] if kind == "guest_message" else body["id"]
        self.queries[kind, number].append(self.now())
        if "inline_message_id" in body:
            self.inline.setdefault(body["inline_message_id"], {})
        if message := body.get("message"):
            chat, place = message["chat"], (message["chat"]["id"], message["message_id"])
            self.chats.setdefault(chat["id"], chat)
            if message["date"] and place not in self.own:  # 0: one the bot cannot reach
                self.store[place] = message
                self.own.add(place)

    def _learn_member(self, body: JSON) -> None:
        chat, new = body["chat"], body["new_chat_member"]
        rights = {name: value for name, value in new.items() if name not in {"user", "status"}}
        self.member(chat["id"], new["user"], new["status"], **rights)
        if new["user"]["id"] != BOT["id"]:
            return
        for state in (self.blocked, self.kicked, self.left):
            state.discard(chat["id"])
        if new["status"] == "kicked":
            (self.blocked if chat["type"] == "private" else self.kicked).add(chat["id"])
        elif new["status"] == "left":
            self.left.add(chat["id"])

    # What requests ask.

    def answer_query(self, kind: str, number: str, seconds: float) -> None:
        """Take a query as answered; refuse one that is unknown, old or answered already."""
        times = self.queries.get((kind, number), [])
        if not times or self.now() - times.pop(0) > seconds:
            raise RefusedError(TOO_OLD)

    def find(self, chat_id: int | str) -> JSON:
        """Return a chat by number or @name; raises `RefusedError` if the bot never met it."""
        if isinstance(chat_id, str):
            names = (c for c in self.chats.values() if f"@{c.get('username')}" == chat_id)
            chat = next(names, None)
        else:
            chat = self.chats.get(chat_id)
        if chat is None:
            raise RefusedError("chat not found")
        return chat

    def reach(self, chat_id: int | str, method: str) -> JSON:
        """Return a chat the bot may act in; raises as the test arranged it."""
        chat = self.find(chat_id)
        number, kind = chat["id"], chat["type"]
        if number in self.migrated:
            new = self.migrated[number]
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise FailedError(400, text, migrate_to_chat_id=new)
        if number in self.kicked:
            raise FailedError(403, f"Forbidden: bot was kicked from the {kind} chat")
        if number in self.left:
            raise FailedError(403, f"Forbidden: bot is not a member of the {kind} chat")
        if number in self.blocked:
            raise FailedError(403, "Forbidden: bot was blocked by the user")
        if self.users.get(number, {}).get("is_bot"):
            raise FailedError(403, "Forbidden: bot can't send messages to bots")
        if number in self.muted and method.startswith("send") and method != "sendChatAction":
            noun = _NOUNS.get(method, method.removeprefix("send").lower() + "s")
            raise FailedError(400, f"Bad Request: not enough rights to send {noun} to the chat")
        return chat

    def pace(self, chat: JSON, method: str) -> None:
        """Raise 429 if a chat is in flood, or more is sent than Telegram lets through."""
        wait = self.limits.flooded(self.flood, chat["id"], self.now())
        if not wait and self.enforce_limits and method.startswith(("send", "edit")):
            wait = self.limits.wait(chat, self.now())
        if wait:
            text = f"Too Many Requests: retry after {wait}"
            raise FailedError(429, text, retry_after=wait)
