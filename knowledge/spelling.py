"""Words by their spelling: characters of both scripts, pinyin, initials, sounds, one slip.

Scores, 0..1: 1 is the word as written; from `CERTAIN` on the spelling leaves no doubt; from
`ANSWER` on it is an answer; below it is only a "did you mean".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Literal

from rapidfuzz.distance import OSA

from knowledge.frames import bare
from knowledge.index import SHORTEST_LATIN, Keys, slips
from knowledge.models import Word
from knowledge.pinyin import NEUTRAL, loosen, spell, split
from knowledge.script import is_traditional
from knowledge.shapes import halves, outlines
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, clean, fold, key

ANSWER = 0.5
CERTAIN = 0.85
DOUBTFUL = 0.45  # an everyday word that only looks like one of ours

Reason = Literal[
    "hanzi",
    "traditional",
    "alias",
    "pinyin",
    "initials",
    "fuzzy",
    "homophone",
    "meaning",
    "sentence",
]

_ALIAS = 0.98
_LETTERS = 0.9  # pinyin without tones
_RIGHT_TONES = 0.07  # added when all tones were given and are right
_WRONG_TONE = 0.06  # taken off for each tone that differs
_INITIALS = 0.72
_SHORTEST_INITIALS = 3
_LOOSE = 0.74  # a usual confusion of sounds
_SLIP = 0.66  # one slip of the fingers
_READABLE = 0.1  # taken off a slip where what was typed is readable pinyin of its own
_HOMOPHONE = 0.76
_CONFUSED = 0.14  # taken off for a usual confusion of sounds where another word sounds just so
_LOOKALIKE = 0.6  # one other character in a longer word
_ALIKE = 0.56  # one of two characters other, but with a part that few characters have
_NEAR = 0.2  # one of two characters other: only worth a "did you mean"
_OFFERED = 3  # such words that are offered

_LONGEST_PINYIN = 40  # letters
_MOST_READINGS = 16  # readings of a string of characters that are tried
_LONG = 8  # letters from which readable pinyin one slip away is likelier a slip


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found: how sure (0..1), why, and what in the text it was found by (folded)."""

    word: Word
    score: float
    reason: Reason
    found: str

    @property
    def is_answer(self) -> bool:
        """Whether this is sure enough to be an answer, not only a "did you mean"."""
        return self.score >= ANSWER


