"""Cut any text into pieces that cover it exactly, code point by code point.

Unlike `knowledge.text`, which folds for comparing, nothing here may move or vanish.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.script import simplify

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
# Invisible characters that stand inside words without cutting them.
_UNSEEN = "\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u0300-\u036f\ufe00-\ufe0e"
_TONE = "\U0001f3fb-\U0001f3ff"
# What is no punctuation after a name or an address.
_NAME = r"[^\s@#＠＃，。！？、：；,!?:;（）()《》“”\"\[\]【】]"


class Piece(StrEnum):
    """What a piece of text is."""

    HAN = "han"
    LATIN = "latin"
    NUMBER = "number"
    SIGN = "sign"  # an emoji or another symbol
    OTHER = "other"


_PIECE = re.compile(
    rf"(?P<other>(?:https?://|www\.)[!-~]+|[@＠]{_NAME}{{1,30}}|[#＃][^#＃\n]{{1,40}}[#＃]|"
    rf"[#＃]{_NAME}{{1,40}}|[\w.+-]{{1,64}}@[\w-]{{1,63}}\.[A-Za-z.]{{2,20}}|\s+)|"
    rf"(?P<han>[{_HAN}][{_HAN}{_UNSEEN}]*)|"
    r"(?P<number>\d+(?:[.,:]\d+)*(?![A-Za-z\d]))|"
    rf"(?P<latin>[^\W_{_HAN}]+(?:['’][^\W_{_HAN}]+)*)|"
    rf"(?P<sign>[\U0001f1e6-\U0001f1ff]{{2}}|"
    rf"[^\w\s!-/:-@\[-`{{-~][\ufe0f{_TONE}]*(?:\u200d[^\w\s][\ufe0f{_TONE}]*)*)|"
    r"(?P<rest>(.)\7*)",
    re.DOTALL,
)


# 著 as Traditional writing has it for 着; the converter leaves it, a word of its own too.
_PARTICLE = re.compile("(?<![显名巨原论专编土合])著(?![名作者述称])")


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece and its place: `start` and `end` in code points of the text."""

    piece: Piece
    start: int
    end: int


def cut(text: str) -> Iterator[Cut]:
    """Yield the pieces of a text in order, without gap or overlap.

    >>> [(c.piece.value, c.start, c.end) for c in cut("太顶了！yyds 666")]
    [('han', 0, 3), ('sign', 3, 4), ('latin', 4, 8), ('other', 8, 9), ('number', 9, 12)]
    """
    for match in _PIECE.finditer(text):
        name = match.lastgroup if match.lastgroup in set(Piece) else Piece.OTHER
        yield Cut(Piece(name), match.start(), match.end())


def plain(text: str) -> str:
    """Return a text in lower case, Simplified and without full-width letters, of the same length.

    >>> plain("種草ＹＹＤＳ ﬁ"), len(plain("İ种")), plain("看著 著名")
    ('种草yyds ﬁ', 2, '看着 著名')
    """
    narrow = "".join(map(_narrow, text))
    simple = simplify(narrow)
    if len(simple) != len(narrow):
        simple = "".join(map(_simple, narrow))
    return _PARTICLE.sub("着", simple)


def _narrow(char: str) -> str:
    if char.isascii():
        return char.lower()
    small = unicodedata.normalize("NFKC", char).lower()
    return small if len(small) == 1 else char


def _simple(char: str) -> str:
    simple = simplify(char)
    return simple if len(simple) == 1 else char


def seen(text: str) -> list[int]:
    """Return the places of the visible characters of a piece in Chinese characters."""
    return [i for i, char in enumerate(text) if not _HIDDEN.match(char)]


_HIDDEN = re.compile(f"[{_UNSEEN}]")
