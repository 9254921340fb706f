"""Reading help: a text → its words, each with its reading here and a short gloss.

Slang comes from our own terms, everything else from the dictionary. The words cover the text
exactly, so that a reading can be set above each.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from knowledge import aloud
from knowledge.dictionary import MINOR, Dictionary, DictionaryWord
from knowledge.models import Word
from knowledge.pinyin import initials as initials_of
from knowledge.scan import Cut, Piece, cut, plain, seen
from knowledge.segment import Segmenter, Words
from knowledge.senses import sense
from knowledge.sought import Sought, counts
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, MAX_LENGTH, fold, key

_LONGEST_WORD = 16  # characters of the longest word looked up in the dictionary
_GLOSS = 60  # characters of a gloss from the dictionary, from which nothing more is added
# A gloss that only leads to another word: "variant of 聯結|联结[liánjié]".
_LEADS = re.compile(r"(?:\w+ )*?(?:variant of|see|same as) (?:[^|\[ ]+\|)?([^|\[ ]+)\[")
# A measure word: what follows is the thing itself.
_MEASURED = re.compile(r"[只条头杯瓶颗棵个碗斤口桶]$")


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a text: as written, its pinyin (may be empty), and what it means in short.

    `id` is that of the entry, where there is one; `start` and `end` count code points.
    """

    text: str
    pinyin: str
    gloss_en: str
    gloss_zh: str
    source: Literal["glossary", "dictionary", "none"]
    id: str | None
    start: int
    end: int


class Reader:
    """Reads texts. Everything it needs is opened when it is first needed."""

    def __init__(
        self,
        word: Callable[[str], Word],
        names: Mapping[str, Sequence[str]],
        initials: Mapping[str, Sequence[str]],
        dictionary: Callable[[], Dictionary | None],
    ) -> None:
        """Take what gives a word by its id, spellings and initials → ids, and the dictionary."""
        self._sought = Sought(word, names, initials)
        self._open = dictionary
        self._known = lru_cache(1 << 12)(self._look_up)
        self._settled = lru_cache(1 << 12)(self._settle)

    @cached_property
    def _words(self) -> Words:
        return Words.open()

    @cached_property
    def _dictionary(self) -> Dictionary | None:
        return self._open()

    @cached_property
    def _segmenter(self) -> Segmenter:
        own = {name for name in self._sought.terms if HAN_RUN.fullmatch(name) and len(name) > 1}
        return Segmenter(self._words, own | table_words("names.txt"))

    def read(self, text: str, *, sandhi: bool = False) -> tuple[ReadWord, ...]:
        """Return the words of a text in order; joined they are the text.

        `sandhi`: 一 and 不 with the tones they take in speech. What lies beyond the length of one
        Telegram message is one word without a reading.
        """
        looked_at = text[:MAX_LENGTH]
        folded = plain(looked_at)
        words = [word for part in self._parts(folded) for word in self._piece(text, folded, part)]
        if len(text) > MAX_LENGTH:
            words.append(_bare(text, MAX_LENGTH, len(text)))
        return tuple(_spoken(words) if sandhi else words)

    def _parts(self, folded: str) -> Iterator[Cut]:
        """Yield the pieces of a text, terms of several words or scripts whole."""
        start = 0
        for first, last in [*self._sought.wholes(folded), (len(folded), len(folded))]:
            for part in cut(folded[start:first]):
                yield Cut(part.piece, part.start + start, part.end + start)
            if last > first:
                yield Cut(Piece.SIGN, first, last)
            start = last

    def _piece(self, text: str, folded: str, part: Cut) -> Iterator[ReadWord]:
        if part.piece is Piece.HAN:
            yield from self._run(text, folded, part)
        elif part.piece is Piece.OTHER:
            yield _bare(text, part.start, part.end)
        else:
            yield self._sign(text, folded, part)

    def _run(self, text: str, folded: str, part: Cut) -> Iterator[ReadWord]:
        """Yield the words of a run of characters."""
        places = [part.start + i for i in seen(folded[part.start : part.end])] + [part.end]
        run = "".join(folded[i] for i in places[:-1])
        first = 0
        for name in _echoes(self._segmenter.cut(run)):
            last = first + len(name)
            start, end = places[first], places[last]
            written = "".join(text[i] for i in places[first:last])
            known = self._explain(name, written, *_beside(run, first, last))
            yield _placed(known, text[start:end], start, end)
            first = last

    def _explain(self, name: str, written: str, before: str, after: str) -> ReadWord:
        """Return reading and gloss of a word in characters."""
        told = aloud.by_context(name, before, after)
        if written != name:  # a Traditional form may have fewer readings
            as_written = aloud.by_context(written, before, after)
            return self._settled(name, written, as_written, told, _is_measured(name, before))
        return self._settled(name, name, "", told, _is_measured(name, before))

    def _settle(
        self,
        name: str,
        written: str,
        as_written: str,
        told: str,
        measured: bool,  # noqa: FBT001 - a key of the cache
    ) -> ReadWord:
        """Return reading and gloss of a word; what its neighbours decide is given."""
        term = None if measured else self._sought.find(name)
        known = self._known(name, written)
        headed = term is not None and fold(term.term) == name
        own = (term.pinyin or "") if term and headed else ""
        pinyin = own if len(name) > 1 else ""
        if written != name:
            pinyin = pinyin or as_written or _only(known)
        pinyin = pinyin or told or own or aloud.read(name, known, self._words)
        meant = sense(name, pinyin) if not headed or len(name) == 1 else None
        if meant and not meant.en:
            term = None
        found = _ours(term, pinyin) if term else self._theirs(known, pinyin)
        said = meant and meant.en and found.id
        return replace(found, gloss_en=meant.en, gloss_zh=meant.zh) if meant and said else found

    def _theirs(self, known: Sequence[DictionaryWord], pinyin: str) -> ReadWord:
        """Return what the dictionary says, of a variant what it says of the usual spelling."""
        fitting = [word for word in known if word.pinyin == pinyin] or list(known)
        glosses = ((word.simplified, _short(word.glosses)) for word in fitting)
        name, gloss = next((pair for pair in glosses if pair[1]), ("", ""))
        if not gloss:
            return ReadWord("", pinyin, "", "", "none", None, 0, 0)
        if (leads := _LEADS.match(gloss)) and (others := self._known(leads[1], leads[1])):
            gloss = _short(others[0].glosses)
        return ReadWord("", pinyin, gloss, "", "dictionary", f"cedict:{name}", 0, 0)

    def _look_up(self, name: str, written: str) -> tuple[DictionaryWord, ...]:
        if self._dictionary is None or len(name) > _LONGEST_WORD:
            return ()
        found = self._dictionary.named(written)
        return found or (self._dictionary.named(name) if name != written else ())

    def _sign(self, text: str, folded: str, part: Cut) -> ReadWord:
        """Return a word in letters or figures, an emoji, or a term of mixed scripts."""
        bare = _bare(text, part.start, part.end)
        name = _name(folded[part.start : part.end])
        if part.piece is Piece.NUMBER:
            term = None if counts(folded, part.start, part.end) else self._sought.find(name)
        elif part.piece is Piece.LATIN:
            term = self._sought.latin(name, foreign=bool(HAN.search(folded)))
        else:
            term = self._sought.terms.get(name)
        if term is None:
            return bare
        pinyin = term.pinyin or ""
        spoken = name in {key(fold(term.term)), initials_of(pinyin)}
        found = _ours(term, pinyin if spoken else "")
        return _placed(found, bare.text, bare.start, bare.end)


