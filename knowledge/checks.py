"""What can be wrong with content only when all of it stands side by side."""

import re
from collections.abc import Iterator

from knowledge.collection import Library
from knowledge.errors import Problem
from knowledge.models import Answer, Entry, Fact, Term, Topic, Word
from knowledge.text import fold, key

_FIGURE = re.compile(r"\d")


def cross_check(library: Library) -> list[Problem]:
    """Return what is wrong between files: ids that lead nowhere, texts that stand twice."""
    problems: list[Problem] = []
    found = (*_facts(library), *_links(library), *_doubles(library), *_topics(library))
    for name, place, message in found:
        document, start = library.origins[name]
        document.problems = []
        document.complain((*start, *place), message)
        problems += document.problems
        document.problems = []
    return problems


Finding = tuple[str, tuple[str | int, ...], str]


def _facts(library: Library) -> Iterator[Finding]:
    for fact in library.facts.values():
        if fact.as_of is None and _FIGURE.search(_without_names(fact)):
            yield fact.id, ("as_of",), "missing, wanted: the date of the figure in the text"
        for i, other in enumerate(fact.disputes):
            if other not in library.facts:
                yield fact.id, ("disputes", i), f"{other!r} is unknown, wanted: the id of a fact"


def _without_names(fact: Fact) -> str:
    """Return the fact's texts without names that hold a digit."""
    return re.sub(r"Lemon8|Order 5|5号|2\.0", "", fact.en + fact.zh)


def _links(library: Library) -> Iterator[Finding]:
    for entry in library.entries.values():
        for name, known, what in (
            ("facts", library.facts, "a fact"),
            ("related", library.entries, "an entry"),
        ):
            for i, other in enumerate(getattr(entry, name)):
                if other not in known:
                    yield entry.id, (name, i), f"{other!r} is unknown, wanted: the id of {what}"
        if isinstance(entry, Answer):
            empty = [language for language in ("en", "zh") if not getattr(entry.asks, language)]
            for language in empty:
                yield entry.id, ("asks", language), "empty, wanted: what people type"
        if isinstance(entry, Term):
            yield from _term(entry)


def _term(term: Term) -> Iterator[Finding]:
    language = "en" if term.category == "english" else "zh"
    text = getattr(term.example, language)
    if key(fold(term.term)) not in key(fold(text)):
        yield (
            term.id,
            ("example", language),
            f"does not hold {term.term!r}, wanted: the term in use",
        )
    if term.pinyin is None and re.search(r"[\u4e00-\u9fff]", term.term):
        yield term.id, ("pinyin",), "missing, wanted: the reading with tone marks"


def _topics(library: Library) -> Iterator[Finding]:
    """Find topics whose number is taken, or whose longer answer is not there."""
    numbered: dict[str, Topic] = {}
    for topic in library.entries.values():
        if isinstance(topic, Topic):
            first = numbered.setdefault(topic.number, topic)
            if first is not topic:
                text = f"{topic.number} is taken by {first.id}, wanted: a number of its own"
                yield topic.id, ("number",), text
            longer = library.entries.get(topic.guide or "")
            if topic.guide and (not isinstance(longer, Answer) or isinstance(longer, Topic)):
                text = f"{topic.guide!r} is no card or answer, wanted: the id of one"
                yield topic.id, ("guide",), text


def _doubles(library: Library) -> Iterator[Finding]:
    """Find one text that would lead to two entries."""
    asked: dict[str, Entry] = {}
    named: dict[tuple[type, str], Entry] = {}
    for entry in library.entries.values():
        if isinstance(entry, Word):
            first = named.setdefault((type(entry), key(fold(entry.term))), entry)
            if first is not entry:
                text = f"{entry.term!r} is also {first.id}, wanted: one entry a term"
                yield entry.id, ("term",), text
        if isinstance(entry, Answer):
            for place, ask in _asks(entry):
                first = asked.setdefault(key(fold(ask)), entry)
                if first is not entry:
                    text = f"{ask!r} is also asked for {first.id}, wanted: one entry a question"
                    yield entry.id, place, text


def _asks(entry: Answer) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for language in ("en", "zh"):
        for i, ask in enumerate(getattr(entry.asks, language)):
            yield ("asks", language, i), ask
