"""Administrators: the panel of settings, in a group and in private, and what is forged."""

from collections import deque

import pytest

from bot.groups import GroupSettings
from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person
from tests.e2e.running import buttons, labels
from tests.e2e.world import AUTHOR, JSON

ONLY = "Only administrators of the group can do that."
GONE = "That button is too old. Please ask again."


def press(ground: Ground, rest: str, **more: object) -> tuple[Room, JSON, JSON]:
    """Press a button of the panel in a group of its own; return the group, notice and call."""
    room = ground.room(**more)
    below = u.body("panel", AUTHOR, room.chat)
    if more:
        below |= {"message_thread_id": 12, "is_topic_message": True}
        ground.api.topics[room.id] = {12}
    notice = ground.notice(u.callback(f"s:{room.id}:{rest}", room.admin, below))
    return room, notice, room.heard(0)[0]


def walk(ground: Ground, **more: object) -> dict[str, tuple[str, Room, JSON]]:
    """Press every button there is, each in a group of its own, the nearest first.

    Return label, group and outcome by what the button stands for.
    """
    found: dict[str, tuple[str, Room, JSON]] = {}
    waiting = deque([("", "")])
    while waiting:
        rest, label = waiting.popleft()
        if rest in found:
            continue
        room, notice, call = press(ground, rest, **more)
        assert "text" not in notice, (rest, notice)
        found[rest] = label, room, call
        for button in buttons(call):
            if "callback_data" in button:
                kind, chat, name = button["callback_data"].split(":", 2)
                assert (kind, chat) == ("s", str(room.id))
                waiting.append((name, button["text"]))
            else:
                assert button["url"] == f"https://t.me/hongshu_bot?start=g_{room.id}"
    return found


def test_every_button_of_the_panel_does_what_it_says(ground: Ground) -> None:
    """Each is reached from the first page; each value is kept, recorded and shown."""
    found = walk(ground, is_forum=True)

    values = {rest: told for rest, told in found.items() if "=" in rest}
    assert {rest.partition("=")[0] for rest in values} == set(GroupSettings.model_fields)
    assert len(values) > 80
    for rest, (label, room, call) in values.items():
        name, _, value = rest.partition("=")
        kept = room.settings()
        usual = getattr(GroupSettings(), name)
        if kept:
            assert list(kept) == [name]
            assert [by for by, _ in room.changes()] == [room.admin["id"]]
            assert room.changes()[0][1].startswith(f"{name}|")
        else:
            assert value in {"auto", "off", "on", "0", "usual", str(usual)}, rest
            assert room.changes() == []
        if name not in {"welcome", "draft", "quiz", "insight", "quiet_topics", "welcome_text"} | (
            {name} if value == "here" else set()
        ):
            assert label.removeprefix("✓ ") in call["text"], rest


def test_values_of_the_panel_are_those_written_on_it(ground: Ground) -> None:
    """What a button says is what is kept: an hour, a switch, this topic, a language."""
    wanted = {
        "language=zh-Hant": {"language": "zh-Hant"},
        "speaks=questions": {"speaks": "questions"},
        "word_hour=0": {"word_hour": 0},
        "zone=Asia/Taipei": {"zone": "Asia/Taipei"},
        "word_topic=here": {"word_topic": 12},
        "welcome=on": {"welcome": True},
        "welcome_minutes=0": {"welcome_minutes": 0},
        "delete_minutes=15": {"delete_minutes": 15},
        "quiet_topics=12": {"quiet_topics": [12]},
        "draft=off": {"draft": False},
        "quiz=off": {"quiz": False},
        "member_cap=3": {"member_cap": 3},
        "group_cap=100": {"group_cap": 100},
    }

    for rest, kept in wanted.items():
        room, _, call = press(ground, rest, is_forum=True)
        assert room.settings() == kept
        assert call["method"] == "editMessageText"


def test_panel_opens_goes_and_closes(panel: Room) -> None:
    """From the first page to the values of a setting, back, and away."""
    assert "Settings of this group" in panel.texts()[0]

    page = panel.press("Language")
    assert "✓ that of the question" in labels(page)
    chosen = panel.press("繁體中文")
    assert "語言：繁體中文" in chosen["text"]
    assert "✓ 繁體中文" in labels(panel.press("語言"))
    panel.press("‹ 返回")
    closed = panel.press("關閉")

    assert closed["method"] == "deleteMessage"
    assert panel.settings() == {"language": "zh-Hant"}


