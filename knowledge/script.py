"""Simplified and Traditional characters: the only door to OpenCC."""

import re
from functools import cache
from typing import TYPE_CHECKING

from knowledge.tables import lines

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
    """Return Simplified `text` in Traditional characters, in the forms usual in Taiwan.

    >>> traditionalize("报道里说，这个中国团队跑了三公里")
    '報道裡說，這個中國團隊跑了三公里'
    """
    if text.isascii():
        return text
    pattern, table = _corrections()
    return str(_converter("s2tw").convert(pattern.sub(lambda m: table[m[0]], text)))


@cache
def _corrections() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what is written as in a table before the converter sees it, longest first."""
    table = dict(line.split("\t") for line in lines("traditional.tsv"))
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def is_traditional(text: str) -> bool:
    """Whether `text` holds a character that only Traditional writing has."""
    return simplify(text) != text
