"""Browsing: every entry of a category, in its order."""

from pathlib import Path

import pytest

from knowledge import (
    GUIDE_CATEGORIES,
    TERM_CATEGORIES,
    THEMES,
    Guide,
    Kind,
    Knowledge,
    Phrase,
    Term,
)
from knowledge.collection import Library
from knowledge.content import load
from knowledge.models import Entry

SHELVES = [
    *((Kind.GUIDE, category) for category in GUIDE_CATEGORIES),
    *((Kind.TERM, category) for category in TERM_CATEGORIES),
    *((Kind.PHRASE, theme) for theme in THEMES),
]


@pytest.mark.parametrize(("kind", "category"), SHELVES)
def test_a_category_holds_only_its_own(knowledge: Knowledge, kind: Kind, category: str) -> None:
    """A category is not empty, of one kind, and sorted by priority."""
    found = knowledge.browse(kind, category)

    assert found
    assert {entry.kind for entry in found} == {kind}
    assert {_category(entry) for entry in found} == {category}
    assert [entry.priority for entry in found] == sorted(entry.priority for entry in found)


def _category(entry: Entry) -> str:
    if isinstance(entry, Guide | Term):
        return entry.category
    assert isinstance(entry, Phrase)
    return entry.theme


def test_categories_hold_everything(knowledge: Knowledge, library: Library) -> None:
    """No guide, term or phrase is missing from the shelves, and none stands on two."""
    shelved = [
        entry.id for kind, category in SHELVES for entry in knowledge.browse(kind, category)
    ]

    wanted = [e.id for e in library.entries.values() if isinstance(e, Guide | Term | Phrase)]
    assert sorted(shelved) == sorted(wanted)


def test_words_of_one_priority_stand_by_their_sound(knowledge: Knowledge) -> None:
    """Within a priority, terms are in the order of their toneless pinyin, whatever the tones."""
    spelled = ["chanshiguan", "lumao", "maohaizi", "ximao", "zhuzi-cat"]

    first = [entry.id for entry in knowledge.browse(Kind.TERM, "pets") if entry.priority == "1"]

    assert [name for name in first if name in spelled] == spelled


def test_a_kind_without_the_category_is_empty(knowledge: Knowledge) -> None:
    """`money` are guides; no term has this category."""
    assert knowledge.browse(Kind.TERM, "money") == ()


def test_phrases_know_their_theme(library: Library) -> None:
    """A phrase takes its theme from the name of its file."""
    for entry in library.entries.values():
        if isinstance(entry, Phrase):
            path = library.origins[entry.id][0].path
            assert path == f"knowledge/phrases/{entry.theme}.yaml", entry.id


def test_phrases_of_a_theme_are_phrases(knowledge: Knowledge) -> None:
    """The greetings hold the plainest of them."""
    assert "大家好" in {phrase.term for phrase in knowledge.phrases("greetings")}


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        pytest.param("thanks.yaml", "", "", id="file"),
        pytest.param("thanks-more.yaml", "  theme: thanks\n", "", id="field"),
        pytest.param(
            "thanks-more.yaml",
            "",
            "1.theme: is 'thanks-more', wanted one of: 'greetings', 'thanks'",
            id="unknown",
        ),
    ],
)
def test_a_theme_is_the_name_of_the_file_or_written(
    tmp_path: Path, name: str, line: str, said: str
) -> None:
    """A file named otherwise needs the theme in each phrase, and the problem names them all."""
    folder = tmp_path / "phrases"
    folder.mkdir()
    text = "- id: a-new-phrase\n  term: 好谢\n  pinyin: hǎo xiè\n  gloss: {en: a, zh: 甲}\n"
    (folder / name).write_text(text + "  note: {en: a, zh: 甲}\n" + line, "utf-8")

    library = load([folder])

    assert all(said and said in str(problem) for problem in library.problems)
    assert len(library.problems) == bool(said)
    if not said:
        phrase = library.entries["a-new-phrase"]
        assert isinstance(phrase, Phrase)
        assert phrase.theme == "thanks"
