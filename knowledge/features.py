"""Folded text → weighted features: words, stems, word pairs and character n-grams.

Chinese is cut into character n-grams, which for matching do as well as words and need no
dictionary. Words that mean the same here (`xhs`, `red note`, 小红书) become one first.
"""

import re
from collections.abc import Iterator
from functools import cache

from Stemmer import Stemmer

from knowledge.tables import lines
from knowledge.tables import words as table_words
from knowledge.text import HAN_RUN, words

_GRAM = 4  # letters in a character n-gram of a Latin word


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for line in lines("synonyms.tsv"):
        canonical, forms = line.split("\t")
        table |= dict.fromkeys((form.strip() for form in forms.split("|")), canonical)
    alternatives = "|".join(map(_bounded, sorted(table, key=len, reverse=True)))
    return re.compile(alternatives), table


def _bounded(form: str) -> str:
    """Return a pattern for a form; Latin ones only as whole words."""
    escaped = re.escape(form).replace(r"\ ", r"\s+")
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if form.isascii() else escaped


def canonical(folded: str) -> str:
    """Replace words that mean the same by one of them.

    >>> canonical("is xhs like insta")
    'is rednote like instagram'
    """
    pattern, table = _synonyms()
    return (
        pattern.sub(lambda m: f" {table[' '.join(m[0].split())]} ", folded)
        .strip()
        .replace("  ", " ")
    )


# Remembers nothing: what people write is not kept.
_stemmer = Stemmer("english", 0)


def stem(word: str) -> str:
    """Return the stem of an English word."""
    return str(_stemmer.stemWord(word))


@cache
def stop_words() -> frozenset[str]:
    """Words so common that a question is not about them."""
    return table_words("stopwords.txt")


def tokens(folded: str) -> list[str]:
    """Return the words of a text in canonical form; a run of Chinese characters is one."""
    return words(canonical(folded))


def features(tokens_: list[str]) -> list[str]:
    """Return the features of a text, each once; the first character tells the sort.

    w word, s stem, p pair of stems, c four letters of a word, 1 2 3 Chinese characters.
    """
    return list(dict.fromkeys(_features(tokens_)))


def _features(tokens_: list[str]) -> Iterator[str]:
    before = ""
    for token in tokens_:
        if HAN_RUN.fullmatch(token):
            yield from _han(token)
            before = ""
            continue
        own = stem(token)
        yield f"w{token}"
        yield f"s{own}"
        if before:
            yield f"p{before} {own}"
        if token not in stop_words():
            padded = f"^{token}$"
            yield from (f"c{padded[i : i + _GRAM]}" for i in range(max(1, len(token) + 3 - _GRAM)))
        before = own


def _han(run: str) -> Iterator[str]:
    for size in (1, 2, 3):
        yield from (f"{size}{run[i : i + size]}" for i in range(len(run) - size + 1))
