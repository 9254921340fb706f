"""Readings of characters and everyday words, taken from pypinyin and jieba when keys are built.

The only door to both libraries. Neither is imported to answer: what the keys need of them is
computed once and kept. jieba is read as a word list, so its start-up time is never paid.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import metadata
from importlib.resources import files

from knowledge.pinyin import loosen, spell
from knowledge.text import HAN

# Occurrences in jieba's corpus from which a word counts as everyday.
_EVERYDAY = 60
_LONGEST_WORD = 5


def readings_of(own: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return character → toneless readings, the editors' own first, then pypinyin's."""
    table: dict[str, list[str]] = {}
    for char, letters in [*own, *_common_characters()]:
        known = table.setdefault(char, [])
        if letters not in known:
            known.append(letters)
    return table


def sound_out(text: str) -> str:
    """Return a Chinese text as people without a Chinese keyboard type it: toneless, by word."""
    return " ".join(map(_sound, _cut(text)))


@cache
def _sound(word: str) -> str:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above

    return "".join(lazy_pinyin(word, style=Style.NORMAL, v_to_u=True))


def reading(word: str) -> str:
    """Return a likely reading of one Chinese word with tone marks, for a person to check.

    Other letters and figures stay; empty where there is no character to read.

    >>> reading("平安夜"), reading("TikTok难民"), reading("yyds")
    ("píng'ānyè", 'TikTok nànmín', '')
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above

    if not HAN.search(word):
        return ""
    parts = lazy_pinyin(word, style=Style.TONE, errors=lambda other: f" {other.strip()} ")
    joined = re.sub(r"\|(?=[aeoāáǎàēéěèōóǒò])", "'", "|".join(parts)).replace("|", "")
    return " ".join(re.sub(r"(?<= )'|'(?= )", "", joined).split())


def mark_tones(text: str) -> str:
    """Return the pinyin of a text with tone marks, joined by word, as a start for an editor.

    >>> mark_tones("种草"), mark_tones("平安夜")
    ('zhòngcǎo', "píng'ānyè")
    """
    return " ".join(filter(None, map(reading, _cut(text))))


def _cut(text: str) -> list[str]:
    """Cut a text into words as people space their pinyin."""
    import jieba  # noqa: PLC0415 - 0.7 s, only to build

    jieba.setLogLevel("ERROR")
    return [word for word in jieba.cut(text) if word.strip() and word.isalnum()]


def _common_characters() -> Iterator[tuple[str, str]]:
    """Yield the readings of the 6,763 characters of GB 2312."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - 50 ms, only to build

    for code, readings in PINYIN_DICT.items():
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        for reading in readings.split(","):
            yield char, spell(reading)[0]


def ordinary_words(
    names: Collection[str], letters: Collection[str], near: Collection[str]
) -> set[str]:
    """Return everyday words that are no key themselves but could be taken for a slip of one.

    Shape: characters, and toneless letters of such words.
    """
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    found: set[str] = set()
    for word in everyday_words():
        if word in names:
            continue
        readings = [PINYIN_DICT.get(ord(char), "").split(",")[0] for char in word]
        spelled = "".join(spell(reading)[0] for reading in readings)
        if spelled in letters or _is_near(word, near):
            found.add(word)
        if spelled not in letters and (_is_near(spelled, near) or loosen(spelled) in near):
            found |= {word, spelled}
    return found


def _is_near(name: str, near: Collection[str]) -> bool:
    return name in near or any(name[:i] + name[i + 1 :] in near for i in range(len(name)))


@cache
def everyday_words() -> tuple[str, ...]:
    """Return the everyday words of jieba's list, two to five characters each."""
    table = (files("jieba") / "dict.txt").read_text("utf-8")
    rows = (line.split(" ") for line in table.splitlines())
    return tuple(
        row[0] for row in rows if 1 < len(row[0]) <= _LONGEST_WORD and int(row[1]) >= _EVERYDAY
    )


def usual_reading(char: str) -> str:
    """Return the commonest reading of a character with its tone mark, or nothing."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    return str(PINYIN_DICT.get(ord(char), "")).split(",")[0]


def occurrences(least: int) -> dict[str, int]:
    """Return how often words occur in jieba's corpus, those that do `least` times."""
    with (files("jieba") / "dict.txt").open(encoding="utf-8") as table:
        rows = (line.split(" ") for line in table)
        return {row[0]: int(row[1]) for row in rows if int(row[1]) >= least}


def phrase_readings() -> Iterator[tuple[str, str]]:
    """Yield phrases and characters with their syllables, tones marked, apart by spaces."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # noqa: PLC0415 - as above

    for code, readings in PINYIN_DICT.items():
        yield chr(code), readings.split(",")[0]
    for phrase, parts in PHRASES_DICT.items():
        yield phrase, " ".join(part[0] for part in parts)


def versions() -> str:
    """Return the versions of both libraries: what is kept of them is theirs."""
    return f"jieba {metadata.version('jieba')}, pypinyin {metadata.version('pypinyin')}"
