"""Words that are not in our glossary, in CC-CEDICT: a file of tables, made on first need.

Shown apart and with its licence, see `knowledge.cedict`. The tables lie on disk and are read row
by row, so that a process that never meets an unknown word pays nothing.
"""

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge import cedict, kept
from knowledge.glosses import sense, senses
from knowledge.pinyin import NEUTRAL, spell, split
from knowledge.readings import occurrences, usual_reading
from knowledge.script import simplify
from knowledge.text import HAN, HAN_RUN, clean, fold, key

if TYPE_CHECKING:
    import sqlite3

# Longest pinyin looked up, in letters, and most words one spelling is followed to.
_LONGEST_PINYIN = 60
_MOST = 50
# Occurrences in jieba's corpus from which a word is ranked by them, and the most that count.
_SOMETIMES = 5
_MOST_COUNTED = 10_000_000
# A gloss that only leads elsewhere or is a name.
MINOR = re.compile(
    r"(?:old |archaic |Japanese |erhua |ancient |nonstandard |popular |unofficial )*variant of|"
    r"surname |see |same as |also written|used in |CL:|Taiwan pr|\(Tw\) pr|old name|place name"
)
_TABLES = """
CREATE TABLE words (id INTEGER PRIMARY KEY, traditional TEXT, simplified TEXT, numbered TEXT,
                    glosses TEXT, rank INTEGER);
CREATE TABLE names (name TEXT, word INTEGER, PRIMARY KEY (name, word)) WITHOUT ROWID;
CREATE TABLE letters (letters TEXT, word INTEGER, PRIMARY KEY (letters, word)) WITHOUT ROWID;
CREATE TABLE senses (sense TEXT, word INTEGER, likely REAL, PRIMARY KEY (sense, word))
                     WITHOUT ROWID;
CREATE TABLE about (date TEXT);
"""
_BY_NAME = """SELECT words.* FROM names JOIN words ON words.id = names.word
              WHERE name = ? ORDER BY rank, words.id"""
_BY_LETTERS = """SELECT words.* FROM letters JOIN words ON words.id = letters.word
                 WHERE letters = ? ORDER BY rank, words.id LIMIT ?"""

_BY_SENSE = """SELECT words.* FROM senses JOIN words ON words.id = senses.word
               WHERE sense = ? ORDER BY likely DESC, words.id LIMIT ?"""
_FEW = 4
# What makes a word likely to be meant by one of its senses, tried on eighty everyday ones: that it
# is written often; that the sense stands early and among few; less so one character, which is
# mostly part of words today, or four and more.
_OFTEN, _EARLIER, _FEWER, _SINGLE, _LONG = 0.6, 0.5, 0.5, 1.2, 0.5
_USUAL = 3  # characters


@dataclass(frozen=True, slots=True)
class DictionaryWord:
    """A word of the dictionary: both scripts, pinyin with tone marks (may be empty), glosses."""

    simplified: str
    traditional: str
    pinyin: str
    glosses: tuple[str, ...]


class Dictionary:
    """Looks words up in the kept tables. Safe to share between threads."""

    def __init__(self, tables: "sqlite3.Connection") -> None:
        """Take the tables; see `open`."""
        self._tables = tables
        self.date: str = tables.execute("SELECT date FROM about").fetchone()[0]

    @classmethod
    def open(cls) -> "Dictionary | None":
        """Return the dictionary, or None where its package is not installed.

        The first time after a change of the package it takes some seconds.
        """
        version = cedict.version()
        if version is None:
            return None
        name = f"cedict-{_fingerprint(version)}.sqlite"
        return cls(kept.tables(name, _fill, "cedict-*.sqlite"))

    def find(self, text: str) -> tuple[DictionaryWord, ...]:
        """Return the words that `text` as a whole spells, commonest first.

        Names and variants come last. By characters of either script or by pinyin in any spelling:
        with tones, only words that have them; without, all.
        """
        name = key(fold(text))
        if HAN.search(name) or not _is_pinyin(text):
            return self.named(text)
        return self._sounding(fold(text))

    def named(self, text: str) -> tuple[DictionaryWord, ...]:
        """Return the words that are written like `text` in either script, or in Simplified."""
        for name in _forms(text):
            rows = self._tables.execute(_BY_NAME, (name,)).fetchall() if name else []
            if rows:
                return tuple(map(_word, rows))
        return ()

    def meaning(self, english: str) -> tuple[DictionaryWord, ...]:
        """Return the few words that likeliest say what an English text does, best first.

        Names, variants and rare readings are left out.
        """
        wanted = sense(english)
        for text in dict.fromkeys([wanted, wanted.removesuffix("s")]):
            rows = self._tables.execute(_BY_SENSE, (text, _FEW)).fetchall()
            if rows:
                return tuple(map(_word, rows))
        return ()

    def knows(self, name: str) -> bool:
        """Whether a word is written like `name`, which is in lower case and without marks."""
        found = self._tables.execute("SELECT 1 FROM names WHERE name = ? LIMIT 1", (name,))
        return found.fetchone() is not None

    def _sounding(self, folded: str) -> tuple[DictionaryWord, ...]:
        letters, tones = spell(folded)
        rows = self._tables.execute(_BY_LETTERS, (letters.replace("v", "u"), _MOST))
        return tuple(_word(row) for row in rows if _sounds(row[3], letters, tones))


