"""Interface sentences: the same in every language, none in Python."""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.dialogue import browse, feedback, takeaway
from bot.dialogue import panel as settings
from bot.dialogue.options import VALUES
from bot.review import Grade, Side
from bot.strings import MissingString, month, strings, written
from bot.tg import profile
from bot.values import PinyinStyle
from knowledge import GUIDE_CATEGORIES, TERM_CATEGORIES, THEMES, Language, Word
from knowledge.models import Level

ROOT = Path(__file__).parents[2]


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def sentences(language: Language) -> dict[str, set[str]]:
    """Return the variables of each sentence of a locale."""
    text = (ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, fluent.Junk), entry.content
        if isinstance(entry, fluent.Message):
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.TRADITIONAL])
def test_locales_are_alike(language: Language) -> None:
    """Every language has the same sentences with the same variables."""
    assert sentences(language) == sentences(Language.ENGLISH)


@pytest.mark.parametrize("language", Language)
def test_each_sentence_is_found_whole(language: Language) -> None:
    """A sentence parsed alone is what it is in the whole file."""
    text = (ROOT / "bot" / "locales" / f"{language}.ftl").read_text("utf-8")
    whole = {
        e.id.name: e for e in FluentParser().parse(text).body if isinstance(e, fluent.Message)
    }

    alone = {name: FluentParser().parse(part).body for name, part in written(language).items()}

    assert alone.keys() == whole.keys()
    for name, parts in alone.items():
        assert [part.equals(whole[name], ["span", "comment"]) for part in parts] == [True], name


def test_a_missing_sentence_or_value_is_an_error() -> None:
    """Nothing is ever shown half."""
    with pytest.raises(MissingString, match="no-such"):
        strings(Language.ENGLISH, "no-such")
    with pytest.raises(MissingString, match="answer-literal"):
        strings(Language.ENGLISH, "answer-literal")


def test_dates_are_words() -> None:
    """Months are named in English and numbered in Chinese; a bare year stays."""
    assert month(Language.ENGLISH, "2025-01") == "January 2025"
    assert month(Language.SIMPLIFIED, "2025-12-04") == "2025年12月"
    assert month(Language.TRADITIONAL, "2013") == "2013年"
    assert month(Language.ENGLISH, "2013") == "2013"


def test_no_chinese_sentence_in_python() -> None:
    """Chinese in Python is names of commands, marks and patterns, never a sentence."""
    sentence = re.compile(r"[\u4e00-\u9fff]{5,}|[\u4e00-\u9fff]+[，。！]")
    for path in [*(ROOT / "bot").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not sentence.search(node.value), (path.name, node.value)


def panel() -> set[str]:
    """Return the sentences the panel of a group's settings is made of."""
    names: set[str] = {f"panel-{page}" for page in settings._PAGES}
    for setting, values in VALUES.items():
        own = f"panel-{setting.replace('_', '-')}"
        names.add(own)
        if setting in settings._SWITCHES:
            names |= {f"{own}-enable", f"{own}-disable"}
        elif setting != "welcome_text":
            names.add(f"{own}-about")
        if setting in settings._AS_THEY_ARE or setting == "welcome_text":
            continue
        counted = setting == "word_hour" or setting in settings._COUNTED
        names |= {f"{own}-{v}" for v in values if not (counted and v.isdigit() and v != "0")}
    return names - {"panel-word-hour-0"}


BUILT: Mapping[str, Iterable[str]] = {
    "answer-register-": {*get_args(Word.model_fields["style"].annotation)} - {"neutral"},
    "command-": {name for _, names in profile._SCOPES for name in names},
    "pinyin-": PinyinStyle,
    "pinyin-set-": PinyinStyle,
    "browse-": (browse.WORDS, browse.PHRASES),
    "browse-name-": (browse.WORDS, browse.PHRASES, browse.AVOID),
    "guides-": GUIDE_CATEGORIES,
    "terms-": TERM_CATEGORIES,
    "theme-": THEMES,
    "rate-": (feedback.GOOD, feedback.BAD, *feedback.REASONS),
    "draft-level-": get_args(Level),
    "review-ask-": (side.value for side in Side),
    "review-grade-": (grade.name.lower() for grade in Grade),
    "export-": takeaway.NAMES,
    "panel-did-": ("import", "taught", "removed", "words"),
}


def built() -> set[str]:
    """Return the sentences whose names are put together of a stem and a value."""
    ups = {f"browse-{place}-up" for place in (browse.WORDS, browse.PHRASES)}
    return {stem + value for stem, values in BUILT.items() for value in values} | ups | panel()


def test_every_sentence_is_used() -> None:
    """No sentence lies about unused."""
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "bot").rglob("*.py"))

    written = {
        name for name in sentences(Language.ENGLISH) if re.search(f"[\"']{name}[\"']", code)
    }

    assert set(sentences(Language.ENGLISH)) - written - built() == set()


def test_every_name_that_is_built_has_its_sentence() -> None:
    """A value without a sentence would fail only when it is shown."""
    assert built() - set(sentences(Language.ENGLISH)) == set()


def test_every_sentence_written_in_the_code_is_there() -> None:
    """The names that stand in calls are names of sentences."""
    called = re.compile(r"\.(?:word|sentence|button|paragraphs|done|_to)\(\s*\"([a-z][a-z-]+)\"")
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "bot").rglob("*.py"))

    found = set(called.findall(code))

    assert len(found) > 60
    assert found - set(sentences(Language.ENGLISH)) == set()
