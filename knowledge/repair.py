"""Put one slip of the fingers right: a strange word becomes what is known and nearest to it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from knowledge.pinyin import split
from knowledge.tables import words as table_words

_SHORTEST = 4  # letters below which a slip leaves too little to go by
_TWO_SLIPS = 8  # letters from which two slips are forgiven
_BOTH = 2  # words that are common of two


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


def shortened(word: str) -> list[str]:
    """Return a word as it is and with each of its characters left out.

    Two words a slip apart have one of these in common.
    """
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


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
        common, apart = self._apart(word)
        if common == _BOTH:
            return apart
        distance, near = self._nearest(word)
        is_closer = apart and distance != 1 and split(word) is None  # pinyin is not cut
        return apart if is_closer else near

    def _apart(self, word: str) -> tuple[int, str]:
        """Return two words that were written as one, and how many of them are common: 0, none."""
        common = _common()
        longest = max(map(len, common))
        ends = {*range(1, longest + 1), *range(len(word) - longest, len(word))}
        pairs = [(word[:i], word[i:]) for i in ends if 0 < i < len(word)]
        ranked = (
            ((left in common) + (right in common), min(len(left), len(right)), f"{left} {right}")
            for left, right in pairs
            if (left in common and (right in common or self._is_known(right)))
            or (right in common and self._is_known(left))
        )
        count, _, found = max(ranked, default=(0, 0, ""))
        return count, found

    def _is_known(self, word: str) -> bool:
        return word in self._near.get(f"{word[0]}{len(word)}", ())

    def _nearest(self, word: str) -> tuple[int, str]:
        """Return the nearest known word and how many slips away it is, else 0 and `word`.

        Of two that are as near the longer one: letters are rather left out than put in.
        """
        most = 2 if len(word) >= _TWO_SLIPS else 1
        near = (
            (distance, _rarity(word, other), other)
            for length in range(len(word) + most, len(word) - most - 1, -1)
            for other, distance, _ in extract_iter(
                word,
                self._near.get(f"{word[0]}{length}", ()),
                scorer=OSA.distance,
                score_cutoff=most,
            )
        )
        distance, _, found = min(near, default=(0, 0, word), key=itemgetter(0, 1))
        return distance, found


@cache
def _common() -> frozenset[str]:
    """Words that others are glued to."""
    return frozenset(w for w in table_words("stopwords.txt") if len(w) > 1 or w == "i")


def _rarity(word: str, other: str) -> int:
    """Return how rare a slip is, 0 to 2: letters change places, one is left out, one is wrong."""
    if sorted(word) == sorted(other):
        return 0
    return 1 if len(word) != len(other) else 2