def _beside(run: str, first: int, last: int) -> tuple[str, str]:
    """Return what stands before and after a word, as far as it matters."""
    return run[max(0, first - aloud.CONTEXT) : first], run[last : last + aloud.CONTEXT]


def _is_measured(name: str, before: str) -> bool:
    """Whether a character is a thing that is counted, and no slang of one character."""
    return len(name) == 1 and bool(_MEASURED.search(before))


def _echoes(words: Sequence[str]) -> Iterator[str]:
    """Yield words, those that repeat one character drawn together: 哈哈哈, 哈 → 哈哈哈哈."""
    held: list[str] = []
    for word in words:
        echo = word == word[0] * len(word)
        if held and not (echo and word[0] == held[0][0]):
            yield "".join(held)
            held = []
        if echo:
            held.append(word)
        else:
            yield word
    if held:
        yield "".join(held)


def _bare(text: str, start: int, end: int) -> ReadWord:
    return ReadWord(text[start:end], "", "", "", "none", None, start, end)


def _placed(word: ReadWord, text: str, start: int, end: int) -> ReadWord:
    """Return a word where it stands; `dataclasses.replace` takes three times as long."""
    glosses = word.gloss_en, word.gloss_zh
    return ReadWord(text, word.pinyin, *glosses, word.source, word.id, start, end)


def _only(known: Sequence[DictionaryWord]) -> str:
    """Return the reading of words that are all read alike, or nothing."""
    readings = {word.pinyin for word in known}
    return readings.pop() if len(readings) == 1 else ""


def _ours(term: Word, pinyin: str) -> ReadWord:
    return ReadWord("", pinyin, term.gloss.en, term.gloss.zh, "glossary", term.id, 0, 0)


def _short(glosses: Sequence[str]) -> str:
    """Return the first glosses that say what a word means."""
    said = ""
    for gloss in glosses:
        if not MINOR.match(gloss) and (not said or len(said) + len(gloss) < _GLOSS):
            said += f"; {gloss}" if said else gloss
    return said or next(iter(glosses), "")


def _spoken(words: Sequence[ReadWord]) -> list[ReadWord]:
    pairs = [("".join(HAN.findall(plain(word.text))), word.pinyin) for word in words]
    said = aloud.sandhi(pairs)
    return [replace(word, pinyin=pinyin) for word, pinyin in zip(words, said, strict=True)]


@lru_cache(1 << 10)
def _name(text: str) -> str:
    return key(fold(text))
