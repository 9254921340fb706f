"""`Knowledge`: everything known, and what it answers to a question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from knowledge.compiled import compiled, version
from knowledge.errors import NotFound
from knowledge.features import canonical
from knowledge.frames import Frame, frames
from knowledge.index import Keys
from knowledge.language import detect
from knowledge.models import (
    Answer,
    Bilingual,
    Decline,
    Entry,
    Fact,
    FactAnswer,
    Guide,
    Kind,
    Language,
    Phrase,
    SmallTalk,
    Source,
    Term,
    Word,
)
from knowledge.retrieval import THRESHOLD, Match, Retriever
from knowledge.script import traditionalize
from knowledge.search import CERTAIN, Hit, Search
from knowledge.text import clauses, clean, fold, key

_ENTRY_TYPES: Final[Mapping[str, type[Entry]]] = {
    model.__name__: model for model in (Decline, FactAnswer, Guide, Phrase, SmallTalk, Term)
}

# Score a word must have to be taken for what a question frame asks about.
_FRAMED = 0.55
# What a clause's score counts beside that of the whole message, and how many are looked at.
_CLAUSE_SHARE = 0.9
_CLAUSES = 5
_SHORTEST_CLAUSE = 5
# Score from which an entry that is not the answer is worth a "did you mean".
_SUGGEST = 0.06
_SUGGESTIONS = 3
# Score from which a description is taken for a word without being asked for one.
_MEANT = 0.7
# Learned weight from which a kind of question that is not our field is named.
_DECLINE = 0.25

# What says that a word is asked about, not with.
_MEANING_CUE = re.compile(
    r"\bmeans?\b|\bmeaning|\bslang\b|\bwats?\b|\bdefin|\bstands? for|\btranslat|意思|指的|缩写|"
    r"解释|怎么理解|怎么翻译|怎么说|什么梗|啥梗"
)
# Names, in canonical form, that are subjects of the guide rather than words to be explained.
PLATFORMS = frozenset(
    ["rednote", "tiktok", "instagram", "facebook", "youtube", "wechat", "weibo", "douyin"]
)
# Share of a message that a word must make up to be what the message is about.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: an entry, with the second one where two were compared.

    `score`: 0..1, how sure. `related`: entries to offer beside it, best first.
    """

    language: Language
    entries: tuple[Entry, ...]
    score: float
    related: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry that answers, the first of two."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No answer. `decline` says why, where the question is of a kind we know is not our field.

    `score` is what the best candidate reached; `suggestions` may be what was meant.
    """

    language: Language
    score: float = 0.0
    decline: Decline | None = None
    suggestions: tuple[Entry, ...] = ()


class Knowledge:
    """Everything known. Immutable, synchronous, safe to share between tasks and threads."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take compiled knowledge; see `open`."""
        self._data = data
        self._facts = {d["id"]: Fact.model_construct(**d) for d in data["facts"]}
        self._sources = {d["id"]: Source.model_construct(**d) for d in data["sources"]}
        self._rows = {fields["id"]: (name, fields) for name, fields in data["entries"]}
        self._entries: dict[str, Entry] = {}
        self._questions = Retriever(data["questions"])

    @classmethod
    def open(cls) -> "Knowledge":
        """Return the knowledge; the first time after a change of content takes some seconds.

        Raises `ContentError` if the content is wrong.
        """
        return cls(compiled())

    @cached_property
    def version(self) -> str:
        """The version of content and engine."""
        return version()

    @cached_property
    def search(self) -> Search:
        """The glossary, by every spelling."""
        meanings = Retriever(self._data["meanings"])
        return Search(self._word, Keys(**self._data["keys"]), meanings)

    def _word(self, name: str) -> Word:
        word = self.entry(name)
        assert isinstance(word, Word)  # noqa: S101 - the keys lead to words alone
        return word

    def entries(self) -> Iterator[Entry]:
        """Yield every entry in order of id."""
        return (self.entry(name) for name in self._rows)

    def entry(self, name: str) -> Entry:
        """Return the entry with an id; raises `NotFound`."""
        if name not in self._entries:
            try:
                kind, fields = self._rows[name]
            except KeyError:
                raise NotFound(f"no entry has the id {name!r}") from None
            self._entries[name] = _ENTRY_TYPES[kind].model_validate(fields)
        return self._entries[name]

    def facts(self, entry: Entry) -> tuple[Fact, ...]:
        """Return the facts an entry cites, in its order."""
        return tuple(self._facts[name] for name in entry.facts)

    def sources(self, entry: Entry) -> tuple[Source, ...]:
        """Return the sources behind an entry's facts, each once, in order."""
        names = [s for name in entry.facts for s in self._facts[name].sources]
        return tuple(self._sources[name] for name in dict.fromkeys(names))

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
        table = {
            fields["term"]: fields["traditional"]
            for _, fields in self._rows.values()
            if fields.get("traditional")
            and len(fields["term"]) > 1
            and traditionalize(fields["term"]) != fields["traditional"]
        }
        return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table

    def language(self, text: str) -> Language:
        """Return the language and script of a message."""
        return detect(text)

    def related(self, entry: Entry) -> list[Entry]:
        """Return the entries an entry names as related, in its order."""
        return [self.entry(name) for name in entry.related]

    # --- look up

    def lookup(self, text: str, limit: int = 5) -> list[Hit]:
        """Return the words that `text` can mean, best first."""
        return self.search.find(text, limit)

    # --- ask

    def ask(self, text: str, language: Language | None = None) -> Found | Nothing:
        """Return the answer to a question in `language`, or in its own."""
        language = language or detect(text)
        folded = fold(text)
        if not key(folded):
            return Nothing(language)
        asked = self._data["asked"].get(key(folded))
        if asked is not None:
            return self._from_entry(asked, 1.0, language)
        match = self.match(text, folded)
        words = self._words(text, folded, match)
        if words:
            related = [e for word in words for e in self.related(word.word)]
            entries = tuple(dict.fromkeys(hit.word for hit in words))
            return Found(language, entries, words[0].score, tuple(related))
        if match.id is not None:
            return self._from_entry(match.id, match.score, language)
        return self._from_words(folded, match, language)

    def match(self, text: str, folded: str) -> Match:
        """Return what a message, or the clause of it that is clearest, comes closest to.

        A clause alone is never small talk: "is he right?" ends many a question.
        """
        whole = self._questions.rank(folded)
        parts = [c for c in clauses(clean(text)) if len(c) >= _SHORTEST_CLAUSE][-_CLAUSES:]
        if len(parts) <= 1 or whole.score >= CERTAIN:
            return whole
        ranked = [
            m for m in map(self._questions.rank, parts) if self._kind(m) != SmallTalk.__name__
        ]
        best = max(ranked, key=lambda m: m.score, default=whole)
        return best if best.score * _CLAUSE_SHARE > whole.score else whole

    def _kind(self, match: Match) -> str:
        """Return the kind of entry a match leads to, empty for none."""
        return self._rows[match.ranked[0].id or ""][0] if match.ranked else ""

    def _from_entry(self, name: str, score: float, language: Language) -> Found | Nothing:
        entry = self.entry(name)
        if isinstance(entry, Decline):
            return Nothing(language, score, entry, tuple(self.related(entry)))
        return Found(language, (entry,), score, tuple(self.related(entry)))

    def _words(self, text: str, folded: str, match: Match) -> list[Hit]:
        """Return the word (or two, compared) that a question is about, or nothing."""
        whole = [h for h in self.search.spelled(text) if h.score >= CERTAIN]
        if whole:
            return self._first(whole)
        asked = frames(folded)
        pair = next((p for frame in asked if (p := self._compared(frame))), [])
        if pair:
            return pair
        need = _FRAMED if match.score < THRESHOLD else CERTAIN
        for part in self.search.framed(folded):
            hits = [h for h in self.search.spelled(part) if h.score >= need]
            if hits and match.score < _rivalled(part, hits[0]):
                return self._first(hits)
        said = [h for f in asked if f.intent == "say" for h in self.search.meant(f.x)]
        return self._first([h for h in said if h.is_answer and match.score < CERTAIN])

    def _compared(self, frame: Frame) -> list[Hit]:
        """Return both words of a comparison, or nothing."""
        if frame.intent != "compare":
            return []
        found = [self._first(self.search.spelled(part)) for part in (frame.x, frame.y)]
        sure = [hits[0] for hits in found if hits and hits[0].score >= CERTAIN]
        return sure if len(sure) == len(found) else []

    def _first(self, hits: Sequence[Hit]) -> list[Hit]:
        order = sorted(hits, key=lambda h: (-h.score, isinstance(h.word, Phrase), h.word.priority))
        return order[:1]

    def _from_words(self, folded: str, match: Match, language: Language) -> Found | Nothing:
        """Answer by a word inside the question or by its meaning, or say that it is not known."""
        declined = self._decline(match)
        mentioned = [h for h in self.search.mentioned(folded) if h.is_answer]
        if declined is None and mentioned:
            hit = max(mentioned, key=lambda h: (h.score, len(h.found)))
            if _MEANING_CUE.search(folded) or len(hit.found) >= _MOST * len(key(folded)):
                return self._from_hit(hit, language)
        spelled, meant = self.search.spelled(folded), self.search.meant(folded)
        sure = [h for h in spelled if h.is_answer] or [h for h in meant if h.score >= _MEANT]
        if declined is None and sure:
            return self._from_hit(self._first(sure)[0], language)
        near: list[Entry] = [hit.word for hit in spelled]
        if match.score >= _SUGGEST:
            near += [self.entry(r.id) for r in match.ranked if r.id]
        near += [hit.word for hit in meant if hit.score > _SUGGEST]
        offered = [e for e in dict.fromkeys(near) if e.kind not in {Kind.NONE, Kind.SMALLTALK}]
        if declined is not None:
            offered = self.related(declined)
        return Nothing(language, match.score, declined, tuple(offered[:_SUGGESTIONS]))

    def _from_hit(self, hit: Hit, language: Language) -> Found:
        return Found(language, (hit.word,), hit.score, tuple(self.related(hit.word)))

    def _decline(self, match: Match) -> Decline | None:
        """Return the kind of question that is not our field, if that is what comes closest."""
        if not match.is_off_topic or match.off_topic is None:
            return None
        entry = self.entry(match.off_topic.id or "")
        return entry if isinstance(entry, Decline) and match.off_topic.weight > _DECLINE else None

    # --- browse

    def guides(self, category: str) -> list[Guide]:
        """Return the cards of a category, first-release cards first."""
        cards = [e for e in self.entries() if isinstance(e, Guide) and e.category == category]
        return sorted(cards, key=lambda card: (card.priority, card.id))


def title(entry: Entry) -> Bilingual:
    """Return what an entry is called in a list: its title, or the word with its gloss."""
    if isinstance(entry, Answer):
        return entry.title
    assert isinstance(entry, Word)  # noqa: S101 - every entry is an answer or a word
    return Bilingual(en=entry.term, zh=entry.term)


def _rivalled(part: str, hit: Hit) -> float:
    """Return the score from which a card beats a word found in a question's frame.

    Somebody who asks what RedNote or TikTok is wants the card, not the word.
    """
    if canonical(part) in PLATFORMS:
        return THRESHOLD
    return 1.0 if hit.reason in {"hanzi", "traditional", "alias"} else CERTAIN
