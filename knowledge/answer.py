"""`Knowledge`: everything known, and what it answers to a question."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from knowledge.asking import Asking
from knowledge.compiled import Compiled, compiled, version
from knowledge.errors import NotFound
from knowledge.explained import note
from knowledge.fallback import GUESSED, PREFIX, WRITTEN, Fallback
from knowledge.glossary import Glossary
from knowledge.index import Keys
from knowledge.language import detect
from knowledge.match import Match
from knowledge.models import (
    Answer,
    Bilingual,
    Decline,
    DictionaryEntry,
    Entry,
    Fact,
    FactAnswer,
    Guide,
    GuideCategory,
    Kind,
    Language,
    Level,
    Phrase,
    SmallTalk,
    Source,
    Term,
    TermCategory,
    Theme,
    Topic,
    Word,
)
from knowledge.outcome import Found, Nothing
from knowledge.packed import Packed, read, within
from knowledge.retrieval import Retriever
from knowledge.script import traditionalize
from knowledge.search import Search
from knowledge.spelling import CERTAIN, Hit
from knowledge.text import HAN, MAX_LENGTH, ends, fold
from knowledge.translation import Translation

if TYPE_CHECKING:
    from knowledge.draft import DraftCheck
    from knowledge.reader import Reader, ReadWord

_ENTRY_TYPES: Final[Mapping[str, type[Entry]]] = {
    model.__name__: model for model in (Decline, FactAnswer, Guide, Phrase, SmallTalk, Term, Topic)
}


class Knowledge:
    """Everything known. Immutable, synchronous, safe to share between tasks and threads."""

    def __init__(self, data: Compiled) -> None:
        """Take compiled knowledge; see `open`."""
        self._data = data
        self._facts = Packed[dict[str, Any]](data["facts"])
        self._sources = Packed[dict[str, Any]](data["sources"])
        self._rows = Packed[tuple[str, dict[str, Any]]](data["entries"])
        self._entries: dict[str, Entry] = {}
        self._fallback = Fallback()

    @classmethod
    def open(cls, announce: Callable[[], None] | None = None) -> "Knowledge":
        """Return the knowledge.

        The first time after a change of content takes less than a minute; `announce` is called
        before. Raises `ContentError` if the content is wrong.
        """
        return cls(compiled(announce))

    @cached_property
    def version(self) -> str:
        """The version of content and engine."""
        return version()

    @cached_property
    def search(self) -> Search:
        """The glossary, by every spelling."""
        return Search(self._word, self._keys, Retriever(within(self._data, "meanings")))

    @cached_property
    def _keys(self) -> Keys:
        return Keys.kept(within(self._data, "keys"))

    def _word(self, name: str) -> Word:
        word = self.entry(name)
        assert isinstance(word, Word)  # noqa: S101 - the keys lead to words alone
        return word

    def entries(self) -> Iterator[Entry]:
        """Yield every entry in order of id."""
        return map(self.entry, read(self._data["ids"]))

    def entry(self, name: str) -> Entry:
        """Return the entry with an id, of the dictionary too; raises `NotFound`."""
        if name.startswith(PREFIX) and (borrowed := self._fallback.entry(name)):
            return borrowed
        if name not in self._entries:
            try:
                kind, fields = self._rows[name]
            except KeyError:
                raise NotFound(f"no entry has the id {name!r}") from None
            self._entries[name] = _ENTRY_TYPES[kind].model_validate(fields)
        return self._entries[name]

    def has(self, name: str) -> bool:
        """Whether there is an entry with an id."""
        return name in self._rows

    def topics(self) -> tuple[Topic, ...]:
        """Return the sensitive topics in their order."""
        found = map(self.entry, read(self._data["topics"]))
        return tuple(entry for entry in found if isinstance(entry, Topic))

    def facts(self, entry: Entry) -> tuple[Fact, ...]:
        """Return the facts an entry cites, in its order."""
        return tuple(Fact.model_construct(**self._facts[name]) for name in entry.facts)

    def sources(self, entry: Entry) -> tuple[Source, ...]:
        """Return the sources behind an entry's facts, each once, in order."""
        if isinstance(entry, DictionaryEntry):
            return (self.dictionary,)
        names = dict.fromkeys(
            name for fact in entry.facts for name in self._facts[fact]["sources"]
        )
        return tuple(Source.model_construct(**self._sources[name]) for name in names)

    @cached_property
    def dictionary(self) -> Source:
        """What names the dictionary that answers where no word of ours does."""
        return self._fallback.source()

    def say(self, text: Bilingual, language: Language) -> str:
        """Return a text in a language and script."""
        said = text.in_(language)
        return self.traditional(said) if language is Language.TRADITIONAL else said

    def traditional(self, text: str) -> str:
        """Return Chinese text in Traditional characters, terms as the editors write them."""
        pattern, table = self._traditional_terms
        marked = pattern.sub(lambda m: table[m[0]], text) if table else text
        return traditionalize(marked)

    @cached_property
    def _traditional_terms(self) -> tuple[re.Pattern[str], dict[str, str]]:
        table: dict[str, str] = read(self._data["traditional"])
        return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table

    def language(self, text: str) -> Language:
        """Return the language and script of a message."""
        return detect(text)

    def related(self, entry: Entry) -> list[Entry]:
        """Return the entries an entry names as related, in its order."""
        return [self.entry(name) for name in entry.related]

    # --- look over

    def check_draft(self, text: str) -> "DraftCheck":
        """Look a draft over: the places that touch one of the topics, in order. Never raises."""
        from knowledge.draft import check_draft  # noqa: PLC0415 - its signs take time to load

        return check_draft(text, self._levels.__getitem__)

    @cached_property
    def _levels(self) -> Mapping[str, Level]:
        """How strict each topic is, by its id."""
        return {topic.id: topic.level for topic in self.topics()}

    # --- browse

    def browse(
        self, kind: Kind, category: GuideCategory | TermCategory | Theme | str
    ) -> tuple[Entry, ...]:
        """Return the guides, terms or phrases of a category, by priority, then by name.

        Names are compared as titles in English, or as toneless pinyin. Empty if `kind` has no
        such category: `basics` are guides and terms, `money` only guides.
        """
        return tuple(map(self.entry, self._shelves.get((kind, category), ())))

    def phrases(self, theme: Theme) -> tuple[Phrase, ...]:
        """Return the phrases of a theme, in the order of `browse`."""
        found = self.browse(Kind.PHRASE, theme)
        return tuple(entry for entry in found if isinstance(entry, Phrase))

    @cached_property
    def _shelves(self) -> Mapping[tuple[Kind, str], list[str]]:
        """The ids of each category, in the order of `browse`."""
        shelves: dict[tuple[Kind, str], list[str]] = read(self._data["shelves"])
        return shelves

    # --- look up

    def lookup(self, text: str, limit: int = 5) -> list[Hit]:
        """Return the words that `text` can mean, best first.

        Where no word of ours is spelled so, those of the dictionary stand among them.
        """
        hits = self.search.find(ends(text), limit)
        if not any(hit.is_answer and hit.reason not in GUESSED for hit in hits):
            hits = self._fallback.join(text, hits)
        note("outcome", hits[:limit])
        return hits[:limit]

    def mentions(self, text: str) -> list[Hit]:
        """Return the words of the glossary that stand inside a text, in their order, each once."""
        found: dict[str, Hit] = {}
        for hit in self.search.mentioned(fold(text[:MAX_LENGTH])):
            if hit.is_answer:
                found.setdefault(hit.word.id, hit)
        return list(found.values())

    def glossary(self, words: Sequence[Word]) -> Glossary:
        """Return words of somebody's own as a glossary that is searched as this one is."""
        return Glossary(words, self._keys)

    @cached_property
    def _asking(self) -> Asking:
        questions = Retriever(within(self._data, "questions"))
        asked, said = (Packed[str](self._data[name]) for name in ("asked", "said"))
        translation = Translation(self._word, self.search, said)
        return Asking(self.entry, self.search, questions, asked, translation)

    def ask(self, text: str, language: Language | None = None) -> Found | Nothing:
        """Return the answer to a question in `language`, or in its own.

        A word that only the dictionary has is answered from there.
        """
        outcome = self._asking.ask(ends(text), language)
        if isinstance(outcome, Nothing):
            certain, related = bool(outcome.decline), outcome.suggestions
        else:
            certain = outcome.score >= CERTAIN or not isinstance(outcome.entry, Word)
            related = outcome.entries
        is_card = isinstance(outcome, Found) and not isinstance(outcome.entry, Word)
        said = [] if _is_settled(outcome) else self._fallback.said(text, outright=is_card)
        if said:
            note("said in the dictionary", said)
            others = dict.fromkeys([*(hit.word for hit in said[1:]), *related])
            return Found(outcome.language, (said[0].word,), said[0].score, tuple(others))
        wide = isinstance(outcome, Found) or not detect(text).is_chinese
        hit = None if certain else self._fallback.asked(text, of_things=wide)
        note("in the dictionary", hit)
        if hit is None or (isinstance(outcome, Found) and hit.reason == "pinyin"):
            return outcome
        return Found(outcome.language, (hit.word,), hit.score, related)

    @cached_property
    def _reader(self) -> "Reader":
        from knowledge.reader import Reader  # noqa: PLC0415 - most runs read nothing aloud

        keys = self._keys
        return Reader(self._word, keys.names, keys.initials, self._fallback.open)

    def read(self, text: str, *, sandhi: bool = False) -> "tuple[ReadWord, ...]":
        """Return the words of a text with reading and short gloss; joined they are the text.

        `sandhi`: 一 and 不 with the tones they take in speech.
        """
        return self._reader.read(text, sandhi=sandhi)

    def prepare(self) -> None:
        """Open, or once make, what otherwise opens with the first unknown word; 2 s at most."""
        self.lookup("词典里的词")
        self.read("读一读")

    def match(self, text: str) -> Match:
        """Return what a message comes closest to, before words are looked up."""
        return self._asking.match(text)


def _is_settled(outcome: Found | Nothing) -> bool:
    """Whether an outcome stands though the Chinese of something was asked for: it is surely that.

    A word in characters, or a card that is asked just so.
    """
    if isinstance(outcome, Nothing):
        return False
    if isinstance(outcome.entry, Word):
        return outcome.score >= WRITTEN and bool(HAN.search(outcome.entry.term))
    return outcome.score == 1


def title(entry: Entry) -> Bilingual:
    """Return what an entry is called in a list: its title, or the word with its gloss."""
    if isinstance(entry, Answer):
        return entry.title
    assert isinstance(entry, Word)  # noqa: S101 - every entry is an answer or a word
    return Bilingual(en=entry.term, zh=entry.term)
