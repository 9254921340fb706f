"""What words mean in running text, where dictionary or search would say something else.

The first gloss of 被 is a quilt, and 水 leads people to its slang: a table says better.
"""

from dataclasses import dataclass
from functools import cache

from knowledge.tables import lines

_ANY = "-"


@dataclass(frozen=True, slots=True)
class Sense:
    """A short meaning in English and in Chinese, which may be empty.

    Without English the word means what the dictionary says, not what its entry does.
    """

    en: str
    zh: str


@cache
def _senses() -> dict[tuple[str, str], Sense]:
    senses = {}
    for line in lines("senses.tsv"):
        word, reading, english, chinese = line.split("\t")
        senses[word, reading] = Sense("" if english == _ANY else english, chinese)
    return senses


def sense(word: str, pinyin: str) -> Sense | None:
    """Return what a word, folded, means in this reading, if the table knows it.

    >>> sense("被", "bèi").en, sense("得", "děi").en, sense("种草", "zhòngcǎo")
    ('by (before the one who does it)', 'must, to have to', None)
    """
    senses = _senses()
    return senses.get((word, pinyin)) or senses.get((word, _ANY))


def is_known(word: str) -> bool:
    """Whether the table has a word, folded, in any reading.

    >>> is_known("被"), is_known("种草")
    (True, False)
    """
    return word in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(word for word, _ in _senses())
