"""A question as it is asked: what is found in it, each when it is first needed."""

import re
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice

from knowledge.features import canonical, stop_words, tokens
from knowledge.frames import Frame, frames
from knowledge.models import Phrase
from knowledge.platforms import PLATFORMS
from knowledge.search import Search
from knowledge.spelling import Hit
from knowledge.text import HAN, HAN_RUN, clauses, clean, fold

# What only points to what was named before: "蒲公英，那是做什么的".
_POINTS = "(?:那|这|它)个?(?:到底|又)?是(?:做什么|干什么|干嘛|干啥|什么|啥)"
# What says that a word is asked about, not with. How to translate is a question about the app.
MEANING_CUE = re.compile(
    r"\bmeans?\b|\bmeaning|\bslang\b|\bmeme\b|\bwats\b|\bwat (?:is|does|do|mean)|\bdefin|"
    r"\bstands? for|\bwhat(?:'s| is) (?:that|this)(?=\W*$)|"
    r"(?<!how to )(?<!how do i )(?<!how do you )(?<!how can i )(?<!can i )\btranslat(?!\w+ how\b)|"
    r"\b(?:it|they|this) (?:saying|telling|trying to (?:say|tell))\b|\bgood or bad\b|"
    r"(?<![好有没])意思|指的|缩写|解释|怎么理解|怎么翻译|怎么说|什么梗|啥梗|"
    rf"[,，。 ]{_POINTS}"
)
# Score a word inside a question must have to be taken for what it asks about, and one that stands
# out from it.
NAMED, _OUTSTANDING = 0.8, 0.55
# Words that messages are sprinkled with.
_BY_THE_WAY = frozenset(
    ["lol", "lmao", "haha", "omg", "pls", "plz", "thx", "ok", "yo", "u", "ur", "nah", "nope",
     "yeah", "yea", "bro", "bruh", "tbh", "idk", "btw", "asap"]
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)2[01]\d\d(?!\d)")
_WILL = re.compile(r"\bwill\b|\bgoing to\b|\bgonna\b|会|将")
_LATIN = re.compile("[a-z]")
_CLAUSES = 5  # that are looked at, the last of a message
_LONGEST = 240  # characters of a clause
_SAYS = 2  # words, or pairs of characters, that a clause must say to be looked at
# Words that only tell when: "back in January 2025" is no question.
_WHEN = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "back", "early", "mid", "late",
])  # fmt: skip
# A clause that only says what is not meant ("besides cats, what do they post"), who asks ("asking
# for a friend"), or points back. "Besides cats what do they post" is a question.
_ASIDE = re.compile(
    r"(?:besides|apart from|aside from|other than|except|instead of)\b"
    r"(?!.*\b(?:what|how|where|which|who|why|can|do|does|is|are)\b)|"
    r"除[了去](?!.*(?:还|什么|啥|怎么|吗|哪|谁|能|有没有))|"
    rf"asking (?:for|4) a friend$|{_POINTS}的?[呀啊呢]?$",
    re.IGNORECASE,
)
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


def telling(text: str) -> tuple[list[str], bool]:
    """Return the last clauses of a message that say enough to be asked alone; none if it is one.

    Also whether the message ends with the last of them, but for what is said aside.

    >>> telling("besides cats, what do people post? asking for a friend")
    (['what do people post'], True)
    >>> telling("will it rain in Boston tomorrow? how do i post?")
    (['will it rain in Boston tomorrow'], False)
    """
    cut = clauses(clean(text))
    asked = [clause for clause in cut if not _ASIDE.match(clause)]
    if len(cut) == 1:
        return [], False
    enough = (c for c in reversed(asked) if len(c) <= _LONGEST and _says(c) >= _SAYS)
    said = list(islice(enough, _CLAUSES))[::-1]
    return said, said[-1:] == asked[-1:]


def _says(clause: str) -> float:
    """Return how many words of a clause say something; two characters are one, a date none."""
    found = (t for t in tokens(fold(clause)) if not t.isdigit() and t not in _WHEN)
    said = [t for t in found if t not in stop_words()]
    return sum(len(t) / 2 if HAN_RUN.fullmatch(t) else 1 for t in said)
