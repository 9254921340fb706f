"""The record of what administrators changed, and the settings as a file."""

import json
import time
from datetime import UTC, datetime

import pytest

from bot.groups import GroupSettings
from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, attached, person
from tests.e2e.world import AUTHOR, JSON

ONLY = "Only administrators of the group can do that."


# The record.


def test_record_tells_who_changed_what(room: Room, ground: Ground) -> None:
    """Newest first, with the names people have now; who is anonymous stays so."""
    hidden = person("Secret")
    ground.api.member(room.id, hidden, "administrator", is_anonymous=True)
    room.ask("/settings", room.admin)
    room.press("Switch /quiz off", room.admin)
    room.press("Switch /draft off", hidden)
    room.after(u.anonymous("/settings zone Asia/Tokyo", room.chat))
    ground.api.member(room.id, {**room.admin, "first_name": "<i>Eva</i> | x"}, "administrator")

    text = ground.api.visible(room.press("Changes", room.owner))

    assert "Secret" not in text
    assert "an anonymous administrator · Draft checker: on → off" in text
    assert "<i>Eva</i> | x · Quiz: on → off" in text
    assert text.index("UTC → Asia/Tokyo") < text.index("Draft") < text.index("Quiz")
    assert datetime.now(UTC).strftime("%Y-%m-%d") in text


def test_record_tells_of_words_texts_and_files(room: Room, ground: Ground) -> None:
    """Everything administrators do is on the record; the text of a welcome is not."""
    room.ask("/teach a|b = c", room.admin)
    number = room.ground.rows("select id from taught where chat = ?", room.id)[0][0]
    room.ask("/unteach a|b", room.admin)
    room.press("Undo", room.admin)
    now = int(time.time())
    ground.rows(
        'insert into changes (chat, at, "by", what) values (?, ?, ?, ?), (?, ?, ?, ?)',
        *(room.id, now, room.admin["id"], "words|3", room.id, now, room.admin["id"], "import"),
    )
    room.tap(f"s:{room.id}:text", room.admin)
    room.heard(3)
    room.ask("one | two", room.admin, **u.reply_to(room.shown()))

    room.tap(f"s:{room.id}:audit", room.admin, u.body("panel", AUTHOR, room.chat))

    text = ground.api.visible(room.heard(5)[0])
    assert number
    lines = [line.split(" · ", 2)[2] for line in text.splitlines() if " · " in line]
    assert lines == [
        "Text of the welcome: the usual text → a text of your own",
        *("settings from a file", "3 words from a file"),
        *("taught “a|b”", "removed “a|b”", "taught “a|b”"),
    ]
    assert "one | two" not in text


def test_record_is_empty_at_first(panel: Room) -> None:
    """A group where nothing was changed is told so."""
    assert "Nothing has been changed yet." in panel.press("Changes")["text"]


# The file.


def _request(room: Room, rest: str) -> JSON:
    """Let the bot ask for something; return its message."""
    before = len(room.calls())
    room.tap(f"s:{room.id}:{rest}", room.admin, u.body("panel", AUTHOR, room.chat))
    room.heard(before)
    return room.shown()


def test_request_in_a_group_calls_who_pressed_by_name(room: Room) -> None:
    """Telegram opens an answer for those who are named; who is anonymous is not."""
    hidden = person("Secret")
    room.ground.api.member(room.id, hidden, "administrator", is_anonymous=True)
    room.ground.api.member(room.id, {**room.admin, "first_name": "Ada <b>"}, "administrator")
    panel = u.body("panel", AUTHOR, room.chat)

    for who, named in ((room.admin, "Ada"), (hidden, "Answer this message")):
        before = len(room.calls())
        room.tap(f"s:{room.id}:text", who, panel)
        (call,) = room.heard(before)
        assert room.ground.api.visible(call).startswith(f"↩ {named}")
        assert (f"tg://user?id={who['id']}" in call["text"]) is (who is room.admin)
        assert call["reply_markup"] == {"force_reply": True, "selective": True}


@pytest.mark.parametrize("rest", ["text", "file"])
def test_what_a_button_says_is_deleted_as_answers_are(room: Room, rest: str) -> None:
    """Requests and files in a group go after the minutes that administrators chose."""
    room.configure(delete_minutes=5)

    room.tap(f"s:{room.id}:{rest}", room.admin, u.body("panel", AUTHOR, room.chat))

    query = "select message from deletions where chat = ?"
    assert room.ground.until(lambda: room.ground.rows(query, room.id)) == [
        (room.shown()["message_id"],)
    ]


