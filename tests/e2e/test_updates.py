"""The updates tests are made of are such as Telegram sends."""

from typing import Any

import pytest
from telegram import Update

from tests.e2e import updates as u

ANNA = u.user(7)
LI = u.user(8, "李", "zh-hans")
GROUP, FORUM, CHANNEL = u.supergroup(), u.forum(), u.channel()
FIRST = u.body("种草是什么？ 💥 see", ANNA, GROUP)
OLD, NEW = u.migrated(u.group(), -1009, ANNA)
EVERY: dict[str, dict[str, Any]] = {
    "private": u.message("hi", ANNA),
    "no language": u.message("hi", u.user(9, language=None)),
    "group": u.message("/term@hongshu_bot x", LI, u.group()),
    "edited": u.edited(FIRST, "/new"),
    "reply": u.message("and?", LI, GROUP, **u.reply_to(FIRST)),
    "quote": u.message("and?", LI, GROUP, **u.quoting(FIRST, "💥")),
    "topic": u.message("hi", LI, FORUM, **u.in_topic(FORUM, 12)),
    "anonymous": u.anonymous("hi", GROUP),
    "as channel": u.as_channel("hi", GROUP, CHANNEL),
    "automatic forward": u.auto_forward("news", GROUP, CHANNEL),
    "forwarded": u.forwarded("hi", ANNA, LI),
    "by way of us": u.via("hi", ANNA),
    "other bot": u.message("hi", u.other_bot(), GROUP),
    "document": u.document(ANNA, "d1", caption="words"),
    "sticker": u.sticker(ANNA),
    "photo": u.photo(ANNA, "/term x"),
    "voice": u.voice(ANNA, GROUP),
    "channel post": u.channel_post("news", CHANNEL),
    "guest message": u.guest_message("@hongshu_bot hi", ANNA, GROUP),
    "joined": u.joined([ANNA, LI], GROUP),
    "migrated from": OLD,
    "migrated to": NEW,
    **{
        f"bot {new}": u.my_chat_member(GROUP, ANNA, "left", new)
        for new in ("creator", "administrator", "member", "restricted", "kicked")
    },
    "chat member": u.chat_member(GROUP, ANNA, LI, "member", "kicked"),
    "button": u.callback("a:b", ANNA, FIRST),
    "inline button": u.callback("a:b", ANNA, "inline7"),
    "inline query": u.inline_query("zhong", ANNA),
    "chosen": u.chosen("1", ANNA, "zhong", "inline7"),
}


@pytest.mark.parametrize("name", EVERY)
def test_update_is_read_by_the_library(name: str) -> None:
    """Each parses, keeps its kind, and every field of it is known."""
    (kind,) = EVERY[name]

    update = Update.de_json({"update_id": 1, **EVERY[name]}, None)

    body = getattr(update, kind)
    assert body is not None
    assert not body.api_kwargs
    assert update.effective_user or kind == "channel_post"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/term x", ["/term"]),
        ("/term@hongshu_bot x", ["/term@hongshu_bot"]),
        ("💥💥 /term 种草", ["/term"]),
        ("/term种草", []),
        ("a/b", []),
        ("种草 @hongshu_bot hi", ["@hongshu_bot"]),
        ("see https://xhslink.com/a，好", ["https://xhslink.com/a"]),
        ("mail me@example.com", []),
    ],
)
def test_entities_stand_where_telegram_puts_them(text: str, found: list[str]) -> None:
    """What Telegram marks by itself is marked, counted in UTF-16 units."""
    coded = text.encode("utf-16-le")

    marked = [coded[2 * e["offset"] :][: 2 * e["length"]] for e in u.entities(text)]

    assert [part.decode("utf-16-le") for part in marked] == found


def test_topic_message_replies_to_the_root_of_its_topic() -> None:
    """Who replies to nobody in a topic replies to the message that opened it."""
    message = Update.de_json({"update_id": 1, **EVERY["topic"]}, None).message

    assert message.reply_to_message.forum_topic_created.name == "Topic"
    assert message.message_thread_id == message.reply_to_message.message_id == 12
