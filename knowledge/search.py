"""Look words up: by spelling, inside a sentence, by meaning; best first, with the reason."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from knowledge.explained import note
from knowledge.features import stop_words
from knowledge.frames import Frame, bare, frames
from knowledge.glosses import shades, split
from knowledge.index import Keys
from knowledge.match import Match
from knowledge.mentions import Mentions
from knowledge.models import Term, Word
from knowledge.retrieval import Retriever
from knowledge.spelling import ANSWER, CERTAIN, DOUBTFUL, Hit, Spelling
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, clauses, fold, key
from knowledge.text import words as cut

_MEANT = 0.84  # most that a description of the meaning can score
_ONE_WORD = 0.77  # similarity from which one word, or four characters, are a description
_FEWEST = 4  # characters below which a text is rather a word we lack than a description
_LONGEST = 120  # characters up to which a text may be a description
_FAINT = 0.05  # score up to which a description is not worth a "did you mean"
_MUCH = 50.0  # that a description says, from which more makes it no clearer
_NAMED = 3  # candidates of which one is meant, when a description is clear
# Score of a description 0..1 = 1 / (1 + exp(-x)), x linear in: 1; weight of the nearest word; its
# nearest phrasing; how far the fourth is behind; most of it that one of the first three has; how
# much these are needed; how much is said, as what is alike in a long description says more; share
# of it nothing has seen.
# Fitted by `python -m tests.lookups` on descriptions in `tests/asked/lookups.yaml`, each language
# for itself: Chinese has no words that say nothing to leave out, so what is right is less alike.
_IN_ENGLISH = (-45.20, 3.24, 5.20, -0.56, 6.15, 31.18, 0.17, -11.44)
_IN_CHINESE = (-25.69, 6.66, 0.29, 4.40, 6.70, 11.19, 0.23, -1.50)
# Taken off x, as a wrong word costs more than a "did you mean": with each description left out of
# the fit in turn, 127 of 160 English and 71 of 92 Chinese ones are answered rightly, and 7 of 121
# and 2 of 64 that mean nothing here are answered, too; with 0 it is 136, 74, 11 and 2.
_CAUTION = 0.5
# What a description counts by the priority of its word: who describes one that is needed in the
# first week means it more often than one of later.
_NEEDED = {"1": 1.0, "2": 0.92, "3": 0.85}
_SAID = 0.88  # score of a description that is one of ours nearly word for word
_SAME = 0.9  # similarity from which it is
_OFTEN = 6  # phrasings of meanings that a word stands in from which it rather helps to describe
_PLAIN = 0.6  # most that such a word inside a text can score
_MOST = 0.5  # share of a text that a word in it must make up to be what is looked up
_FRAMED = 0.02  # taken off when cut out of a question
_CLAUSES = 3  # clauses at the end of a message in which a frame is looked for

_ASKS = re.compile(r"为什么|为啥|怎么|如何|多少|是谁|吗$")
_QUOTED = re.compile(r"[“\"「『《‘]([^”\"」』》’]{1,20})[”\"」』》’]")


class Search:
    """Finds words. Built once from the words, their keys and their meanings; then only read."""

    def __init__(self, word: Callable[[str], Word], keys: Keys, meanings: Retriever) -> None:
        """Take what gives a word by its id, and what was computed from the words."""
        self._spelling = Spelling(word, keys)
        self.keys = keys
        self.spelled = self._spelling.find
        self.mentioned = Mentions(self._spelling).find
        self._word = word
        self._meanings = meanings

    def find(self, text: str, limit: int = 5) -> list[Hit]:
        """Return what `text` can mean, best first; empty when nothing fits."""
        folded = fold(text)
        note("folded", folded)
        hits = self._written([folded])
        asked = [] if _sure(hits) else _asked(folded)
        parts = _parts(folded, asked)
        hits += [_framed(hit) for hit in self._written(parts)]
        mentioned = self.mentioned(folded) if asked and not _sure(hits) else []
        met = _met(mentioned, asked)
        if not met and not _sure(hits):  # to the letter nothing is meant; the rest costs more
            hits += self.spelled(text)
            hits += [_framed(hit) for part in parts for hit in self.spelled(part)]
        note("spelled as a whole or as what is asked about", hits)
        sure = _sure(hits)
        if sure and not met:
            mentioned = []
        elif not met:
            found = mentioned if asked else self.mentioned(folded)
            mentioned = list(map(self._weighed, found))
        note("words inside", mentioned)
        told = sure or met or (_tell(mentioned, folded) and not self._meanings.has(folded))
        hits += mentioned
        # An English word may also describe a Chinese one, unless its own meaning is asked for.
        settled = met or (sure and any(frame.intent == "meaning" for frame in asked))
        if not told or not (settled or any(HAN.search(hit.word.term) for hit in hits)):
            meant = [hit for part in parts for hit in self.meant(part)]
            if not any(hit.is_answer for hit in meant):
                meant += self.meant(folded)
            hits += meant
        return self._best(hits, limit)

    def _written(self, texts: Iterable[str]) -> list[Hit]:
        """Return the words that are written just like one of some folded texts, in characters.

        Latin letters may spell a word of the same sound as well.
        """
        names = [(text, key(bare(text))) for text in texts if HAN.search(text)]
        return [hit for text, name in names for hit in self._spelling.named(text, name)]

    def _weighed(self, hit: Hit) -> Hit:
        """Return a word inside a text, for less if it often stands in what describes others."""
        plain = self._meanings.spread(hit.found) >= _OFTEN
        return _scored(hit, min(hit.score, _PLAIN)) if plain else hit

    def framed(self, folded: str, whole: Sequence[Frame]) -> list[str]:
        """Return the terms that question frames cut out of a text and its clauses.

        What stands in quotation marks comes first, the last of it before all. `whole`: how the
        text as a whole can be read.
        """
        return _parts(folded, _asked(folded, whole))

    def meant(self, folded: str) -> list[Hit]:
        """Return the words whose meaning `text` describes.

        One everyday word is no description, a few characters are rather a word we lack, and a long
        message tells more than a meaning.
        """
        match = self.described(folded) if len(folded) <= _LONGEST else Match()
        if not match.ranked:
            return []
        words = [self._word(ranked.id) for ranked in match.ranked if ranked.id]
        likely = _likely(match, words, folded)
        note("as a description", {"likely": likely, "of": match.ranked, "unseen": match.unseen})
        known = self._knows(folded)
        describes = {close: known and _describes(folded, close=close) for close in (True, False)}
        meant = list(zip(match.ranked, words, strict=True))
        strengths = [ranked.strength * _NEEDED[word.priority] for ranked, word in meant]
        *_, last = sorted(strengths, reverse=True)[:_NAMED]
        found: list[Hit] = []
        for (ranked, word), strength in zip(meant, strengths, strict=True):
            if not describes[ranked.similarity >= _ONE_WORD]:
                score = min(DOUBTFUL, (ranked.weight + ranked.similarity) / 2)
            elif ranked.similarity >= _SAME:
                score = _SAID
            else:
                score = min(_MEANT, likely * strength / max(strengths))
                if strength >= last and likely >= ANSWER:  # one of these is meant
                    score = max(score, ANSWER)
            if score > _FAINT:
                found.append(Hit(word, score, "meaning", folded))
        return found

    def mended(self, folded: str) -> str:
        """Return a text with slips put right in words that no meaning has."""
        return self._meanings.mended(folded)

    def described(self, text: str) -> Match:
        """Return the words whose meanings come closest to `text`, as they are ranked."""
        return self._meanings.nearest(text)

    def _knows(self, folded: str) -> bool:
        """Whether most words that say something are English or stand in a meaning: no name."""
        said = [word for word in cut(folded) if word not in stop_words() and word.isascii()]
        english = table_words("english.txt")
        strange = [w for w in said if w not in english and not self._meanings.knows(w)]
        return len(strange) * 2 < len(said) or not strange

    def _best(self, hits: Iterable[Hit], limit: int) -> list[Hit]:
        """Return each word once, by its best score; ties by priority, terms before phrases."""
        best: dict[str, Hit] = {}
        for hit in hits:
            if hit.word.id not in best or hit.score > best[hit.word.id].score:
                best[hit.word.id] = hit
        rounded = (_scored(hit, round(hit.score, 3)) for hit in best.values())
        return sorted(rounded, key=order)[:limit]


def _asked(folded: str, whole: Sequence[Frame] | None = None) -> list[Frame]:
    """Return how a text (as a whole: `whole`) and its last clauses can be read as questions."""
    text, *others = dict.fromkeys(map(bare, (folded, *clauses(folded)[-_CLAUSES:])))
    asked = list(frames(text) if whole is None else whole)
    asked += [frame for other in others for frame in frames(other)]
    note("question frames", list(dict.fromkeys(asked)))
    return asked


def _parts(folded: str, asked: Sequence[Frame]) -> list[str]:
    """Return what is quoted and what frames cut out of a text."""
    quoted = reversed(_QUOTED.findall(folded)) if asked else ()
    parts = [part for frame in asked for part in (frame.x, frame.y) if part]
    return list(dict.fromkeys([*map(str.strip, quoted), *parts]))


def _met(mentioned: Iterable[Hit], asked: Sequence[Frame]) -> bool:
    """Whether what a text asks the meaning of ends in a word: 我看到有人说种草，什么意思."""
    ends = [key(f.x) for f in asked if f.intent == "meaning" and HAN.search(f.x)]
    return any(h.score >= CERTAIN and end.endswith(h.found) for end in ends for h in mentioned)


def measured(match: Match, words: Sequence[Word]) -> tuple[float, ...]:
    """Return what tells how clear a description is; `words`: what is ranked, at least one."""
    strengths = [ranked.strength for ranked in match.ranked]
    behind = strengths[0] - (strengths[_NAMED] if len(strengths) > _NAMED else 0.0)
    needed = [_NEEDED[word.priority] for word in words[:_NAMED]]
    covered = max(ranked.covered for ranked in match.ranked[:_NAMED])
    said, unseen = match.measured
    nearest = match.ranked[0]
    clear = (nearest.weight, nearest.similarity, behind, covered, sum(needed) / len(needed))
    return (1.0, *clear, min(said, _MUCH), unseen)


def _likely(match: Match, words: Sequence[Word], folded: str) -> float:
    """Return how likely one of the first words is what a description means, 0..1."""
    fit = _IN_CHINESE if HAN.search(folded) else _IN_ENGLISH
    x = sum(c * m for c, m in zip(fit, measured(match, words), strict=True))
    return 1 / (1 + math.exp(_CAUTION - x))


def _describes(folded: str, *, close: bool) -> bool:
    """Whether a text can be a description; `close`: it is nearly the words of one we have.

    Who asks why the dinosaurs died out in Chinese describes no word.
    """
    if stop_words().issuperset(cut(folded)):
        return False
    name = key(folded)
    if HAN_RUN.fullmatch(name) and len(name) <= _FEWEST:
        return close and len(name) == _FEWEST
    if HAN.search(name):
        return close or not _ASKS.search(folded)
    return close or len(cut(folded)) > 1


def _tell(mentioned: Iterable[Hit], folded: str) -> bool:
    """Whether words inside a text make up most of it, so that it is no description."""
    found = {hit.found for hit in mentioned if hit.score >= CERTAIN}
    return sum(map(len, found)) >= _MOST * len(key(folded))


def order(hit: Hit) -> tuple[float, bool, bool, str, str]:
    """Sort by score; among equals terms first, then words in characters, then by priority."""
    word = hit.word
    codes = not HAN.search(word.term)
    return (-hit.score, not isinstance(word, Term), codes, word.priority, word.id)


def _scored(hit: Hit, score: float) -> Hit:
    """Return a hit with another score; `dataclasses.replace` takes three times as long."""
    return Hit(hit.word, score, hit.reason, hit.found)


def _framed(hit: Hit) -> Hit:
    return _scored(hit, hit.score - _FRAMED)


def _sure(hits: Iterable[Hit]) -> bool:
    return any(hit.score >= CERTAIN for hit in hits)


def meanings(words: Mapping[str, Word]) -> list[tuple[str, list[str]]]:
    """Return what each word means, as phrasings to find it by."""
    return [
        (
            word.id,
            [
                *shades(word.gloss.en),
                *split(word.gloss.zh),
                *word.asks.en,
                *word.asks.zh,
                *([word.literal] if isinstance(word, Term) and word.literal else []),
            ],
        )
        for word in words.values()
    ]
