"""Look words up in any spelling, by meaning, or inside a sentence; best first, with the reason.

Scores, 0..1: 1 is the word as written; from `CERTAIN` on the spelling leaves no doubt; from
`ANSWER` on it is an answer; below it is only a "did you mean".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Literal

from rapidfuzz.distance import OSA

from knowledge.frames import bare, frames
from knowledge.index import SHORTEST_LATIN, Keys, slips
from knowledge.models import Term, Word
from knowledge.pinyin import NEUTRAL, loosen, spell, split
from knowledge.retrieval import Retriever
from knowledge.script import is_traditional
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, clauses, clean, fold, key
from knowledge.text import words as cut

ANSWER = 0.5
CERTAIN = 0.85

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

_LETTERS = 0.9  # pinyin without tones
_RIGHT_TONES = 0.07  # added when all tones were given and are right
_WRONG_TONE = 0.06  # taken off for each tone that differs
_INITIALS = 0.72
_SHORTEST_INITIALS = 3
_LOOSE = 0.74  # a usual confusion of sounds
_SLIP = 0.66  # one slip of the fingers
_HOMOPHONE = 0.76
_LOOKALIKE = 0.6  # one other character in a longer word
_IN_SENTENCE = 0.04  # taken off when found inside a longer text
_DOUBTFUL = 0.45  # an everyday word that only looks like one of ours
_MEANT = 0.84  # most that a description of the meaning can score
_STRANGE = 0.3  # taken off a description with a word that no meaning has
_ONE_WORD = 0.77  # similarity from which one word is a description
_FRAMED = 0.02  # taken off when cut out of a question

_LONGEST_PINYIN = 40  # letters
_MOST_READINGS = 16  # readings of a string of characters that are tried
_CLAUSES = 3  # clauses at the end of a message in which a frame is looked for
_WINDOW = 5  # Latin words that may make up one term
_LONG = 8  # letters from which readable pinyin one slip away is likelier a slip
_SENTENCE = 5  # characters from which a text counts as a sentence

_QUOTED = re.compile(r"[“\"「『《‘]([^”\"」』》’]{1,20})[”\"」』》’]")


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


class Search:
    """Finds words. Built once from the words, their keys and their meanings; then only read."""

    def __init__(self, word: Callable[[str], Word], keys: Keys, meanings: Retriever) -> None:
        """Take what gives a word by its id, and what was computed from the words."""
        self._word = word
        self._keys = keys
        self._meanings = meanings
        self._ordinary = frozenset(keys.ordinary)
        self._longest = max((len(n) for n in keys.names if HAN.match(n)), default=1)

    def find(self, text: str, limit: int = 5) -> list[Hit]:
        """Return what `text` can mean, best first; empty when nothing fits."""
        folded = fold(text)
        hits = self.spelled(text)
        if not _sure(hits):
            for part in self.framed(folded):
                hits += [replace(h, score=h.score - _FRAMED) for h in self.spelled(part)]
        if not _sure(hits):
            hits += self.mentioned(folded)
        if not _sure(hits) or not any(HAN.search(hit.word.term) for hit in hits):
            hits += self.meant(folded)  # an English word may also describe a Chinese one
        return self._best(hits, limit)

    def framed(self, folded: str) -> list[str]:
        """Return the terms that question frames cut out of a text and its clauses.

        What stands in quotation marks comes first, the last of it before all.
        """
        asked = [f for text in (folded, *clauses(folded)[-_CLAUSES:]) for f in frames(text)]
        quoted = reversed(_QUOTED.findall(folded)) if asked else ()
        parts = [part for frame in asked for part in (frame.x, frame.y) if part]
        return list(dict.fromkeys([*map(str.strip, quoted), *parts]))

    # --- as one word

    def spelled(self, text: str) -> list[Hit]:
        """Return the words that `text` as a whole may spell."""
        folded = bare(fold(text))
        name = key(folded)
        if not name:
            return []
        hits = list(self._named(text, name))
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
        return hits

    def _named(self, text: str, name: str) -> Iterator[Hit]:
        traditional = is_traditional(clean(text))
        for word_id in self._keys.names.get(name, ()):
            word = self._word(word_id)
            if word_id not in self._keys.headwords.get(name, ()):
                yield Hit(word, 0.98, "alias", name)
            else:
                yield Hit(word, 1.0, "traditional" if traditional else "hanzi", name)

    def _by_pinyin(self, folded: str) -> Iterator[Hit]:
        letters, tones = spell(folded)
        if not letters or len(letters) > _LONGEST_PINYIN or not _is_spelling(folded):
            return
        english = not tones and any(w in table_words("english.txt") for w in [letters])
        for word_id in self._keys.letters.get(letters, ()):
            score = _DOUBTFUL if english else self._toned(word_id, tones, _LETTERS)
            yield Hit(self._word(word_id), score, "pinyin", letters)
        if letters == folded and len(letters) >= _SHORTEST_INITIALS and not english:
            for word_id in self._keys.initials.get(letters, ()):
                yield Hit(self._word(word_id), _INITIALS, "initials", letters)
        if letters in self._keys.letters or english:
            return
        for spelling in self._keys.loose.get(loosen(letters), ()):
            for word_id in self._keys.letters[spelling]:
                score = (
                    _DOUBTFUL
                    if self._is_ordinary(letters) or len(letters) < SHORTEST_LATIN
                    else _LOOSE
                )
                yield Hit(self._word(word_id), score, "fuzzy", letters)

    def _is_ordinary(self, name: str) -> bool:
        return name in self._ordinary

    def _toned(self, word_id: str, tones: tuple[int, ...], score: float) -> float:
        """Return the score of a reading when tones were given."""
        own = self._keys.tones.get(word_id, [])
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
        if len(name) > _LONGEST_PINYIN // 2 or len(HAN.findall(name)) > self._longest:
            return
        choices = [self._keys.readings.get(c, []) if HAN.match(c) else [c] for c in name]
        if not all(choices) or (reason == "homophone" and len(name) == 1):
            return
        doubtful = self._is_ordinary(name)
        for reading in islice(product(*choices), _MOST_READINGS):
            letters = "".join(reading)
            for word_id in self._keys.letters.get(letters, ()):
                word = self._word(word_id)
                if reason == "homophone" and not _shares(name, fold(word.term)):
                    continue
                yield Hit(word, _DOUBTFUL if doubtful else score, reason, name)

    def _by_slip(self, name: str) -> Iterator[Hit]:
        """Find words one slip away: a letter or character more, less, other or swapped."""
        near = {full for s in slips(name) | {name} for full in self._keys.slips.get(s, ())}
        doubtful = self._is_ordinary(name) or name in table_words("english.txt")
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
                score -= 0.1  # what was typed is readable pinyin of its own
            if (han and name in full) or (full in name and han):
                score = _DOUBTFUL
            for word_id in self._keys.names.get(full, []) or self._keys.letters.get(full, []):
                yield Hit(self._word(word_id), _DOUBTFUL if doubtful else score, "fuzzy", name)

    # --- inside a text

    def mentioned(self, folded: str) -> list[Hit]:
        """Return the words that stand inside a text, longest first from the left.

        Pinyin counts from two syllables on, and only where it is no English word.
        """
        found: list[Hit] = []
        pieces = cut(folded)
        foreign = bool(HAN.search(folded))
        start = 0
        while start < len(pieces):
            piece = pieces[start]
            if HAN_RUN.fullmatch(piece):
                found += self._in_run(piece, alone=len(pieces) == 1)
                start += 1
                continue
            hits, used = self._in_words(pieces[start : start + _WINDOW], foreign=foreign)
            found += hits
            start += used
        return [replace(hit, score=hit.score - _IN_SENTENCE) for hit in found]

    def _in_run(self, run: str, *, alone: bool) -> Iterator[Hit]:
        """Find words in a run of characters."""
        doubtful = alone and (self._is_ordinary(run) or len(run) < _SENTENCE)
        start = 0
        while start < len(run):
            for end in range(min(len(run), start + self._longest), start, -1):
                name = run[start:end]
                if name in self._keys.names and (end - start > 1 or len(run) >= _SENTENCE):
                    for hit in self._named(name, name):
                        score = 0.48 if doubtful else 0.9 if end - start > 1 else 0.7
                        yield Hit(hit.word, score, "sentence", name)
                    start = end
                    break
            else:
                start += 1

    def _in_words(self, pieces: list[str], *, foreign: bool) -> tuple[list[Hit], int]:
        """Find the longest word at the start of Latin words; return it and how many it took.

        `foreign`: whether they stand in a Chinese text, where even an everyday word stands out.
        """
        latin = pieces[: next((i for i, p in enumerate(pieces) if HAN.match(p)), len(pieces))]
        english = table_words("english.txt")
        for size in range(len(latin), 0, -1):
            part = latin[:size]
            name = "".join(part)
            strange = [p for p in part if p not in english and p.rstrip("s") not in english]
            if name in self._keys.names and (strange or size > 1 or foreign):
                return [Hit(h.word, 0.92, "sentence", name) for h in self._named(name, name)], size
            letters, _ = spell("".join(part))
            if (
                letters in self._keys.letters
                and len(strange) * 2 >= size
                and (len(split(letters) or ()) > 1 and letters not in english)
            ):
                hits = [self._word(i) for i in self._keys.letters[letters]]
                return [Hit(word, 0.88, "sentence", letters) for word in hits], size
        return [], 1

    # --- by meaning

    def meant(self, folded: str) -> list[Hit]:
        """Return the words whose meaning `text` describes.

        One everyday word is no description, and a few characters are rather a word we lack.
        """
        match = self._meanings.rank(folded)
        name = key(folded)
        few = HAN_RUN.fullmatch(name) and len(name) < _SENTENCE
        found: list[Hit] = []
        for ranked in match.ranked:
            score = (ranked.weight + ranked.similarity) / 2 - _STRANGE * bool(match.unseen)
            vague = len(cut(folded)) == 1 and ranked.similarity < _ONE_WORD
            most = _DOUBTFUL if few or vague else _MEANT
            if ranked.id is not None and score > 0:
                found.append(Hit(self._word(ranked.id), min(most, score), "meaning", folded))
        return found

    def _best(self, hits: Iterable[Hit], limit: int) -> list[Hit]:
        """Return each word once, by its best score; ties by priority, terms before phrases."""
        best: dict[str, Hit] = {}
        for hit in hits:
            if hit.word.id not in best or hit.score > best[hit.word.id].score:
                best[hit.word.id] = hit
        rounded = (replace(hit, score=round(hit.score, 3)) for hit in best.values())
        return sorted(rounded, key=_rank)[:limit]


def _rank(hit: Hit) -> tuple[float, bool, bool, str, str]:
    """Sort by score; among equals terms, then words in characters, then by priority."""
    word = hit.word
    codes = not HAN.search(word.term)
    return (-hit.score, not isinstance(word, Term), codes, word.priority, word.id)


def _sure(hits: Iterable[Hit]) -> bool:
    return any(hit.score >= CERTAIN for hit in hits)


def _shares(name: str, term: str) -> bool:
    """Whether a homophone is close enough: most of its characters are the same."""
    return len(name) == len(term) and 2 * sum(
        a == b for a, b in zip(name, term, strict=True)
    ) >= len(name)


def _is_spelling(folded: str) -> bool:
    """Whether a text is nothing but letters, tone numbers and what stands between syllables."""
    return all(c.isalpha() or c in " '’-:012345" for c in folded)


def meanings(words: Mapping[str, Word]) -> list[tuple[str, list[str]]]:
    """Return what each word means, as phrasings to find it by."""
    return [
        (
            word.id,
            [
                word.gloss.en,
                word.gloss.zh,
                *word.asks.en,
                *word.asks.zh,
                *([word.literal] if isinstance(word, Term) and word.literal else []),
            ],
        )
        for word in words.values()
    ]
