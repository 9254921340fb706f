"""What can go wrong between the bot, Telegram and people, and that nobody else suffers."""

import re

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person

HOSTILE = [
    "<b>x</b><script>alert(1)</script>",
    "</i></b>&lt;&amp;&#60;",
    "%s %d %(x)s {} {0} {x.__class__} ${y}",
    "\u202eright\u202c to \u2067left\u2069 \u200f",
    "Z\u0335\u0327\u0337" * 30,
    "😀" * 2048,
    "🏳️‍🌈" * 100,
    "[a](b) `c` *d* _e_ ||f|| ~g~",
    "' or 1=1; drop table taught; --",
    "\\x00 \\u202e \\n",
    "null",
    "字" * 4096,
]


# Telegram has enough.


def test_flood_in_one_group_leaves_others_alone(room: Room, ground: Ground) -> None:
    """A group in flood is answered later, in order; another one at once."""
    other = ground.room()
    ground.api.flood[room.id] = 2
    asked = [u.message("/term yyds", room.member, room.chat) for _ in range(3)]

    for update in asked:
        ground.api.put(**update)
    quick = other.ask("/term yyds")
    so_far = room.calls()
    late = room.heard(0, 3)

    assert quick
    assert so_far == []
    answered = [call["reply_parameters"]["message_id"] for call in late]
    assert answered == [update["message"]["message_id"] for update in asked]
    assert not [f for f in ground.api.failures if f[1] != 429]


def test_order_in_a_group_is_kept_under_load(ground: Ground) -> None:
    """Many groups at once: each is answered in its own order, and nothing is lost."""
    rooms = [ground.room() for _ in range(30)]
    asked: dict[int, list[int]] = {room.id: [] for room in rooms}
    for _ in range(3):
        for room in rooms:
            update = u.message("/term yyds", person(), room.chat)
            asked[room.id].append(update["message"]["message_id"])
            ground.api.put(**update)

    for room in rooms:
        answered = [call["reply_parameters"]["message_id"] for call in room.heard(0, 3)]
        assert answered == asked[room.id]


# The network.


@pytest.mark.parametrize("status", [502, 500])
def test_answer_telegram_fails_to_take_is_sent_again(room: Room, status: int) -> None:
    """A fault of Telegram is overcome; the answer comes once."""
    room.ground.api.fail("sendMessage", 2, status)

    assert room.ask("/term yyds")
    assert room.is_silent()


def test_lost_connection_never_doubles_a_message(room: Room) -> None:
    """Where nobody knows whether a message arrived, it is not sent twice; the next one works."""
    room.ground.api.fail("sendMessage", 1, "reset", effect=True)

    update = u.message("/term yyds", room.member, room.chat)
    room.ground.api.put(**update)
    room.settle()

    assert len(room.answers(update)) == 1


def test_hanging_request_holds_up_its_own_group_only(room: Room, ground: Ground) -> None:
    """While Telegram lets one answer hang, other groups are answered."""
    ground.api.fail("sendMessage", 1, "hang")
    ground.api.put(**u.message("/term yyds", room.member, room.chat))
    ground.until(lambda: not ground.api._faults["sendMessage"])

    assert ground.room().ask("/term yyds")
    assert room.calls() == []
    ground.until(lambda: "TimedOut" in ground.bot.log())
    room.settle()


def test_edit_that_is_lost_is_made_again(room: Room) -> None:
    """Showing something twice is as if shown once, so that it is repeated."""
    room.ask("/settings", room.admin)
    room.ground.api.fail("editMessageText", 1, "reset")

    assert room.press("Language")["method"] == "editMessageText"


def test_member_check_that_fails_lets_nobody_in(room: Room) -> None:
    """If Telegram does not say who is administrator, nothing is changed."""
    room.ask("/settings", room.admin)
    room.ground.api.fail("getChatMember", 1, 400)

    notice = room.tap(f"s:{room.id}:draft=off", room.admin)

    assert "Only administrators" in notice["text"]
    assert room.settings() == {}


# A handler fails.


def test_failure_is_told_with_a_number_of_the_log(room: Room, ground: Ground) -> None:
    """Who asked gets a number; the log has it with what happened; everything else goes on."""
    ground.api.fail("sendMessage", 1, 400)

    apology = room.ask("/term yyds")

    number = re.search(r"\b[0-9a-f]{8}\b", apology["text"])
    assert number
    assert "went wrong on my side" in apology["text"]
    assert f"number={number[0]}" in ground.bot.log()
    assert room.ask("/term yyds")


