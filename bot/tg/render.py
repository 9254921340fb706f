"""`Reply` → Telegram messages: HTML, keyboards, lengths. The only place that escapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.values import Choice, Part, Reply, Style

# Telegram's limits: code points of a message after its markup is read, bytes of a button's data,
# characters of a text to copy (Bot API, sendMessage, InlineKeyboardButton, CopyTextButton).
MESSAGE = 4096
DATA = 64
COPY = 256

_TAGS = {
    Style.TITLE: ("<b>", "</b>"),
    Style.TEXT: ("", ""),
    Style.QUOTE: ("<blockquote>", "</blockquote>"),
    Style.ASIDE: ("<i>", "</i>"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message: HTML text and the keyboard below it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def render(reply: Reply) -> list[Message]:
    """Return the messages that say a reply, at least one; buttons stand below the last."""
    texts: list[str] = []
    room = 0
    for part in (piece for whole in reply.parts for piece in _pieces(whole)):
        opening, closing = _TAGS[part.style]
        html = f"{opening}{escape(part.text, quote=False)}{closing}"
        if texts and len(part.text) + 2 <= room:
            texts[-1] += f"\n\n{html}"
            room -= len(part.text) + 2
        else:
            texts.append(html)
            room = MESSAGE - len(part.text)
    last = len(texts) - 1
    return [Message(text, _keyboard(reply) if i == last else None) for i, text in enumerate(texts)]


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


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [[button for c in row if (button := _button(c))] for row in reply.choices]
    return InlineKeyboardMarkup([row for row in rows if row]) if any(rows) else None


def _button(choice: Choice) -> InlineKeyboardButton | None:
    """Return a button, or None where it would not fit Telegram's limits."""
    if choice.copy:
        copied = CopyTextButton(choice.copy)
        return (
            InlineKeyboardButton(choice.label, copy_text=copied)
            if len(choice.copy) <= COPY
            else None
        )
    if len(choice.action.encode()) > DATA:
        return None
    return InlineKeyboardButton(choice.label, callback_data=choice.action)
