"""Words that somebody adds at run time, such as a group's own: found by the same spellings."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.frames import frames
from knowledge.index import Keys, spelled_keys
from knowledge.mentions import Mentions
from knowledge.models import Word
from knowledge.spelling import Hit, Spelling
from knowledge.text import fold


class Glossary:
    """A few hundred words, immutable. Found by characters, pinyin, initials, sounds, one slip."""

    def __init__(self, words: Sequence[Word], keys: Keys) -> None:
        """Take the words, and the keys of the guide for the readings of characters."""
        own = {word.id: word for word in words}
        known = replace(spelled_keys(words), readings=keys.readings, ordinary=keys.ordinary)
        spelling = Spelling(own.__getitem__, known)
        self._spelled = spelling.find
        self._mentioned = Mentions(spelling).find

    def find(self, text: str) -> list[Hit]:
        """Return the words that `text`, or what it asks about, may spell, best first."""
        folded = fold(text)
        parts = [text, *(part for frame in frames(folded) for part in (frame.x, frame.y) if part)]
        hits = [hit for part in parts for hit in self._spelled(part)]
        hits += self._mentioned(folded)
        best: dict[str, Hit] = {}
        for hit in sorted(hits, key=lambda hit: (-hit.score, hit.word.id)):
            best.setdefault(hit.word.id, hit)
        return list(best.values())
