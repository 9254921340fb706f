"""Our own terms as they stand inside texts: spelled, drawn out, in initials, as number codes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from knowledge.models import Term, Word
from knowledge.senses import is_known
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, fold, key

# Longest other spelling of a term that is looked for inside a text, in characters.
_LONGEST_ALIAS = 6
_LONGEST_PHRASE = 4
_SHORTEST_INITIALS = 3
_ECHO = re.compile(r"(.)\1{2,}")
# What after a number says that it counts something.
_COUNTED = re.compile(
    r"\s?[元块人个张次天年月日号点斤米分岁件页万千百亿多小层楼路度克秒周集条名位家只平%％]"
)
_PRICED = re.compile(r"[¥￥$第共约近超过满减月年:.\-/]\s?$")
# What must stand around a single figure that is slang.
_PRAISE = re.compile(r"[太真好你是就挺很也又这波](?=\d)|\d(?=[啊了呀])")


class Sought:
    """Finds our terms inside texts, by their spellings, folded and without spaces."""

    def __init__(
        self,
        word: Callable[[str], Word],
        names: Mapping[str, Sequence[str]],
        initials: Mapping[str, Sequence[str]],
    ) -> None:
        """Take what gives a word by its id, and spellings and initials → ids."""
        self._word = word
        self._names = names
        self._initials = initials

    @cached_property
    def terms(self) -> dict[str, Word]:
        """What is looked for in texts, by folded spelling without spaces."""
        found: dict[str, Word] = {}
        for name, ids in self._names.items():
            for word in sorted(map(self._word, ids), key=_order):
                if _is_sought(name, word):
                    found.setdefault(name, word)
        return found

    @cached_property
    def _spaced(self) -> dict[str, re.Pattern[str]]:
        """Terms of several Latin words or of mixed scripts, by their first character."""
        found: dict[str, set[str]] = {}
        for name, word in self.terms.items():
            spellings = (fold(text) for text in (word.term, *word.also))
            written = next((text for text in spellings if key(text) == name), name)
            mixed = HAN.search(name) and not HAN_RUN.fullmatch(name)
            if mixed or (" " in written and not HAN.search(name)):
                found.setdefault(written[0], set()).add(written)
        return {first: _either(texts) for first, texts in found.items()}

    def wholes(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where terms of several Latin words or of mixed scripts stand."""
        done = 0
        for place, char in enumerate(folded):
            pattern = self._spaced.get(char)
            match = pattern.match(folded, place) if pattern and place >= done else None
            if match:
                done = match.end()
                yield match.span()

    def find(self, name: str) -> Word | None:
        """Return our term for a spelling, a drawn-out one too: 哈哈哈哈, 66666, yydsss."""
        found = self.terms.get(name)
        for size in (3, 2, 1) if not found and _ECHO.search(name) else ():
            found = found or self.terms.get(_ECHO.sub(r"\1" * size, name))
        return found

    def latin(self, name: str, *, foreign: bool) -> Word | None:
        """Return our term for a Latin word; in an English text everyday words mean themselves."""
        everyday = table_words("english.txt")
        english = name in everyday or name.removesuffix("s") in everyday
        if len(name) == 1 or (english and not foreign):
            return None
        term = self.find(name)
        if term is None and not english and len(name) >= _SHORTEST_INITIALS:
            ids = self._initials.get(name, ())
            term = self._word(ids[0]) if len(ids) == 1 else None
        return term


def _order(word: Word) -> tuple[bool, str, str]:
    return (not isinstance(word, Term), word.priority, word.id)


def _is_sought(name: str, word: Word) -> bool:
    """Whether a spelling of a word is looked for inside texts.

    Spellings that hold the word itself only say more around it, unless they have a meaning.
    """
    heads = {key(fold(text)) for text in (word.term, word.traditional) if text}
    if not isinstance(word, Term):
        return name in heads and bool(HAN_RUN.fullmatch(name)) and 1 < len(name) <= _LONGEST_PHRASE
    if name in heads or not HAN.search(name) or is_known(name):
        return True
    if len(name) == 1:
        return any(name in head for head in heads)
    others = heads | {key(fold(text)) for text in word.also} - {name}
    return len(name) <= _LONGEST_ALIAS and not any(other in name for other in others)


def _either(texts: set[str]) -> re.Pattern[str]:
    """Return a pattern for any of some folded texts, the longest first, as whole words."""
    return re.compile("|".join(map(_whole, sorted(texts, key=len, reverse=True))))


def _whole(text: str) -> str:
    words = r"[ \-]?".join(map(re.escape, text.split()))
    before = r"(?<![a-z0-9@#])" if text[0].isascii() else ""
    after = r"(?![a-z0-9])" if text[-1].isascii() else ""
    return f"{before}{words}{after}"


def counts(folded: str, start: int, end: int) -> bool:
    """Whether a number at a place counts or prices something, rather than being slang."""
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    if end - start == 1 and not _PRAISE.search(before + folded[start] + after):
        return True
    return bool(_PRICED.search(before) or _COUNTED.match(after))
