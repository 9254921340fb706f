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
from knowledge.dictionary import Dictionary, DictionaryWord
from knowledge.models import Term, Word
from knowledge.pinyin import initials as initials_of
from knowledge.scan import Cut, Piece, cut, plain, seen
from knowledge.segment import Segmenter, Words
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, MAX_LENGTH, fold, key

# Longest other spelling of a term that is looked for inside a text, in characters.
_LONGEST_ALIAS = 6
_LONGEST_PHRASE = 4
_SHORTEST_INITIALS = 3
_GLOSS = 60  # characters of a gloss from the dictionary, from which nothing more is added
_ECHO = re.compile(r"(.)\1{2,}")
_LEADS_ELSEWHERE = re.compile(
    r"CL:|Taiwan pr|see |see also|\(?Tw\)? pr|variant of|also pr|also written"
)
# What after a number says that it counts something.
_COUNTED = re.compile(
    r"\s?[元块人个张次天年月日号点斤米分岁件页万千百亿多小层楼路度克秒周集条名位家只平%％]"
)
_PRICED = re.compile(r"[¥￥$第共约近超过满减月年:.\-/]\s?$")
# What must stand around a single figure that is slang.
_PRAISE = re.compile(r"[太真好你是就挺很也又这波](?=\d)|\d(?=[啊了呀])")
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
        self._word = word
        self._names = names
        self._initials = initials
        self._open = dictionary
        self._known = lru_cache(1 << 12)(self._look_up)

    @cached_property
    def _terms(self) -> dict[str, Word]:
        """What is looked for in texts, by folded spelling without spaces."""
        found: dict[str, Word] = {}
        for name, ids in self._names.items():
            for word in sorted(map(self._word, ids), key=_order):
                if _is_sought(name, word):
                    found.setdefault(name, word)
        return found

    @cached_property
    def _words(self) -> Words:
        return Words.open()

    @cached_property
    def _dictionary(self) -> Dictionary | None:
        return self._open()

    @cached_property
    def _segmenter(self) -> Segmenter:
        own = [name for name in self._terms if HAN_RUN.fullmatch(name) and len(name) > 1]
        return Segmenter(self._words, own)

    @cached_property
    def _spaced(self) -> dict[str, re.Pattern[str]]:
        """Terms of several Latin words or of mixed scripts, by their first character."""
        found: dict[str, set[str]] = {}
        for name, word in self._terms.items():
            spellings = (fold(text) for text in (word.term, *word.also))
            written = next((text for text in spellings if key(text) == name), name)
            mixed = HAN.search(name) and not HAN_RUN.fullmatch(name)
            if mixed or (" " in written and not HAN.search(name)):
                found.setdefault(written[0], set()).add(written)
        return {first: _either(texts) for first, texts in found.items()}

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
        for first, last in [*self._wholes(folded), (len(folded), len(folded))]:
            for part in cut(folded[start:first]):
                yield Cut(part.piece, part.start + start, part.end + start)
            if last > first:
                yield Cut(Piece.SIGN, first, last)
            start = last

    def _wholes(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where terms of several Latin words or of mixed scripts stand."""
        done = 0
        for place, char in enumerate(folded):
            pattern = self._spaced.get(char)
            match = pattern.match(folded, place) if pattern and place >= done else None
            if match:
                done = match.end()
                yield match.span()

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
            yield replace(
                self._explain(name, written, run[:first], run[last:]),
                text=text[start:end],
                start=start,
                end=end,
            )
            first = last

    def _explain(self, name: str, written: str, before: str, after: str) -> ReadWord:
        """Return reading and gloss of a word in characters."""
        term = self._term(name)
        if term and len(name) == 1 and _MEASURED.search(before):
            term = None
        known = self._known(name, written)
        own = (term.pinyin or "") if term and fold(term.term) == name else ""
        pinyin = own if len(name) > 1 else ""
        pinyin = pinyin or aloud.by_context(name, before, after) or own
        pinyin = pinyin or aloud.read(name, known, self._words)
        return _ours(term, pinyin) if term else _theirs(known, pinyin)

    def _term(self, name: str) -> Word | None:
        """Return our term for a spelling, a drawn-out one too: 哈哈哈哈, 66666, yydsss."""
        found = self._terms.get(name)
        for size in (3, 2, 1) if not found and _ECHO.search(name) else ():
            found = found or self._terms.get(_ECHO.sub(r"\1" * size, name))
        return found

    def _look_up(self, name: str, written: str) -> tuple[DictionaryWord, ...]:
        if self._dictionary is None:
            return ()
        return self._dictionary.named(written) or self._dictionary.named(name)

    def _sign(self, text: str, folded: str, part: Cut) -> ReadWord:
        """Return a word in letters or figures, an emoji, or a term of mixed scripts."""
        bare = _bare(text, part.start, part.end)
        name = key(fold(folded[part.start : part.end]))
        if part.piece is Piece.NUMBER:
            term = None if _counts(folded, part) else self._term(name)
        elif part.piece is Piece.LATIN:
            term = self._latin(name, foreign=bool(HAN.search(folded)))
        else:
            term = self._terms.get(name)
        if term is None:
            return bare
        pinyin = term.pinyin or ""
        spoken = name in {key(fold(term.term)), initials_of(pinyin)}
        found = _ours(term, pinyin if spoken else "")
        return replace(found, text=bare.text, start=bare.start, end=bare.end)

    def _latin(self, name: str, *, foreign: bool) -> Word | None:
        """Return our term for a Latin word; in an English text everyday words mean themselves."""
        everyday = table_words("english.txt")
        english = name in everyday or name.removesuffix("s") in everyday
        if len(name) == 1 or (english and not foreign):
            return None
        term = self._term(name)
        if term is None and not english and len(name) >= _SHORTEST_INITIALS:
            ids = self._initials.get(name, ())
            term = self._word(ids[0]) if len(ids) == 1 else None
        return term


def _order(word: Word) -> tuple[bool, str, str]:
    return (not isinstance(word, Term), word.priority, word.id)


def _is_sought(name: str, word: Word) -> bool:
    """Whether a spelling of a word is looked for inside texts.

    Spellings that hold the word itself only say more around it.
    """
    heads = {key(fold(text)) for text in (word.term, word.traditional) if text}
    if not isinstance(word, Term):
        return name in heads and bool(HAN_RUN.fullmatch(name)) and 1 < len(name) <= _LONGEST_PHRASE
    if name in heads:
        return True
    shortest = 2 if HAN.search(name) else 1
    longest = _LONGEST_ALIAS if HAN.search(name) else MAX_LENGTH
    return shortest <= len(name) <= longest and not any(head in name for head in heads)


def _either(texts: set[str]) -> re.Pattern[str]:
    """Return a pattern for any of some folded texts, the longest first, as whole words."""
    return re.compile("|".join(map(_whole, sorted(texts, key=len, reverse=True))))


def _whole(text: str) -> str:
    words = r"[ \-]?".join(map(re.escape, text.split()))
    before = r"(?<![a-z0-9@#])" if text[0].isascii() else ""
    after = r"(?![a-z0-9])" if text[-1].isascii() else ""
    return f"{before}{words}{after}"


def _counts(folded: str, part: Cut) -> bool:
    """Whether a number counts or prices something, rather than being slang."""
    before, after = folded[max(0, part.start - 2) : part.start], folded[part.end : part.end + 2]
    if part.end - part.start == 1 and not _PRAISE.search(before + folded[part.start] + after):
        return True
    return bool(_PRICED.search(before) or _COUNTED.match(after))


def _echoes(words: Sequence[str]) -> Iterator[str]:
    """Yield words, those that repeat one character drawn together: 哈哈哈, 哈 → 哈哈哈哈."""
    held = ""
    for word in words:
        if held and set(word) == set(held):
            held += word
            continue
        if held:
            yield held
        held = word if len(set(word)) == 1 else ""
        if not held:
            yield word
    if held:
        yield held


def _bare(text: str, start: int, end: int) -> ReadWord:
    return ReadWord(text[start:end], "", "", "", "none", None, start, end)


def _ours(term: Word, pinyin: str) -> ReadWord:
    return ReadWord("", pinyin, term.gloss.en, term.gloss.zh, "glossary", term.id, 0, 0)


def _theirs(known: Sequence[DictionaryWord], pinyin: str) -> ReadWord:
    fitting = [word for word in known if word.pinyin == pinyin] or list(known)
    glosses = ((word.simplified, _short(word.glosses)) for word in fitting)
    name, gloss = next((pair for pair in glosses if pair[1]), ("", ""))
    if not gloss:
        return ReadWord("", pinyin, "", "", "none", None, 0, 0)
    return ReadWord("", pinyin, gloss, "", "dictionary", f"cedict:{name}", 0, 0)


def _short(glosses: Sequence[str]) -> str:
    """Return the first glosses that say what a word means."""
    said = ""
    for gloss in glosses:
        if not _LEADS_ELSEWHERE.search(gloss) and (not said or len(said) + len(gloss) < _GLOSS):
            said += f"; {gloss}" if said else gloss
    return said or next(iter(glosses), "")


def _spoken(words: Sequence[ReadWord]) -> list[ReadWord]:
    pairs = [("".join(HAN.findall(plain(word.text))), word.pinyin) for word in words]
    said = aloud.sandhi(pairs)
    return [replace(word, pinyin=pinyin) for word, pinyin in zip(words, said, strict=True)]
