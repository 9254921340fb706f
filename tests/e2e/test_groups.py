"""Groups: silent unless called, in the right place when called, and never too much."""

from collections.abc import Callable

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person
from tests.e2e.running import buttons
from tests.e2e.world import AUTHOR, JSON

CHANNEL = u.channel()


# Silence.

_UNHEARD: dict[str, Callable[[Room], JSON]] = {
    "text": lambda r: u.message("what does 种草 mean?", r.member, r.chat),
    "word-that-is-a-command": lambda r: u.message("帮助", r.member, r.chat),
    "settings-in-chinese": lambda r: u.message("设置", r.admin, r.chat),
    "command-of-another-bot": lambda r: u.message("/help@other_bot", r.member, r.chat),
    "touching-command-of-another-bot": lambda r: u.message(
        "/term@other_bot种草", r.member, r.chat
    ),
    "settings-of-another-bot": lambda r: u.message("/settings@other_bot", r.admin, r.chat),
    "unknown-command": lambda r: u.message("/ban", r.member, r.chat),
    "unknown-command-for-us": lambda r: u.message("/ban@hongshu_bot", r.member, r.chat),
    "name-within-a-name": lambda r: u.message("@hongshu_bot2 种草", r.member, r.chat),
    "name-within-an-address": lambda r: u.message("a@hongshu_bot.cn 种草", r.member, r.chat),
    "other-bot": lambda r: u.message("/term 种草", u.other_bot(), r.chat),
    "ourselves": lambda r: u.message("/term 种草", AUTHOR, r.chat),
    "via-us": lambda r: u.via("/term 种草", r.member, chat=r.chat),
    "via-another": lambda r: u.via("/term 种草", r.member, u.other_bot(), r.chat),
    "automatic-forward": lambda r: u.auto_forward("/term 种草", r.chat, CHANNEL),
    "as-a-channel": lambda r: u.as_channel("/term 种草", r.chat, CHANNEL),
    "forward": lambda r: u.forwarded("/term 种草", r.member, person(), r.chat),
    "edit-of-unanswered": lambda r: u.edited(u.body("x", r.member, r.chat), "/term 种草"),
    "sticker": lambda r: u.sticker(r.member, r.chat),
    "voice": lambda r: u.voice(r.member, r.chat),
    "picture": lambda r: u.photo(r.member, "种草", r.chat),
    "file": lambda r: u.document(r.member, "f1", chat=r.chat),
    "reply-to-somebody": lambda r: u.message(
        "种草", r.member, r.chat, **u.reply_to(u.body("hi", r.admin, r.chat))
    ),
    "link-that-adds": lambda r: u.message("/start@hongshu_bot hello", r.member, r.chat),
}


@pytest.mark.parametrize("name", _UNHEARD)
def test_what_calls_nobody_is_not_answered(room: Room, name: str) -> None:
    """A group does not notice the bot until somebody calls it."""
    assert room.is_silent(_UNHEARD[name](room))


def test_channel_is_left_alone(ground: Ground, room: Room) -> None:
    """Nothing is said in a channel."""
    ground.api.put(**u.channel_post("/term 种草", CHANNEL))

    assert room.is_silent()
    assert not [c for _, c in ground.api.calls if str(c.get("chat_id")) == str(CHANNEL["id"])]


def test_two_bots_cannot_keep_each_other_talking(room: Room) -> None:
    """What we say, said back by another bot, by ourselves, or as a reply, ends there."""
    room.ask("/term 种草")
    ours = room.shown()
    back = [
        u.message(f"{prefix}{ours['text'][:200]}", who, room.chat, **u.reply_to(ours))
        for who in (u.other_bot(), AUTHOR)
        for prefix in ("", "/ask ", "@hongshu_bot ")
    ]

    assert room.is_silent(*back)


# Called.

