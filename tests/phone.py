"""Messages as a phone shows them: out of what the stand-in for Telegram holds, to HTML and PNG."""

import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.markup import units
from tests.e2e.world import BOT

JSON = dict[str, Any]
# Width in points, and pixels a point.
WIDTH, SCALE = 390, 2
_CSS = (Path(__file__).parent / "phone.css").read_text("utf-8")
_COLOURS = ("#d4453f", "#3e8fd0", "#4c9a52", "#8a63c9", "#c97c1d", "#2a9aa0")
_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="folded"><div>', "</div></blockquote>"),
}
# What the corner of a button shows: that it opens a link, that it copies.
_CORNERS = {"url": "<i>↗</i>", "copy_text": '<i class="copy"></i>'}
_CHROMIUM = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", f"--force-device-scale-factor={SCALE}"),
)


def marked(text: str, entities: Sequence[JSON]) -> str:
    """Return a text with its entities as HTML; Telegram adds links to commands and names.

    >>> marked("a <种草>", [{"type": "bold", "offset": 3, "length": 2}])
    'a &lt;<b>种草</b>&gt;'
    """
    opened, closed = defaultdict(list), defaultdict(list)
    nested = sorted([*entities, *u.entities(text)], key=lambda e: (e["offset"], -e["length"]))
    for entity in nested:
        before, after = _TAGS.get(entity["type"], ("<a>", "</a>"))
        opened[entity["offset"]].append(before)
        closed[entity["offset"] + entity["length"]].insert(0, after)
    html, place = "", 0
    for char in text:
        html += "".join(closed[place] + opened[place]) + escape(char, quote=False)
        place += units(char)
    return (html + "".join(closed[place])).replace("</blockquote>\n", "</blockquote>")


class Phone:
    """The phone of a person: how a chat looks on it. `names` are by user id."""

    def __init__(self, owner: JSON, bot: str) -> None:
        """Take whose phone it is, and what the bot is called there."""
        self._owner = owner
        self._bot = bot

    def chat(self, title: str, about: str, messages: Sequence[JSON], below: str = "") -> str:
        """Return a page with messages as they stand, oldest first, and what is below them."""
        rows = [self._row(message, minute) for minute, message in enumerate(messages, 41)]
        head = f"{_face(title)}<div><b>{escape(title)}</b><small>{escape(about)}</small></div>"
        return _page(self._owner, f"<header>{head}</header>{''.join(rows)}{below}")

    def _row(self, message: JSON, minute: int) -> str:
        if message.get("new_chat_members"):
            joined = "、".join(user["first_name"] for user in message["new_chat_members"])
            return f'<div class="note">{escape(joined)} →</div>'
        mine = message["from"]["id"] == self._owner["id"]
        grouped = message["chat"]["type"] != "private" and not mine
        name = self._name(message["from"])
        face = _face(name) if grouped else ""
        heading = f'<div class="name" style="color:{_colour(name)}">{escape(name)}</div>'
        keys = _keys(message.get("reply_markup", {}))
        via = f'<div class="via">via @{BOT["username"]}</div>' if "via_bot" in message else ""
        text = marked(message.get("text", ""), message.get("entities", ()))
        time = f'<span class="time">9:{minute}{" ✓✓" if mine else ""}</span>'
        above = f"{heading if grouped else via}{self._origin(message)}{self._reply(message)}"
        bubble = f'<div class="bubble">{above}<div class="text">{text}{time}</div></div>'
        wide = " wide" if keys else ""
        return (
            f'<div class="row{" mine" if mine else ""}">{face}'
            f'<div class="message{wide}">{bubble}{keys}</div></div>'
        )

    def _origin(self, message: JSON) -> str:
        origin = message.get("forward_origin")
        if origin is None:
            return ""
        return f'<div class="via">Forwarded from {escape(self._name(origin["sender_user"]))}</div>'

    def _reply(self, message: JSON) -> str:
        original = message.get("reply_to_message")
        if original is None:
            return ""
        said = message.get("quote", {}).get("text") or original.get("text", "")
        shown = f"<b>{escape(self._name(original['from']))}</b><span>{escape(said)}</span>"
        return f'<div class="reply">{shown}</div>'

    def _name(self, user: JSON) -> str:
        return self._bot if user["id"] == BOT["id"] else str(user["first_name"])


def results(query: str, answer: JSON) -> str:
    """Return the list of inline results that stands above what is typed."""
    rows = [
        f"<div>{_face(result['title'])}<div><b>{escape(result['title'])}</b>"
        f"<p>{escape(result['description'])}</p></div></div>"
        for result in answer["results"]
    ]
    offer = answer.get("button")
    first = f'<div class="offer">{escape(offer["text"])}</div>' if offer else ""
    field = f'<div class="field">{escape(query)}</div>'
    return f'<div class="results">{first}{"".join(rows)}</div>{field}'


def photograph(html: str, file: Path) -> None:
    """Write a page as a picture of its whole length, in as few colours as show it well."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        browser = ("chromium", *_CHROMIUM, f"--user-data-dir={folder}/profile")
        measure = (*browser, f"--window-size={WIDTH},600", "--dump-dom", page.as_uri())
        found = re.search(r'data-height="(\d+)"', _output(measure))
        assert found, "the page was not measured"
        window = f"--window-size={WIDTH},{found[1]}"
        _output((*browser, window, f"--screenshot={file}", page.as_uri()))
    if shutil.which("pngquant"):
        _output(("pngquant", "--force", "--ext=.png", "--speed=1", "64", str(file)))


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def _page(owner: JSON, body: str) -> str:
    script = (
        "document.body.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)"
    )
    language = owner.get("language_code", "en")
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{_CSS}</style>'
        f"<body>{body}<script>{script}</script></body></html>"
    )


def _keys(markup: JSON) -> str:
    rows = markup.get("inline_keyboard", [])
    return "".join(f'<div class="keys">{"".join(map(_key, row))}</div>' for row in rows)


def _key(button: JSON) -> str:
    corner = next((mark for kind, mark in _CORNERS.items() if kind in button), "")
    return f"<span>{escape(button['text'])}{corner}</span>"


def _face(name: str) -> str:
    return f'<div class="face" style="background:{_colour(name)}">{escape(name[0])}</div>'


def _colour(name: str) -> str:
    return _COLOURS[sum(map(ord, name)) % len(_COLOURS)]
