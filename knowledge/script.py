"""Simplified and Traditional characters: the only door to OpenCC."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter(profile: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - half of all runs never meet a Chinese character

    return OpenCC(profile)


def simplify(text: str) -> str:
    """Return `text` in Simplified characters, one for one where the characters are the same."""
    return text if text.isascii() else str(_converter("t2s").convert(text))


def traditionalize(text: str) -> str:
    """Return Simplified `text` in Traditional characters, in the forms usual in Taiwan."""
    return text if text.isascii() else str(_converter("s2tw").convert(text))


def is_traditional(text: str) -> bool:
    """Whether `text` holds a character that only Traditional writing has."""
    return simplify(text) != text
