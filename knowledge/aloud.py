"""How Chinese words are read where they stand: polyphones by their neighbours, then dictionaries.

Tones are those of the single word; `sandhi` gives 一 and 不 the tones they take in speech.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.dictionary import DictionaryWord
from knowledge.pinyin import NEUTRAL, spell, syllables
from knowledge.segment import Words
from knowledge.tables import lines

# Characters of context that patterns see, and of the longest phrase inside a word.
CONTEXT = 8
_PHRASE = 6
_LONGEST = 16  # characters of a word whose tones may change
_FALLING = 4
_FIGURES = "第十一二三四五六七八九"
_CHANGED = {("一", True): "yí", ("一", False): "yì", ("不", True): "bú"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A reading, and what must stand before and after for it to hold."""

    reading: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def fits(self, before: str, after: str) -> bool:
        """Whether this holds between two texts."""
        return (not self.before or bool(self.before.search(before))) and (
            not self.after or bool(self.after.match(after))
        )


@cache
def _rules() -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for line in lines("polyphones.tsv"):
        word, reading, before, after = line.split("\t")
        rule = Rule(
            reading,
            None if before == "-" else re.compile(f"(?:{before})$"),
            None if after == "-" else re.compile(after),
        )
        rules.setdefault(word, []).append(rule)
    return rules


def by_context(word: str, before: str, after: str) -> str:
    """Return the reading that the neighbours decide, or nothing.

    >>> by_context("长", "头发很", "了"), by_context("长", "", "大了"), by_context("种树", "", "")
    ('cháng', 'zhǎng', '')
    """
    near, far = before[-CONTEXT:], after[:CONTEXT]
    return next((r.reading for r in _rules().get(word, ()) if r.fits(near, far)), "")


def read(word: str, known: Sequence[DictionaryWord], words: Words) -> str:
    """Return the reading of a word by itself: the dictionary's, or of several the usual one."""
    usual = words.reading(word)
    own = list(dict.fromkeys(w.pinyin for w in known if w.pinyin))
    readings = [pinyin for pinyin in own if pinyin[0].islower()] or own
    if len(readings) > 1:
        letters = _bare(usual)
        readings.sort(key=lambda pinyin: _bare(pinyin) != letters)
    return readings[0] if readings else join(_compose(word, words))


def _bare(pinyin: str) -> tuple[str, tuple[int, ...]]:
    return spell(pinyin.lower())


def _compose(word: str, words: Words) -> Iterator[str]:
    """Yield the syllables of a word nobody lists, by the longest phrases inside it."""
    start = 0
    while start < len(word):
        for end in range(min(len(word), start + _PHRASE), start, -1):
            part = word[start:end]
            if end - start == 1:
                yield by_context(part, word[:start], word[end : end + CONTEXT]) or words.reading(
                    part
                )
            elif phrase := words.reading(part):
                yield from _citation(part, phrase)
            else:
                continue
            start = end
            break


def _citation(phrase: str, reading: str) -> Iterator[str]:
    """Yield the syllables of a phrase, 一 and 不 in their own tone."""
    parts = reading.split()
    if len(parts) != len(phrase):
        yield from parts
        return
    for char, part in zip(phrase, parts, strict=True):
        yield {"一": "yī", "不": "bù"}.get(char, part)


def join(parts: Iterator[str]) -> str:
    """Return syllables as one word, an apostrophe before a, e, o; `r` hangs on to the last.

    >>> join(iter(["nǚ", "ér"])), join(iter(["nà", "r"]))
    ("nǚ'ér", 'nàr')
    """
    text = ""
    for part in parts:
        vowel = unicodedata.normalize("NFD", part)[:1] in {"a", "e", "o"}
        text += f"'{part}" if text and vowel else part
    return text


def sandhi(words: Sequence[tuple[str, str]]) -> list[str]:
    """Return the readings of words in a row, 一 and 不 with the tones they take in speech.

    Shape: pairs of characters and reading in; readings out, one a pair.

    >>> sandhi([("一", "yī"), ("个", "gè"), ("不要", "bùyào"), ("第一", "dìyī")])
    ['yí', 'gè', 'búyào', 'dìyī']
    """
    cut = [syllables(pinyin) if len(text) <= _LONGEST else [] for text, pinyin in words]
    said: list[str] = []
    for i, (text, pinyin) in enumerate(words):
        tones = [tone for _, tone in cut[i]] + [
            tone for _, tone in (cut[i + 1 : i + 2] or [[]])[0]
        ]
        said.append(_change(text, pinyin, tones) if len(text) == len(cut[i]) else pinyin)
    return said


def _change(text: str, pinyin: str, tones: Sequence[int]) -> str:
    for i, char in enumerate(text):
        after = tones[i + 1] if i + 1 < len(tones) else 0
        falling = after == _FALLING or (char == "一" and after == NEUTRAL)
        changed = _CHANGED.get((char, falling))
        counted = char == "一" and {text[i - 1 : i], text[i + 1 : i + 2]} & set(_FIGURES)
        if after and changed and not counted:
            plain = "yī" if char == "一" else "bù"
            pinyin = _replace(pinyin, plain, changed, text[:i].count(char))
    return pinyin


def _replace(pinyin: str, old: str, new: str, skip: int) -> str:
    """Return pinyin with one place changed; places already changed are not counted."""
    places = [match.start() for match in re.finditer(f"{old[0]}[{old[1]}íìú]", pinyin)]
    if skip >= len(places):
        return pinyin
    start = places[skip]
    return pinyin[:start] + new + pinyin[start + len(old) :]
