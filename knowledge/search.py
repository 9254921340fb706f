"""Look words up: by spelling, inside a sentence, by meaning; best first, with the reason."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from knowledge.frames import frames
from knowledge.index import Keys
from knowledge.mentions import SENTENCE, Mentions
from knowledge.models import Term, Word
from knowledge.retrieval import Retriever
from knowledge.spelling import CERTAIN, DOUBTFUL, Hit, Spelling
from knowledge.text import HAN, HAN_RUN, clauses, fold, key
from knowledge.text import words as cut

_MEANT = 0.84  # most that a description of the meaning can score
_STRANGE = 0.3  # taken off a description with a word that no meaning has
_ONE_WORD = 0.77  # similarity from which one word is a description
_FRAMED = 0.02  # taken off when cut out of a question
_CLAUSES = 3  # clauses at the end of a message in which a frame is looked for

_QUOTED = re.compile(r"[“\"「『《‘]([^”\"」』》’]{1,20})[”\"」』》’]")


class Search:
    """Finds words. Built once from the words, their keys and their meanings; then only read."""

    def __init__(self, word: Callable[[str], Word], keys: Keys, meanings: Retriever) -> None:
        """Take what gives a word by its id, and what was computed from the words."""
        spelling = Spelling(word, keys)
        self.keys = keys
        self.spelled = spelling.find
        self.mentioned = Mentions(spelling).find
        self._word = word
        self._meanings = meanings

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

    def meant(self, folded: str) -> list[Hit]:
        """Return the words whose meaning `text` describes.

        One everyday word is no description, and a few characters are rather a word we lack.
        """
        match = self._meanings.nearest(folded)
        name = key(folded)
        few = HAN_RUN.fullmatch(name) and len(name) < SENTENCE
        found: list[Hit] = []
        for ranked in match.ranked:
            score = (ranked.weight + ranked.similarity) / 2 - _STRANGE * bool(match.unseen)
            vague = len(cut(folded)) == 1 and ranked.similarity < _ONE_WORD
            most = DOUBTFUL if few or vague else _MEANT
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
