"""How texts are cut and read, beside plain jieba and pypinyin over the same comments.

`make calibrate` prints one table of shares that are wrong, the less the better. With a word
behind it (`python -m tests.reading show`) every comment that is not held is printed as read.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

import jieba
import yaml
from pypinyin import Style, lazy_pinyin

from knowledge import Knowledge
from knowledge.pinyin import syllables

_COMMENTS = Path(__file__).parent / "asked" / "judged.yaml"
_HAN = re.compile(r"[一-鿿]")
_WORDLIKE = re.compile(r"[一-鿿A-Za-z0-9]")
_APART = re.compile(r"[@#]\S+")  # handles and topics: no words, and not counted
# pypinyin gives the tones of speech within phrases: set back to those of the single word.
_CITED = {"一": "yī", "不": "bù"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; its words, `_` where one may cut; a syllable or some a character; glosses."""

    text: str
    cut: str
    read: list[list[str]]
    gloss: dict[str, str] = field(default_factory=dict)
    held: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as a program reads it: its text and place, syllables, and what it means."""

    text: str
    start: int
    syllables: list[str]
    gloss: str = ""


Program = Callable[[str], list[Heard]]
Fault = tuple[bool, str]  # whether it is one, and what was heard


def comments() -> list[Comment]:
    """Return all comments of the file."""
    rows = yaml.safe_load(_COMMENTS.read_text("utf-8"))
    return [
        Comment(**row | {"read": [part.split("/") for part in row["read"].split()]})
        for row in rows
    ]


def ours(knowledge: Knowledge, text: str) -> list[Heard]:
    """Return the words of the reader."""
    return [
        Heard(word.text, word.start, _cut(word.text, word.pinyin), word.gloss_en)
        for word in knowledge.read(text)
    ]


def _cut(text: str, pinyin: str) -> list[str]:
    """Return the syllables of a word's characters, the `r` of 儿 apart."""
    for letters in re.findall("[A-Za-z]+", text):
        pinyin = re.sub(rf"\b{letters}\b", "", pinyin)
    parts = [f"{letters}{tone}" for letters, tone in syllables(pinyin)]
    if text.endswith("儿") and pinyin.endswith("r") and len(parts) < len(text):
        return [*_cut("", pinyin[:-1]), "r"]
    return parts


def plain(text: str) -> list[Heard]:
    """Return the words of jieba with the readings of pypinyin."""
    found, place = [], 0
    for word in jieba.cut(text):
        said = lazy_pinyin(word, style=Style.TONE) if _HAN.search(word) else []
        cited = [_CITED.get(char, part) for char, part in zip(word, said, strict=False)]
        found.append(Heard(word, place, [_number(part) for part in cited]))
        place += len(word)
    return found


def _number(syllable: str) -> str:
    return "r" if syllable == "r" else "".join(_cut("", syllable))


def counted(text: str) -> list[int]:
    """Return the places of a text that are compared: characters, letters and figures."""
    apart = {i for match in _APART.finditer(text) for i in range(*match.span())}
    return [i for i, char in enumerate(text) if _WORDLIKE.match(char) and i not in apart]


def cuts(comment: Comment, heard: list[Heard]) -> Iterator[Fault]:
    """Yield, for each two neighbours, whether they are wrongly cut or held together."""
    places = counted(comment.text)
    signs = re.findall(r"([一-鿿A-Za-z0-9])([_ ]*)", comment.cut)
    starts = {word.start for word in heard}
    for (first, second), (_, wanted) in zip(pairwise(places), signs, strict=False):
        if second == first + 1:
            wrong = "_" not in wanted and bool(wanted) != (second in starts)
            yield (
                wrong,
                f"{comment.text[first]}{'|' if second in starts else ''}{comment.text[second]}",
            )


def readings(comment: Comment, heard: list[Heard]) -> Iterator[Fault]:
    """Yield, for each character, whether its syllable is wrong."""
    places = [i for i in counted(comment.text) if _HAN.match(comment.text[i])]
    wanted = dict(zip(places, comment.read, strict=True))
    for word in heard:
        inside = [i for i in range(word.start, word.start + len(word.text)) if i in wanted]
        fits = len(inside) == len(word.syllables)
        for i, said in zip(inside, word.syllables if fits else [""] * len(inside), strict=True):
            yield said not in map(_number, wanted[i]), f"{comment.text[i]} {said} in {word.text}"


def glosses(comment: Comment, heard: list[Heard]) -> Iterator[Fault]:
    """Yield, for each piece of slang, whether no word in its place explains it as wanted."""
    for slang, wanted in comment.gloss.items():
        start = comment.text.index(slang)
        place = range(start, start + len(slang))
        said = "; ".join(
            word.gloss
            for word in heard
            if word.start in place or start in range(word.start, word.start + len(word.text))
        )
        yield not re.search(wanted, said, re.IGNORECASE), f"{slang}: {said}"


def wrong(program: Program, some: Sequence[Comment]) -> list[float]:
    """Return the shares of cuts, syllables and glosses that are wrong."""
    heard = [(comment, program(comment.text)) for comment in some]
    found = []
    for look in (cuts, readings, glosses):
        faults = [fault for comment, words in heard for fault, _ in look(comment, words)]
        found.append(sum(faults) / len(faults))
    return found


def show(program: Program, some: Sequence[Comment]) -> None:
    """Print comments as they are read, each with what is wrong."""
    for comment in some:
        words = program(comment.text)
        print(f"\n{comment.text}")
        for word in words:
            print(f"   {word.text}\t{' '.join(word.syllables)}\t{word.gloss}")
        for look in (cuts, readings, glosses):
            for fault, said in look(comment, words):
                if fault:
                    print(f"   wrong {look.__name__}: {said}")


def main() -> int:
    """Print the shares that are wrong, ours and plain, or the comments that are not held."""
    jieba.setLogLevel("ERROR")
    program = partial(ours, Knowledge.open())
    known = comments()
    if sys.argv[1:] == ["show"]:
        show(program, [comment for comment in known if not comment.held])
        return 0
    print(f"{'wrong, of all':34}{'cuts':>8}{'readings':>10}{'slang':>8}")
    for held in (False, True):
        some = [comment for comment in known if comment.held == held]
        if some:
            table(f"{len(some)} comments{', held' if held else ''}", program, some)
    return 0


def table(name: str, program: Program, some: Sequence[Comment]) -> None:
    """Print the rows of one set: ours, plain, and how many times as often plain is wrong."""
    mine, theirs = wrong(program, some), wrong(plain, some)
    for label, row in (("hongshu", mine), ("jieba + pypinyin", theirs)):
        slang = f"{row[2]:8.3f}" if row is mine else f"{'-':>8}"
        print(f"{name + ': ' + label:34}{row[0]:8.3f}{row[1]:10.3f}{slang}")
    times = [f"{b / a:.1f}" if a else "-" for a, b in zip(mine[:2], theirs[:2], strict=True)]
    print(f"{name + ': times':34}{times[0]:>8}{times[1]:>10}")


if __name__ == "__main__":
    sys.exit(main())
