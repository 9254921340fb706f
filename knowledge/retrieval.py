"""Questions → entries, by their phrasings: one vector an entry, one calibrated score.

A phrasing is a vector of features weighted by rarity; an entry is what was learned from its
phrasings. A question's words that no phrasing has still count in its length, so that one known
word among ten strange ones is no match. Examples of what is *not* to be answered (id None) stand
beside the entries and can win, too.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, repeat
from typing import NamedTuple

from knowledge.explained import note
from knowledge.features import features, stop_words, tokens
from knowledge.packed import Buffer, Packed, read
from knowledge.repair import Repair
from knowledge.text import HAN_RUN, fold

# Entries looked at closely, and how much the nearest phrasing, where phrasings are kept, counts
# beside what was learned: by cross-validation, flat around these values.
_NEAREST = 8
_RANKED = 5  # entries that are told
_PHRASING_SHARE = 0.25

# Score 0..1 = 1 / (1 + exp(-x)), x linear in what is measured; fitted on questions held
# out from the phrasings by `make calibrate`, which prints these numbers.
_CALIBRATION = (-3.71, 1.09, 2.88, 2.34, 2.20, -0.92)

# How sharp the learned weights are, as in `knowledge.training`.
SHARPNESS = 12.0

# Characters and words of a question that are looked at: more than anybody needs to ask.
_LONGEST = 800
_MOST_WORDS = 120
_REPAIRED = 40  # words at the beginning in which a slip is mended

# Sorts of features that are words: of Latin letters, and pairs of characters.
_WORDS = "w2"

# Sorts of features that count as strange when nothing has them: words, stems, character pairs.
_COUNTED_UNSEEN = "ws2"

# Score from which an entry is the answer. A little below an even chance: the second-best entry is
# mostly close, so a card that misses still helps more than silence.
THRESHOLD = 0.42


class Ranked(NamedTuple):
    """An entry (None: off-topic), its learned weight, and the cosine to its nearest phrasing."""

    id: str | None
    weight: float
    similarity: float

    @property
    def strength(self) -> float:
        """What entries are ranked by."""
        return self.weight + _PHRASING_SHARE * self.similarity


@dataclass(frozen=True, slots=True)
class Match:
    """What a question comes closest to.

    `ranked`: at most five entries, best first. `score`: 0..1, how sure it is that the first of
    them is meant; 0.5 is even. `off_topic`: the nearest example of what is not to be answered, if
    there is any. `unseen`: words nothing in the knowledge base has. `measured`: what the score is
    made of, see `_measure`; the last is the share of it nothing has.
    """

    ranked: tuple[Ranked, ...] = ()
    score: float = 0.0
    off_topic: Ranked | None = None
    unseen: tuple[str, ...] = ()
    measured: tuple[float, ...] = ()

    @property
    def id(self) -> str | None:
        """The entry that is the answer, or None when it is not known."""
        return self.ranked[0].id if self.score >= THRESHOLD else None

    @property
    def is_off_topic(self) -> bool:
        """Whether what is not to be answered comes closer than any entry."""
        off = self.off_topic
        return off is not None and (not self.ranked or off.strength > self.ranked[0].strength)


class Retriever:
    """Finds the entry a question is about. Build once, then only read.

    Features are numbered; `weights` holds the rarity of each, and the entries that have feature n,
    with what was learned, stand from `starts[n]` to `starts[n + 1]` in `owners` and `learned`.
    Phrasings, where they are kept, are rows of features: those of entry n from `groups[n]` to
    `groups[n + 1]`, row r from `bounds[r]` to `bounds[r + 1]` in `rows`, as long as `lengths[r]`.
    """

    def __init__(self, state: Mapping[str, Buffer]) -> None:
        """Take over what `state` returned, or `build` computed."""
        self._state = state
        self._ids: list[str | None] = read(state["ids"])
        self._off_topic: list[bool] = read(state["off_topic"])
        self._on_topic = self._off_topic.count(False)
        self._rarest: float = read(state["rarest"])
        self._numbers = Packed[int](state["features"])
        self._repair = Repair(Packed[list[str]](state["words"]))
        self._weights, self._learned, self._lengths = (
            memoryview(state[name]).cast("f") for name in ("weights", "learned", "lengths")
        )
        self._starts, self._owners, self._rows, self._bounds, self._groups = (
            memoryview(state[name]).cast("I")
            for name in ("starts", "owners", "rows", "bounds", "groups")
        )

    def state(self) -> Mapping[str, Buffer]:
        """Return runs of bytes to build the same again."""
        return self._state

    @classmethod
    def build(
        cls,
        examples: Iterable[tuple[str | None, Sequence[str]]],
        off_topic: Collection[str] = (),
        *,
        keep_phrasings: bool = False,
        bare: bool = False,
    ) -> "Retriever":
        """Build from (id, phrasings); ids may repeat.

        Id None, and the ids in `off_topic`, mark examples of what is not to be answered. With
        `keep_phrasings` matches also tell the cosine to an entry's nearest phrasing. `bare`: a
        base of few phrasings an entry, which weighs features that one entry alone has, too, and
        scraps of words less: better on the public sets of docs/matching.md, not on our own.
        """
        from knowledge.learning import learn  # noqa: PLC0415 - numpy, only to build

        return cls(learn(examples, off_topic, keep_phrasings=keep_phrasings, bare=bare))

    def knows(self, text: str) -> bool:
        """Whether every word (in Chinese every pair of characters) of a text stands somewhere."""
        return all(
            feature in self._numbers
            for feature in features(tokens(fold(text)))
            if feature[0] in _WORDS
        )

    def rank(self, text: str) -> Match:
        """Return what `text` comes closest to; never raises, whatever the text."""
        vector, unseen_share, unseen = self._vector(self._read(text))
        scores = self._scores(vector)
        entries, off = self._split(scores, vector)
        if not entries:
            return Match(off_topic=off, unseen=unseen)
        measured = (*self._measure(entries[0], off, scores), unseen_share)
        x = sum(c * m for c, m in zip(_CALIBRATION, measured, strict=True))
        return Match(entries[:_RANKED], 1 / (1 + math.exp(-x)), off, unseen, measured)

    def nearest(self, text: str) -> Match:
        """Return what `text` comes closest to, as `rank` does, but without the score."""
        vector, unseen_share, unseen = self._vector(self._read(text))
        entries, off = self._split(self._scores(vector), vector)
        return Match(entries[:_RANKED], 0.0, off, unseen, (unseen_share,))

    def _read(self, text: str) -> list[str]:
        """Return the words at the beginning of a text, slips mended."""
        found = tokens(fold(text[:_LONGEST]))[:_MOST_WORDS]
        mended = [self._mended(token) for token in found[:_REPAIRED]] + found[_REPAIRED:]
        if mended != found:
            pairs = zip(found, mended, strict=True)
            note("slips mended", {token: put for token, put in pairs if token != put})
        return mended

    def _mended(self, token: str) -> str:
        known = HAN_RUN.fullmatch(token) or f"w{token}" in self._numbers
        return token if known else self._repair(token)

    def _scores(self, vector: Mapping[int, float]) -> dict[int, float]:
        """Return the learned weight of each entry that has something of a question."""
        scores: dict[int, float] = defaultdict(float)
        for number, weight in vector.items():
            start, end = self._starts[number], self._starts[number + 1]
            learned = self._learned[start:end].tolist()
            for owner, value in zip(self._owners[start:end].tolist(), learned, strict=True):
                scores[owner] += weight * value
        return scores

    def _split(
        self, scores: Mapping[int, float], vector: Mapping[int, float]
    ) -> tuple[tuple[Ranked, ...], Ranked | None]:
        """Return the nearest entries, best first, and the nearest off-topic example."""
        entries: list[int] = []
        off: Ranked | None = None
        shares = {n: weight * self._weights[n] for n, weight in vector.items()}
        for i in sorted(scores, key=scores.__getitem__, reverse=True):
            if self._off_topic[i]:
                off = off or self._ranked(i, scores, shares)
            elif len(entries) < _NEAREST:
                entries.append(i)
            elif off or self._on_topic == len(self._ids):
                break
        found = sorted((self._ranked(i, scores, shares) for i in entries), key=_by_strength)
        return tuple(ranked for ranked in found if ranked.strength > 0), off

    def _ranked(self, i: int, scores: Mapping[int, float], shares: Mapping[int, float]) -> Ranked:
        return Ranked(self._ids[i], scores[i], self._similarity(i, shares))

    def _measure(
        self, best: Ranked, off: Ranked | None, scores: Mapping[int, float]
    ) -> tuple[float, ...]:
        """Return what tells a right answer from a wrong one, the same in any knowledge base.

        1; strength of the best entry; its probability among all; the probability that any entry
        is meant, not something off-topic; how far the nearest off-topic example is behind.
        """
        highest = max(scores.values())
        odds = [math.exp(SHARPNESS * (score - highest)) for score in scores.values()]
        is_off = [self._off_topic[i] for i in scores]
        nothing = math.exp(-SHARPNESS * highest)  # the odds of an entry that has nothing of it
        on_topic = sum(odds) - sum(compress(odds, is_off))
        on_topic += nothing * (self._on_topic - is_off.count(False))
        total = sum(odds) + nothing * (len(self._ids) - len(odds))
        own = math.exp(SHARPNESS * (best.weight - highest))
        behind = best.strength - (off.strength if off else 0.0)
        return (1.0, best.strength, own / total, on_topic / total, behind)

    def _vector(self, tokens_: list[str]) -> tuple[dict[int, float], float, tuple[str, ...]]:
        """Return the question's unit vector, the share of it nothing has, and the words unseen."""
        known: dict[int, float] = {}
        strange = 0.0
        for feature in features(tokens_):
            number = self._numbers.get(feature)
            if number is not None:
                known[number] = self._weights[number]
            elif feature[0] in _COUNTED_UNSEEN:
                strange += self._rarest**2
        total = sum(w * w for w in known.values()) + strange
        if not known or not total:
            return {}, 1.0, tuple(t for t in tokens_ if t not in stop_words())
        unseen = tuple(
            t
            for t in tokens_
            if f"w{t}" not in self._numbers and not HAN_RUN.fullmatch(t) and t not in stop_words()
        )
        length = math.sqrt(total)
        return {n: w / length for n, w in known.items()}, strange / total, unseen

    def _similarity(self, entry: int, shares: Mapping[int, float]) -> float:
        """Return the cosine between a question and the nearest phrasing of an entry.

        `shares`: what each feature of the question adds where a phrasing has it.
        """
        nearest = 0.0
        for row in range(self._groups[entry], self._groups[entry + 1]):
            features_ = self._rows[self._bounds[row] : self._bounds[row + 1]].tolist()
            shared = sum(map(shares.get, features_, repeat(0.0)))
            nearest = max(nearest, shared / self._lengths[row])
        return nearest


def _by_strength(ranked: Ranked) -> float:
    return -ranked.strength
