"""Administrators: the panel of settings, who may use it, its record and its file."""

import json
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.groups import GroupSettings
from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, person
from tests.e2e.running import buttons, labels
from tests.e2e.world import AUTHOR, JSON

ONLY = "Only administrators of the group can do that."
GONE = "That button is too old. Please ask again."


@pytest.fixture
def room(ground: Ground) -> Room:
    """A group of its own for each test."""
    return ground.room()


@pytest.fixture
def panel(room: Room) -> Room:
    """A group in which the panel stands open."""
    room.ask("/settings", room.admin)
    return room


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
        if name not in {"welcome", "draft", "quiz", "quiet_topics", "welcome_text"} | (
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


def test_switch_and_topic_are_switched_back(ground: Ground) -> None:
    """Pressing twice is as if never pressed, with both presses on record."""
    room = ground.room(is_forum=True)
    ground.api.topics[room.id] = {12}
    opened = room.ask("/settings", room.admin, **u.in_topic(room.chat, 12))
    room.press("Topics where I am silent")
    assert "Topics where I am silent: 1" in room.press("Be silent in this topic")["text"]
    room.press("Topics where I am silent")
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


# Who may.


def _opens(_room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    return "Settings of this group" in say("/settings")["text"]


def _presses(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    tap(f"s:{room.id}:draft=off")
    return room.settings() == {"draft": False}


def _pages(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    return "text" not in tap(f"s:{room.id}:audit")


def _exports(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    return "text" not in tap(f"s:{room.id}:file")


def _rewrites(room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    room.tap(f"s:{room.id}:text", room.owner)
    room.heard(1)
    say("Hello {names}", **u.reply_to(room.shown()))
    return room.settings() == {"welcome_text": "Hello {names}"}


def _imports(room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    room.tap(f"s:{room.id}:load", room.owner)
    room.heard(1)
    room.ground.api.file("good", b'{"quiz": false}')
    say(None, document=_file("good"), **u.reply_to(room.shown()))
    return room.settings() == {"quiz": False}


def _teaches(room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    say("/teach a = b")
    return room.words() == ["薯薯", "a"]


def _unteaches(room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    say("/unteach 薯薯")
    return room.words() == []


def _undoes(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    room.ask("/unteach 薯薯", room.owner)
    ((number,),) = room.ground.rows("select id from taught where chat = ?", room.id)
    tap(f"u:{room.id}:{number}")
    return room.words() == ["薯薯"]


def _sees_missed(_room: Room, say: Callable[..., JSON], _: Callable[[str], JSON]) -> bool:
    return "that I could not answer" in say("/missed")["text"]


def _drops(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    return "text" not in tap(f"md:{room.id}:1")


def _takes_words(room: Room, _: Callable[..., JSON], tap: Callable[[str], JSON]) -> bool:
    return "text" not in tap(f"kx:{room.id}") and "text" not in tap(f"ki:{room.id}")


def _file(file_id: str, size: int = 10, name: str = "file.json") -> JSON:
    return {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}


_DEEDS = {
    f.__name__.strip("_"): f
    for f in (
        *(_opens, _presses, _pages, _exports, _rewrites, _imports),
        *(_teaches, _unteaches, _undoes, _sees_missed, _drops, _takes_words),
    )
}
_ROLES = {
    "owner": True,
    "admin": True,
    "anonymous": True,
    "member": False,
    "restricted": False,
    "kicked": False,
    "stranger": False,
    "admin-elsewhere": False,
    "channel-of-a-member": False,
}


def _actor(room: Room, role: str) -> JSON:
    """Return somebody with a role in the group."""
    if role in {"owner", "admin", "member"}:
        return getattr(room, role)
    who = person(role)
    if role == "anonymous":
        room.ground.api.member(room.id, who, "administrator", is_anonymous=True)
    elif role in {"restricted", "kicked"}:
        room.ground.api.member(room.id, who, role)
    elif role == "admin-elsewhere":
        room.ground.api.member(room.ground.room().id, who, "creator")
    return who


# What is written as a channel is not answered at all: see the groups.
_CASES = [
    (deed, role)
    for deed in _DEEDS
    for role in _ROLES
    if role != "channel-of-a-member" or deed not in {"opens", "sees_missed"}
]


@pytest.mark.parametrize(("deed", "role"), _CASES)
def test_only_administrators_of_the_group_may(ground: Ground, deed: str, role: str) -> None:
    """Owner, administrators and anonymous ones succeed; nobody else does, and is told so."""
    room = ground.room()
    room.ask("/teach 薯薯 = us", room.owner)
    who = _actor(room, role)
    told: list[str] = []

    def say(text: str | None, **fields: object) -> JSON:
        if role == "anonymous":
            fields |= {"sender_chat": room.chat}
        if role == "channel-of-a-member":
            room.is_silent(u.as_channel(text or "", room.chat, u.channel(), **fields))
            told.append(ONLY)
            return {"text": ""}
        sender = u.ANONYMOUS if role == "anonymous" else who
        call = room.ask(text, sender, **fields)  # type: ignore[arg-type]
        told.append(call.get("text", ""))
        return call

    def tap(data: str) -> JSON:
        so_far = len(room.calls())
        notice = room.tap(data, who)
        told.append(notice.get("text", ""))
        if "text" in notice:
            assert notice["show_alert"] == "true"
        else:
            room.heard(so_far)
        return notice

    before = room.settings()
    done = _DEEDS[deed](room, say, tap)

    assert done is _ROLES[role]
    assert (told[-1] == ONLY) is not done
    if not done:
        assert room.settings() == before
        assert room.words() == ([] if deed == "undoes" else ["薯薯"])


def test_who_is_no_longer_administrator_is_refused_at_once(panel: Room) -> None:
    """Nothing is remembered about who may: between two presses somebody is demoted."""
    panel.press("Switch /quiz off")
    panel.ground.api.member(panel.id, panel.admin, "member")

    notice = panel.tap(f"s:{panel.id}:draft=off", panel.admin)

    assert notice["text"] == ONLY
    assert panel.settings() == {"quiz": False}


def test_who_becomes_administrator_may_at_once(panel: Room) -> None:
    """A member who was refused is let in once promoted."""
    assert panel.tap(f"s:{panel.id}:draft=off", panel.member)["text"] == ONLY
    panel.ground.api.member(panel.id, panel.member, "administrator")

    panel.press("Switch /draft off", panel.member)

    assert panel.settings() == {"draft": False}


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
    topics = bot.answer(
        bot.press("Topics where I am silent", opened, panel.admin), "editMessageText"
    )
    bot.answer(bot.press("Speak again in topic 12", topics, panel.admin), "editMessageText")

    assert labels(topics) == ["Speak again in topic 12", "‹ Back"]
    assert panel.settings() == {}


def test_welcome_is_rewritten_in_private(panel: Room) -> None:
    """The answer to a request counts in private, too; and only from who may."""
    bot, api = panel.ground.bot, panel.ground.api
    opened = bot.ask(f"/start g_{panel.id}", panel.admin)
    page = bot.answer(bot.press("Welcome of newcomers", opened, panel.admin), "editMessageText")
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
    ground.rows(
        'insert into changes (chat, at, "by", what) values (?, 1, ?, ?), (?, 2, ?, ?)',
        *(room.id, room.admin["id"], "words|3", room.id, room.admin["id"], "import"),
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
        *("taught “a”", "removed “a”", "taught “a”"),
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


def test_settings_go_from_group_to_group(ground: Ground) -> None:
    """What one group exports another one imports: the settings are the same then."""
    first, second = ground.room(), ground.room()
    first.configure(language="zh-Hans", word_hour=8, zone="Asia/Tokyo", welcome_text="<b>{x}")
    first.tap(f"s:{first.id}:file", first.admin, u.body("panel", AUTHOR, first.chat))
    (call,) = first.heard(0)
    ground.api.file("settings", b"\xef\xbb\xbf" + call["document"]["content"])

    request = _request(second, "load")
    answer = second.ask(None, second.admin, document=_file("settings"), **u.reply_to(request))  # type: ignore[arg-type]

    assert call["document"]["filename"] == "hongshu-settings.json"
    assert set(json.loads(call["document"]["content"])) == set(GroupSettings.model_fields)
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

    answer = room.ask(None, room.admin, document=_file(name), **u.reply_to(_request(room, "load")))  # type: ignore[arg-type]

    assert fault in ground.api.visible(answer)
    assert room.settings() == {"quiz": False}
    assert room.changes() == []


@pytest.mark.parametrize("fields", [{"text": "hello"}, {"document": _file("big", 10**9)}])
def test_answer_that_is_no_file_is_told_what_is_wanted(room: Room, fields: JSON) -> None:
    """Text in place of the file, or one too big to be fetched, is answered kindly."""
    text = fields.get("text")
    more = {k: v for k, v in fields.items() if k != "text"}

    answer = room.ask(text, room.admin, **more, **u.reply_to(_request(room, "load")))  # type: ignore[arg-type]

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
