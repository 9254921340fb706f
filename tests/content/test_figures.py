"""Every figure: cited, dated, and the same in both languages."""

import re
from collections.abc import Iterator

from knowledge.collection import Library
from knowledge.models import Answer, Entry, Fact, FactAnswer, Guide, Phrase, Term, Word
from tests.exceptions import listed
from tests.figures import figures, spelled


def test_every_figure_traces_to_a_cited_fact(library: Library) -> None:
    """A figure in an answer stands in a fact it cites, or in the list with its reason."""
    found = set()
    for entry in library.entries.values():
        if isinstance(entry, Guide | FactAnswer):
            known = _known(library, entry)
            said = figures(entry.answer.en) | figures(entry.answer.zh)
            found |= {(entry.id, figure) for figure in said - known}

    assert found == listed("figures")


def _known(library: Library, entry: Entry) -> set[str]:
    """Return the figures of all facts an entry cites, with their dates."""
    text = " ; ".join(part for name in entry.facts for part in _texts(library, name))
    return figures(text) | spelled(text)


def _texts(library: Library, name: str) -> Iterator[str]:
    fact = library.facts[name]
    yield from (fact.en, fact.zh, fact.by or "")
    if fact.correction:
        yield from (fact.correction.en, fact.correction.zh)
    for date in (fact.as_of or "", *(library.sources[source].date for source in fact.sources)):
        year, _, rest = date.partition("-")
        month, _, day = rest.partition("-")
        yield f"{year} {int(month)}月 {int(day or 0)}" if month else year


def test_every_figure_of_a_dated_fact_has_its_date(library: Library) -> None:
    """What held at a date is told with the entry's date or with a year in the text."""
    undated = [
        entry.id
        for entry in library.entries.values()
        if isinstance(entry, Guide | FactAnswer)
        and any(library.facts[name].mark == "dated" for name in entry.facts)
        and figures(entry.answer.en)
        and not (entry.as_of or _has_year(entry.answer.en, entry.answer.zh))
    ]

    assert undated == []


def _has_year(*texts: str) -> bool:
    return all(re.search(r"\b20\d\d", text) for text in texts)


def test_both_languages_carry_the_same_figures(library: Library) -> None:
    """A figure in one language of an entry stands in the other, in digits or in words."""
    found = set()
    for entry in library.entries.values():
        english, chinese = sides(entry)
        own = " ".join((entry.term, *entry.also)) if isinstance(entry, Word) else ""
        found |= {(entry.id, figure) for figure in _odd(english, chinese) if figure not in own}

    assert found == listed("languages")


def test_both_languages_of_a_fact_carry_the_same_figures(library: Library) -> None:
    """Facts and corrections give the same figures in English and in Chinese."""
    found = [
        (fact.id, sorted(odd)) for fact in library.facts.values() if (odd := _odd(*_both(fact)))
    ]

    assert found == []


def _odd(english: str, chinese: str) -> set[str]:
    """Return the figures that stand on one side alone."""
    left, right = figures(english), figures(chinese)
    return (left - right - spelled(chinese)) | (right - left - spelled(english))


def _both(fact: Fact) -> tuple[str, str]:
    added = fact.correction
    if added is None:
        return fact.en, fact.zh
    return f"{fact.en}\n{added.en}", f"{fact.zh}\n{added.zh}"


def sides(entry: Entry) -> tuple[str, str]:
    """Return all English and all Chinese text of an entry."""
    if isinstance(entry, Answer):
        texts = [entry.title, entry.answer]
    else:
        assert isinstance(entry, Word)
        texts = [entry.gloss]
        texts += [entry.note] if isinstance(entry, Phrase) else []
        texts += [entry.meaning, entry.example] if isinstance(entry, Term) else []
        texts += [entry.care] if isinstance(entry, Term) and entry.care else []
    return "\n".join(text.en for text in texts), "\n".join(text.zh for text in texts)
