"""Who comes and goes, and what the bot does by itself: welcomes, the word of the day."""

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.ground import Ground, Room, grounds, person
from tests.e2e.running import buttons, running

HELLO = "I stay silent unless you call me"


def added(room: Room, old: str = "left", new: str = "member") -> list[str]:
    """Change the bot's status in a group; return all that was said there then."""
    room.ground.api.put(**u.my_chat_member(room.chat, room.admin, old, new))
    room.settle()
    return room.texts()


# The bot itself.


@pytest.mark.parametrize(("old", "new"), [("left", "member"), ("kicked", "administrator")])
def test_bot_greets_once_when_added(room: Room, old: str, new: str) -> None:
    """The greeting comes with the membership, and not again with the link's command."""
    room.ground.api.put(**u.joined([{**u.AUTHOR}], room.chat, room.admin))
    texts = added(room, old, new)
    start = u.message("/start@hongshu_bot hello", room.admin, room.chat)

    assert HELLO in texts[0]
    assert len(texts) == 2
    assert room.is_silent(start)
    (link,) = buttons(room.calls()[0])
    assert link["url"] == "https://t.me/hongshu_bot?start=c_tour"


def test_promotion_and_demotion_are_no_arrival(room: Room) -> None:
    """Rights that change do not make the bot greet."""
    added(room, "member", "administrator")
    texts = added(room, "administrator", "restricted")

    assert not [text for text in texts if HELLO in text]


def test_what_was_set_holds_after_coming_back(room: Room) -> None:
    """Removed and added again, the bot knows its settings and words, and greets again."""
    added(room)
    room.ask("/teach 薯小队 = our team", room.admin)
    room.configure(language="zh-Hans")

    room.ground.api.put(**u.my_chat_member(room.chat, room.admin, "member", "kicked"))
    room.ground.until(
        lambda: room.ground.rows("select 1 from groups where chat = ? and left > 0", room.id)
    )
    texts = added(room, "kicked", "member")

    assert "小红书" in texts[-2]
    assert room.settings() == {"language": "zh-Hans"}
    assert "our team" in room.reply("/term 薯小队")


def test_channel_that_adds_the_bot_is_not_greeted(ground: Ground, room: Room) -> None:
    """In a channel nothing is said."""
    channel = u.channel(-1002000000001)

    ground.api.put(**u.my_chat_member(channel, room.admin, "left", "administrator"))

    assert room.is_silent()
    assert not [c for _, c in ground.api.calls if str(c.get("chat_id")) == str(channel["id"])]


def test_group_that_moves_keeps_everything(ground: Ground) -> None:
    """Told from either side, in either order, twice: settings and words go to the new id."""
    for turned in (False, True):
        old = ground.room(u.group(-ground.room().owner["id"]))
        new = ground.room()
        old.ask("/teach 薯小队 = our team", old.admin)
        ground.rows("update groups set settings = '{\"quiz\": false}' where chat = ?", old.id)
        told = u.migrated(old.chat, new.id, old.owner)

        for update in (*(reversed(told) if turned else told), *told):
            ground.api.put(**update)
        ground.until(lambda new=new: new.words() == ["薯小队"])

        assert new.settings() == {"quiz": False}
        assert "our team" in new.reply("/term 薯小队")
        assert old.words() == []


def test_group_found_to_have_moved_keeps_everything(ground: Ground) -> None:
    """Where only a refused answer tells of the new id, everything is moved all the same."""
    old, new = ground.room(u.group(-ground.room().owner["id"])), ground.room()
    old.ask("/teach 薯小队 = our team", old.admin)
    ground.api.migrated[old.id] = new.id

    ground.api.put(**u.message("/term 薯小队", old.member, old.chat))

    ground.until(lambda: new.words() == ["薯小队"])
    assert "our team" in new.reply("/term 薯小队")


# Newcomers.


def come(room: Room, *names: str, **more: object) -> None:
    """Let people come into a group, as its message says and as an administrator is told."""
    people = [person(name, **more) for name in names]
    room.ground.api.put(**u.joined(people, room.chat))
    for who in people:
        room.ground.api.put(**u.chat_member(room.chat, who, who, "left", "member"))


def hurry(ground: Ground) -> None:
    """Let newcomers have waited long enough already."""
    ground.rows("update newcomers set at = at - 30")


def test_newcomers_are_welcomed_as_administrators_wish(ground: Ground) -> None:
    """Off by default; together, once, with a way to the tour; bots are not welcomed."""
    silent, one, many, own, late, chinese, bots = (ground.room() for _ in range(7))
    for room in (one, many, late, bots):
        room.configure(welcome=True)
    text = "<b>{names}</b> {count} {group} {x} {} %s &amp;"
    own.configure(welcome=True, welcome_text=text, welcome_minutes=0)
    chinese.configure(welcome=True, language="zh-Hant")
    ground.api.chats[own.id]["title"] = "<i>Our</i> {names} \u202egroup"
    ground.rows("update groups set welcomed = ? where chat = ?", int(time.time()) - 60, late.id)
    come(silent, "Zoe")
    come(one, "Anna <b>")
    come(many, *[f"N{n}" for n in range(7)])
    come(own, "{group}\u202e", "A" * 100)
    come(late, "Zoe")
    come(chinese, "Zoe", "Eva")
    come(bots, "Robot", is_bot=True, username="robot_bot")
    expected = 1 + 7 + 2 + 1 + 2
    ground.until(lambda: len(ground.rows("select * from newcomers")) == expected)

    hurry(ground)
    for room in (one, many, own, chinese):
        room.heard(0)
    texts = {r.id: r.texts() for r in (silent, one, many, own, late, chinese, bots)}

    assert "Welcome, Anna <b>!" in texts[one.id][0]
    assert "Welcome, N0, N1, N2, N3, N4 and 2 more!" in texts[many.id][0]
    assert texts[own.id] == [
        f"<b>{{group}}, {'A' * 40}</b> 2 <i>Our</i> {{names}} \u202egroup {{x}} {{}} %s &amp;"
    ]
    assert "Zoe、Eva" in texts[chinese.id][0]
    assert [len(t) for t in texts.values()] == [0, 1, 1, 1, 0, 1, 0]
    assert buttons(one.calls()[0])[0]["url"].endswith("?start=c_tour")
    query = "select chat, due - ? from deletions"
    left = ground.until(lambda: len(found := ground.rows(query, int(time.time()))) == 3 and found)
    assert {chat for chat, _ in left} == {one.id, many.id, chinese.id}
    assert all(1780 < due <= 1800 for _, due in left)
    ground.rows("update groups set welcomed = welcomed - 3600 where chat = ?", late.id)
    assert "Zoe" in late.heard(0)[0]["text"]
    assert ground.rows("select * from newcomers") == []