_CALLS: dict[str, Callable[[Room], JSON]] = {
    "command": lambda r: u.message("/term 种草", r.member, r.chat),
    "command-for-us": lambda r: u.message("/term@HongShu_Bot 种草", r.member, r.chat),
    "touching-command": lambda r: u.message("/term种草", r.member, r.chat),
    "question": lambda r: u.message("/ask what does 种草 mean?", r.member, r.chat),
    "mention": lambda r: u.message("@hongshu_bot 种草", r.member, r.chat),
    "mention-in-the-middle": lambda r: u.message("种草 @hongshu_bot ?", r.member, r.chat),
    "mention-behind-emoji": lambda r: u.message(
        "💥💥 @Hongshu_Bot, what does 种草 mean?", r.member, r.chat
    ),
    "mention-in-a-caption": lambda r: u.photo(r.member, "@hongshu_bot 种草", r.chat),
    "mention-below-a-file": lambda r: u.document(
        r.member,
        "f1",
        chat=r.chat,
        caption="@hongshu_bot 种草",
        caption_entities=u.entities("@hongshu_bot 种草"),
    ),
    "mention-and-chinese-command": lambda r: u.message("@hongshu_bot 查 种草", r.member, r.chat),
    "anonymous": lambda r: u.anonymous("/term 种草", r.chat),
    "comment": lambda r: _comment(r, "/term 种草"),
}


def _comment(room: Room, text: str) -> JSON:
    """Return a comment below a channel's post, in the group of its discussion."""
    post = u.auto_forward("News", room.chat, CHANNEL)["message"]
    fields = {"reply_to_message": post, "message_thread_id": post["message_id"]}
    return u.message(text, room.member, room.chat, **fields)


@pytest.mark.parametrize("name", _CALLS)
def test_who_calls_is_answered_below_the_message(room: Room, name: str) -> None:
    """However it is called, the bot answers once, as a reply, without a preview."""
    update = _CALLS[name](room)

    (call,) = room.after(update)

    assert "zhòngcǎo" in call["text"]
    assert call["reply_parameters"]["message_id"] == update["message"]["message_id"]
    assert call["link_preview_options"] == {"is_disabled": True}
    assert "message_thread_id" not in call
    assert room.is_silent()


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_reply_to_the_bot_is_a_question(ground: Ground, kind: str) -> None:
    """In basic groups and supergroups an answer to the bot needs no command."""
    room = ground.room(u.group(-ground.room().owner["id"]) if kind == "group" else None)
    room.ask("/term yyds")

    assert "zhòngcǎo" in room.reply("种草", **u.reply_to(room.shown()))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("@hongshu_bot 帮助", "/ask"), ("@hongshu_bot 每日一词", "每日一词"),
     ("@hongshu_bot 本群词表", "no words of its own"), ("@hongshu_bot /help", "/ask")],
)  # fmt: skip
def test_command_behind_a_mention_is_one(room: Room, text: str, wanted: str) -> None:
    """Chinese names of commands count behind the bot's name."""
    assert wanted in room.reply(text)


def test_settings_behind_a_mention_are_for_administrators(room: Room) -> None:
    """The panel opens for an administrator, whatever way it was asked for."""
    assert "Settings of this group" in room.reply("@hongshu_bot 设置", who=room.admin)
    assert "Only administrators" in room.reply("@hongshu_bot 设置")


def test_what_explains_the_message_it_answers(room: Room) -> None:
    """The words are explained below the message itself, and one of them is quoted."""
    original = u.body("这个口红我种草了 yyds", room.admin, room.chat)

    call = room.ask("/what", **u.reply_to(original))

    assert "zhòngcǎo" in call["text"]
    assert "yyds" in call["text"]
    assert call["reply_parameters"]["message_id"] == original["message_id"]
    assert call["reply_parameters"]["quote"] in original["text"]
    assert call["reply_parameters"]["quote"] in call["text"]
    assert not [b for b in buttons(call) if "callback_data" in b and b["text"] != "中文"]


def test_what_explains_what_was_quoted(room: Room) -> None:
    """Of a message that was quoted in part, that part alone is explained."""
    original = u.body("姐妹们这个口红我种草了 yyds", room.admin, room.chat)

    call = room.ask("/what", **u.quoting(original, "yyds"))

    assert "zhòngcǎo" not in call["text"]
    assert "yyds" in call["text"]
    assert call["reply_parameters"]["quote"] == "yyds"


def test_deleted_question_is_answered_all_the_same(ground: Ground, room: Room) -> None:
    """An answer that finds nothing to reply to still comes."""
    update = u.message("/term 种草", room.member, room.chat)
    with ground.api.lock:
        ground.api.put(**update)
        del ground.api.store[room.id, update["message"]["message_id"]]

    assert "zhòngcǎo" in room.heard(0)[0]["text"]


def test_buttons_in_a_group_lead_to_the_private_chat(room: Room) -> None:
    """Only the language is switched where all see it; everything else is a link or a copy."""
    call = room.ask("/term 种草")

    for button in buttons(call):
        link = button.get("url", "")
        assert (
            link.startswith("https://t.me/hongshu_bot?start=")
            or "copy_text" in button
            or (button["text"] == "中文")
        )


