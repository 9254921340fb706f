"""A new term as an editor begins it: what can be computed, filled in, and the rest asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from string import Template
from typing import get_args

from knowledge.collection import Library
from knowledge.content import load
from knowledge.errors import Taken
from knowledge.models import TERM_CATEGORIES, Term, TermCategory
from knowledge.pinyin import spell
from knowledge.readings import mark_tones
from knowledge.script import simplify, traditionalize
from knowledge.text import HAN, clean, fold, key

# Neighbours suggested, how near a spelling (0..1, 1 the same) has to be to count as one, and what
# it counts beside the share of characters in common: those carry the meaning, not the sound.
_MOST = 5
_NEAR = 0.75
_SOUND = 0.5
_LONGEST_ID = 48


@dataclass(frozen=True, slots=True)
class Draft:
    """A term to be filled in. `related` are its neighbours among the terms, nearest first."""

    id: str
    term: str
    traditional: str
    pinyin: str | None
    category: TermCategory
    related: tuple[Term, ...]

    @property
    def path(self) -> str:
        """The file in which the terms of the category stand."""
        return f"knowledge/terms/{self.category}.yaml"


def draft(text: str, category: TermCategory | None = None) -> Draft:
    """Begin a term; without a category it gets the commonest of its neighbours.

    Traditional is from OpenCC, pinyin from pypinyin; an editor checks both. Raises `Taken` if a
    term has this headword or alias.
    """
    library = load()
    term = simplify(clean(text))
    terms = [entry for entry in library.entries.values() if isinstance(entry, Term)]
    _refuse_taken(term, terms, library)
    pinyin = mark_tones(term) if HAN.search(term) else None
    near = tuple(_neighbours(term, _letters(term, pinyin), terms))
    chosen = category or _likely(term, near)
    return Draft(
        id=_free_id(_letters(term, pinyin), chosen, library),
        term=term,
        traditional=traditionalize(term),
        pinyin=pinyin,
        category=chosen,
        related=near,
    )


def skeleton(begun: Draft) -> str:
    """Return the YAML of a draft, with every field and a word on what to write in it.

    What is left empty is told by the check of the content, one line a field.
    """
    template = Template((files("knowledge.tables") / "term.yaml").read_text("utf-8"))
    near = [f"  # {word.id}: {word.term}, {word.gloss.en}" for word in begun.related]
    text = template.substitute(
        path=begun.path,
        id=begun.id,
        term=_quoted(begun.term),
        traditional=_quoted(begun.traditional),
        pinyin=begun.pinyin or "",
        category=begun.category,
        categories=", ".join(TERM_CATEGORIES),
        registers=", ".join(get_args(Term.model_fields["style"].annotation)),
        neighbours="\n".join(near),
        related=", ".join(word.id for word in begun.related),
    )
    kept = (line for line in text.splitlines() if line.strip())
    without_pinyin = (line for line in kept if begun.pinyin or not line.startswith("  pinyin:"))
    return "\n".join(without_pinyin)


def _refuse_taken(term: str, terms: Iterable[Term], library: Library) -> None:
    wanted = key(fold(term))
    for entry in terms:
        if wanted in {key(fold(name)) for name in (entry.term, *entry.also)}:
            document, place = library.origins[entry.id]
            raise Taken(
                f"{term!r} is there already: {entry.id} in {document.path}"
                f":{document.places[place][0]}; add to that entry instead"
            )


def _letters(term: str, pinyin: str | None) -> str:
    """Return the toneless letters of a term, or its folded Latin form."""
    return spell(pinyin or fold(term))[0]


def _neighbours(term: str, letters: str, terms: Iterable[Term]) -> Iterator[Term]:
    """Yield terms that share characters or are near in spelling, nearest first."""
    own = set(HAN.findall(term))
    scored: list[tuple[float, Term]] = []
    for entry in terms:
        theirs = set(HAN.findall(entry.term))
        shared = len(own & theirs) / max(len(own | theirs), 1)
        matcher = SequenceMatcher(None, letters, _letters(entry.term, entry.pinyin))
        near = matcher.ratio() if matcher.real_quick_ratio() >= _NEAR else 0.0
        scored.append((shared + (_SOUND * near if near >= _NEAR else 0.0), entry))
    scored.sort(key=lambda pair: (-pair[0], pair[1].priority, pair[1].id))
    yield from (entry for score, entry in scored[:_MOST] if score > 0)


def _likely(term: str, near: Iterable[Term]) -> TermCategory:
    """Return the commonest category of the neighbours, or one by the look of the term."""
    common = Counter(entry.category for entry in near).most_common(1)
    if common:
        return common[0][0]
    return "english" if re.search("[A-Za-z]", term) else "basics"


def _free_id(letters: str, category: TermCategory, library: Library) -> str:
    """Return an id no entry has: the letters, else with the category, else with a number."""
    stem = letters[:_LONGEST_ID] or f"{category}-term"
    longer = f"{stem[: _LONGEST_ID - len(category) - 4]}-{category}"
    candidates = [stem, longer, *(f"{longer}-{number}" for number in range(2, 100))]
    return next(name for name in candidates if name not in library.entries)


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back whatever marks it holds."""
    if re.fullmatch(r"[\w\u3400-\u9fff][\w\u3400-\u9fff .!?-]*", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
