"""Questions → entries, by their phrasings: one vector an entry, one calibrated score.

A phrasing is a vector of features weighted by rarity; an entry is what was learned from its
phrasings. A question's words that no phrasing has still count in its length, so that one known
word among ten strange ones is no match. Examples of what is *not* to be answered (id None) stand
beside the entries and can win, too.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from knowledge.features import features, stop_words, tokens
from knowledge.repair import Repair
from knowledge.text import HAN_RUN, fold

# Entries looked at closely, and how much the nearest phrasing, where phrasings are kept, counts
# beside what was learned: by cross-validation, flat around these values.
_NEAREST = 8
_PHRASING_SHARE = 0.25

# Score 0..1 = 1 / (1 + exp(-x)), x linear in what is measured; fitted on questions held
# out from the phrasings by `make calibrate`, which prints these numbers.
_CALIBRATION = (-3.17, 0.34, 2.67, 2.31, 2.90, -1.41)

# How sharp the learned weights are, as in `knowledge.training`.
SHARPNESS = 12.0

# Sorts of features that are scraps of words: letters of a word, three characters, pairs of stems.
_SCRAPS = "c3p"

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
    made of, see `_measure`.
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
    `phrasings` holds for each entry its phrasings as rows of features, where they are kept.
    """

    def __init__(self, state: Mapping[str, Any]) -> None:
        """Take over what `state` returned, or `build` computed."""
        self._state = state
        self._ids: list[str | None] = state["ids"]
        names = state["names"].split("\n") if state["names"] else []
        self._numbers = {name: number for number, name in enumerate(names)}
        self._weights = array("f", state["weights"])
        self._starts = array("I", state["starts"])
        self._owners = array("I", state["owners"])
        self._learned = array("f", state["learned"])
        self._phrasings: list[list[bytes]] = state["phrasings"]
        self._off_topic = [name is None or name in state["off_topic"] for name in self._ids]
        self._rarest = max(self._weights, default=1.0)
        self._repair = Repair(name[1:] for name in names if name[0] == "w")

    def state(self) -> Mapping[str, Any]:
        """Return plain data (text, lists, bytes) to build the same again."""
        return self._state

    @classmethod
    def build(
        cls,
        examples: Iterable[tuple[str | None, Sequence[str]]],
        off_topic: Collection[str] = (),
        *,
        keep_phrasings: bool = False,
    ) -> "Retriever":
        """Build from (id, phrasings); ids may repeat.

        Id None, and the ids in `off_topic`, mark examples of what is not to be answered. With
        `keep_phrasings` matches also tell the cosine to an entry's nearest phrasing.
        """
        from knowledge.training import train  # noqa: PLC0415 - numpy, only to build

        grouped: dict[str | None, list[list[str]]] = defaultdict(list)
        for name, phrasings in examples:
            grouped[name] += [features(tokens(fold(text)), remember=True) for text in phrasings]
        rows = [row for group in grouped.values() for row in group]
        owners = [i for i, group in enumerate(grouped.values()) for _ in group]
        spread = Counter(feature for row in rows for feature in row)
        rarity = {f: math.log((1 + len(rows)) / (1 + n)) + 1 for f, n in spread.items()}
        # A scrap of a word that one phrasing alone has says less than its words do.
        kept = [f for f, n in spread.items() if n > 1 or f[0] not in _SCRAPS]
        numbers = {feature: number for number, feature in enumerate(kept)}
        vectors = [_unit({numbers[f]: rarity[f] for f in row if f in numbers}) for row in rows]
        postings = train(vectors, owners, len(numbers))
        starts = accumulate((len(posting) // 2 for posting in postings), initial=0)
        return cls(
            {
                "ids": list(grouped),
                "names": "\n".join(kept),
                "weights": array("f", (rarity[f] for f in kept)).tobytes(),
                "starts": array("I", starts).tobytes(),
                "owners": array("I", (int(o) for p in postings for o in p[::2])).tobytes(),
                "learned": array("f", (w for p in postings for w in p[1::2])).tobytes(),
                "phrasings": _rows(vectors, owners, len(grouped)) if keep_phrasings else [],
                "off_topic": list(off_topic),
            }
        )

    def knows(self, text: str) -> bool:
        """Whether every word (in Chinese every pair of characters) of a text stands somewhere."""
        return all(
            feature in self._numbers
            for feature in features(tokens(fold(text)))
            if feature[0] in _WORDS
        )

    def rank(self, text: str) -> Match:
        """Return what `text` comes closest to; never raises, whatever the text."""
        found = tokens(fold(text[:_LONGEST]))[:_MOST_WORDS]
        repaired = [
            token if place >= _REPAIRED or HAN_RUN.fullmatch(token) else self._repair(token)
            for place, token in enumerate(found)
        ]
        vector, unseen_share, unseen = self._vector(repaired)
        if not vector:
            return Match(unseen=unseen)
        scores = [0.0] * len(self._ids)
        for number, weight in vector.items():
            for place in range(self._starts[number], self._starts[number + 1]):
                scores[self._owners[place]] += weight * self._learned[place]
        entries, off = self._split(scores, vector)
        if not entries:
            return Match(off_topic=off, unseen=unseen)
        measured = (*self._measure(entries[0], off, scores), unseen_share)
        x = sum(c * m for c, m in zip(_CALIBRATION, measured, strict=True))
        return Match(entries[:5], 1 / (1 + math.exp(-x)), off, unseen, measured)

    def _split(
        self, scores: list[float], vector: dict[int, float]
    ) -> tuple[tuple[Ranked, ...], Ranked | None]:
        """Return the nearest entries, best first, and the nearest off-topic example."""
        nearest = sorted(range(len(scores)), key=lambda i: -scores[i])
        entries = [i for i in nearest if not self._off_topic[i]][:_NEAREST]
        off = next((i for i in nearest if self._off_topic[i]), None)
        ranked = {
            i: Ranked(self._ids[i], scores[i], self._nearest(i, vector))
            for i in (*entries, *([] if off is None else [off]))
        }
        found = sorted((ranked[i] for i in entries), key=lambda r: -r.strength)
        return tuple(r for r in found if r.strength > 0), None if off is None else ranked[off]

    def _measure(self, best: Ranked, off: Ranked | None, scores: list[float]) -> tuple[float, ...]:
        """Return what tells a right answer from a wrong one, the same in any knowledge base.

        1; strength of the best entry; its probability among all; the probability that any entry
        is meant, not something off-topic; how far the nearest off-topic example is behind.
        """
        highest = max(scores)
        odds = [math.exp(SHARPNESS * (score - highest)) for score in scores]
        total = sum(odds)
        on_topic = sum(o for o, is_off in zip(odds, self._off_topic, strict=True) if not is_off)
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

    def _nearest(self, index: int, vector: dict[int, float]) -> float:
        """Return the cosine between a question and the nearest phrasing of an entry."""
        weights = self._weights
        nearest = 0.0
        for row in self._phrasings[index] if self._phrasings else ():
            numbers = array("I", row)
            shared = sum(vector[n] * weights[n] for n in numbers if n in vector)
            if shared:
                nearest = max(nearest, shared / math.hypot(*(weights[n] for n in numbers)))
        return nearest


def _rows(vectors: list[dict[int, float]], owners: list[int], entries: int) -> list[list[bytes]]:
    """Return the features of each phrasing, by entry."""
    found: list[list[bytes]] = [[] for _ in range(entries)]
    for vector, owner in zip(vectors, owners, strict=True):
        found[owner].append(array("I", vector).tobytes())
    return found


def _unit(vector: dict[int, float]) -> dict[int, float]:
    """Return a vector of length 1 in the same direction."""
    length = math.hypot(*vector.values()) or 1.0
    return {f: w / length for f, w in vector.items()}