def test_old_panel_is_closed_in_its_place(panel: Room) -> None:
    """Telegram deletes no message of a bot that is older than two days; it is emptied then."""
    place = (panel.id, panel.shown()["message_id"])
    panel.ground.api.store[place]["date"] -= 49 * 3600

    closed = panel.press("Close")

    assert closed["method"] == "editMessageText"
    assert closed["text"] == "Closed. /settings opens it again."
    assert not buttons(closed)
    panel.ground.forgive("message can't be deleted")


def test_switch_and_topic_are_switched_back(ground: Ground) -> None:
    """Pressing twice is as if never pressed, with both presses on record."""
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12}
    opened = room.ask("/settings", room.admin, **u.in_topic(room.chat, 12))
    room.press("Silent topics")
    assert "Silent topics: 1" in room.press("Be silent in this topic")["text"]
    room.press("Silent topics")
    assert room.settings() == {"quiet_topics": [12]}
    room.press("Speak in this topic again")

    assert opened["message_thread_id"] == "12"
    assert room.settings() == {}
    assert [what for _, what in room.changes()] == ["quiet_topics||12", "quiet_topics|12|"]


def test_zone_is_set_by_its_name(room: Room) -> None:
    """A zone that is not on the buttons is written behind the command; no zone changes nothing."""
    room.ask("/settings zone Europe/Paris", room.admin)
    room.ask("/settings zone Mars/Base", room.admin)
    room.ask("/settings ../../etc", room.admin)

    assert room.settings() == {"zone": "Europe/Paris"}
    assert room.changes() == [(room.admin["id"], "zone|UTC|Europe/Paris")]


def test_panel_speaks_the_language_of_the_group(room: Room) -> None:
    """Everybody sees the panel: it stays in the group's language whoever presses."""
    room.configure(language="zh-Hans")
    room.ask("/settings", room.admin)

    assert "draft" not in room.press("语言")["text"]
    assert "‹ Back" not in labels(room.calls()[-1])


# In private.


def test_panel_opens_in_private_by_its_link(panel: Room) -> None:
    """The link below the panel opens it where nobody watches; there it works the same."""
    bot = panel.ground.bot
    link = next(b["url"] for b in buttons(panel.calls()[0]) if "url" in b)
    parameter = link.partition("=")[2]

    opened = bot.ask(f"/start {parameter}", panel.admin)
    bot.answer(bot.press("Switch /draft off", opened, panel.admin), "editMessageText")

    assert "Open in private" not in labels(opened)
    assert panel.settings() == {"draft": False}
    assert len(panel.calls()) == 1


def test_panel_in_private_offers_no_topic(panel: Room) -> None:
    """Where there is no topic at hand, none is offered."""
    bot = panel.ground.bot
    panel.configure(quiet_topics=[12])

    opened = bot.ask(f"/start g_{panel.id}", panel.admin)
    topics = bot.answer(bot.press("Silent topics", opened, panel.admin), "editMessageText")
    bot.answer(bot.press("Speak again in topic 12", topics, panel.admin), "editMessageText")

    assert labels(topics) == ["Speak again in topic 12", "‹ Back"]
    assert panel.settings() == {}


def test_welcome_is_rewritten_in_private(panel: Room) -> None:
    """The answer to a request counts in private, too; and only from who may."""
    bot, api = panel.ground.bot, panel.ground.api
    opened = bot.ask(f"/start g_{panel.id}", panel.admin)
    page = bot.answer(bot.press("Welcome", opened, panel.admin), "editMessageText")
    asked = bot.answer(bot.press("Change the text", page, panel.admin))
    request = bot.standing({}, u.private(panel.admin))

    bot.ask("Hi {names}", panel.admin, **u.reply_to(request))
    api.member(panel.id, panel.admin, "left")
    refused = bot.ask("Hi again", panel.admin, **u.reply_to(request))

    assert asked["reply_markup"]["force_reply"] is True
    assert refused["text"] == ONLY
    assert panel.settings() == {"welcome_text": "Hi {names}"}


@pytest.mark.parametrize(
    "parameter", ["g_", "g_0", "g_7", "g_-1", "g_--5", "g_-9999999999999999999"]
)
def test_link_to_no_group_opens_nothing(ground: Ground, parameter: str) -> None:
    """A link somebody made up is refused like that to another's group."""
    room = ground.room()

    assert ground.bot.ask(f"/start {parameter}", room.admin)["text"] == ONLY
    assert ground.bot.ask(f"/start g_{room.id}", room.member)["text"] == ONLY
    if parameter == "g_-1":
        ground.forgive("getChatMember: chat not found")


