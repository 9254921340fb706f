"""What is due unasked goes on, whatever one group or person brings along."""

import time

from tests.e2e.ground import Ground, person


def test_group_that_cannot_be_read_stops_nothing(ground: Ground) -> None:
    """Settings nobody can read keep no answers in other groups from being deleted."""
    broken, room = ground.room(), ground.room()
    ground.rows(
        "insert into groups (chat, settings, word_hour, glossary) values (?, 'no JSON', 1, 0)",
        broken.id,
    )
    before = ground.bot.log().count("not done")
    ground.until(lambda: ground.bot.log().count("not done") > before)
    room.configure(delete_minutes=5)
    room.ask("/term yyds")
    query = "select message from deletions where chat = ?"
    ground.until(lambda: ground.rows(query, room.id))

    ground.rows("update deletions set due = 1 where chat = ?", room.id)

    assert room.heard(1)[0]["method"] == "deleteMessage"
    ground.rows("delete from groups where chat = ?", broken.id)


def test_zone_that_is_no_more_stops_no_word(ground: Ground) -> None:
    """Who chose a time zone that this machine does not know gets the word, as others do."""
    now = int(time.time())
    people = [person(), person()]
    for who, zone in zip(people, ("Mars/Base", "UTC"), strict=True):
        ground.api.chat(who["id"], "private")
        ground.rows(
            'insert into mornings ("user", hour, zone, language, due) values (?, 8, ?, ?, ?)',
            who["id"],
            zone,
            "en",
            now - 60,
        )

    for who in people:
        ground.until(lambda who=who: ground.api.messages(who["id"]))
    query = 'select min(due) from mornings where "user" in (?, ?)'
    ground.until(lambda: ground.rows(query, *(who["id"] for who in people))[0][0] > now)


def test_deletion_is_tried_again_while_telegram_is_away(ground: Ground) -> None:
    """What Telegram does not take now stays to be deleted, a minute later."""
    room = ground.room()
    ground.api.fail("deleteMessage", 5)
    now = int(time.time())
    ground.rows("insert into deletions (chat, message, due) values (?, 1000001, 1)", room.id)

    query = "select due from deletions where chat = ? and due > 1"
    (due,) = ground.until(lambda: ground.rows(query, room.id), 20)[0]

    assert 50 <= due - now <= 80