def test_failure_in_a_topic_is_told_there(ground: Ground) -> None:
    """The apology stands in the topic of the question."""
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12}
    ground.api.fail("sendMessage", 1, 400)

    assert room.ask("/term yyds", **u.in_topic(room.chat, 12))["message_thread_id"] == "12"


def test_failure_of_a_button_is_told_to_who_pressed(room: Room, ground: Ground) -> None:
    """Who pressed gets the number; nobody else hears of it."""
    room.ask("/settings", room.admin)
    ground.api.fail("editMessageText", 1, 400)

    notice = room.tap(f"s:{room.id}:zone", room.admin)

    assert "went wrong on my side" in notice["text"]
    assert re.search(r"[0-9a-f]{8}", notice["text"])[0] in ground.bot.log()
    assert len(room.calls()) == 1


def test_failed_file_is_told_and_changes_nothing(room: Room, ground: Ground) -> None:
    """A file Telegram does not give is a failure like any other."""
    room.tap(f"s:{room.id}:load", room.admin, u.body("panel", u.AUTHOR, room.chat))
    room.heard(0)
    ground.api.file("f", b"{}")
    ground.api.fail("getFile", 1, 400)
    told = {"file_id": "f", "file_unique_id": "f", "file_name": "f", "file_size": 2}

    answer = room.ask(None, room.admin, document=told, **u.reply_to(room.shown()))

    assert "went wrong on my side" in answer["text"]
    assert room.settings() == {}


# The bot may not speak.


@pytest.mark.parametrize("how", ["muted", "kicked", "left"])
def test_group_that_silences_the_bot_is_left_alone(room: Room, ground: Ground, how: str) -> None:
    """No apology, no repetition, no traceback; other groups are served, and this one later."""
    errors = ground.bot.log().count("Traceback")
    getattr(ground.api, how).add(room.id)
    before = len(ground.api.failures)
    ground.api.put(**u.message("/term yyds", room.member, room.chat))
    ground.until(lambda: len(ground.api.failures) > before)

    assert ground.room().ask("/term yyds")
    assert room.calls() == []
    assert len(ground.api.failures) == before + 1
    assert ground.bot.log().count("Traceback") == errors
    getattr(ground.api, how).discard(room.id)
    assert room.ask("/term yyds", person())


def test_closed_topic_is_left_alone(ground: Ground) -> None:
    """In a topic that was closed nothing is said; in others it is."""
    errors = ground.bot.log().count("Traceback")
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12, 13}
    ground.api.closed.add((room.id, 12))
    ground.api.put(**u.message("/term yyds", room.member, room.chat, **u.in_topic(room.chat, 12)))

    assert room.ask("/term yyds", **u.in_topic(room.chat, 13))["message_thread_id"] == "13"
    assert ground.bot.log().count("Traceback") == errors
    assert len(room.calls()) == 1
    ground.forgive("TOPIC_CLOSED")


def test_person_who_blocked_the_bot_is_left_alone(ground: Ground) -> None:
    """A blocked bot does not try again, and other people are served."""
    errors = ground.bot.log().count("Traceback")
    blocker = person()
    ground.api.chat(blocker["id"], "private")
    ground.api.blocked.add(blocker["id"])
    before = len(ground.api.failures)
    ground.api.put(**u.message("yyds", blocker))
    ground.until(lambda: len(ground.api.failures) > before)

    assert ground.bot.ask("yyds", person())
    assert ground.bot.log().count("Traceback") == errors


# What people are called, and what they write.


def test_hostile_words_are_only_words(ground: Ground) -> None:
    """As a name, a title, a question, a taught word and its meaning: nothing of it works."""
    errors = ground.bot.log().count("Traceback")
    rooms: list[Room] = []
    for text in HOSTILE:
        room = ground.room(title=text[:255])
        room.admin["first_name"] = text[:64]
        ground.api.member(room.id, room.admin, "administrator")
        rooms.append(room)
        for asked in (
            f"/ask {text}"[:4096],
            f"/teach {text[:60]} = {text[:400]}",
            "/taught",
            f"/term {text[:60]}",
            "/settings zone Asia/Tokyo",
        ):
            ground.api.put(**u.message(asked, room.admin, room.chat))

    for room in rooms:
        ground.until(lambda room=room: "Settings" in "".join(room.texts()[-1:]), 15)
    for room in rooms:
        assert "Asia/Tokyo" in room.press("Changes")["text"]
    assert ground.bot.log().count("Traceback") == errors
