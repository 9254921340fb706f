"""Lines of Chinese and English for pictures: broken where readers of either expect it."""

import re
import unicodedata

from bot.pictures.faces import Font

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CLOSING = "，。！？；：、”’）》」』】…—～·,.!?;:)%\\]"
_OPENING = "“‘（《「『【("
# What stays on one line: a character with the marks around it, or a word in letters.
_PIECE = re.compile(
    f"[{_OPENING}]*[{_HAN}][{_CLOSING}]*|\\s+|[^\\s{_HAN}{_OPENING}]+|[{_OPENING}]+[^\\s{_HAN}]*"
)
# What the fonts cannot draw: emoji, their joiners and their colours, and what nobody sees.
_UNDRAWN = frozenset(["So", "Sk", "Cf", "Cs", "Co", "Cn", "Cc", "Me"])
_ALSO_UNDRAWN = re.compile("[\ufe00-\ufe0f\U0001f000-\U0001faff]")
_KEPT = frozenset("^`°")


def drawable(text: str) -> str:
    """Return a text without what the fonts have no sign for, white space single.

    >>> drawable("好吃🥺 么")
    '好吃 么'
    """
    plain = _ALSO_UNDRAWN.sub("", text)
    kept = (
        " " if c.isspace() else c
        for c in plain
        if c.isspace() or c in _KEPT or unicodedata.category(c) not in _UNDRAWN
    )
    return " ".join("".join(kept).split())


def wrap(text: str, font: Font, width: int) -> list[str]:
    """Return a text as lines no wider than `width` pixels; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(text):
        if font.getlength((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        *whole, line = _broken(piece.lstrip(), font, width)
        lines += whole
    return [*lines, line.strip()] if line.strip() else lines


def _broken(piece: str, font: Font, width: int) -> list[str]:
    """Return a piece in parts that fit, at least one."""
    parts = [""]
    for character in piece:
        if parts[-1] and font.getlength(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def cut(lines: list[str], most: int) -> list[str]:
    """Return the first lines; a sign shows where more is left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rstrip(" ，。,.;；") + "…"]
