"""Counts of the content by kind, language, category, source and age; and what has grown old."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from knowledge.content import load, load_or_raise
from knowledge.models import Answer, Entry, Fact, Guide, Phrase, Term, Word


def statistics() -> dict[str, Any]:
    """Return the counts; raises `ContentError` if the content is wrong."""
    library = load_or_raise()
    entries = list(library.entries.values())
    terms = [entry for entry in entries if isinstance(entry, Term)]
    phrasings = [e.asks for e in entries if isinstance(e, Answer)]
    return {
        "kinds": library.counts(),
        "languages": {
            "en": sum(bool(e.asks.en) for e in entries),
            "zh": sum(bool(e.asks.zh) for e in entries),
        },
        "phrasings": {
            "en": sum(len(asks.en) for asks in phrasings),
            "zh": sum(len(asks.zh) for asks in phrasings),
        },
        "coverage": {kind: _coverage(entries, kind) for kind in _count(e.kind for e in entries)},
        "categories": {
            "guides": _count(e.category for e in entries if isinstance(e, Guide)),
            "terms": _count(term.category for term in terms),
        },
        "themes": _count(e.theme for e in entries if isinstance(e, Phrase)),
        "priorities": _count(term.priority for term in terms),
        "marks": _count(fact.mark for fact in library.facts.values()),
        "certainty": _count(fact.certainty for fact in library.facts.values()),
        "publishers": _count(source.publisher for source in library.sources.values()),
        "as_of": _count((e.as_of or "undated")[:4] for e in entries if isinstance(e, Answer)),
    }


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(map(str, values)).items()))


def _coverage(entries: Iterable[Entry], kind: str) -> dict[str, int]:
    """Return how many entries of a kind there are, and how many can be asked for, by language."""
    asks = [entry.asks for entry in entries if entry.kind == kind]
    return {
        "entries": len(asks),
        "en": sum(bool(ask.en) for ask in asks),
        "zh": sum(bool(ask.zh) for ask in asks),
    }


@dataclass(frozen=True, slots=True, order=True)
class Aged:
    """A fact or an entry that held at `as_of`, and the place where it is written."""

    as_of: str
    path: str
    line: int
    id: str
    title: str


def stale(before: str) -> list[Aged]:
    """Return facts and entries whose `as_of` is before a date (`2025`, `2025-01`), oldest first.

    Dates are compared as far as both go: what held in `2025` is not before `2025-06`. Wrong
    content is passed over; `check` tells it.
    """
    library = load()
    found: list[Aged] = []
    items: list[Fact | Entry] = [*library.facts.values(), *library.entries.values()]
    for item in items:
        if item.as_of and item.as_of[: len(before)] < before[: len(item.as_of)]:
            document, place = library.origins[item.id]
            found.append(
                Aged(item.as_of, document.path, document.places[place][0], item.id, _title(item))
            )
    return sorted(found)


def _title(item: Fact | Entry) -> str:
    """Return what a fact or an entry is called in a list, in English."""
    if isinstance(item, Fact):
        return item.en
    if isinstance(item, Answer):
        return item.title.en
    return item.term if isinstance(item, Word) else item.id
