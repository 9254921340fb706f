"""Put one slip of the fingers right: a strange word becomes the nearest word that is known."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.tables import words as table_words

_SHORTEST = 4  # letters below which a slip leaves too little to go by
_TWO_SLIPS = 8  # letters from which two slips are forgiven


class Repair:
    """Words that are known; call it with a word to get the nearest one, or the word itself."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the words of the knowledge base."""
        self._known = set(known)
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._known:
            if word.isascii() and word.isalpha() and len(word) >= _SHORTEST - 1:
                for letter in set(word[:2]):
                    self._by_start[letter, len(word)].append(word)

    def __call__(self, word: str) -> str:
        """Return the nearest known word within one slip (two in long words), else `word`.

        Words of the language and short words are left alone.
        """
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return word
        if word in table_words("english.txt"):
            return word
        most = 2 if len(word) >= _TWO_SLIPS else 1
        near = (
            (OSA.distance(word, other, score_cutoff=most), other)
            for length in range(len(word) - most, len(word) + most + 1)
            for other in self._by_start.get((word[0], length), ())
        )
        return min((pair for pair in near if pair[0] <= most), default=(0, word))[1]