def test_settings_go_from_group_to_group(ground: Ground) -> None:
    """What one group exports another one imports: the settings are the same then."""
    first, second = ground.room(), ground.room()
    first.configure(language="zh-Hans", word_hour=8, zone="Asia/Tokyo", welcome_text="<b>{x}")
    first.tap(f"s:{first.id}:file", first.admin, u.body("panel", AUTHOR, first.chat))
    (call,) = first.heard(0)
    ground.api.file("settings", b"\xef\xbb\xbf" + call["document"]["content"])

    request = _request(second, "load")
    answer = second.ask(None, second.admin, document=attached("settings"), **u.reply_to(request))

    assert call["document"]["filename"] == "hongshu-settings.json"
    assert set(json.loads(call["document"]["content"])) == {
        "group",
        *GroupSettings.model_fields,
    }
    assert answer["text"] == "Saved."
    assert second.settings() == first.settings()
    assert ground.rows("select word_hour from groups where chat = ?", second.id) == [(8,)]
    assert second.changes() == [(second.admin["id"], "import")]


_WRONG = {
    "no-json": (b"<b>hello</b>", "JSON"),
    "no-text": (b"\xff\xfe\x00{", "JSON"),
    "empty": (b"", "JSON"),
    "list": (b"[1]", "JSON"),
    "null": (b"null", "JSON"),
    "unknown": (b'{"admin": true}', "admin"),
    "hostile-name": (b'{"<b>%s{}": true}', "<b>%s{}"),
    "type": (b'{"word_hour": "soon", "draft": []}', "draft, word_hour"),
    "zone": (b'{"zone": "Mars/Base"}', "zone"),
    "bounds": (b'{"member_cap": 1000}', "member_cap"),
    "topic": (b'{"quiet_topics": [99999999999999]}', "quiet_topics"),
    "number": (b'{"word_hour": ' + b"9" * 5000 + b"}", "JSON"),
    "nan": (b'{"word_hour": NaN}', "word_hour"),
    "long": (json.dumps({"welcome_text": "x" * 501}).encode(), "welcome_text"),
    "deep": (b"[" * 60_000, "JSON"),
    "deep-in": (b'{"zone":' + b"[" * 800 + b"]" * 800 + b"}", "zone"),
    "many-topics": (json.dumps({"quiet_topics": list(range(201))}).encode(), "quiet_topics"),
    "too-big": (b" " * (64 * 1024 + 1), "at most 64 KB"),
}


@pytest.mark.parametrize("name", _WRONG)
def test_wrong_file_changes_nothing(room: Room, ground: Ground, name: str) -> None:
    """What is wrong is told in a few words, and the group stays as it was."""
    content, fault = _WRONG[name]
    room.configure(quiz=False)
    ground.api.file(name, content)

    answer = room.ask(
        None, room.admin, document=attached(name), **u.reply_to(_request(room, "load"))
    )

    assert fault in ground.api.visible(answer)
    assert room.settings() == {"quiz": False}
    assert room.changes() == []


@pytest.mark.parametrize("fields", [{"text": "hello"}, {"document": attached("big", 10**9)}])
def test_answer_that_is_no_file_is_told_what_is_wanted(room: Room, fields: JSON) -> None:
    """Text in place of the file, or one too big to be fetched, is answered kindly."""
    text = fields.get("text")
    more = {k: v for k, v in fields.items() if k != "text"}

    answer = room.ask(text, room.admin, **more, **u.reply_to(_request(room, "load")))

    assert "a file of at most 64 KB" in answer["text"]


def test_welcome_that_is_too_long_is_refused(room: Room) -> None:
    """The bounds are told, and nothing changes."""
    answer = room.ask("x" * 501, room.admin, **u.reply_to(_request(room, "text")))

    assert "1 to 500 characters" in answer["text"]
    assert room.settings() == {}


def test_request_is_made_by_the_bot_alone(room: Room) -> None:
    """A link of the same look in a message of somebody else asks for nothing."""
    request = _request(room, "text")
    forged = {**request, "from": room.member, "message_id": request["message_id"] + 10**6}

    assert room.is_silent(u.message("Hi", room.admin, room.chat, **u.reply_to(forged)))
    assert room.settings() == {}


def test_request_of_another_group_counts_for_nothing_here(room: Room, ground: Ground) -> None:
    """The answer must stand in the group the request is for."""
    other = ground.room()
    ground.api.member(other.id, room.admin, "creator")
    request = {**_request(other, "text"), "chat": room.chat}

    answer = room.ask("Hi", room.admin, **u.reply_to(request))

    assert answer["text"] == ONLY
    assert other.settings() == room.settings() == {}


def test_nothing_failed(ground: Ground) -> None:
    """No handler failed in all of this."""
    assert "Traceback" not in ground.bot.log()