class Spelling:
    """Finds the words that a text as a whole may spell."""

    def __init__(self, word: Callable[[str], Word], keys: Keys) -> None:
        """Take what gives a word by its id, and the keys of all words."""
        self.word = word
        self.keys = keys
        self.longest = keys.longest
        self._ordinary = keys.ordinary

    def find(self, text: str) -> list[Hit]:
        """Return the words that `text` as a whole may spell, in no order."""
        folded = bare(fold(text))
        name = key(folded)
        if not name:
            return []
        hits = list(self.named(text, name))
        if hits and HAN.search(name):
            return hits
        if not HAN.search(name):
            hits += self._by_pinyin(folded)
        elif not HAN_RUN.fullmatch(name):
            hits += self._by_sound(name, _LETTERS, "pinyin")
        else:
            hits += self._by_sound(name, _HOMOPHONE, "homophone")
        if not hits or max(h.score for h in hits) < ANSWER:
            hits += self._by_slip(name)
            hits += self._by_shape(name)
        return hits

    def named(self, text: str, name: str) -> Iterator[Hit]:
        """Find the words written like `name`, the key of `text`."""
        named = self.keys.names.get(name)
        if named is None:
            return
        traditional = is_traditional(clean(text))
        headwords = self.keys.headwords.get(name, ())
        for word_id in named:
            word = self.word(word_id)
            if word_id not in headwords:
                yield Hit(word, _ALIAS, "alias", name)
            else:
                yield Hit(word, 1.0, "traditional" if traditional else "hanzi", name)

    def _by_pinyin(self, folded: str) -> Iterator[Hit]:
        letters, tones = spell(folded)
        if not letters or len(letters) > _LONGEST_PINYIN or not _is_spelling(folded):
            return
        english = not tones and folded in table_words("english.txt")
        for word_id in self.keys.letters.get(letters, ()):
            score = DOUBTFUL if english else self.toned(word_id, tones, _LETTERS)
            yield Hit(self.word(word_id), score, "pinyin", letters)
        if letters == folded and len(letters) >= _SHORTEST_INITIALS and not english:
            for word_id in self.keys.initials.get(letters, ()):
                yield Hit(self.word(word_id), _INITIALS, "initials", letters)
        if english:
            return
        vague = self.is_ordinary(letters) or len(letters) < SHORTEST_LATIN
        less = _CONFUSED if letters in self.keys.letters else 0.0
        for spelling in self.keys.loose.get(loosen(letters), ()):
            for word_id in self.keys.letters[spelling] if spelling != letters else ():
                score = DOUBTFUL if vague else _LOOSE - less
                yield Hit(self.word(word_id), score, "fuzzy", letters)

    def is_ordinary(self, name: str) -> bool:
        """Whether `name` is an everyday word that only lies close to one of ours."""
        return name in self._ordinary

    def toned(self, word_id: str, tones: tuple[int, ...], score: float) -> float:
        """Return the score of a reading, which would be `score`, when tones were given."""
        own = self.keys.tones.get(word_id, [])
        if not tones:
            return score
        if len(tones) < len(own):
            own = [tone for tone in own if tone != NEUTRAL]  # it has no mark
        if len(tones) != len(own):
            return score
        wrong = sum(a != b and NEUTRAL not in (a, b) for a, b in zip(tones, own, strict=True))
        return score - wrong * _WRONG_TONE if wrong else score + _RIGHT_TONES

    def _by_sound(self, name: str, score: float, reason: Reason) -> Iterator[Hit]:
        """Find words that sound like a string of characters and letters."""
        if len(name) > _LONGEST_PINYIN // 2 or len(HAN.findall(name)) > self.longest:
            return
        choices = [self.keys.readings.get(c, []) if HAN.match(c) else [c] for c in name]
        if not all(choices) or (reason == "homophone" and len(name) == 1):
            return
        doubtful = self.is_ordinary(name)
        for reading in islice(product(*choices), _MOST_READINGS):
            for word, less in self._sounding("".join(reading), loose=reason == "homophone"):
                if reason != "homophone" or _shares(name, fold(word.term)):
                    yield Hit(word, DOUBTFUL if doubtful else score - less, reason, name)

    def _sounding(self, letters: str, *, loose: bool) -> Iterator[tuple[Word, float]]:
        """Yield the words read so, and with `loose` nearly so; what to take off for that."""
        near = self.keys.loose.get(loosen(letters), ()) if loose else [letters]
        for spelling in sorted(near, key=letters.__ne__):  # what is read just so comes first
            less = 0.0 if spelling == letters else _CONFUSED
            yield from ((self.word(i), less) for i in self.keys.letters.get(spelling, ()))

    def _by_slip(self, name: str) -> Iterator[Hit]:
        """Find words one slip away: a letter or character more, less, other or swapped."""
        if len(name) > _LONGEST_PINYIN:
            return
        near = {full for s in slips(name) | {name} for full in self.keys.slips.get(s, ())}
        doubtful = self.is_ordinary(name) or name in table_words("english.txt")
        for full in sorted(near):
            if full == name or OSA.distance(name, full, score_cutoff=1) > 1:
                continue
            han = bool(HAN.search(full))
            score = _LOOKALIKE if han else _SLIP
            if (
                not han
                and len(split(name) or ()) == len(split(full) or (0,))
                and len(name) < _LONG
            ):
                score -= _READABLE
            if (han and name in full) or (full in name and han):
                score = DOUBTFUL
            for word_id in self.keys.names.get(full, []) or self.keys.letters.get(full, []):
                yield Hit(self.word(word_id), DOUBTFUL if doubtful else score, "fuzzy", name)

    def _by_shape(self, name: str) -> Iterator[Hit]:
        """Find words of two characters one of which is other: as an answer only a look-alike."""
        score = DOUBTFUL if self.is_ordinary(name) else _ALIKE
        for outline in outlines(name, self.keys.looks):
            for full in self.keys.alike.get(outline, ()):
                yield from (Hit(self.word(i), score, "fuzzy", name) for i in self.keys.names[full])
        sharing = [f for half in halves(name) for f in self.keys.alike.get(half, ()) if f != name]
        near = [self.word(i) for full in sharing for i in self.keys.names[full]]
        for word in sorted(near, key=lambda word: (word.priority, word.id))[:_OFFERED]:
            yield Hit(word, _NEAR, "fuzzy", name)


def _shares(name: str, term: str) -> bool:
    """Whether a homophone is close enough: most of its characters are the same."""
    return len(name) == len(term) and 2 * sum(
        a == b for a, b in zip(name, term, strict=True)
    ) >= len(name)


def _is_spelling(folded: str) -> bool:
    """Whether a text is nothing but letters, tone numbers and what stands between syllables."""
    return all(c.isalpha() or c in " '’-:012345" for c in folded)
