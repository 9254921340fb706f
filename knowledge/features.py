"""Folded text → weighted features: words, stems, word pairs and character n-grams.

Chinese is cut into character n-grams, which for matching do as well as words and need no
dictionary. Words that mean the same here (`xhs`, `red note`, 小红书) become one first.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from Stemmer import Stemmer

from knowledge.embedding import clusters
from knowledge.tables import lines
from knowledge.tables import words as table_words
from knowledge.text import HAN_RUN, words

# What sorts of features count beside words: chosen on a tenth of our phrasings, held out from the
# others; in a bare base on public questions.
SHARES = {"1": 1.6, "3": 0.5}
BARE_SHARES = {"c": 0.6, "p": 0.7, "k": 0.7}

_FILLERS = frozenset(
    ["exactly", "actually", "basically", "literally", "honestly", "really", "anyway", "anyways",
     "btw", "tho", "though"]
)  # fmt: skip
_GRAM = 4  # letters in a character n-gram of a Latin word
_LONG = 6  # letters of a name in which a slip leaves enough to know it by


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for line in lines("synonyms.tsv"):
        canonical, forms = line.split("\t")
        table |= dict.fromkeys((form.strip() for form in forms.split("|")), canonical)
    latin = sorted(filter(str.isascii, table), key=len, reverse=True)
    other = sorted(table.keys() - set(latin), key=len, reverse=True)
    # Latin forms only as whole words; first letters first, for most places begin no form.
    whole = rf"(?<![a-z0-9]){_either(latin)}(?![a-z0-9])"
    return re.compile(f"{whole}|{_either(other)}"), table


def _either(forms: Sequence[str]) -> str:
    """Return a pattern for the first of some forms that stands at a place."""
    first = "".join(sorted({re.escape(form[0]) for form in forms}))
    escaped = (re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return f"(?=[{first}])(?:{'|'.join(escaped)})"


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


def long_names() -> list[str]:
    """Return the long Latin words of the table that others stand for: a slip in one is mended."""
    _, table = _synonyms()
    return [form for form in table if form.isascii() and form.isalpha() and len(form) >= _LONG]


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
    """Return the words of a text in canonical form; a run of Chinese characters is one.

    Adverbs that add nothing are left out: "what is it exactly" asks what it is.
    """
    found = words(canonical(folded))
    return [word for word in found if word not in _FILLERS] or found


def features(tokens_: Sequence[str], *, clustered: bool = False) -> list[str]:
    """Return the features of a text, each once; the first character tells the sort.

    w word, s stem, p pair of stems, c four letters of a word, 1 2 3 Chinese characters; if
    `clustered`, k cluster of English words of like use.
    """
    own = (feature for token in tokens_ for feature in own_features(token, clustered=clustered))
    return list(dict.fromkeys(chain(own, pairs(tokens_))))


def own_features(token: str, *, clustered: bool = False) -> Iterator[str]:
    """Yield the features that a word, or a run of Chinese characters, has by itself."""
    if HAN_RUN.fullmatch(token):
        for size in (1, 2, 3):
            yield from (f"{size}{token[i : i + size]}" for i in range(len(token) - size + 1))
        return
    yield f"w{token}"
    yield f"s{stem(token)}"
    if token not in stop_words():
        if clustered:
            yield from (f"k{cluster}" for cluster in clusters(token))
        padded = f"^{token}$"
        yield from (f"c{padded[i : i + _GRAM]}" for i in range(max(1, len(token) + 3 - _GRAM)))


def pairs(tokens_: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of stems that stand side by side."""
    before = ""
    for token in tokens_:
        own = "" if HAN_RUN.fullmatch(token) else stem(token)
        if before and own:
            yield f"p{before} {own}"
        before = own