def _forms(text: str) -> tuple[str, ...]:
    """Return what a text may be kept as: in its own script, and in Simplified."""
    plain = HAN_RUN.fullmatch(text) and unicodedata.is_normalized("NFKC", text)
    own = text if plain else key(clean(text).lower())
    other = simplify(text) if plain else key(fold(text))
    return (own,) if own == other else (own, other)


def _is_pinyin(text: str) -> bool:
    folded = fold(text)
    letters, _ = spell(folded)
    plain = all(c.isalpha() or c in " '’-:012345·," for c in folded)
    return plain and 0 < len(letters) <= _LONGEST_PINYIN and split(letters) is not None


def _sounds(numbered: str, letters: str, tones: tuple[int, ...]) -> bool:
    """Whether a word's reading has the ü and the tones that were given."""
    own_letters, own = spell(numbered.lower())
    if "v" in letters and letters != own_letters:
        return False
    if not tones:
        return True
    if len(tones) < len(own):
        own = tuple(tone for tone in own if tone != NEUTRAL)  # it has no mark
    return tones == own


def _word(row: tuple[int, str, str, str, str, int]) -> DictionaryWord:
    _, traditional, simplified, numbered, glosses, _ = row
    marked = tuple(cedict.gloss(text) for text in glosses.split("/"))
    return DictionaryWord(simplified, traditional, cedict.mark(numbered), marked)


def _fingerprint(version: str) -> str:
    """Return a hash of the package's version and of what makes the tables of it."""
    digest = hashlib.sha256(version.encode())
    for name in ("cedict.py", "dictionary.py", "glosses.py", "pinyin.py"):
        digest.update((files("knowledge") / name).read_bytes())
    return digest.hexdigest()[:20]


def _fill(tables: "sqlite3.Connection") -> None:
    """Write the whole dictionary into empty tables."""
    tables.executescript(_TABLES)
    tables.executemany("INSERT INTO words VALUES (?, ?, ?, ?, ?, ?)", _rows(tables))
    words = "SELECT id, traditional, simplified, numbered FROM words"
    names = ((_name(n), row[0]) for row in tables.execute(words) for n in {row[1], row[2]})
    tables.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", sorted(names))
    letters = ((_letters(row[3]), row[0]) for row in tables.execute(words))
    tables.executemany("INSERT INTO letters VALUES (?, ?)", sorted(letters))
    common = tables.execute("SELECT id, simplified, glosses, rank FROM words WHERE rank <= 0")
    meant = sorted(row for word in common for row in _meant(*word))
    tables.executemany("INSERT OR IGNORE INTO senses VALUES (?, ?, ?)", meant)
    tables.commit()


def _rows(tables: "sqlite3.Connection") -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield the rows of the words, and write the date in passing."""
    counts = occurrences(_SOMETIMES)
    for i, line in enumerate(cedict.read()):
        if isinstance(line, str):
            tables.execute("INSERT INTO about VALUES (?)", (line,))
            continue
        rank = _rank(line, counts.get(line.simplified, 0))
        yield i, line.traditional, line.simplified, line.numbered, "/".join(line.glosses), rank


def _rank(word: cedict.Line, count: int) -> int:
    """Return a number by which common words and readings come before rare ones and names."""
    minor = word.numbered[:1].isupper() or all(map(MINOR.match, word.glosses))
    unusual = len(word.simplified) == 1 and usual_reading(word.simplified) != cedict.mark(
        word.numbered
    )
    return (2 * minor + unusual) * _MOST_COUNTED - min(count, _MOST_COUNTED - 1)


def _meant(word: int, name: str, glosses: str, rank: int) -> Iterator[tuple[str, int, float]]:
    """Yield the senses of a word, and how likely each of them means it."""
    plain = (gloss for gloss in glosses.split("/") if not MINOR.match(gloss))
    found = [text for gloss in plain for text in senses(gloss)]
    own = _OFTEN * math.log(1 - rank) - _SINGLE * (len(name) == 1) - _LONG * (len(name) > _USUAL)
    for place, text in enumerate(found):
        yield text, word, own - _EARLIER * place - _FEWER * math.log(len(found))


def _name(word: str) -> str:
    return word if HAN_RUN.fullmatch(word) else key(word.lower())


def _letters(numbered: str) -> str:
    """Return toneless letters, ü as u."""
    return re.sub("[^a-z]", "", numbered.lower()).replace("v", "u")
