"""Counts of the content: by kind, language, category, source and age."""

from collections import Counter
from typing import Any

from knowledge.content import load_or_raise
from knowledge.models import Answer, Guide, Term


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
        "categories": {
            "guides": _count(e.category for e in entries if isinstance(e, Guide)),
            "terms": _count(term.category for term in terms),
        },
        "priorities": _count(term.priority for term in terms),
        "marks": _count(fact.mark for fact in library.facts.values()),
        "certainty": _count(fact.certainty for fact in library.facts.values()),
        "publishers": _count(source.publisher for source in library.sources.values()),
        "as_of": _count((e.as_of or "undated")[:4] for e in entries if isinstance(e, Answer)),
    }


def _count(values: Any) -> dict[str, int]:  # noqa: ANN401 - any iterable of text
    return dict(sorted(Counter(values).items()))
