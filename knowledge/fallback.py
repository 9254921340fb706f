"""What the dictionary says where our own words have no answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Final

from knowledge import cedict
from knowledge.dictionary import Dictionary, DictionaryWord
from knowledge.frames import bare, frames
from knowledge.models import Bilingual, DictionaryEntry, Reading, Source
from knowledge.pinyin import spell, split
from knowledge.question import MEANING_CUE
from knowledge.script import is_traditional
from knowledge.spelling import DOUBTFUL, Hit, Reason
from knowledge.tables import words as table_words
from knowledge.text import HAN, clean, fold, key
from knowledge.translation import is_outright, to_say

PREFIX: Final = "cedict:"
# How a word of ours may be found that is not what was written.
GUESSED: Final = frozenset(["meaning", "fuzzy", "homophone"])

WRITTEN: Final = 0.9  # in characters, or to the letter one of its senses
_TONED = 0.6  # pinyin whose tones are all right
_TONELESS = 0.4  # only a "did you mean": too many words share a spelling
_FRAMED = 0.02  # taken off when cut out of a question
_LONGEST = 240  # longest text in which frames are looked for, in characters


class Fallback:
    """Answers by the dictionary; knows nothing where it is not installed."""

    @cached_property
    def dictionary(self) -> Dictionary | None:
        """The dictionary, opened when it is first needed."""
        return Dictionary.open()

    def open(self) -> Dictionary | None:
        """Return the dictionary, or None where it is not installed."""
        return self.dictionary

    def entry(self, name: str) -> DictionaryEntry | None:
        """Return the entry with an id (`cedict:种树`), or None."""
        written = self.dictionary.named(name.removeprefix(PREFIX)) if self.dictionary else ()
        entries = (_entry(words) for words in _alike(written))
        return next((entry for entry in entries if entry.id == name), None)

    def source(self) -> Source:
        """Return what names the dictionary."""
        date = self.dictionary.date if self.dictionary else "unknown"
        return Source(id="cc-cedict", title=cedict.TITLE, publisher=cedict.PUBLISHER, date=date)

    def find(self, text: str) -> list[Hit]:
        """Return the words that a text, or what a question frame cuts out of it, spells."""
        if len(text) > _LONGEST:
            return []
        folded = bare(fold(text))
        hits = list(self._spelled(text, folded))
        if not hits:
            parts = [frame.x for frame in frames(folded) if frame.intent != "compare"]
            hits = [hit for part in parts for hit in self._spelled(part, part, _FRAMED)]
        return list({hit.word.id: hit for hit in hits}.values())

    def join(self, text: str, guesses: Sequence[Hit]) -> list[Hit]:
        """Return guesses at our words with those of the dictionary, best first.

        A guess that is an answer stands alone; but a text that is a word of its own in characters
        is no slip of another.
        """
        found = self.find(text)
        written = any(hit.reason != "pinyin" for hit in found)
        if written:
            guesses = [replace(hit, score=min(hit.score, DOUBTFUL)) for hit in guesses]
        elif any(hit.is_answer for hit in guesses):
            return list(guesses)
        return sorted([*guesses, *found], key=lambda hit: -hit.score)

    def asked(self, text: str, *, of_things: bool) -> Hit | None:
        """Return the word that a message is, or whose meaning it asks for; None if there is none.

        `of_things`: whether questions about a thing (“X是什么”) count, which want more than a
        dictionary knows.
        """
        hit = next((hit for hit in self.find(text) if hit.is_answer), None)
        folded = bare(fold(text))
        whole = hit is not None and hit.found in {key(folded), spell(folded)[0]}
        return hit if whole or of_things or MEANING_CUE.search(folded) else None

    def said(self, text: str, *, outright: bool) -> list[Hit]:
        """Return the words that say what a question wants to know in the other language.

        Best first: words with an English sense, or the one in characters, with what it means.
        `outright`: only if the question asks for nothing else.
        """
        folded = bare(fold(text)) if len(text) <= _LONGEST else ""
        wanted = to_say(folded, frames(folded))
        asked = is_outright(folded, wanted) or not (outright or HAN.search(wanted))
        if not wanted or not asked or not self.dictionary:
            return []
        if HAN.search(wanted):
            return list(self._spelled(wanted, wanted))
        found = _alike(self.dictionary.meaning(wanted))
        return [Hit(_entry(words), WRITTEN, "meaning", wanted) for words in found]

    def _spelled(self, text: str, folded: str, less: float = 0) -> Iterator[Hit]:
        if not self.dictionary:
            return
        if HAN.search(folded):
            reason: Reason = "traditional" if is_traditional(clean(text)) else "hanzi"
            spellings = dict.fromkeys([bare(text), folded])
            found = next(filter(None, map(self.dictionary.named, spellings)), ())
            for words in _alike(found):
                yield Hit(_entry(words), WRITTEN - less, reason, key(folded))
            return
        letters, tones = spell(folded)
        if len(split(letters) or ()) > 1 and letters not in table_words("english.txt"):
            for words in _alike(self.dictionary.find(folded)):
                yield Hit(
                    _entry(words), (_TONED if tones else _TONELESS) - less, "pinyin", letters
                )


def _alike(words: Sequence[DictionaryWord]) -> list[list[DictionaryWord]]:
    """Return words written alike together, in the order of the first of each."""
    order = list(dict.fromkeys(word.simplified for word in words))
    ranked = sorted(words, key=lambda word: order.index(word.simplified))
    return [list(group) for _, group in groupby(ranked, key=lambda word: word.simplified)]


def _entry(words: Sequence[DictionaryWord]) -> DictionaryEntry:
    readings = tuple(
        Reading(traditional=w.traditional, pinyin=w.pinyin, glosses=w.glosses) for w in words
    )
    said = "; ".join(
        f"{r.pinyin}: {'; '.join(r.glosses)}" if len(readings) > 1 else "; ".join(r.glosses)
        for r in readings
    )
    spoken = dict.fromkeys(r.pinyin for r in readings if r.pinyin)
    return DictionaryEntry(
        id=PREFIX + words[0].simplified,
        term=words[0].simplified,
        traditional=words[0].traditional,
        pinyin=" / ".join(spoken) or None,
        gloss=Bilingual(en=said, zh=said),
        readings=readings,
    )
