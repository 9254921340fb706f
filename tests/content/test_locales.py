"""Interface sentences: the same in every language, none in Python."""

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.strings import MissingString, month, strings
from knowledge import Language

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


def test_every_sentence_is_used() -> None:
    """No sentence lies about unused."""
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "bot").rglob("*.py"))
    stems = ("answer-register-", "command-", "start-example-")
    unused = [
        name
        for name in sentences(Language.ENGLISH)
        if not re.search(f"[\"']{name}[\"']", code) and not name.startswith(stems)
    ]

    assert unused == []
