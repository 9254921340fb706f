"""Updates as Telegram sends them, for `BotApi.put(**update)`.

Functions for people and chats return them as in a message; functions for updates return
`{kind: body}`. Message numbers count on through a whole run, dates are now, offsets of entities
are in UTF-16 units; whatever else a message holds is given as keywords (`text=None` leaves a
field out).
"""

import itertools
import re
import time
from typing import Any

from tests.e2e.markup import units
from tests.e2e.methods import DETAILS
from tests.e2e.world import AUTHOR

JSON = dict[str, Any]
ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_BOT = {
    "id": 136817688,
    "is_bot": True,
    "first_name": "Channel",
    "username": "Channel_Bot",
}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
_NUMBERS = itertools.count(1)
_NAME = "[A-Za-z0-9_]"
_ENTITIES = (
    ("bot_command", re.compile(rf"(?<![\w/<>])/{_NAME}{{1,32}}(?:@{_NAME}{{3,32}})?(?![\w/<>])")),
    ("mention", re.compile(rf"(?<![\w/@])@[A-Za-z]{_NAME}{{2,31}}(?!\w)")),
    ("url", re.compile(r"https?://[^\s<>\"，。]+")),
    ("hashtag", re.compile(r"(?<![\w/#])#\w+")),
)

# People and chats.


def user(number: int, name: str = "Anna", language: str | None = "en", **more: Any) -> JSON:
    """Return a person; no language if their Telegram tells none."""
    told = {"language_code": language} if language else {}
    return {"id": number, "is_bot": False, "first_name": name, **told, **more}


def other_bot(number: int = 900, name: str = "Otherbot") -> JSON:
    """Return a bot that is not ours."""
    return {"id": number, "is_bot": True, "first_name": name, "username": f"{name.lower()}_bot"}


def private(person: JSON) -> JSON:
    """Return the chat a person and the bot have."""
    return {"id": person["id"], "type": "private", "first_name": person["first_name"]}


def group(number: int = -4001, title: str = "Group") -> JSON:
    """Return a basic group."""
    return {"id": number, "type": "group", "title": title}


def supergroup(number: int = -1001000000001, title: str = "Group", **more: Any) -> JSON:
    """Return a supergroup."""
    return {"id": number, "type": "supergroup", "title": title, **more}


def forum(number: int = -1001000000002, title: str = "Forum") -> JSON:
    """Return a supergroup with topics."""
    return supergroup(number, title, is_forum=True)


def channel(number: int = -1001000000003, title: str = "Channel", **more: Any) -> JSON:
    """Return a channel."""
    return {"id": number, "type": "channel", "title": title, **more}


# Messages.


def entities(text: str) -> list[JSON]:
    """Return the entities Telegram finds by itself, in order.

    >>> entities("💥 /term@hongshu_bot x")
    [{'type': 'bot_command', 'offset': 3, 'length': 17}]
    """
    found = [
        {"type": kind, "offset": units(text[: m.start()]), "length": units(m[0])}
        for kind, pattern in _ENTITIES
        for m in pattern.finditer(text)
    ]
    found.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    kept: list[JSON] = []
    for entity in found:
        if not kept or entity["offset"] >= kept[-1]["offset"] + kept[-1]["length"]:
            kept.append(entity)
    return kept


def body(text: str | None, sender: JSON | None, chat: JSON | None = None, **fields: Any) -> JSON:
    """Return a message, in the private chat of its sender unless another is given."""
    where = chat if chat is not None else private(sender or {})
    message: JSON = {"message_id": next(_NUMBERS), "date": int(time.time()), "chat": where}
    message |= {"from": sender, "text": text}
    if text and (found := entities(text)):
        message["entities"] = found
    return {name: value for name, value in (message | fields).items() if value is not None}


def message(text: str | None, sender: JSON, chat: JSON | None = None, **fields: Any) -> JSON:
    """Return a new message."""
    return {"message": body(text, sender, chat, **fields)}


def edited(original: JSON, text: str) -> JSON:
    """Return the edit of a message's text; `original` is the message itself."""
    kept = {k: v for k, v in original.items() if k != "entities"}
    found = {"entities": e} if (e := entities(text)) else {}
    return {"edited_message": {**kept, "text": text, **found, "edit_date": int(time.time())}}


def reply_to(original: JSON) -> JSON:
    """Return the fields of a message that replies; Telegram nests one level only."""
    nested = {"reply_to_message", "quote"}
    fields: JSON = {"reply_to_message": {k: v for k, v in original.items() if k not in nested}}
    if original.get("is_topic_message"):
        fields |= {"message_thread_id": original["message_thread_id"], "is_topic_message": True}
    return fields


def quoting(original: JSON, quote: str) -> JSON:
    """Return the fields of a message that replies with a part of the original."""
    before, _, _ = original["text"].partition(quote)
    told = {"text": quote, "position": units(before), "is_manual": True}
    return {**reply_to(original), "quote": told}


def in_topic(chat: JSON, topic: int, name: str = "Topic") -> JSON:
    """Return the fields of a message in a topic that replies to nobody.

    Telegram gives it the service message that opened the topic as its original.
    """
    root = {
        "message_id": topic,
        "date": int(time.time()),
        "chat": chat,
        "from": user(5, "Owner"),
        "message_thread_id": topic,
        "is_topic_message": True,
        "forum_topic_created": {"name": name, "icon_color": 7322096},
    }
    return {"message_thread_id": topic, "is_topic_message": True, "reply_to_message": root}


def anonymous(text: str, chat: JSON, **fields: Any) -> JSON:
    """Return the message of an administrator who hides behind the group."""
    return message(text, ANONYMOUS, chat, sender_chat=chat, **fields)


