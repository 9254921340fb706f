"""Put one slip of the fingers right: a strange word becomes what is known and nearest to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from knowledge.pinyin import split
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

        A space left out is a slip, too, if one of the two words is as common as "is" or "my".
        Words of the language, short ones, and readings with tone marks are left alone.
        """
        is_word = word.isascii() and word.isalpha()
        if len(word) < _SHORTEST or not is_word or word in table_words("english.txt"):
            return word
        return (
            self._apart(word, both=True)
            or self._nearest(word, 1)
            or self._apart(word, both=False)
            or (self._nearest(word, 2) if len(word) >= _TWO_SLIPS else "")
            or word
        )

    def _apart(self, word: str, *, both: bool) -> str:
        """Return two words that were written as one, one of them or both common ones."""
        if not both and split(word) is not None:  # pinyin
            return ""
        pairs = ((word[:i], word[i:]) for i in range(1, len(word)))
        ranked = (
            (sum(map(_is_common, pair)), min(map(len, pair)), " ".join(pair))
            for pair in pairs
            if all(_is_common(part) or self._is_known(part) for part in pair)
        )
        found = max(ranked, default=(0, 0, ""))
        return found[2] if found[0] > both else ""

    def _is_known(self, part: str) -> bool:
        return part in self._near.get(f"{part[0]}{len(part)}", ())

    def _nearest(self, word: str, most: int) -> str:
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
        return min(near, default=(0, 0, ""), key=itemgetter(0, 1))[2]


def _is_common(word: str) -> bool:
    return word in table_words("stopwords.txt") and (len(word) > 1 or word == "i")


def _rarity(word: str, other: str) -> int:
    """Return how rare a slip is, 0 to 2: letters change places, one is left out, one is wrong."""
    if sorted(word) == sorted(other):
        return 0
    return 1 if len(word) != len(other) else 2
