"""What a text comes closest to, among the phrasings of a knowledge base, and how sure that is."""

from dataclasses import dataclass
from typing import NamedTuple

# Score from which an entry is the answer. A little below an even chance: the second-best entry is
# mostly close, so a card that misses still helps more than silence.
THRESHOLD = 0.42
# How much the nearest phrasing, where phrasings are kept, counts beside what was learned: chosen
# as `_NEAREST` of `knowledge.retrieval`.
_PHRASING_SHARE = 0.8
# How much less an entry counts that has nothing of a description, which may yet mean the same in
# other words. Of 252 descriptions, none of them a phrasing, 203 have their word first and 231
# within three; with 0 it is 185 and 223.
_COVERED_SHARE = 0.9


class Ranked(NamedTuple):
    """An entry (None: off-topic), its learned weight, and the cosine to its nearest phrasing.

    `covered`: share of a description, 0..1, that its phrasings have together; 1 where it is no
    description.
    """

    id: str | None
    weight: float
    similarity: float
    covered: float = 1.0

    @property
    def strength(self) -> float:
        """What entries are ranked by."""
        share = 1 - _COVERED_SHARE * (1 - self.covered)
        return (self.weight + _PHRASING_SHARE * self.similarity) * share


@dataclass(frozen=True, slots=True)
class Match:
    """What a question comes closest to.

    `ranked`: at most five entries, best first. `score`: 0..1, how sure it is that the first of
    them is meant; 0.5 is even. `off_topic`: the nearest example of what is not to be answered, if
    there is any. `unseen`: words nothing in the knowledge base has. `measured`: what the score is
    made of, see `Retriever._measure` and `Retriever.nearest`; the last is the share of the text
    that nothing has.
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

    @property
    def off_weight(self) -> float:
        """The learned weight of what is not to be answered, where that comes closest; else 0."""
        return self.off_topic.weight if self.off_topic and self.is_off_topic else 0.0

    @property
    def told(self) -> dict[str, object]:
        """What `--explain` tells of it: scores, and from which it answers."""
        return {
            "score": self.score,
            "answers from": THRESHOLD,
            "entries": {ranked.id: ranked.strength for ranked in self.ranked},
            "off topic": self.off_topic and {self.off_topic.id: self.off_topic.strength},
            "words unseen": self.unseen,
        }
