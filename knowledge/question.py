"""A question as it is asked: what is found in it, each when it is first needed."""

import re
from functools import cached_property

from knowledge.features import stop_words, tokens
from knowledge.frames import Frame, frames
from knowledge.search import Search
from knowledge.spelling import Hit
from knowledge.text import HAN

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
        return self._search.framed(self.folded)

    @cached_property
    def spelled(self) -> list[Hit]:
        """The words that it may spell as a whole."""
        return self._search.spelled(self.text)

    @cached_property
    def mentioned(self) -> list[Hit]:
        """The words that stand inside it."""
        return self._search.mentioned(self.folded)

    def stands_out(self, found: str) -> bool:
        """Whether a word inside it is written in a script that nothing else in it is."""
        rest = self.folded.replace(found, " ")
        own, other = (HAN, _LATIN) if HAN.search(found) else (_LATIN, HAN)
        return bool(other.search(rest)) and not own.search(rest)

    def meant(self, text: str) -> list[Hit]:
        """Return the words whose meaning a part of it describes."""
        if text not in self._meant:
            self._meant[text] = self._search.meant(text)
        return self._meant[text]

    @property
    def says_something(self) -> bool:
        """Whether it has a word to go by, not only figures, single letters and small words."""
        found = tokens(self.folded)
        words = [t for t in found if HAN.match(t) or (len(t) > 1 and not t.isdigit())]
        return len(found) > _FEW or any(word not in stop_words() for word in words)