def as_channel(text: str, chat: JSON, writer: JSON, **fields: Any) -> JSON:
    """Return the message of a member who writes as a channel."""
    return message(text, CHANNEL_BOT, chat, sender_chat=writer, **fields)


def auto_forward(text: str, chat: JSON, source: JSON) -> JSON:
    """Return a channel's post as it arrives in its discussion group."""
    origin = {"type": "channel", "date": int(time.time()), "chat": source, "message_id": 7}
    fields = {"sender_chat": source, "is_automatic_forward": True, "forward_origin": origin}
    return message(text, TELEGRAM, chat, **fields)


def forwarded(text: str, sender: JSON, author: JSON, chat: JSON | None = None) -> JSON:
    """Return a message somebody else wrote, forwarded."""
    origin = {"type": "user", "date": int(time.time()) - 60, "sender_user": author}
    return message(text, sender, chat, forward_origin=origin)


def via(text: str, sender: JSON, bot: JSON | None = None, chat: JSON | None = None) -> JSON:
    """Return a message sent by way of an inline bot, ours unless another is given."""
    return message(text, sender, chat, via_bot=bot or AUTHOR)


def document(
    sender: JSON, file_id: str, name: str = "list.csv", chat: JSON | None = None, **fields: Any
) -> JSON:
    """Return a message with a file; `BotApi.file(file_id, content)` lets it be had."""
    told = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": 10}
    return message(None, sender, chat, document=told, **fields)


def sticker(sender: JSON, chat: JSON | None = None) -> JSON:
    """Return a message with a sticker."""
    flags = {"is_animated": False, "is_video": False, "type": "regular", "emoji": "👍"}
    told = {"file_id": "s", "file_unique_id": "s", "width": 512, "height": 512, **flags}
    return message(None, sender, chat, sticker=told)


def photo(sender: JSON, caption: str | None = None, chat: JSON | None = None) -> JSON:
    """Return a message with a picture."""
    size = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}
    found = entities(caption) if caption else None
    return message(None, sender, chat, photo=[size], caption=caption, caption_entities=found)


def voice(sender: JSON, chat: JSON | None = None) -> JSON:
    """Return a voice message."""
    told = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    return message(None, sender, chat, voice=told)


def channel_post(text: str, chat: JSON, **fields: Any) -> JSON:
    """Return a post in a channel."""
    return {"channel_post": body(text, None, chat, sender_chat=chat, **fields)}


def guest_message(text: str, sender: JSON, chat: JSON, query: str = "g1") -> JSON:
    """Return a message that calls the bot in a chat it is not in."""
    return {"guest_message": body(text, sender, chat, guest_query_id=query)}


# Service messages and changes of membership.


def joined(people: list[JSON], chat: JSON, by: JSON | None = None) -> JSON:
    """Return the message that people came into a group, by themselves or brought."""
    return message(None, by or people[0], chat, new_chat_members=people)


def left(who: JSON, chat: JSON) -> JSON:
    """Return the message that somebody left a group."""
    return message(None, who, chat, left_chat_member=who)


def migrated(old: JSON, new: int, by: JSON) -> list[JSON]:
    """Return the two messages of a group becoming a supergroup, the old chat's first."""
    told = supergroup(new, old["title"])
    return [
        message(None, by, old, migrate_to_chat_id=new),
        message(None, by, told, migrate_from_chat_id=old["id"]),
    ]


def my_chat_member(chat: JSON, by: JSON, old: str, new: str) -> JSON:
    """Return a change of the bot's own status in a chat."""
    return {"my_chat_member": _change(chat, by, AUTHOR, old, new)}


def chat_member(chat: JSON, by: JSON, who: JSON, old: str, new: str) -> JSON:
    """Return a change of somebody's status in a chat."""
    return {"chat_member": _change(chat, by, who, old, new)}


def _change(chat: JSON, by: JSON, who: JSON, old: str, new: str) -> JSON:
    statuses = {f"{age}_chat_member": status(who, s) for age, s in (("old", old), ("new", new))}
    return {"chat": chat, "from": by, "date": int(time.time()), **statuses}


def status(who: JSON, name: str) -> JSON:
    """Return a chat member with all that its status calls for."""
    return {**DETAILS[name], "user": who, "status": name}


# Queries.


def callback(data: str, sender: JSON, below: JSON | str, query: str | None = None) -> JSON:
    """Return the press of a button below a message, or below one with an inline id."""
    inline = isinstance(below, str)
    where = {"inline_message_id": below} if inline else {"message": below}
    number = query or f"c{next(_NUMBERS)}"
    told = {"id": number, "from": sender, "chat_instance": "1", "data": data}
    return {"callback_query": {**told, **where}}


def inline_query(text: str, sender: JSON, offset: str = "", query: str | None = None) -> JSON:
    """Return what somebody types after the bot's name in any chat."""
    number = query or f"i{next(_NUMBERS)}"
    told = {"id": number, "from": sender, "query": text, "offset": offset}
    return {"inline_query": {**told, "chat_type": "supergroup"}}


def chosen(result: str, sender: JSON, text: str, inline_message_id: str | None = None) -> JSON:
    """Return that somebody sent one of the inline results."""
    told = {"result_id": result, "from": sender, "query": text}
    known = {"inline_message_id": inline_message_id} if inline_message_id else {}
    return {"chosen_inline_result": {**told, **known}}


def poll_answer(poll: str, sender: JSON, chosen: list[int]) -> JSON:
    """Return that somebody answered a poll that is not anonymous; `[]`: took the answer back."""
    told = {"option_persistent_ids": [str(number) for number in chosen], "option_ids": chosen}
    return {"poll_answer": {"poll_id": poll, "user": sender, **told}}
