"""Questions → entries, by their phrasings: one vector an entry, one calibrated score.

A phrasing is a vector of features weighted by rarity; an entry is what was learned from its
phrasings. A question's words that no phrasing has still count in its length, so that one known
word among ten strange ones is no match. Examples of what is *not* to be answered (id None) stand
beside the entries and can win, too.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, pairwise

from knowledge.embedding import DIMENSIONS, agreement, direction
from knowledge.explained import note
from knowledge.features import SHARES, own_features, pairs, stop_words, tokens
from knowledge.match import Match, Ranked
from knowledge.packed import Buffer, Packed, read
from knowledge.phrasings import Phrasings
from knowledge.pinyin import regroup
from knowledge.postings import Postings, Sums
from knowledge.repair import Repair
from knowledge.text import HAN_RUN, fold

# Entries looked at closely: chosen on descriptions held out from the phrasings, a tenth of them.
_NEAREST = 10
_POINTED = 40  # entries of which it is looked at where they point
_RANKED = 5  # entries that are told
_COMPARED = 8  # of these, entries of which the nearest phrasing is looked for
_COVERING = 15  # entries of which it is looked at how much of a description they have

# Score 0..1 = 1 / (1 + exp(-x)), x linear in what is measured; fitted on questions held
# out from the phrasings by `make calibrate`, which prints these numbers.
_CALIBRATION = (-3.87, 0.26, 3.30, 2.56, 2.99, -4.55)
# The same for a bare base: an earlier fit, when an entry of ours had fewer phrasings, too. What is
# off-topic counts more in it; with the later one more such questions of the public sets of
# docs/matching.md are answered, at the same share of the others.
_BARE = (-4.14, 1.46, 2.64, 2.44, 2.47, -0.73)

# How sharp the learned weights are, as in `knowledge.training`.
SHARPNESS = 12.0

# Characters and words of a question that are looked at: more than anybody needs to ask.
_LONGEST = 800
_MOST_WORDS = 120
_REPAIRED = 40  # words at the beginning in which a slip is mended

# Sorts of features that count as strange when nothing has them: words, stems, character pairs.
_COUNTED_UNSEEN = "ws2"


class Retriever:
    """Finds the entry a question is about. Build once, then only read.

    Entries are numbered, those that are off-topic last; so are features. Those that stand in the
    same phrasings are one group, whose number is in `groups`, and the rarity of each of them in
    `weights`. Where phrasings are kept, `phrased` has the entry of each. `directions` has a row an
    entry or none.
    """

    def __init__(self, state: Mapping[str, Buffer]) -> None:
        """Take over what `state` returned, or `build` computed."""
        self._state = state
        self._ids: list[str | None] = read(state["ids"])
        self._on_topic: int = read(state["on_topic"])
        self._bare: bool = read(state["bare"])
        self._fit = _BARE if self._bare else _CALIBRATION
        self._rarest: float = read(state["rarest"])
        self._numbers = Packed[int](state["features"])
        self._words = Packed[list[int]](state["words"])
        self._phrased = Packed[int](state["phrased"])
        self._repair = Repair(Packed[list[str]](state["near"]))
        self._postings = Postings(state, len(self._ids))
        self._directions = memoryview(state["directions"]).cast("b")
        self._weights = memoryview(state["weights"]).cast("f")
        self._groups = memoryview(state["groups"]).cast("I")
        self._phrasings = Phrasings(state)

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
        directed: bool = False,
        bare: bool = False,
    ) -> "Retriever":
        """Build from (id, phrasings); ids may repeat.

        Id None, and the ids in `off_topic`, mark examples of what is not to be answered. With
        `keep_phrasings` matches also tell the cosine to an entry's nearest phrasing. `directed`,
        for `nearest`: English words also count for those of like use (`knowledge.embedding`).
        `bare`: a base of few phrasings an entry, which weighs features that one entry alone has,
        too, scraps of words less, and clusters of words of like use beside them: better on the
        public sets of docs/matching.md, not on our own.
        """
        from knowledge.learning import learn  # noqa: PLC0415 - numpy, only to build

        return cls(
            learn(examples, off_topic, keep_phrasings=keep_phrasings, directed=directed, bare=bare)
        )

    def knows(self, text: str) -> bool:
        """Whether every word (in Chinese every pair of characters) of a text stands somewhere."""
        return all(map(self._knows, tokens(fold(text))))

    def _knows(self, token: str) -> bool:
        if HAN_RUN.fullmatch(token):
            return all(f"2{a}{b}" in self._numbers for a, b in pairwise(token))
        return token in self._words

    def has(self, text: str) -> bool:
        """Whether a text is one of the phrasings, where these are kept, word by word."""
        return " ".join(tokens(fold(text))) in self._phrased

    def spread(self, word: str) -> int:
        """Return how many phrasings have a word of a few letters or characters; 0: not known."""
        found = tokens(fold(word))
        sort = "w" if found[:1] and found[0].isascii() else str(len("".join(found)))
        number = self._numbers.get(f"{sort}{found[0]}") if len(found) == 1 else None
        if number is None:
            return 0
        rarity = self._weights[self._groups[number]] / SHARES.get(sort, 1.0)
        return round(2 * math.exp(self._rarest - rarity)) - 1

    def rank(self, text: str) -> Match:
        """Return what `text` comes closest to; never raises, whatever the text."""
        said = self._read(text)
        vector, (_, unseen_share), unseen = self._vector(said)
        sums = self._postings.sums(vector)
        found, off = self._split(sums, vector, said)
        entries = tuple(found.values())
        if not entries:
            return Match(off_topic=off, unseen=unseen)
        measured = (*self._measure(entries[0], off, sums), unseen_share)
        x = sum(c * m for c, m in zip(self._fit, measured, strict=True))
        return Match(entries[:_RANKED], 1 / (1 + math.exp(-x)), off, unseen, measured)

    def nearest(self, text: str) -> Match:
        """Return what the description `text` comes closest to; never raises, whatever the text.

        An entry of which the phrasings have both halves of it ("jealous lemon") comes before one
        that is strong in a half. Without a score; measured is how much the text says, the length
        of its vector, and the share of it that nothing has.
        """
        said = self._read(text)
        vector, (length, missing), unseen = self._vector(said)
        shares = {n: weight * self._weights[n] for n, weight in vector.items()}
        weights = self._weighed(self._postings.sums(vector), said, _COVERING)
        shared = {i: self._phrasings.shared(i, shares) for i in weights}
        near = {
            i: Ranked(self._ids[i], weight, 0.0, sum(shared[i].values()) / (length or 1.0))
            for i, weight in weights.items()
        }
        likely = sorted(near, key=lambda i: -near[i].strength)[:_COMPARED]
        ranked = [
            near[i]._replace(similarity=self._phrasings.similarity(i, shared[i]))
            for i in dict.fromkeys((*likely, *self._told(said)))
        ]
        ranked.sort(key=lambda entry: -entry.strength)
        found = tuple(entry for entry in ranked[:_RANKED] if entry.strength > 0)
        return Match(found, unseen=unseen, measured=(length, missing))

    def _told(self, said: Sequence[str]) -> tuple[int, ...]:
        """Return the entry that has this very phrasing, if there is one."""
        entry = self._phrased.get(" ".join(said))
        return () if entry is None else (entry,)

    def _read(self, text: str) -> list[str]:
        """Return the words at the beginning of a text, pinyin cut as it is here, slips mended."""
        found = regroup(tokens(fold(text[:_LONGEST]))[:_MOST_WORDS], self._words)
        put = [self._mended(token) for token in found[:_REPAIRED]]
        if put != found[:_REPAIRED]:
            changed = zip(found, put, strict=False)
            note("slips mended", {token: mended for token, mended in changed if token != mended})
            put = [*chain.from_iterable(map(tokens, put))]
        return [*put, *found[_REPAIRED:]]

    def mended(self, text: str) -> str:
        """Return a folded text in which what nothing has, but for a slip, is put right."""
        return " ".join(map(self._mended, text.split()))

    def _mended(self, token: str) -> str:
        known = HAN_RUN.fullmatch(token) or token in self._words
        return token if known else self._repair(token)

    def _split(
        self, sums: Sums, vector: Mapping[int, float], said: Sequence[str]
    ) -> tuple[dict[int, Ranked], Ranked | None]:
        """Return the nearest entries by number, best first, and the nearest off-topic example."""
        shares = {n: weight * self._weights[n] for n, weight in vector.items()}
        found = {
            i: self._ranked(i, w, shares) for i, w in self._weighed(sums, said, _NEAREST).items()
        }
        order = sorted(found, key=lambda i: -found[i].strength)
        off = sums.highest(self._on_topic)
        return (
            {i: found[i] for i in order if found[i].strength > 0},
            None if off is None else self._ranked(off, sums[off], shares),
        )

    def _ranked(self, entry: int, weight: float, shares: Mapping[int, float]) -> Ranked:
        shared = self._phrasings.shared(entry, shares)
        return Ranked(self._ids[entry], weight, self._phrasings.similarity(entry, shared))

    def _weighed(self, sums: Sums, said: Sequence[str], most: int) -> dict[int, float]:
        """Return what is said about the nearest entries, and the one that has this very phrasing.

        Where they point comes to it; one word alone points to its like, not to what it means.
        """
        pointing = direction(said) if self._directions and len(said) > 1 else ()
        same = self._told(said)
        best = sums.best(_POINTED if pointing else most, self._on_topic)
        weights = {i: sums[i] + self._agreement(i, pointing) for i in (*best, *same)}
        nearest = sorted(weights, key=lambda i: (-weights[i], i))[:most]
        return {i: weights[i] for i in (*nearest, *same)}

    def _agreement(self, entry: int, pointing: Sequence[float]) -> float:
        start = entry * DIMENSIONS
        return agreement(self._directions[start : start + DIMENSIONS], pointing)

    def _measure(self, best: Ranked, off: Ranked | None, sums: Sums) -> tuple[float, ...]:
        """Return what tells a right answer from a wrong one, the same in any knowledge base.

        1; strength of the best entry; its probability among all; the probability that any entry
        is meant, not something off-topic; how far the nearest off-topic example is behind.
        """
        on_topic = sums.odds(0, self._on_topic, SHARPNESS, best.weight)
        total = on_topic + sums.odds(self._on_topic, len(self._ids), SHARPNESS, best.weight)
        behind = best.strength - (off.strength if off else 0.0)
        return (1.0, best.strength, 1 / total, on_topic / total, behind)

    def _vector(
        self, tokens_: list[str]
    ) -> tuple[dict[int, float], tuple[float, float], tuple[str, ...]]:
        """Return a unit vector by group, its true length and share nothing has, words unseen."""
        numbers, strange = self._look_up(tokens_)
        groups = Counter(map(self._groups.__getitem__, numbers))
        known = [(group, count, self._weights[group]) for group, count in groups.items()]
        missing = strange * self._rarest**2
        total = sum(count * weight * weight for _, count, weight in known) + missing
        unseen = (t for t in tokens_ if t not in stop_words())
        if not known or not total:
            return {}, (0.0, 1.0), tuple(unseen)
        unseen = (t for t in unseen if t not in self._words and not HAN_RUN.fullmatch(t))
        length = math.sqrt(total)
        vector = {group: count * weight / length for group, count, weight in known}
        return vector, (length, missing / total), tuple(unseen)

    def _look_up(self, tokens_: list[str]) -> tuple[list[int], int]:
        """Return the features that are known, by number, and how many are not that count."""
        numbers: dict[int, None] = {}
        others = list(pairs(tokens_))
        for token in tokens_:
            own = self._words.get(token)
            if own is None:
                others += own_features(token, clustered=self._bare)
            else:
                numbers.update(dict.fromkeys(own))
        strange = 0
        for feature in dict.fromkeys(others):
            number = self._numbers.get(feature)
            if number is not None:
                numbers[number] = None
            elif feature[0] in _COUNTED_UNSEEN:
                strange += 1
        return list(numbers), strange
