"""The values that settings of a group can take, as they stand in buttons, changes and files."""

import json
from collections.abc import Mapping

from pydantic import ValidationError

from bot.groups import GroupSettings, Speaks
from bot.zones import ZONES
from knowledge import Language

# Largest file of settings, in bytes.
FILE = 64 * 1024
# In a file: the group whose settings it holds. Settings that are numbers of topics in it.
_OF = "group"
_TOPICS = frozenset(["word_topic", "quiet_topics"])
_MINUTES = ("0", "5", "15", "60", "360", "1440")
# The values offered for each setting, as they stand in an action.
VALUES: Mapping[str, tuple[str, ...]] = {
    "language": ("auto", *map(str, Language)),
    "speaks": tuple(map(str, Speaks)),
    "word_hour": ("off", *map(str, range(24))),
    "zone": ZONES,
    "word_topic": ("here", "0"),
    "welcome": ("on", "off"),
    "welcome_text": ("usual",),
    "welcome_minutes": _MINUTES,
    "delete_minutes": _MINUTES,
    "draft": ("on", "off"),
    "quiz": ("on", "off"),
    "insight": ("on", "off"),
    "member_cap": ("0", "3", "6", "12", "30"),
    "group_cap": ("0", "10", "20", "40", "100"),
    "quiet_topics": (),
}


def told(before: GroupSettings, after: GroupSettings, name: str) -> str:
    """Return a change in the form in which it is kept: `name|old|new`; of texts, only whether."""
    return "|".join([name, *(value_of(settings, name) for settings in (before, after))])


def value_of(settings: GroupSettings, name: str) -> str:
    """Return the value of a setting as it stands in an action."""
    value = getattr(settings, name)
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if name == "welcome_text":
        return "own" if value else ""
    if value is None:
        return {"language": "auto", "word_topic": "0"}.get(name, "off")
    return str(value)


def changed(settings: GroupSettings, name: str, value: str, topic: int) -> GroupSettings | None:
    """Return the settings with one value changed by a button, or None if there is no such one.

    `topic` is the forum topic in which the button was pressed.
    """
    if name not in VALUES:
        return None
    try:
        parsed = _parsed(settings, name, value, topic)
        return GroupSettings.model_validate({**settings.model_dump(), name: parsed})
    except ValueError:  # pydantic's errors are such too
        return None


def _parsed(settings: GroupSettings, name: str, value: str, topic: int) -> object:
    """Return what an action's value stands for; pydantic reads the rest as it is."""
    match name, value:
        case ("language", "auto") | ("word_hour", "off") | ("word_topic", "0"):
            return None
        case "word_topic", "here":
            return topic or None
        case "welcome_text", _:
            return ""
        case "quiet_topics", _:
            quiet = settings.quiet_topics
            off = int(value)
            return tuple(t for t in quiet if t != off) if off in quiet else (*quiet, off)
    return value


def to_file(settings: GroupSettings, chat: int) -> bytes:
    """Return settings as a JSON file, with the group they belong to."""
    told = {_OF: chat, **settings.model_dump(mode="json")}
    return json.dumps(told, indent=2, ensure_ascii=False).encode()


def from_file(content: bytes, chat: int) -> GroupSettings | str:
    """Return the settings of a file for a group, or what is wrong with it in a few words.

    The topics of another group are left out.
    """
    try:
        told = json.loads(content.decode("utf-8-sig"))
        if isinstance(told, dict) and told.pop(_OF, chat) != chat:
            told = {name: value for name, value in told.items() if name not in _TOPICS}
        return GroupSettings.model_validate(told)
    except ValidationError as error:
        places = {str(*fault["loc"][:1]) or "JSON" for fault in error.errors()}
        return ", ".join(sorted(places))[:200]
    except (ValueError, RecursionError):  # no UTF-8, no JSON, or a number beyond all bounds
        return "JSON"
