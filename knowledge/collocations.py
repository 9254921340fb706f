"""A small language for words that stand together, and the regular expressions it stands for.

Patterns are written over folded text (lower case, half width, Simplified):

    [a/b/]   one of these, or nothing if one is empty; may hold all of the following
    {name}   one of a named list of words
    ~  ~~    a gap within a sentence: up to 60 characters (18 in Chinese), or twice that
    *        the rest of a word
    _        a space, a hyphen or nothing
    <n>      a number

Latin words match whole, with or without an s behind them. Gaps are bounded and nothing is nested,
so matching takes linear time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from knowledge.text import HAN

_PART = re.compile(r"\[[^\]]*\]|\{\w+\}|~~?|\*|_|<n>")
_GAP, _CHINESE_GAP = 60, 18
_STOP = r"[^.!?。;\n]"
_NUMBER = "0-9一二三四五六七八九十百千两几半"
_DIGITS = "0123456789一二三四五六七八九十百千两几半"
# A plural is the same word; "as" and "ass" are not.
_END = "(?:(?<=[a-rt-z])s)?(?![a-z0-9])"
_START = "(?<![a-z0-9])"
_WORD_BEGINS = "(?:(?<![a-z0-9])|(?![a-z0-9]))"

Words = Mapping[str, Sequence[str]]


class PatternError(ValueError):
    """A pattern cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Collocation:
    """A pattern. `begins`: what a match can begin with, one or two characters each."""

    expression: str
    begins: frozenset[str]

    @property
    def regex(self) -> re.Pattern[str]:
        """The regular expression; compiled when first asked for, for few are ever needed."""
        return compiled(self.expression)


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Return a regular expression, compiled once."""
    return re.compile(expression)


def collocation(pattern: str, words: Words) -> Collocation:
    """Read a pattern; raises `PatternError`."""
    tight = re.sub(r"\s*(~~?)\s*", r"\1", pattern)
    chinese = bool(HAN.search(_spelled_out(tight, words)))
    body = _regex(tight, words, chinese=chinese)
    begins = {found[0] for found in _begins(tight, words)}
    if "" in begins:
        raise PatternError(f"{pattern!r} may begin with anything, wanted: a word")
    return Collocation(body if chinese else body + _END, frozenset(begins))


def anywhere(patterns: Iterable[str], words: Words) -> str | None:
    """Return one expression that searches for any of some patterns; None for none."""
    parts = [collocation(pattern, words).expression for pattern in patterns]
    return f"{_WORD_BEGINS}(?:{'|'.join(parts)})" if parts else None


def _spelled_out(pattern: str, words: Words) -> str:
    """Return a pattern with its lists in place, to see which script it is in."""
    return pattern + "".join("".join(_named(m, words)) for m in re.findall(r"\{(\w+)\}", pattern))


def _named(name: str, words: Words) -> Sequence[str]:
    if name not in words:
        raise PatternError(f"no list of words is named {name!r}")
    return words[name]


def _choices(part: str, words: Words) -> Sequence[str]:
    """Return the alternatives of `[a/b]` or `{name}`."""
    return _named(part[1:-1], words) if part[0] == "{" else part[1:-1].split("/")


def _regex(pattern: str, words: Words, *, chinese: bool) -> str:
    out: list[str] = []
    place = 0
    for part in _PART.finditer(pattern):
        out.append(re.escape(pattern[place : part.start()]))
        place = part.end()
        if part[0][0] in "[{":
            choices = (_regex(c, words, chinese=chinese) for c in _choices(part[0], words))
            out.append(f"(?:{'|'.join(choices)})")
        else:
            out.append(_simple(part[0], chinese=chinese))
    return "".join([*out, re.escape(pattern[place:])])


def _simple(part: str, *, chinese: bool) -> str:
    """Return the expression of a sign without alternatives."""
    fixed = {"*": "[a-z']{0,12}", "_": "[ -]?", "<n>": f"[{_NUMBER}][{_NUMBER},.万k]{{0,12}}"}
    if part in fixed:
        return fixed[part]
    most = len(part) * (_CHINESE_GAP if chinese else _GAP)
    if chinese:
        return f"(?:(?<![a-z])|(?![a-z])){_STOP}{{0,{most}}}?"
    return f"{_END}{_STOP}{{0,{most}}}?{_START}"


def _begins(pattern: str, words: Words) -> set[tuple[str, bool]]:
    """Return what a match can begin with, and whether more may follow directly."""
    found = {("", True)}
    place = 0
    for part in [*_PART.finditer(pattern), None]:
        end = part.start() if part else len(pattern)
        found = _joined(found, {(pattern[place:end], True)})
        if part is None or all(len(text) > 1 or not open_ for text, open_ in found):
            break
        found = _joined(found, _part_begins(part[0], words))
        place = part.end()
    return found


def _part_begins(part: str, words: Words) -> set[tuple[str, bool]]:
    if part[0] in "[{":
        return {b for choice in _choices(part, words) for b in _begins(choice, words)}
    if part == "_":
        return {("", True), (" ", True), ("-", True)}
    return {(digit, False) for digit in _DIGITS} if part == "<n>" else {("", False)}


def _joined(before: set[tuple[str, bool]], after: set[tuple[str, bool]]) -> set[tuple[str, bool]]:
    """Return every beginning with what may follow it, cut to two characters."""
    done = {(text, open_) for text, open_ in before if len(text) > 1 or not open_}
    grown = {(a + b, open_) for (a, _), (b, open_) in product(before - done, after)}
    return done | {(text[:2], open_) for text, open_ in grown}
