"""Words inside a text: the longest first, from the left."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.features import stop_words
from knowledge.models import Word
from knowledge.pinyin import spell, split
from knowledge.spelling import Hit, Spelling
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, fold
from knowledge.text import words as cut

SENTENCE = 5  # characters from which a text counts as a sentence

_CHARACTERS = 0.86  # two characters
_LONGER = 0.004  # added for each character more, up to as many again: longer words say more
_CHARACTER = 0.66  # one character
_NAME = 0.88  # a name in Latin letters
_PINYIN = 0.84
_PART = 0.44  # part of what may be another word
_WINDOW = 5  # Latin words that may make up one term
_MIXED = 3  # runs of characters and Latin words that may make up one term
_EDGE = 4  # characters at the edge of a term of both

# What stands before and after one character that is a word by itself: 今天太牛了 but 牛顿.
_BEFORE = frozenset("太真好很最超巨贼也又就都在被别求想要去不没个这那条的有是说我你他她们")
_AFTER = frozenset("了吗呢吧啊呀的死爆过着是啦哦嘛呗和跟我你他她这那也都就太真好有不没怎什")


class _Mixed(NamedTuple):
    """A word found across pieces: what stands before it in the first, and after it in the last."""

    before: str
    name: str
    after: str
    pieces: int


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
        alone = len(pieces) == 1
        start = 0
        while start < len(pieces):
            mixed = self._mixed(pieces[start : start + _MIXED]) if foreign else None
            if mixed:
                found += self._in_run(mixed.before, alone=False)
                found += self._hits(mixed.name, _whole(mixed.name))
                pieces[start : start + mixed.pieces] = [mixed.after] if mixed.after else []
            elif HAN_RUN.fullmatch(pieces[start]):
                found += self._in_run(pieces[start], alone=alone)
                start += 1
            else:
                hits, used = self._in_words(pieces[start : start + _WINDOW], foreign=foreign)
                found += hits
                start += used
        return found

    def _mixed(self, pieces: list[str]) -> "_Mixed | None":
        """Return the longest word of characters and Latin letters that begins in the first piece.

        磕cp stands in 这部剧我磕cp磕到上头, i人 in 我是i人.
        """
        for count in range(len(pieces), 1, -1):
            *heads, last = pieces[:count]
            for before, head in _cuts(heads[0]):
                if HAN.match(head) and self._longest(head + "".join(pieces[1:count])) <= len(head):
                    continue
                for tail in _tails(last):
                    name = head + "".join(heads[1:]) + tail
                    if name in self._keys.names:
                        return _Mixed(before, name, last[len(tail) :], count)
        return None

    def _longest(self, text: str) -> int:
        """Return how many characters the longest name may have that a text begins with."""
        spans = self._keys.spans
        return spans.get(text[:2]) or spans.get(text[:1], 0)

    def _hits(self, name: str, score: float) -> Iterator[Hit]:
        for hit in self._spelling.named(name, name):
            yield Hit(hit.word, score, "sentence", name)

    def _in_run(self, run: str, *, alone: bool) -> Iterator[Hit]:
        """Find words in a run of characters."""
        doubtful = alone and (self._spelling.is_ordinary(run) or len(run) < SENTENCE)
        start = 0
        while start < len(run):
            span = self._longest(run[start : start + 2])
            for end in range(min(len(run), start + span), start, -1):
                name = run[start:end]
                long = end - start > 1 or len(run) >= SENTENCE or (len(run) == 1 and not alone)
                if name in self._keys.names and long:
                    whole = _whole(name) if end - start > 1 else _single(run, start)
                    yield from self._hits(name, _PART if doubtful else whole)
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
        unknown = [p not in english and p.rstrip("s") not in english for p in latin]
        for size in range(len(latin), 0, -1):
            part = latin[:size]
            name = "".join(part)
            strange = sum(unknown[:size])
            if name in self._keys.names and (strange or size > 1 or foreign):
                named = [h for h in self._spelling.named(name, name) if _stands(h.word, part)]
                if named:
                    return [Hit(h.word, _NAME, "sentence", name) for h in named], size
            spelled = strange * 2 >= size and not stop_words().issuperset(part)
            hits = list(self._read(name, size)) if spelled else []
            if hits:
                return hits, size
        return [], 1

    def _read(self, name: str, size: int) -> Iterator[Hit]:
        """Find words by their pinyin, from two syllables on, where it is no English word."""
        letters, tones = spell(name)
        english = size == 1 and letters in table_words("english.txt")
        ids = () if english else self._keys.letters.get(letters, ())
        if ids and len(split(letters) or ()) > 1:
            for word_id in ids:
                score = self._spelling.toned(word_id, tones, _PINYIN)
                yield Hit(self._spelling.word(word_id), score, "sentence", letters)


def _stands(word: Word, pieces: list[str]) -> bool:
    """Whether pieces are a word, not only its letters: AMA does not stand in "I am a teacher"."""
    if "a" not in pieces and not stop_words().issuperset(pieces):
        return True
    return pieces in (cut(fold(name)) for name in (word.term, *word.also))


def _whole(name: str) -> float:
    """Return the score of a word of two characters or more."""
    return _CHARACTERS + _LONGER * min(len(name) - 2, _EDGE)


def _cuts(piece: str) -> Iterator[tuple[str, str]]:
    """Yield a piece as what is before a word and how the word begins, longest beginning first."""
    if not HAN.match(piece):
        yield "", piece
        return
    for length in range(min(len(piece), _EDGE), 0, -1):
        yield piece[:-length], piece[-length:]


def _tails(piece: str) -> Iterator[str]:
    """Yield how a word may end in a piece, longest first."""
    if not HAN.match(piece):
        yield piece
        return
    yield from (piece[:length] for length in range(min(len(piece), _EDGE), 0, -1))


def _single(run: str, place: int) -> float:
    """Return the score of one character in a run, by whether it stands there as a word."""
    before, after = run[:place][-1:], run[place + 1 :][:1]
    stands = (not before or before in _BEFORE) and (not after or after in _AFTER)
    return _CHARACTER if stands else _PART