def test_private_panel_of_a_group_not_administered_stays_shut(room: Room, ground: Ground) -> None:
    """A forged button in private does nothing to another's group."""
    mine = ground.room()
    below = u.body("x", AUTHOR, u.private(mine.admin))
    for rest in ("draft=off", "audit", "file", "text", "", "welcome_text=usual"):
        notice = ground.notice(u.callback(f"s:{room.id}:{rest}", mine.admin, below))
        assert notice["text"] == ONLY

    assert room.settings() == {}


def test_button_for_another_group_is_none(panel: Room, ground: Ground) -> None:
    """Even its owner cannot change a group from within another one."""
    other = ground.room()
    ground.api.member(other.id, panel.admin, "creator")

    for data in ("s:{}:draft=off", "s:{}:audit", "k:{}:0", "u:{}:1", "kx:{}", "m:{}:1"):
        assert panel.tap(data.format(other.id), panel.admin)["text"] == GONE

    assert other.settings() == {}


def test_forged_and_cut_actions_are_calm_notices(panel: Room) -> None:
    """Whatever an administrator's client sends, nothing fails and nothing changes."""
    chat = panel.id
    whole = [f"s:{chat}:language=zh-Hans", f"k:{chat}:0", f"u:{chat}:1", f"kx:{chat}"]
    cut = [data[:length] for data in whole for length in range(1, len(data), 4)]
    forged = [
        *(
            "s",
            "s:",
            "s::",
            "s:0:",
            f"s:{chat}:nope",
            f"s:{chat}:quiz",
            f"s:{chat}:welcome_text",
            f"s:{chat}:=",
            f"s:{chat}:language=",
        ),
        *(f"s:{chat}:language=tlh", f"s:{chat}:word_hour=24", f"s:{chat}:word_hour=-1"),
        *(f"s:{chat}:member_cap=101", f"s:{chat}:zone=../etc/passwd", f"s:{chat}:zone="),
        *(f"s:{chat}:quiet_topics=x", f"s:{chat}:quiet_topics={2**40}", f"s:{chat}:model_fields"),
        *(f"s:{chat}:__class__=x", f"s:{chat}:word_topic={2**64}", f"s:{chat}:speaks=always"),
        *(f"k:{chat}:²", f"k:{chat}:-1", f"k:{chat}:٣", f"k:{chat}:", f"kx:{chat}:abc"),
        *(f"ki:{chat}:²", f"u:{chat}:{2**70}", f"u:{chat}:0", f"m:{chat}:x", f"m:{chat}:0"),
        *(f"md:{chat}:", f"u:{chat}:1:1", f"{'9' * 64}", "💥" * 16, "s\0:", " s:", "S:"),
    ]
    before = panel.settings()
    seen = [panel.tap(data, person()) for data in (*cut, *forged)]
    ada = [*cut, *forged]
    for _ in range(len(ada) // 50 + 1):  # nobody presses more than sixty a minute
        admin = person()
        panel.ground.api.member(chat, admin, "administrator")
        seen += [panel.tap(data, admin) for data in ada[:50]]
        ada = ada[50:]

    assert len(seen) >= 100
    told = {notice.get("text", "") for notice in seen}
    assert told <= {ONLY, GONE, ""}
    panel.ground.forgive("message is not modified")
    assert panel.settings() == before
    assert "Traceback" not in panel.ground.bot.log()


def test_who_presses_too_fast_is_told_once(panel: Room) -> None:
    """Above sixty presses a minute there is one notice, then none; others are heard."""
    eager = person()

    notices = [panel.tap("nothing", eager).get("text", "") for _ in range(75)]

    (told,) = {text for text in notices if text not in {GONE, ""}}
    assert "Give me a minute" in told
    assert notices.count(told) == 1
    assert notices[:60] == [GONE] * 60
    assert notices.count("") >= 5
    assert panel.tap("nothing", person())["text"] == GONE


def test_panel_of_a_group_that_moved_is_calm(panel: Room) -> None:
    """A panel with the old id of a group is too old."""
    new = panel.ground.room()
    panel.ground.api.member(new.id, panel.admin, "administrator")
    below = u.body("panel", AUTHOR, new.chat)

    assert new.tap(f"s:{panel.id}:draft=off", panel.admin, below)["text"] == GONE


def test_nothing_failed(ground: Ground) -> None:
    """No handler failed in all of this."""
    assert "Traceback" not in ground.bot.log()
