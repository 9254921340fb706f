"""What was asked in a group, for its administrators; and drafts looked over below a message."""

from bot.pictures import fonts
from tests.e2e import updates as u
from tests.e2e.ground import Room


def count(room: Room) -> int:
    """Return how many questions are counted here."""
    query = "select coalesce(sum(count), 0) from counts where chat = ?"
    return int(room.ground.rows(query, room.id)[0][0])


def test_administrator_sees_counts_as_picture_and_words(room: Room) -> None:
    """A chart with its numbers below it; members are sent away; nobody's number is kept."""
    room.ask("/what 种草")
    room.ask("/what 种草")
    room.ask("/what brzlfrx")

    refused = room.ask("/stats")
    shown = room.ask("/stats", room.admin)

    said = shown.get("caption") or shown["text"]
    assert ("photo" in shown) is (fonts() is not None)
    assert "Asked: 3. Answered: 2." in said
    assert "种草" in said
    assert "administrators" in refused["text"]
    columns = room.ground.rows("select * from counts where chat = ?", room.id)
    assert all(room.member["id"] not in row for row in columns)


def test_counting_is_switched_off_in_the_settings(room: Room) -> None:
    """Then nothing is counted, and what was is gone."""
    room.ask("/what 种草")
    room.ask("/settings", room.admin)

    room.press("Switch /stats off")
    room.ask("/what yyds")

    assert count(room) == 0
    assert "switched off" in room.ask("/stats", room.admin)["text"]


def test_message_is_looked_over_as_a_draft(room: Room) -> None:
    """`/draft` below a message is about that message, unless the checker is off."""
    post = u.body("Please text me at 555-201-3344", room.member, room.chat)

    found = room.reply("/draft", **u.reply_to(post))
    room.configure(draft=False)
    off = room.reply("/draft", **u.reply_to(post))

    assert "555-201-3344" in found
    assert "555-201-3344" not in off
