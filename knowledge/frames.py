"""Question frames: the words around a term, and what is wanted of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from knowledge.repair import shortened
from knowledge.tables import lines
from knowledge.tables import words as table_words
from knowledge.text import HAN

Intent = Literal["meaning", "say", "compare", "both"]

# Longest text in which frames are looked for, and longest term, in characters.
_LONGEST_TEXT = 240
_TERM = re.compile(r"\{([xy])\}")
_NAMED, _UNNAMED = r"(?P<\1>.{1,40}?)", "(?:.{1,40}?)"

_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|yo|ok|okay|so|um|well|wait|sorry|please|pls|excuse me|quick question|"
    r"guys|question|can (?:you|u|someone|anyone) (?:tell|explain to) me|does anyone know|"
    r"i wonder|do (?:you|u) know|tell me)[\s,:!.-]+)+|"
    r"^(?:请问|想问一下|想问|问一下|求问|求助|大家好|那个|话说|所以|对了|谁知道|有人知道|"
    r"你知道|我想知道|想知道)[一下，,：:\s]*|"
    r"^你好(?:[，,：:！!\s]+|(?=请|想|问))|"
    r"^(?:救命|(?:姐妹|家人|宝子|友友|兄弟|朋友)们|各位)[，,！!：:\s]+"
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thx|lol|haha|anyone|btw|tho|though))+$|"
    r"[呀啊呢吧哈哦喔嘛]+$"
)
_QUOTES = "\"'“”‘’「」『』《》()（）[]【】"
_EDGE = " \t.,!?;:。！？，；：、…~～" + _QUOTES
# Words of frames that are no small words.
_ASKED = (
    "chinese",
    "english",
    "people",
    "someone",
    "everyone",
    "mandarin",
    "translate",
    "difference",
    "between",
    "definition",
    "write",
    "type",
    "word",
    "phrase",
    "characters",
)
_SHORT = 4  # letters below which a slip is one only where letters changed places
_LATIN = re.compile("[a-z]{3,}")
# Patterns that are tried at once.
_BATCH = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """What is asked of which terms, as folded text; `y` only when two are asked about."""

    intent: Intent
    x: str
    y: str = ""


class _Batch(NamedTuple):
    """Some patterns that follow each other, and what tells at once that a text fits none of them.

    `needed`: characters of which one stands in every text that fits; `fits`: what fits any.
    """

    needed: re.Pattern[str]
    fits: re.Pattern[str]
    patterns: list[tuple[Intent, re.Pattern[str]]]


@cache
def _batches() -> list[_Batch]:
    """Return all patterns in their order; most texts fit none."""
    rows = [line.split("\t") for line in lines("frames.tsv")]
    return [
        _batch(some[i : i + _BATCH])
        for some in (list(group) for _, group in groupby(rows, key=_is_chinese))
        for i in range(0, len(some), _BATCH)
    ]


def _is_chinese(row: Sequence[str]) -> bool:
    return bool(HAN.search(row[1]))


def _batch(rows: Sequence[Sequence[str]]) -> _Batch:
    own = {char for _, pattern in rows for char in HAN.findall(pattern)}
    needed = f"[{''.join(sorted(own))}]" if own else "[a-z=]"
    written = [(intent, _TERM.sub(_NAMED, pattern)) for intent, pattern in rows]
    unnamed = "|".join(_TERM.sub(_UNNAMED, pattern) for _, pattern in rows)
    patterns = [(intent, re.compile(pattern)) for intent, pattern in written]
    return _Batch(re.compile(needed), re.compile(unnamed), patterns)  # type: ignore[arg-type] # because tests check them


@cache
def _slips() -> dict[str, list[str]]:
    """Return the longer words of frames by what is left of them with a letter left out."""
    found: dict[str, list[str]] = {}
    for word in (*_ASKED, *sorted(table_words("frame_words.txt"))):
        for form in shortened(word) if _LATIN.fullmatch(word) else ():
            found.setdefault(form, []).append(word)
    return found


def bare(folded: str) -> str:
    """Return a folded question without greetings, particles and punctuation at its ends."""
    if len(folded) > _LONGEST_TEXT:  # no question with a frame; and the ends of it cost too much
        return folded.strip()
    before = None
    text = folded
    while text != before:
        before = text
        text = _TAIL.sub("", _POLITE.sub("", text.strip(_EDGE))).strip(_EDGE)
    return text or folded.strip(_EDGE)


def frames(folded: str) -> list[Frame]:
    """Return every reading of a folded question as a frame, likeliest first; often none."""
    text = bare(folded)
    if len(text) > _LONGEST_TEXT or (text.isascii() and text.isalnum()):  # one word
        return []
    mended = _mended(text)
    return list(dict.fromkeys([*(_read(mended) if mended else ()), *_read(text)]))


def _mended(text: str) -> str:
    """Return a text with slips in the words of frames put right, or nothing: "waht does"."""
    put = _LATIN.sub(lambda word: _meant(word[0]), text)
    return put if put != text else ""


def _meant(word: str) -> str:
    """Return the word of frames that a word which is no English one is a slip of, or `word`."""
    if word in table_words("english.txt"):
        return word
    near = dict.fromkeys(w for form in shortened(word) for w in _slips().get(form, ()))
    likely = (w for w in near if min(len(w), len(word)) >= _SHORT or sorted(w) == sorted(word))
    return next((w for w in likely if OSA.distance(word, w, score_cutoff=1) <= 1), word)


def _read(text: str) -> list[Frame]:
    found: list[Frame] = []
    for needed, fits, patterns in _batches():
        if needed.search(text) and fits.fullmatch(text):
            found += [_frame(intent, m) for intent, p in patterns if (m := p.fullmatch(text))]
    return [frame for frame in dict.fromkeys(found) if frame.x]


def _frame(intent: Intent, match: re.Match[str]) -> Frame:
    groups = {name: part.strip(_EDGE) for name, part in match.groupdict().items()}
    return Frame(intent, groups["x"], groups.get("y", ""))
