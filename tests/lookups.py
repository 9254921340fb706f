"""Fit the score of descriptions, and say how well words are found by every form of look-up.

`python -m tests.lookups` prints the numbers that stand in `knowledge/search.py`, then a line of
figures a form: on `tests/asked/lookups.yaml`, and on what is made from the glossary itself.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from knowledge import DictionaryEntry, Hit, Knowledge, Term, Word
from knowledge.pinyin import initials, numbered, spell, syllables
from knowledge.search import measured
from knowledge.text import HAN_RUN, fold
from tests.calibration import fit

FILE = Path(__file__).parent / "asked" / "lookups.yaml"
_SAMPLE = 300

# Questions around a word, as people put them who have just met it.
CHATTY = (
    "hey so i was scrolling and saw {}, what does it mean?",
    "lol ok what is {} supposed to mean",
    "sorry for the dumb question but what does {} mean in chinese slang",
    "i keep seeing {} everywhere, what is that",
    "wtf is {}",
    "why does everyone say {}",
    "just joined, no idea what {} means",
    "got told {} by a seller, meaning?",
    "hello from texas! what is {}",
)
CHATTY_ZH = (
    "刚来，{}啥意思啊",
    "请问一下{}是指什么",
    "姐妹们，{}到底是什么梗",
    "老看到别人说{}，什么意思呀",
    "评论区有人说我{}，是夸我吗",
    "{}用英文怎么说",
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is typed, how (the form), and the terms that are right; none: nothing is."""

    text: str
    form: str
    want: frozenset[str]
    held: bool = False


def read() -> list[Lookup]:
    """Return the look-ups of the file."""
    rows = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)
    return [Lookup(r["q"], r["as"], frozenset(r["want"]), "held" in r) for r in rows]


def made(knowledge: Knowledge) -> Iterator[Lookup]:
    """Yield look-ups made from the glossary: a sample of terms in every spelling and frame."""
    terms = [e for e in knowledge.entries() if isinstance(e, Term)]
    for term in terms:
        if term.category != "english":
            yield Lookup(term.example.zh, "in-its-example", frozenset([term.term]))
    chance = random.Random(7)  # noqa: S311 - nothing secret
    han = [t for t in terms if t.pinyin and HAN_RUN.fullmatch(t.term) and len(t.term) > 1]
    for term in chance.sample(han, _SAMPLE):
        for form, spelling in _spellings(term).items():
            yield Lookup(spelling, form, frozenset([term.term]))
            if form in {"pinyin-marks", "pinyin-spaced", "hanzi"}:
                text = chance.choice(CHATTY).format(spelling)
                yield Lookup(text, f"{form}-asked-en", frozenset([term.term]))
        text = chance.choice(CHATTY_ZH).format(term.term)
        yield Lookup(text, "hanzi-asked-zh", frozenset([term.term]))


def _spellings(term: Term) -> dict[str, str]:
    """Return a term as people spell it, by the name of the form."""
    pinyin = term.pinyin or ""
    found = {
        "hanzi": term.term,
        "traditional": term.traditional or term.term,
        "pinyin-marks": pinyin,
        "pinyin-numbers": numbered(pinyin),
        "pinyin-spaced": " ".join(part for part, _ in syllables(pinyin)),
        "pinyin-joined": spell(fold(pinyin))[0],
    }
    if len(term.term) > 2:
        found["initials"] = initials(pinyin)
    return found


def answers(knowledge: Knowledge, text: str) -> list[Hit]:
    """Return the words of ours that are sure enough to be an answer."""
    hits = knowledge.lookup(text)
    return [h for h in hits if h.is_answer and not isinstance(h.word, DictionaryEntry)]


def figures(knowledge: Knowledge, lookups: list[Lookup]) -> tuple[float, float, float]:
    """Return the shares found first and within three, and of false answers where none is right."""
    first = third = false = 0
    for lookup in lookups:
        names = [{h.word.term, h.word.id} for h in answers(knowledge, lookup.text)]
        if not lookup.want:
            false += bool(names)
        else:
            first += bool(names and names[0] & lookup.want)
            third += any(name & lookup.want for name in names[:3])
    right = sum(bool(lookup.want) for lookup in lookups)
    return first / (right or 1), third / (right or 1), false / (len(lookups) - right or 1)


def fitted(knowledge: Knowledge, lookups: list[Lookup]) -> str:
    """Return the coefficients of "a right word is among the first three" on what is measured."""
    rows, right = [], []
    for lookup in lookups:
        match = knowledge.search.described(fold(lookup.text))
        if match.ranked:
            near = [knowledge.entry(ranked.id) for ranked in match.ranked if ranked.id]
            words = [word for word in near if isinstance(word, Word)]
            rows.append(measured(match, words))
            right.append(float(any(word.term in lookup.want for word in words[:3])))
    return ", ".join(f"{c:.2f}" for c in fit(np.array(rows), np.array(right)))


def main() -> int:
    """Print the coefficients and the figures of every form."""
    knowledge = Knowledge.open()
    rows = read()
    for name, form in (("_IN_ENGLISH", "meaning-en"), ("_IN_CHINESE", "meaning-zh")):
        fresh = [r for r in rows if r.form == form and not r.held]
        print(f"{name} = ({fitted(knowledge, fresh)})")
    forms: defaultdict[str, list[Lookup]] = defaultdict(list)
    for row in [*rows, *made(knowledge)]:
        forms[row.form + (" held" if row.held else "")].append(row)
    print(f"{'form':24} {'n':>5}  first  three  false")
    for form, lookups in forms.items():
        first, third, false = figures(knowledge, lookups)
        print(f"{form:24} {len(lookups):5}  {first:.3f}  {third:.3f}  {false:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