def test_who_comes_twice_before_the_welcome_is_welcomed_once(room: Room) -> None:
    """Coming, going and coming again is one arrival, under the newest name."""
    room.configure(welcome=True)
    who = person("Before")
    for name in ("Before", "After"):
        now = {**who, "first_name": name}
        room.ground.api.put(**u.chat_member(room.chat, now, now, "left", "member"))
    query = "select name from newcomers where chat = ?"
    room.ground.until(lambda: room.ground.rows(query, room.id) == [("After",)])

    hurry(room.ground)

    assert "Welcome, After!" in room.heard(0)[0]["text"]


@pytest.mark.parametrize("told", ["message", "member"])
def test_who_leaves_before_the_welcome_is_not_welcomed(room: Room, told: str) -> None:
    """Removed within the waiting time, a newcomer is forgotten; the others are welcomed."""
    room.configure(welcome=True)
    spam, stays = person("Spam"), person("Eva")
    room.ground.api.put(**u.joined([spam, stays], room.chat))
    query = "select count(*) from newcomers where chat = ?"
    room.ground.until(lambda: room.ground.rows(query, room.id) == [(2,)])

    leaving = {
        "message": u.left(spam, room.chat),
        "member": u.chat_member(room.chat, room.admin, spam, "member", "kicked"),
    }
    room.ground.api.put(**leaving[told])
    room.ground.until(lambda: room.ground.rows(query, room.id) == [(1,)])
    hurry(room.ground)

    assert "Welcome, Eva!" in room.heard(0)[0]["text"]


def test_promotion_of_a_member_is_no_arrival(room: Room) -> None:
    """Only who was not there before is welcomed."""
    room.configure(welcome=True)
    for old, new in (("member", "administrator"), ("restricted", "member"), ("member", "left")):
        room.ground.api.put(**u.chat_member(room.chat, room.admin, room.member, old, new))

    room.settle()

    assert room.ground.rows("select * from newcomers where chat = ?", room.id) == []


# The word of the day.


def test_word_comes_at_its_hour_in_its_topic(ground: Ground) -> None:
    """By the clock of the group's own zone, once, in the topic and language that were chosen."""
    there, later, muted, topic, away = (ground.room(is_forum=True) for _ in range(5))
    ground.api.topics[topic.id] = {12}
    ground.api.muted.add(muted.id)
    tokyo = datetime.now(ZoneInfo("Asia/Tokyo")).hour
    hour = datetime.now(UTC).hour
    ground.api.put(**u.my_chat_member(away.chat, away.admin, "member", "left"))
    ground.until(lambda: ground.rows("select 1 from groups where chat = ? and left > 0", away.id))
    muted.configure(word_hour=hour)
    away.configure(word_hour=hour)
    later.configure(word_hour=(hour + 4) % 24)
    there.configure(word_hour=tokyo, zone="Asia/Tokyo", language="zh-Hans")
    topic.configure(word_hour=hour, word_topic=12)

    (chinese,), (english,) = there.heard(0), topic.heard(0)
    time.sleep(3.5)  # another look of the clock

    assert "每日一词" in chinese["text"]
    assert "Word of the day" in english["text"]
    assert english["message_thread_id"] == "12"
    assert "message_thread_id" not in chinese
    assert [len(r.calls()) for r in (there, later, muted, topic, away)] == [1, 0, 0, 1, 0]
    assert "Traceback" not in ground.bot.log()


def test_process_that_takes_over_does_not_say_the_word_again(tmp_path: Path) -> None:
    """A second process waits for the end of the first; each group hears the word once."""
    other = BotApi(TOKEN)
    try:
        with grounds(tmp_path) as ground, running(other, tmp_path):
            rooms = [ground.room() for _ in range(12)]
            for room in rooms:
                other.chat(room.id, "supergroup")
            for room in rooms:
                room.configure(word_hour=datetime.now(UTC).hour)

            def said() -> list[str]:
                calls = [*ground.api.sent("sendMessage"), *other.sent("sendMessage")]
                return sorted(call["chat_id"] for call in calls)

            ground.until(lambda: len(said()) >= len(rooms), 15)
            assert other.sent("setMyCommands") == []
            ground.bot.process.terminate()
            other.wait("setMyCommands", 6, 60)
            time.sleep(3.5)  # a look of the other's clock

            assert said() == sorted(str(room.id) for room in rooms)
            assert ground.rows("select count(*) from groups where word_day is null") == [(0,)]
    finally:
        other.close()
    assert other.refused == []
