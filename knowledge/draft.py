"""Look a draft over before it is posted: which places touch a sensitive topic, and why.

Precision comes first: words count in company, never alone where they also mean something else.
What is said of a place is what the published rules say; nothing here helps to slip through.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.collocations import compiled
from knowledge.models import Bilingual, Level
from knowledge.signs import Detector, detectors, hashed, longer_words, notes
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, words
from knowledge.traced import Traced, trace

# Longest draft looked at, in code points: the longest note has about a thousand.
MOST = 20_000
# Characters on each side in which a harmless sense is looked for.
_NEAR = 24
# Lengths of harmless words that a match may be a part of.
_LONGER = (2, 3, 4)
# Lengths of names: Chinese characters, Latin words.
_CHARACTERS, _WORDS = (3, 4), (1, 2, 3)
# From how many Latin words on the language is judged, and the share of English ones wanted.
_JUDGED, _ENGLISH = 4, 0.45
# Share of letters in scripts that are neither Latin nor Chinese from which a draft is not read.
_FOREIGN = 0.3
_LATIN_LETTER = re.compile(r"[a-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a draft that touches a topic.

    `start` and `end` are offsets in code points of the draft as given, `match` what stands there.
    `topic` is the id of a `Topic`: it tells what usually happens and cites the facts.
    """

    start: int
    end: int
    match: str
    topic: str
    level: Level
    why: Bilingual
    hint: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What was found, in order of place. `readable`: whether the draft's language is read."""

    findings: tuple[Finding, ...]
    readable: bool

    @property
    def note(self) -> Bilingual:
        """What this check cannot promise, or which languages it reads."""
        return notes().promise if self.readable else notes().unread


class Draft:
    """One draft while it is looked over."""

    def __init__(self, text: str) -> None:
        """Take the draft as written; only the first `MOST` characters are looked at."""
        self._traced = trace(text[:MOST])
        self._text = self._traced.folded

    def check(self, level: Callable[[str], Level]) -> DraftCheck:
        """Return what is found; `level` gives the level of the topic with an id."""
        readable = is_readable(self._traced)
        found: list[Finding] = []
        for detector, start, end in self._matches(detectors(), words_too=readable):
            sign = detector.sign
            place = self._traced.span(start, end)
            match = self._traced.original[place[0] : place[1]]
            strength = sign.level or level(sign.topic)
            found.append(Finding(*place, match, sign.topic, strength, sign.why, sign.hint))
        return DraftCheck(tuple(_apart(found)), readable)

    def _matches(
        self, wanted: Iterable[Detector], *, words_too: bool
    ) -> Iterator[tuple[Detector, int, int]]:
        names = dict(self._names()) if words_too else {}
        for detector in wanted:
            spans = [
                s.span() for shape in detector.shapes for s in compiled(shape).finditer(self._text)
            ]
            if words_too:
                spans += self._collocations(detector)
                spans += [names[name] for name in detector.names if name in names]
            if spans and self._fits(detector):
                yield from ((detector, *s) for s in spans if not self._harmless(detector, *s))

    def _collocations(self, detector: Detector) -> Iterator[tuple[int, int]]:
        for pattern in detector.finds:
            for begin in pattern.begins:
                for place in self._begins.get(begin, ()):
                    if match := pattern.regex.match(self._text, place):
                        yield match.span()

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        """Where words can begin, by the one and the two characters that stand there."""
        found: dict[str, list[int]] = {}
        inside = False
        for place, character in enumerate(self._text):
            latin = character.isascii() and character.isalnum()
            if not (latin and inside):
                found.setdefault(character, []).append(place)
                found.setdefault(self._text[place : place + 2], []).append(place)
            inside = latin
        return found

    def _fits(self, detector: Detector) -> bool:
        if detector.never and compiled(detector.never).search(self._text):
            return False
        return detector.when is None or bool(compiled(detector.when).search(self._text))

    def _harmless(self, detector: Detector, start: int, end: int) -> bool:
        """Whether a match is part of another word, or stands beside a harmless sense."""
        if self._inside_word(start) or self._inside_word(end):
            return True
        if detector.unless is None:
            return False
        near = self._text[max(0, start - _NEAR) : end + _NEAR]
        return bool(compiled(detector.unless).search(near))

    def _inside_word(self, edge: int) -> bool:
        """Whether one of the longer words lies across the edge of a match."""
        return any(
            self._text[first : first + size] in longer_words()
            for size in _LONGER
            for first in range(max(0, edge - size + 1), min(edge, len(self._text) - size + 1))
        )

    def _names(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield the hash of everything that may be a name, with its place."""
        for run in HAN_RUN.finditer(self._text):
            for size in _CHARACTERS:
                for start in range(run.start(), run.end() - size + 1):
                    yield hashed(self._text[start : start + size]), (start, start + size)
        latin = list(re.finditer(r"[a-z]+", self._text))
        for size in _WORDS:
            for first in range(len(latin) - size + 1):
                start, end = latin[first].start(), latin[first + size - 1].end()
                yield hashed("".join(w[0] for w in latin[first : first + size])), (start, end)


def is_readable(traced: Traced) -> bool:
    """Whether a draft is in English or Chinese, as far as its letters and words show."""
    letters = [c for c in traced.folded if c.isalpha()]
    if not letters:
        return True
    foreign = sum(not (HAN.match(c) or _LATIN_LETTER.match(c)) for c in letters)
    if foreign > _FOREIGN * len(letters):
        return False
    latin = [w.removesuffix("'s") for w in words(traced.folded) if not HAN_RUN.match(w)]
    latin = [w for w in latin if w.isalpha()]
    if any(HAN.match(c) for c in letters) or len(latin) < _JUDGED:
        return True
    english = table_words("english.txt")
    frame = table_words("frame_words.txt")
    known = sum("'" in w or w in frame or w in english or w.rstrip("s") in english for w in latin)
    return known >= _ENGLISH * len(latin)


def _apart(found: list[Finding]) -> Iterator[Finding]:
    """Yield findings in order, of those on one topic that overlap only the first, longest."""
    ends: dict[str, int] = {}
    for finding in sorted(found, key=lambda f: (f.start, -f.end, f.topic)):
        if finding.start >= ends.get(finding.topic, 0):
            ends[finding.topic] = finding.end
            yield finding


def check_draft(text: str, level: Callable[[str], Level]) -> DraftCheck:
    """Look a draft over; `level` gives the level of the topic with an id. Never raises."""
    return Draft(text).check(level)
