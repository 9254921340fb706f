"""What gives a sensitive topic away in a draft: signs, read from `drafts/*.yaml`."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import RootModel

from knowledge.collocations import Collocation, PatternError, Words, anywhere, collocation
from knowledge.errors import ContentError, Problem
from knowledge.loader import Document, parse, parse_file, read
from knowledge.models import Bilingual, Id, Level, Model, Text

_FOLDER = "knowledge/drafts"
# Hexadecimal digits kept of a hash.
DIGITS = 16


class Sign(Model):
    """One way in which drafts touch a topic.

    `finds`: patterns (see `collocations`), several a line apart by ` | `; `shapes`: regular
    expressions for what is no word; `names`: hashes of names, see `hashed`. A match counts unless
    `unless` stands within it or near it; only if `when` stands anywhere in the draft, if given;
    and not if `never` does. `level`: other than the topic's.
    """

    topic: Id
    why: Bilingual
    hint: Bilingual | None = None
    level: Level | None = None
    finds: tuple[Text, ...] = ()
    shapes: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()
    when: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    never: tuple[Text, ...] = ()


class Notes(Model):
    """What is said below every check: nothing is promised, and which languages are read."""

    promise: Bilingual
    unread: Bilingual


class _Lists(RootModel[dict[str, tuple[str, ...]]]):
    """The named lists of words: a line holds several apart by ` | `."""


T = TypeVar("T", Notes, _Lists)


@dataclass(frozen=True, slots=True)
class Detector:
    """A sign made ready to search with; regular expressions are compiled when first used."""

    sign: Sign
    finds: tuple[Collocation, ...]
    shapes: tuple[str, ...]
    names: frozenset[str]
    when: str | None
    unless: str | None
    never: str | None


def hashed(name: str) -> str:
    """Return a folded name without spaces as a hash, so that no list of names can be read.

    >>> hashed("a name") == hashed("aname")
    True
    """
    return hashlib.sha256(name.replace(" ", "").encode()).hexdigest()[:DIGITS]


@cache
def notes() -> Notes:
    """Return the notes; raises `ContentError`."""
    return _one("notes.yaml", Notes)


@cache
def longer_words() -> frozenset[str]:
    """Return harmless words of which a match may be a part."""
    text = (files("knowledge") / "drafts" / "longer.txt").read_text("utf-8")
    rows = (row for row in text.splitlines() if not row.startswith("#"))
    return frozenset(word for row in rows for word in row.split())


@cache
def detectors() -> tuple[Detector, ...]:
    """Return every sign ready to search with; raises `ContentError` with every problem."""
    lists = {name: _split(rows) for name, rows in _one("words.yaml", _Lists).root.items()}
    found: list[Detector] = []
    problems: list[Problem] = []
    for file in sorted(files("knowledge.drafts").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml") or file.name in {"notes.yaml", "words.yaml"}:
            continue
        document = read(file, f"{_FOLDER}/{file.name}")
        for place, sign in parse_file(document, Sign):
            try:
                found.append(_detector(sign, lists))
            except PatternError as error:
                document.complain(place, str(error))
        problems += document.problems
    if problems:
        raise ContentError(tuple(sorted(problems)))
    return tuple(found)


def _one(name: str, model: type[T]) -> T:
    document: Document = read(files("knowledge.drafts") / name, f"{_FOLDER}/{name}")
    found = parse(document, model, (), document.data) if not document.problems else None
    if found is None:
        raise ContentError(tuple(document.problems))
    return found


def _split(rows: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for row in rows for part in row.split(" | "))


def _detector(sign: Sign, lists: Words) -> Detector:
    return Detector(
        sign,
        tuple(collocation(pattern, lists) for pattern in _split(sign.finds)),
        sign.shapes,
        frozenset(sign.names),
        anywhere(_split(sign.when), lists),
        anywhere(_split(sign.unless), lists),
        anywhere(_split(sign.never), lists),
    )
