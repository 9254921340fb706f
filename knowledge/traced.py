"""A text folded character by character, so that every place in it leads back to the original."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowledge.script import simplify
from knowledge.text import INVISIBLE

_QUOTES = str.maketrans("‘’‛“”", "'''\"\"")


@dataclass(frozen=True, slots=True)
class Traced:
    """A folded text. `places[i]` is the offset in `original` that its character `i` comes from."""

    original: str
    folded: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the folded text, not empty, stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def trace(text: str) -> Traced:
    r"""Fold to lower case, half width and Simplified; one space or line end between words.

    >>> trace("加  ＩＧ\u200b：臺灣").folded
    '加 ig:台湾'
    """
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in _fold(character):
            if part.isspace():
                if folded and folded[-1].isspace():
                    folded[-1] = "\n" if part == "\n" else folded[-1]
                    continue
                part = "\n" if part == "\n" else " "  # noqa: PLW2901 - all white space is one
            folded.append(part)
            places.append(place)
    return Traced(text, "".join(folded), tuple(places))


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """Return what a character is folded to: mostly one, sometimes none or several."""
    if character.isascii() and (character.isprintable() or character.isspace()):
        return character.lower()
    composed = unicodedata.normalize("NFKC", character).translate(_QUOTES)
    kept = (c for c in composed if c.isspace() or unicodedata.category(c) not in INVISIBLE)
    return simplify("".join(kept).lower())
