"""A question as it is asked: what is found in it, each when it is first needed."""

import re
from datetime import UTC, datetime
from functools import cached_property

from knowledge.features import canonical, stop_words, tokens
from knowledge.frames import Frame, frames
from knowledge.models import Phrase
from knowledge.platforms import PLATFORMS
from knowledge.search import Search
from knowledge.spelling import Hit
from knowledge.text import HAN, fold

# What says that a word is asked about, not with.
MEANING_CUE = re.compile(
    r"\bmeans?\b|\bmeaning|\bslang\b|\bwats\b|\bwat (?:is|does|do|mean)|\bdefin|\bstands? for|"
    r"\btranslat|\b(?:it|they|this) (?:saying|telling|trying to (?:say|tell))\b|\bgood or bad\b|"
    r"意思|指的|缩写|解释|怎么理解|怎么翻译|怎么说|什么梗|啥梗"
)
# Score a word inside a question must have to be taken for what it asks about, and one that stands
# out from it.
NAMED, _OUTSTANDING = 0.8, 0.55
# Words that messages are sprinkled with.
_BY_THE_WAY = frozenset(["lol", "lmao", "haha", "omg", "pls", "plz", "thx", "ok", "yo", "u", "ur"])
_YEAR = re.compile(r"(?<!\d)2[01]\d\d(?!\d)")
_WILL = re.compile(r"\bwill\b|\bgoing to\b|\bgonna\b|会|将")
_LATIN = re.compile("[a-z]")
# Words of a message up to which small words alone say nothing.
_FEW = 3


class Question:
    """The words that a question asks about, spells or mentions."""

    def __init__(self, text: str, folded: str, search: Search) -> None:
        """Take the question, folded, too, and what looks words up."""
        self.text = text
        self.folded = folded
        self._search = search
        self._meant: dict[str, list[Hit]] = {}

    @cached_property
    def frames(self) -> list[Frame]:
        """How it can be read as a question about words."""
        return frames(self.folded)

    @cached_property
    def framed(self) -> list[str]:
        """The words that these and its clauses ask about."""
        return self._search.framed(self.folded, self.frames)

    @cached_property
    def spelled(self) -> list[Hit]:
        """The words that it may spell as a whole."""
        return self._search.spelled(self.text)

    @cached_property
    def mentioned(self) -> list[Hit]:
        """The words that stand inside it."""
        return self._search.mentioned(self.folded)

    @cached_property
    def cue(self) -> bool:
        """Whether it asks what a word means, or how it is said."""
        return bool(MEANING_CUE.search(self.folded))

    @cached_property
    def subjects(self) -> list[Hit]:
        """The words inside it that it may ask about: no app, no "lol", not "what's that mean"."""
        return [hit for hit in self.mentioned if _is_asked(hit)]

    @property
    def named(self) -> list[Hit]:
        """Those of which it asks the meaning."""
        return [hit for hit in self.subjects if hit.score >= NAMED] if self.cue else []

    @property
    def outstanding(self) -> list[Hit]:
        """Those that stand out: in a script that nothing else in it is, but for what cues."""
        found = [hit for hit in self.subjects if hit.score >= _OUTSTANDING] if self.cue else []
        return [hit for hit in found if self._stands_out(hit.found)]

    def _stands_out(self, found: str) -> bool:
        rest = self.folded.replace(found, " ")
        own, other = (HAN, _LATIN) if HAN.search(found) else (_LATIN, HAN)
        alone = bool(other.search(rest)) and not own.search(rest)
        return alone and not MEANING_CUE.search(found)

    def meant(self, text: str) -> list[Hit]:
        """Return the words whose meaning a part of it describes."""
        if text not in self._meant:
            self._meant[text] = self._search.meant(text)
        return self._meant[text]

    @property
    def foretells(self) -> bool:
        """Whether it asks what will be in a later year: "will it exist in 2035"."""
        years = [int(year) for year in _YEAR.findall(self.folded)]
        later = max(years, default=0) > datetime.now(UTC).year
        return later and bool(_WILL.search(self.folded))

    @property
    def says_something(self) -> bool:
        """Whether it has a word to go by, not only figures, single letters and small words."""
        found = tokens(self.folded)
        words = [t for t in found if HAN.match(t) or (len(t) > 1 and not t.isdigit())]
        return len(found) > _FEW or any(word not in stop_words() for word in words)


def _is_asked(hit: Hit) -> bool:
    asks = isinstance(hit.word, Phrase) and MEANING_CUE.search(fold(hit.word.term))
    return not asks and canonical(hit.found) not in PLATFORMS and hit.found not in _BY_THE_WAY
