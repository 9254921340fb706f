"""Who may do what administrators do: nobody but the administrators of that very group."""

from collections.abc import Callable

import pytest

from tests.e2e import updates as u
from tests.e2e.ground import Ground, Room, attached, person
from tests.e2e.world import JSON

ONLY = "Only administrators of the group can do that."


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
    say(None, document=attached("good"), **u.reply_to(room.shown()))
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
        call = room.ask(text, sender, **fields)
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


def test_nothing_failed(ground: Ground) -> None:
    """No handler failed in all of this."""
    assert "Traceback" not in ground.bot.log()
