"""Words inside a text: the longest first, from the left."""

from collections.abc import Iterator

from knowledge.pinyin import spell, split
from knowledge.spelling import Hit, Spelling
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN
from knowledge.text import words as cut

SENTENCE = 5  # characters from which a text counts as a sentence

_CHARACTERS = 0.86  # two characters or more
_CHARACTER = 0.66  # one character
_NAME = 0.88  # a name in Latin letters
_PINYIN = 0.84
_PART = 0.44  # part of what may be another word
_WINDOW = 5  # Latin words that may make up one term


class Mentions:
    """Finds the words that stand inside a text."""

    def __init__(self, spelling: Spelling) -> None:
        """Take the spellings of all words."""
        self._spelling = spelling
        self._keys = spelling.keys

    def find(self, folded: str) -> list[Hit]:
        """Return the words that stand inside a text, in their order.

        Pinyin counts from two syllables on, and only where it is no English word.
        """
        found: list[Hit] = []
        pieces = cut(folded)
        foreign = bool(HAN.search(folded))
        start = 0
        while start < len(pieces):
            piece = pieces[start]
            if HAN_RUN.fullmatch(piece):
                found += self._in_run(piece, alone=len(pieces) == 1)
                start += 1
                continue
            hits, used = self._in_words(pieces[start : start + _WINDOW], foreign=foreign)
            found += hits
            start += used
        return found

    def _in_run(self, run: str, *, alone: bool) -> Iterator[Hit]:
        """Find words in a run of characters."""
        doubtful = alone and (self._spelling.is_ordinary(run) or len(run) < SENTENCE)
        start = 0
        while start < len(run):
            span = self._keys.spans.get(run[start], 0)
            for end in range(min(len(run), start + span), start, -1):
                name = run[start:end]
                if name in self._keys.names and (end - start > 1 or len(run) >= SENTENCE):
                    whole = _CHARACTERS if end - start > 1 else _CHARACTER
                    for hit in self._spelling.named(name, name):
                        yield Hit(hit.word, _PART if doubtful else whole, "sentence", name)
                    start = end
                    break
            else:
                start += 1

    def _in_words(self, pieces: list[str], *, foreign: bool) -> tuple[list[Hit], int]:
        """Find the longest word at the start of Latin words; return it and how many it took.

        `foreign`: whether they stand in a Chinese text, where even an everyday word stands out.
        """
        latin = pieces[: next((i for i, p in enumerate(pieces) if HAN.match(p)), len(pieces))]
        english = table_words("english.txt")
        for size in range(len(latin), 0, -1):
            part = latin[:size]
            name = "".join(part)
            strange = [p for p in part if p not in english and p.rstrip("s") not in english]
            if name in self._keys.names and (strange or size > 1 or foreign):
                named = self._spelling.named(name, name)
                return [Hit(h.word, _NAME, "sentence", name) for h in named], size
            letters, _ = spell("".join(part))
            if (
                letters in self._keys.letters
                and len(strange) * 2 >= size
                and (len(split(letters) or ()) > 1 and letters not in english)
            ):
                hits = [self._spelling.word(i) for i in self._keys.letters[letters]]
                return [Hit(word, _PINYIN, "sentence", letters) for word in hits], size
        return [], 1
