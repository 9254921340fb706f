"""`Reply` → Telegram messages: HTML, keyboards, lengths. The only place that escapes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from telegram import CopyTextButton, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.values import Choice, Part, Reply, Style

# Telegram's limits: code points of a message and of a caption after its markup is read, bytes of a
# button's data, characters of a text to copy, of a start parameter (Bot API, sendMessage,
# sendPhoto, InlineKeyboardButton, CopyTextButton, deep linking).
MESSAGE = 4096
CAPTION = 1024
DATA = 64
COPY = 256
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Start parameters that stand for the prompt in whose message they are.
PROMPT = "p_"

_BULLET = re.compile(r"^- ", re.MULTILINE)
# Where a dash at the beginning of a line is a list.
_LISTS = frozenset([Style.TEXT, Style.NOTE])
# Chinese characters are not slanted.
_TAGS = {
    Style.TITLE: ("<b>", "</b>"),
    Style.TEXT: ("", ""),
    Style.OWN: ("", ""),
    Style.QUOTE: ("<blockquote>", "</blockquote>"),
    Style.NOTE: ("<blockquote expandable>", "</blockquote>"),
    Style.ASIDE: ("<i>", "</i>"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message: HTML text and the keyboard below it."""

    html: str
    keyboard: InlineKeyboardMarkup | ForceReply | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Links to the bot with a user name."""

    username: str

    def start(self, parameter: str) -> str:
        """Return the link that opens the private chat with a start parameter."""
        return f"https://t.me/{self.username}?start={parameter}"

    def add(self, rights: Literal["", "&admin=manage_chat"] = "") -> str:
        """Return the link that adds the bot to a group, as a member or with `rights`."""
        return f"https://t.me/{self.username}?startgroup=hello{rights}"

    def prompt(self, link: str | None) -> str:
        """Return the prompt a link in one of the bot's messages stands for, or nothing."""
        own = self.start(PROMPT)
        return link.removeprefix(own) if link and link.startswith(own) else ""


def render(reply: Reply, links: Links) -> list[Message]:
    """Return the messages that say a reply, at least one; buttons stand below the last.

    A reply with a prompt carries it as a link before its text, and asks for an answer: of all who
    are about, the one it calls by name.
    """
    texts: list[str] = []
    room = 0
    for part in (piece for whole in reply.parts for piece in _pieces(whole)):
        upright = part.style is Style.ASIDE and reply.language.is_chinese
        opening, closing = ("", "") if upright else _TAGS[part.style]
        text = _BULLET.sub("• ", part.text) if part.style in _LISTS else part.text
        html = f"{opening}{escape(text, quote=False)}{closing}"
        if texts and len(part.text) + 2 <= room:
            texts[-1] += f"\n\n{html}"
            room -= len(part.text) + 2
        else:
            texts.append(html)
            room = MESSAGE - len(part.text)
    if reply.prompt:
        return [Message(_prompt(reply, links) + texts[0], ForceReply(selective=True))]
    last = len(texts) - 1
    buttons = keyboard(reply.choices, links)
    return [Message(text, buttons if i == last else None) for i, text in enumerate(texts)]


def _prompt(reply: Reply, links: Links) -> str:
    """Return what stands before a request: the link that says what for, and who is asked."""
    target = f'<a href="{links.start(PROMPT + reply.prompt)}">↩</a> '
    if reply.asked is None:
        return target
    return f'{target}<a href="tg://user?id={reply.asked.id}">{escape(reply.asked.name)}</a> '


def _pieces(part: Part) -> Iterator[Part]:
    """Yield a part in pieces that fit into a message, cut at white space or a full stop."""
    text = part.text
    while len(text) > MESSAGE:
        cut = max(
            text.rfind(mark, MESSAGE // 2, MESSAGE) for mark in ("\n", " ", "。", "！", "？")
        )
        cut = cut + 1 if cut > 0 else MESSAGE
        yield Part(text[:cut].strip(), part.style)
        text = text[cut:].strip()
    yield Part(text, part.style)


def keyboard(choices: Sequence[Sequence[Choice]], links: Links) -> InlineKeyboardMarkup | None:
    """Return rows of buttons, or None if there is none that fits Telegram's limits."""
    rows = [[button for c in row if (button := _button(c, links))] for row in choices]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def _button(choice: Choice, links: Links) -> InlineKeyboardButton | None:
    """Return a button, or None where it would not fit Telegram's limits."""
    if choice.add:
        return InlineKeyboardButton(choice.label, url=links.add())
    if choice.link:
        fits = START.fullmatch(choice.link)
        url = links.start(choice.link)
        return InlineKeyboardButton(choice.label, url=url) if fits else None
    if choice.copy:
        copied = CopyTextButton(choice.copy)
        fitting = len(choice.copy) <= COPY
        return InlineKeyboardButton(choice.label, copy_text=copied) if fitting else None
    if not 0 < len(choice.action.encode()) <= DATA:
        return None
    return InlineKeyboardButton(choice.label, callback_data=choice.action)
