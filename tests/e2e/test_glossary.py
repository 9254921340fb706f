"""A group's words as a file, and what was missed there."""

import csv
import io

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person
from tests.e2e.running import buttons
from tests.e2e.words import taught, teach
from tests.e2e.world import AUTHOR, JSON


def request(room: Room, data: str) -> JSON:
    """Press a button for an administrator below a message of the bot; return what it says then."""
    before = len(room.calls())
    room.tap(data, room.admin, u.body("list", AUTHOR, room.chat))
    return room.heard(before)[0]


def give(room: Room, content: bytes, size: int = 10) -> str:
    """Answer the request for a file with a file; return what is said to it."""
    request(room, f"ki:{room.id}")
    room.ground.api.file(f"f{room.id}", content)
    told = {"file_id": f"f{room.id}", "file_unique_id": "f", "file_name": "a", "file_size": size}
    call = room.ask(None, room.admin, document=told, **u.reply_to(room.shown()))
    return room.ground.api.visible(call)


def test_glossary_goes_from_group_to_group(room: Room, ground: Ground) -> None:
    """What is exported can be imported; cells a spreadsheet would run are quoted."""
    room.configure()
    words = [
        ("=1+1", "x"),
        ("+a", "-b"),
        ("@c", "'=d"),
        ('薯,"薯"', "two\nlines".replace("\n", " ")),
    ]
    teach(room, *words)

    call = request(room, f"kx:{room.id}")
    content = call["document"]["content"]
    other = ground.room()
    answer = give(other, content)

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["term", "pinyin", "english", "chinese"]
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]
    assert content.startswith(b"\xef\xbb\xbf")
    assert "4 words" in answer
    assert sorted((t, en) for t, _, en, _ in taught(other)) == sorted(words)


_FILES = {
    "no-text": ("薯,shǔ,x".encode("gbk"), "not a CSV file in UTF-8"),
    "utf-16": ("a,b,c".encode("utf-16"), "not a CSV file in UTF-8"),
    "open-quote": (b'"a,b', "not a CSV file in UTF-8"),
    "no-meaning": (b"a,,b,\nc\n,,d,\n", "Line 2"),
    "long": (f"{'x' * 65},,y,".encode(), "Line 1: The term is too long"),
    "many": (b"".join(b"w%d,,x,\n" % n for n in range(501)), "500 words"),
    "too-big": (b"a,,b,\n" * 50_000, "at most 256 KB"),
    "huge-cell": (b"a,,%s," % (b"x" * 200_000), "not a CSV file in UTF-8"),
}


@pytest.mark.parametrize("name", _FILES)
def test_wrong_file_teaches_nothing(room: Room, name: str) -> None:
    """The faults are told with their lines, and nothing is taken."""
    content, fault = _FILES[name]

    assert fault in give(room, content)
    assert taught(room) == []


def test_file_of_any_program_is_read(room: Room) -> None:
    """With or without byte order mark and head line, blank lines, short rows, other line ends."""
    content = (
        b"\xef\xbb\xbfterm,pinyin,english,chinese\r\na,,b\r\n\r\n,,,\r\nc,,,\xe8\xaf\x8d,more\r"
    )

    assert "2 words" in give(room, content)
    assert [(t, en, zh) for t, _, en, zh in taught(room)] == [("a", "b", ""), ("c", "", "词")]


def test_file_that_does_not_fit_is_taken_not_at_all(room: Room) -> None:
    """Words that would be too many together are refused together."""
    teach(room, *[(f"w{number}", "x") for number in range(499)])

    assert "500 words" in give(room, b"a,,b,\nc,,d,\n")
    assert len(taught(room)) == 499


# What was missed.


def test_missed_questions_are_counted_without_names(room: Room) -> None:
    """Administrators see what was asked in vain, most asked first, and nothing of who asked."""
    for text in ("/term flibberwock", "/term Flibberwock", "/term zzzunheard", "/term @somebody"):
        room.ask(text, person("Zoe"))

    text = room.ground.api.visible(room.ask("/missed", room.admin))

    assert text.splitlines()[2:] == ["flibberwock (2)", "zzzunheard (1)"]
    kept = room.ground.rows("select text, count from misses where chat = ?", room.id)
    assert sorted(kept) == [("flibberwock", 2), ("zzzunheard", 1)]


@pytest.mark.parametrize("text", ["flibber = [wock]", "flibberwock"])
def test_missed_word_is_taught_by_an_answer(room: Room, text: str) -> None:
    """The button asks for the meaning; the answer teaches the word and strikes it off."""
    room.ask(f"/term {text}")
    room.ask("/missed", room.admin)

    asked = room.press(f"Teach “{text}”")
    room.ask("a beast = of | 怪兽", room.admin, **u.reply_to(room.shown()))

    assert asked["reply_markup"]["force_reply"] is True
    ((term, _, en, zh),) = taught(room)
    assert (term, en, zh) == (text, "a beast = of", "怪兽")
    assert "a beast" in room.reply(f"/term {text}")
    assert "could not answer" in room.reply("/missed", who=room.admin)


def test_missed_word_is_dropped(room: Room) -> None:
    """What is dropped is gone from the list, and its buttons are calm afterwards."""
    room.ask("/term flibberwock")
    teach_it, drop = buttons(room.ask("/missed", room.admin))

    call = room.press("Drop it")

    assert "could not answer" in call["text"]
    gone = "That button is too old. Please ask again."
    assert room.tap(teach_it["callback_data"], room.admin)["text"] == gone
    assert room.tap(drop["callback_data"], room.admin).get("text") is None
    room.ground.forgive("message is not modified")


def test_missed_of_other_groups_stay_there(room: Room, ground: Ground) -> None:
    """Neither the list nor a forged number shows what was asked elsewhere."""
    ground.room().ask("/term flibberwock")
    ((number,),) = ground.rows("select max(id) from misses")

    assert "could not answer" in room.reply("/missed", who=room.admin)
    assert "too old" in room.tap(f"m:{room.id}:{number}", room.admin)["text"]
    room.tap(f"md:{room.id}:{number}", room.admin)
    ground.forgive("message is not modified")
    assert ground.rows("select count(*) from misses where id = ?", number) == [(1,)]


def test_nothing_failed(ground: Ground) -> None:
    """No handler failed in all of this."""
    assert "Traceback" not in ground.bot.log()
