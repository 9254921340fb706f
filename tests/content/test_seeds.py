"""Every digest: both languages, dates beside figures, every fact of the articles in use."""

import re

import pytest

from knowledge.collection import Library
from knowledge.models import Answer, Fact

ARTICLES = {"s0": 22, "s1": 28, "s2": 20, "s3": 15, "s4": 18}
HAN = re.compile(r"[\u4e00-\u9fff]")
# Private persons of the articles: never named.
NAMES = re.compile(
    r"Garman|Alexis|Definitelynotchippy|Star404|\bFern\b|allieusyaps|\bJeff\b", re.IGNORECASE
)


@pytest.mark.parametrize(("article", "count"), ARTICLES.items())
def test_every_fact_of_an_article_is_there(library: Library, article: str, count: int) -> None:
    """The five digests hold 103 facts, numbered without a gap."""
    wanted = [f"{article}-{number:02}" for number in range(1, count + 1)]

    assert [name for name in library.facts if re.fullmatch(rf"{article}-\d+", name)] == wanted


def test_every_fact_is_bilingual(library: Library) -> None:
    """English is English and Chinese is Chinese, in facts and in their corrections."""
    for fact in library.facts.values():
        pairs = [(fact.en, fact.zh)]
        pairs += [(fact.correction.en, fact.correction.zh)] if fact.correction else []
        for english, chinese in pairs:
            assert len(HAN.findall(chinese)) >= 4, fact.id
            assert len(HAN.findall(english)) <= len(english) / 4, fact.id


def test_every_figure_has_a_date(library: Library) -> None:
    """Whatever holds a figure says as of when (names such as Lemon8 apart)."""
    for fact in library.facts.values():
        figures = re.sub(r"Lemon8|Order 5|5号|2\.0", "", fact.en + fact.zh)
        assert fact.as_of or not re.search(r"\d", figures), fact.id


def test_every_fact_has_a_source_with_a_date(library: Library) -> None:
    """Sources name publisher, title and date, or say that the date is unknown."""
    for fact in library.facts.values():
        assert fact.sources, fact.id
        for name in fact.sources:
            source = library.sources[name]
            assert source.title
            assert source.publisher


def test_every_fact_of_the_articles_can_be_reached(library: Library) -> None:
    """Each of the 103 facts is cited by an entry that somebody can ask for."""
    cited = {name for e in library.entries.values() if isinstance(e, Answer) for name in e.facts}

    articles = {name for name in library.facts if name.split("-")[0] in ARTICLES}
    assert sorted(articles - cited) == []


def test_private_persons_are_not_named(library: Library) -> None:
    """Users of the articles stay "a user", in facts and in answers."""
    texts = [f"{f.en} {f.zh} {f.by}" for f in library.facts.values()]
    texts += [
        f"{e.answer.en} {e.answer.zh}" for e in library.entries.values() if isinstance(e, Answer)
    ]

    assert [text for text in texts if NAMES.search(text)] == []


def test_disputes_are_mutual_or_corrected(library: Library) -> None:
    """A disputed fact names what disputes it, or what is right."""
    disputed: list[Fact] = [f for f in library.facts.values() if f.mark == "disputed"]

    assert disputed
    assert all(fact.disputes or fact.correction for fact in disputed)
