"""Put one slip of the fingers right: a strange word becomes the nearest word that is known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from knowledge.tables import words as table_words

_SHORTEST = 4  # letters below which a slip leaves too little to go by
_TWO_SLIPS = 8  # letters from which two slips are forgiven


def by_start(known: Iterable[str]) -> dict[str, list[str]]:
    """Return words by one of their first two letters and their length (`a7`), in their order.

    Of two that are as near to a slip, the one that stands first is meant.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for word in known:
        if word.isascii() and word.isalpha() and len(word) >= _SHORTEST - 1:
            for letter in sorted(set(word[:2])):
                found[f"{letter}{len(word)}"].append(word)
    return dict(found)


class Repair:
    """Words that are known; call it with a word that is not to get the nearest one."""

    def __init__(self, near: Mapping[str, Sequence[str]]) -> None:
        """Take the words of the knowledge base as `by_start` returns them."""
        self._near = near

    def __call__(self, word: str) -> str:
        """Return the nearest known word within one slip (two in long words), else `word`.

        Words of the language, short ones, and readings with tone marks are left alone.
        """
        is_word = word.isascii() and word.isalpha()
        if len(word) < _SHORTEST or not is_word or word in table_words("english.txt"):
            return word
        most = 2 if len(word) >= _TWO_SLIPS else 1
        near = (
            (distance, _rarity(word, other), other)
            for length in range(len(word) - most, len(word) + most + 1)
            for other, distance, _ in extract_iter(
                word,
                self._near.get(f"{word[0]}{length}", ()),
                scorer=OSA.distance,
                score_cutoff=most,
            )
        )
        return min(near, default=(0, 0, word), key=itemgetter(0, 1))[2]


def _rarity(word: str, other: str) -> int:
    """Return how rare a slip is, 0 to 2: letters change places, one is left out, one is wrong."""
    if sorted(word) == sorted(other):
        return 0
    return 1 if len(word) != len(other) else 2
