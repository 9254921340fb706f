"""Cut runs of Chinese characters into words: the likeliest of all ways, by how common words are.

Counts are those of jieba's list, kept in a file of tables and read word by word, so that nothing
of its 350,000 words stays in memory. Words of the dictionary and our own terms are put in at a
likelihood a little above that of their parts.
"""

import hashlib
import math
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from knowledge import cedict, kept
from knowledge.readings import occurrences, phrase_readings, versions
from knowledge.tables import words as table_words
from knowledge.text import HAN_RUN

if TYPE_CHECKING:
    import sqlite3

# Occurrences of all words in jieba's corpus, and logarithm of them.
_ALL: Final = math.log(60_101_967)
# Longest word looked for, in characters.
_LONGEST = 16
# How much likelier than its parts a word is that has no count: ours, the dictionary's.
_OURS = 3.0
_THEIRS = 0.7
# How much likelier than its count says a word is that no dictionary explains: 太重, 两次.
_UNEXPLAINED = -6.0
_WORD, _PREFIX = 0, -1  # in place of a count: a word without one, the beginning of a word

_TABLES = """
CREATE TABLE counts (word TEXT PRIMARY KEY, count INTEGER, explained INTEGER) WITHOUT ROWID;
CREATE TABLE readings (word TEXT PRIMARY KEY, reading TEXT) WITHOUT ROWID;
"""


class Words:
    """The kept tables: how common words are, and their readings. Safe to share between threads."""

    def __init__(self, tables: "sqlite3.Connection") -> None:
        """Take the tables; see `open`."""
        self._tables = tables
        self.count = lru_cache(1 << 14)(self._count)
        self.reading = lru_cache(1 << 12)(self._reading)

    @classmethod
    def open(cls) -> "Words":
        """Return the words; the first time it takes some seconds."""
        return cls(kept.tables(f"words-{_fingerprint()}.sqlite", _fill, "words-*.sqlite"))

    def _count(self, word: str) -> tuple[int, bool] | None:
        """Return a count, `_WORD` or `_PREFIX`, and whether the dictionary has the word.

        None where no word begins so.
        """
        query = "SELECT count, explained FROM counts WHERE word = ?"
        row = self._tables.execute(query, (word,)).fetchone()
        return None if row is None else (int(row[0]), bool(row[1]))

    def _reading(self, word: str) -> str:
        """Return the syllables of a phrase or a character with tone marks, or nothing."""
        found = self._tables.execute("SELECT reading FROM readings WHERE word = ?", (word,))
        row = found.fetchone()
        return "" if row is None else str(row[0])


class Segmenter:
    """Cuts Simplified characters into words, some of our own among them."""

    def __init__(self, words: Words, own: Collection[str]) -> None:
        """Take the words and our own terms, in Simplified characters."""
        self._words = words
        self._own = frozenset(own)
        self._begins = frozenset(word[:end] for word in own for end in range(1, len(word)))
        self._cost = lru_cache(1 << 14)(self._weigh)

    def cut(self, run: str) -> list[str]:
        """Return the words of a run in order; joined they are the run."""
        _, ends = self._best(run, whole=True)
        words: list[str] = []
        start = 0
        while start < len(run):
            words.append(run[start : ends[start]])
            start = ends[start]
        return words

    def _best(self, run: str, *, whole: bool) -> tuple[float, list[int]]:
        """Return the cost of the best way and where its words end, by where they start."""
        size = len(run)
        costs = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            ways = (
                (self._cost(run[start:end]) + costs[end], end)
                for end in self._candidates(run, start)
                if whole or end - start < size
            )
            costs[start], ends[start] = min(ways)
        return costs[0], ends

    def _candidates(self, run: str, start: int) -> Iterator[int]:
        """Yield where words that start at a place may end."""
        apart = table_words("apart.txt")
        yield start + 1
        if self._words.count(run[start]) is None and run[start] not in self._begins:
            return
        for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
            part = run[start:end]
            known = self._words.count(part)
            if part in self._own or (known and known[0] >= _WORD and part not in apart):
                yield end
            elif known is None and part not in self._begins:
                return

    def _weigh(self, word: str) -> float:
        """Return minus the logarithm of a word's likelihood."""
        count, explained = self._words.count(word) or (0, False)
        cost = _ALL - math.log(max(count, 1))
        if len(word) == 1:
            return cost
        if word in self._own:
            return min(cost, self._best(word, whole=False)[0] - _OURS)
        if count == _WORD:
            return self._best(word, whole=False)[0] - _THEIRS
        return cost if explained else cost - _UNEXPLAINED


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{versions()} {cedict.version()}".encode())
    for name in ("cedict.py", "readings.py", "segment.py"):
        digest.update((files("knowledge") / name).read_bytes())
    return digest.hexdigest()[:20]


def _fill(tables: "sqlite3.Connection") -> None:
    tables.executescript(_TABLES)
    counts = occurrences(1)
    listed = set(_dictionary()) or set(counts)
    for name in listed:
        counts.setdefault(name, _WORD)
    for word in list(counts):
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in counts:
                break
            counts[word[:end]] = _PREFIX
    rows = ((word, count, word in listed) for word, count in sorted(counts.items()))
    tables.executemany("INSERT INTO counts VALUES (?, ?, ?)", rows)
    tables.executemany("INSERT INTO readings VALUES (?, ?)", sorted(phrase_readings()))
    tables.commit()


def _dictionary() -> Iterator[str]:
    """Yield the words of the dictionary, if it is installed."""
    if cedict.version() is not None:
        for line in cedict.read():
            if isinstance(line, cedict.Line) and HAN_RUN.fullmatch(line.simplified):
                yield line.simplified
