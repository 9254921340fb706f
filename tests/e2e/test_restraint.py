"""What makes the bot speak in a group though nobody called it, or speak where it must not."""

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person

WRONG = "went wrong on my side"


@pytest.fixture
def room(ground: Ground) -> Room:
    """A group of its own for each test."""
    return ground.room()


def failing(ground: Ground, room: Room) -> None:
    """Make everything fail that is read of a group."""
    ground.rows(
        "insert into groups (chat, settings, glossary) values (?, 'no JSON', 0) "
        "on conflict (chat) do update set settings = excluded.settings",
        room.id,
    )


def test_failure_is_told_only_to_who_called(ground: Ground, room: Room) -> None:
    """What goes wrong over a message to others, an edit or somebody coming is not told."""
    failing(ground, room)
    before = ground.bot.log().count("handler failed")
    talk = u.message("just talking", room.member, room.chat)

    for update in (talk, u.edited(talk["message"], "talking"), u.joined([person()], room.chat)):
        ground.api.put(**update)
    ground.until(lambda: ground.bot.log().count("handler failed") == before + 3)

    assert WRONG in room.reply("/term yyds")
    assert len(room.calls()) == 1


def test_failure_is_told_as_seldom_as_any_notice(ground: Ground, room: Room) -> None:
    """However often something fails in a group, it hears of it twice a minute at most."""
    failing(ground, room)
    before = ground.bot.log().count("handler failed")

    for _ in range(5):
        ground.api.put(**u.message("/term yyds", room.member, room.chat))
    ground.until(lambda: ground.bot.log().count("handler failed") == before + 5)
    room.heard(0, 2)

    assert len(room.calls()) == 2


def test_question_nobody_asked_the_bot_gets_no_notice(room: Room) -> None:
    """Where it answers clear questions uncalled, one too many is met with silence."""
    room.configure(speaks="questions", member_cap=1)
    assert room.ask("What does 种草 mean?")

    assert room.is_silent(u.message("What does 种草 mean?", room.member, room.chat))


def test_silent_topic_hears_no_refusal(ground: Ground) -> None:
    """Where the bot is to be silent, commands of administrators are theirs alone."""
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12}
    room.configure(quiet_topics=[12])
    there = u.in_topic(room.chat, 12)
    asked = ("/settings", "/teach a = b", "/taught", "/missed", "/unteach a")

    for text in asked:
        ground.api.put(**u.message(text, room.member, room.chat, **there))
    room.settle()
    assert len(room.calls()) == 1

    assert "Settings" in room.ask("/settings", room.admin, **there)["text"]


def test_edited_answer_to_a_request_is_no_question(ground: Ground, room: Room) -> None:
    """Who puts a welcome right after it was taken gets no answer to its words."""
    room.tap(f"s:{room.id}:text", room.admin, u.body("panel", u.AUTHOR, room.chat))
    asked = room.heard(0)[0]
    assert "new text" in asked["text"]
    told = u.message("Helo flibberwock", room.admin, room.chat, **u.reply_to(room.shown()))
    room.after(told)

    assert room.is_silent(u.edited(told["message"], "Hello flibberwock"))
    assert ground.rows("select text from misses where chat = ?", room.id) == []


@pytest.mark.parametrize("text", ["/lang zh-Hans", "/topics", "/tour"])
def test_edit_does_not_open_in_a_group_what_belongs_in_private(room: Room, text: str) -> None:
    """A question edited into a personal command stays as it is."""
    question = u.message("/term yyds", room.member, room.chat)
    room.after(question)

    assert room.is_silent(u.edited(question["message"], text))


def test_answer_said_anew_is_deleted_like_any_other(ground: Ground, room: Room) -> None:
    """Where answers are deleted, one that an edit brings back is deleted too."""
    room.configure(delete_minutes=5)
    question = u.message("/term yyds", room.member, room.chat)
    room.after(question)
    gone = room.shown()["message_id"]
    with ground.api.lock:
        del ground.api.store[room.id, gone]

    room.after(u.edited(question["message"], "/term 种草"))

    again = room.shown()["message_id"]
    query = "select message from deletions where chat = ?"
    ground.until(lambda: (again,) in ground.rows(query, room.id))
    ground.forgive("message to edit not found")


def test_panel_in_private_of_a_group_that_moved_is_answered(ground: Ground) -> None:
    """Who opened the panel before the group got another id is not left waiting."""
    old = ground.room(u.group(-person()["id"]))
    old.ask("/settings", old.admin)
    shown = ground.bot.ask(f"/start g_{old.id}", old.admin)
    below = ground.bot.standing(shown, u.private(old.admin))
    ground.api.migrated[old.id] = old.id - 10**12

    notice = ground.notice(u.callback(f"s:{old.id}:draft=off", old.admin, below))

    assert "Only administrators" in notice["text"]
    assert old.settings() == {}
