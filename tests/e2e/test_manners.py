"""What administrators of a group set about how the bot speaks there."""

from collections.abc import Iterator

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person


def test_bot_that_speaks_to_commands_alone(room: Room) -> None:
    """Neither replies nor mentions are answered then; commands are."""
    room.configure(speaks="commands")
    room.ask("/term yyds")
    reply = u.message("种草", room.member, room.chat, **u.reply_to(room.shown()))

    assert room.is_silent(u.message("@hongshu_bot 种草", room.member, room.chat), reply)


def test_bot_that_speaks_to_clear_questions(room: Room) -> None:
    """A question with a sure answer is answered; chatter, statements and guesses are not."""
    room.configure(speaks="questions")
    unclear = ["what is RedNote", "are you coming?", "?", "how is the weather?", "yyds"]

    assert room.is_silent(*[u.message(text, room.member, room.chat) for text in unclear])
    assert "Xiaohongshu" in room.reply("What is RedNote?")
    assert "小红书" in room.reply("小红书是什么？")


def test_language_of_the_group_is_spoken(room: Room) -> None:
    """What administrators chose holds for answers, notices and greetings alike."""
    room.configure(language="zh-Hant")

    assert "推薦" in room.reply("/term zhong cao")
    assert "管理員" in room.reply("/settings")
    assert "小紅書" in room.reply("/ask What is RedNote?")


@pytest.mark.parametrize("name", ["draft", "quiz"])
def test_what_is_switched_off_says_so(room: Room, name: str) -> None:
    """Who asks for it is told whose wish that is."""
    room.configure(**{name: False})

    assert "switched that off" in room.reply(f"/{name} 种草")


def test_member_who_asks_too_much_is_told_once(room: Room) -> None:
    """One notice, then silence; others are answered; the notice goes after a minute."""
    room.configure(member_cap=2)
    asked = [u.message("/term 种草", room.member, room.chat) for _ in range(5)]

    assert not room.is_silent(*asked)

    room.heard(0, 4)
    assert ["zhòngcǎo" in text for text in room.texts()] == [True, True, False, False]
    assert "Give me a minute" in room.texts()[2]
    (due,) = room.ground.rows("select due from deletions where chat = ?", room.id)
    assert 0 < due[0] - asked[0]["message"]["date"] <= 65


def test_group_that_asks_too_much_is_told_once(room: Room) -> None:
    """The cap of the group holds for all its members together, administrators' work aside."""
    room.configure(group_cap=2)
    for _ in range(4):
        room.ground.api.put(**u.message("/term 种草", person(), room.chat))

    room.heard(0, 3)
    room.ask("/settings", room.admin)

    texts = room.texts()
    assert ["zhòngcǎo" in text for text in texts] == [True, True, False, False]
    assert "Give me a minute" in texts[2]
    assert "Settings" in texts[3]


def test_no_limit_is_none(room: Room) -> None:
    """With caps of 0 every message is answered."""
    room.configure(member_cap=0, group_cap=0)

    for _ in range(7):
        room.ground.api.put(**u.message("/term 种草", room.member, room.chat))

    assert len(room.heard(0, 7)) == 7


@pytest.mark.parametrize("command", ["/settings", "/taught", "/missed", "/teach a = b"])
def test_administrators_commands_do_not_let_members_flood(room: Room, command: str) -> None:
    """Who may not, or asks for a list again and again, is told once, too."""
    room.configure(member_cap=1)
    asked = [u.message(command, room.member, room.chat) for _ in range(5)]

    assert not room.is_silent(*asked)

    room.heard(0, 3)
    assert "Give me a minute" in room.texts()[1]
    assert "yyds" in room.texts()[2]


@pytest.fixture
def own(ground: Ground) -> Iterator[Room]:
    """A group in which answers are deleted after a quarter of an hour."""
    room = ground.room()
    room.configure(delete_minutes=15)
    yield room
    assert ground.rows("select * from deletions where chat = ?", room.id) == []


def test_answers_are_deleted_in_their_time(own: Room) -> None:
    """An answer is noted for deletion, and goes when its time has come, not before."""
    update = u.message("/term 种草", own.member, own.chat)
    own.after(update)
    ours = own.shown()["message_id"]
    query = "select message, due from deletions where chat = ?"
    (message, due) = own.ground.until(lambda: own.ground.rows(query, own.id))[0]

    own.ground.rows("update deletions set due = due - 900 where chat = ?", own.id)
    call = own.heard(1)[0]

    assert message == ours
    assert 890 <= due - update["message"]["date"] <= 910
    assert (call["method"], call["message_id"]) == ("deleteMessage", str(ours))


def test_deletion_that_fails_in_a_group_harms_no_other(own: Room, ground: Ground) -> None:
    """Out of one group, another moved, a message gone already: the rest is still deleted."""
    own.ask("/term 种草")
    query = "select message from deletions where chat = ?"
    ground.until(lambda: ground.rows(query, own.id))
    gone, out, moved = ground.room(), ground.room(), ground.room()
    ground.api.kicked.add(out.id)
    ground.api.migrated[moved.id] = -100999
    for room in (gone, out, moved):
        ground.rows("insert into deletions (chat, message, due) values (?, 1000001, 1)", room.id)

    ground.rows("update deletions set due = 2 where chat = ?", own.id)

    assert own.heard(1)[0]["method"] == "deleteMessage"
    ground.forgive("deleteMessage: message to delete not found")


def test_log_holds_nothing_of_what_was_said(ground: Ground, room: Room) -> None:
    """What is written in groups is not logged, and nothing failed here."""
    room.ask("/ask a-very-private-matter")

    assert "a-very-private-matter" not in ground.bot.log()
    assert "Traceback" not in ground.bot.log()