def test_language_of_a_shared_answer_is_switched_in_place(room: Room) -> None:
    """The 中文 button changes the answer for all, whoever presses it."""
    room.ask("/term 种草")

    call = room.press("中文", person())

    assert call["method"] == "editMessageText"
    assert "推荐" in call["text"]


@pytest.mark.parametrize("asked", ["/term 种草", "@hongshu_bot 种草"])
def test_own_words_stay_in_another_language(room: Room, asked: str) -> None:
    """What a group taught beside an entry is said again when the language is switched."""
    room.ask("/teach 种草 = plant grass | 草种上了", room.admin)
    assert "plant grass" in room.ask(asked)["text"]

    call = room.press("中文", person())

    assert "草种上了" in call["text"]
    assert "推荐" in call["text"]


def test_word_of_the_day_stays_one_in_another_language(room: Room) -> None:
    """Its heading is said in the other language too."""
    assert "Word of the day" in room.ask("/word")["text"]

    assert "每日一词" in room.press("中文")["text"]


@pytest.mark.parametrize("command", ["/lang", "/tour", "/topics", "/export", "/feedback hi"])
def test_personal_command_leads_to_the_private_chat(room: Room, command: str) -> None:
    """What is personal or long is not done before everybody."""
    call = room.ask(command)

    (button,) = buttons(call)
    name = command[1:].split(maxsplit=1)[0]
    assert button["url"] == f"https://t.me/hongshu_bot?start=c_{name}"


def test_edited_question_changes_its_answer(room: Room) -> None:
    """An answer that stands is edited; a second one is not sent."""
    update = u.message("/term 种草", room.member, room.chat)
    room.after(update)

    (call,) = room.after(u.edited(update["message"], "/term yyds"))

    assert call["method"] == "editMessageText"
    assert "yyds" in call["text"]


# Forums.


@pytest.fixture
def forum(ground: Ground) -> Room:
    """A forum with two open topics."""
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12, 13}
    return room


def test_answer_stays_in_its_topic(forum: Room) -> None:
    """A question in a topic is answered there; one in the general topic has no number."""
    there = forum.ask("/term 种草", **u.in_topic(forum.chat, 12))
    general = forum.ask("/term 种草")

    assert there["message_thread_id"] == "12"
    assert "message_thread_id" not in general


def test_message_in_a_topic_the_bot_opened_is_no_reply_to_it(forum: Room) -> None:
    """Telegram gives every message of a topic its first one as the original."""
    fields = u.in_topic(forum.chat, 12)
    fields["reply_to_message"]["from"] = AUTHOR

    assert forum.is_silent(u.message("种草", forum.member, forum.chat, **fields))
    assert forum.is_silent(u.message("/what", u.other_bot(), forum.chat, **fields))


def test_what_alone_in_a_topic_explains_nothing(forum: Room) -> None:
    """The first message of a topic is not what /what is about."""
    assert "Which word?" in forum.reply("/what", **u.in_topic(forum.chat, 12))


def test_long_answer_keeps_to_its_topic(forum: Room) -> None:
    """Every part of what is said stands in the topic."""
    forum.configure(quiz=True)

    call = forum.ask("/quiz", **u.in_topic(forum.chat, 13))

    assert call["method"] == "sendPoll"
    assert call["message_thread_id"] == "13"


def test_silence_is_by_topic(forum: Room) -> None:
    """Where administrators want silence not even commands are answered; elsewhere they are."""
    forum.configure(quiet_topics=[12])
    here = u.in_topic(forum.chat, 12)

    assert forum.is_silent(u.message("/term 种草", forum.member, forum.chat, **here))
    assert forum.is_silent(u.message("@hongshu_bot 种草", forum.member, forum.chat, **here))
    assert forum.ask("/term 种草", **u.in_topic(forum.chat, 13))["message_thread_id"] == "13"
    assert "Settings" in forum.reply("/settings", who=forum.admin, **here)


def test_general_topic_can_be_silent(forum: Room) -> None:
    """The general topic, which has no number, is switched like the others."""
    forum.configure(quiet_topics=[0])
    there = u.in_topic(forum.chat, 13)

    assert forum.is_silent(u.message("/term 种草", forum.member, forum.chat), **there)
