"""Telegram's HTML, read as its documentation says it must be written.

Telegram overlooks some of what it documents as wrong: unknown attributes, a bare `&` or `>`,
quotes within quotes, links that lead nowhere. Here these are refused, for what is sent is meant
to be as documented (https://core.telegram.org/bots/api#html-style).
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from tests.e2e.refusals import RefusedError

MAX_ENTITIES = 100
_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
# Attributes of a tag: what the value must match, and whether the tag needs it.
_ATTRIBUTES = {
    "a": {"href": (r".+", True)},
    "code": {"class": (r"language-\S+", False)},
    "span": {"class": (r"tg-spoiler", True)},
    "tg-emoji": {"emoji-id": (r"\d+", True)},
    "tg-time": {"unix": (r"\d+", True), "format": (r"[A-Za-z]*", False)},
    "blockquote": {"expandable": (r"", False)},
}
_TOKEN = re.compile(r"<(/?)([^<>\s]*)((?:\s+[^<>]*?)?)\s*>|&[^;&<>\s]*;|[^<>&]+|.", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s+([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?""")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_URL = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass
class Parsed:
    """A message's plain text and its entities, counted in UTF-16 units."""

    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class _Tag:
    name: str
    offset: int
    extra: dict[str, Any]


def parse_html(html: str) -> str:
    """Return the visible text of a message; raises `RefusedError` as Telegram refuses it."""
    return read_html(html).text


def read_html(html: str) -> Parsed:
    """Return text and entities of a message; raises `RefusedError`."""
    done = Parsed()
    stack: list[_Tag] = []
    length = 0
    for found in _TOKEN.finditer(html):
        try:
            text = _read(found, stack, length, done)
        except _Fault as fault:
            where = f"at byte offset {len(html[: found.start()].encode(errors='replace'))}"
            raise RefusedError(f"can't parse entities: {fault.args[0]} {where}") from fault
        done.text += text
        length += units(text)
    if stack:
        name = stack[-1].name
        raise RefusedError(f"can't parse entities: Can't find end tag corresponding to \"{name}\"")
    if len(done.entities) > MAX_ENTITIES:
        raise RefusedError("ENTITIES_TOO_LONG")
    return done


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units.

    >>> units("a种💥")
    4
    """
    return len(text) + sum(char > "\uffff" for char in text)


def is_url(url: str) -> bool:
    """Say whether a link leads somewhere Telegram opens: http, https, tg, mailto, tel.

    >>> is_url("https://xiaohongshu.com/x"), is_url("javascript:x"), is_url("http://localhost")
    (True, False, False)
    """
    if re.search(r"[\s<>\"]", url):
        return False
    try:
        parts = urlsplit(url if _URL.match(url) else f"http://{url}")
        host = parts.hostname or ""
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(re.fullmatch(r"([^.\s]+\.)+[^.\s\d][^.\s]*|(\d+\.){3}\d+", host))
    return parts.scheme in {"tg", "mailto", "tel", "tonsite", "ton"} and len(url) > len("tg://")


class _Fault(Exception):  # noqa: N818 - never leaves this module
    """What is wrong at the place being read."""


def _read(found: re.Match[str], stack: list[_Tag], length: int, done: Parsed) -> str:
    """Read one token: open or close a tag, or return plain text."""
    token, slash, name, attributes = found[0], found[1], found[2], found[3]
    if token[0] != "<":
        return _plain(token)
    if not name:
        raise _Fault('Unsupported start tag ""')
    if slash:
        _close(stack, name.lower(), length, done)
    else:
        stack.append(_open(stack, name.lower(), attributes, length))
    return ""


def _plain(token: str) -> str:
    if token[0] not in "&>":
        return token
    if not _REFERENCE.fullmatch(token):
        raise _Fault(f"Unescaped character {token[0]!r}")
    return unescape(token)


def _open(stack: list[_Tag], name: str, attributes: str, offset: int) -> _Tag:
    if name not in _KINDS:
        raise _Fault(f'Unsupported start tag "{name}"')
    around = [tag.name for tag in stack]
    if not _may_stand_in(name, around):
        raise _Fault(f'Tag "{name}" can\'t be nested here')
    return _Tag(name, offset, _attributes(name, attributes))


def _may_stand_in(name: str, around: list[str]) -> bool:
    """Code stands alone, or as the language of a block; quotes and links hold none of theirs."""
    if name == "code" and around[-1:] == ["pre"]:
        return True
    if {"pre", "code"} & set(around) or (name in {"a", "blockquote"} and name in around):
        return False
    return name not in {"pre", "code"} or set(around) <= {"blockquote"}


def _attributes(name: str, text: str) -> dict[str, Any]:
    found = {m[1]: unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}
    known = _ATTRIBUTES.get(name, {})
    if _ATTRIBUTE.sub("", text).strip() or set(found) - set(known):
        raise _Fault(f'Unsupported attributes in the tag "{name}"')
    for attribute, (pattern, required) in known.items():
        value = found.get(attribute)
        if required if value is None else not re.fullmatch(pattern, value):
            raise _Fault(f'Tag "{name}" must have a valid attribute "{attribute}"')
    if name == "a" and not is_url(found["href"]):
        raise _Fault(f"Wrong URL {found['href']!r}")
    return _extra(name, found)


def _extra(name: str, found: dict[str, str]) -> dict[str, Any]:
    if name == "a":
        return {"url": found["href"]}
    if name == "tg-emoji":
        return {"custom_emoji_id": found["emoji-id"]}
    if name == "code" and "class" in found:
        return {"language": found["class"].removeprefix("language-")}
    if name == "blockquote" and "expandable" in found:
        return {"type": "expandable_blockquote"}
    return {}


def _close(stack: list[_Tag], name: str, end: int, done: Parsed) -> None:
    if not stack:
        raise _Fault("Unexpected end tag")
    tag = stack.pop()
    if tag.name != name:
        raise _Fault(f'Unmatched end tag, expected "</{tag.name}>", found "</{name}>"')
    if name == "code" and stack and stack[-1].name == "pre":
        stack[-1].extra |= tag.extra
    elif end > tag.offset:
        place = {"offset": tag.offset, "length": end - tag.offset}
        done.entities.append({"type": _KINDS[name], **place, **tag.extra})
