"""No regular expression of ours works without end, whatever it is given.

Each is tried on texts that are made from it: what its repetitions repeat, and then does not fit.
A bound on processor time stands for one on steps, which `re` does not count: work that grows with
the cube of the text exceeds it, work that grows with the square is far below.
"""

import itertools
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined] # the parser that `re` itself uses
from re import _parser as parser  # type: ignore[attr-defined] # as above
from typing import Any

ROOT = Path(__file__).parents[2]
# Characters of a hostile text; seconds of processor time for one, which takes a tenth at most.
_LONG, _PATIENCE = 1000, 1
_OF_CATEGORY = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
_USUAL = ("a", "1", " ", "种", ".")
_MOST = 8


def characters(parsed: Any) -> Iterator[str]:
    """Yield characters that parts of a parsed expression match, in their order."""
    for what, value in parsed:
        if what in {op.LITERAL, op.NOT_LITERAL}:
            yield chr(value)
        elif what is op.RANGE:
            yield chr(value[0])
        elif what is op.CATEGORY:
            yield _OF_CATEGORY.get(str(value), "\0")
        elif what is op.IN:
            yield from itertools.islice(characters(value), 3)
        else:
            yield from itertools.chain(*map(characters, inside(value)))


def inside(value: Any) -> Iterator[Any]:
    """Yield the expressions that a part holds, however deep in tuples and lists."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from inside(part)


def hostile(pattern: str, flags: int) -> Iterator[str]:
    """Yield texts that make an expression try as much as it can."""
    found = itertools.islice(dict.fromkeys(characters(parser.parse(pattern, flags))), _MOST)
    own = list(dict.fromkeys([*found, *_USUAL]))
    for one in own:
        yield one * _LONG + "\0"
    for one, other in itertools.permutations(own[:5], 2):
        yield (one + other) * (_LONG // 2) + "\0"


def endless(pattern: str, flags: int) -> bool:
    """Whether an expression does not come to an end on one of its hostile texts."""

    def stop(*_: object) -> None:
        raise TimeoutError

    compiled = re.compile(pattern, flags)
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for text in hostile(pattern, flags):
            signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
            compiled.search(text)
            compiled.fullmatch(text)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


def test_every_expression_comes_to_an_end() -> None:
    """All that bot and knowledge compile, from the content too, survive their hostile texts."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.expressions"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = [json.loads(line) for line in told.stdout.splitlines()]

    assert len(found) > 100
    assert [pattern for pattern, flags in found if endless(pattern, flags)] == []


def test_an_endless_expression_would_be_found() -> None:
    """Repetitions of repetitions, and alternatives that overlap, are told from harmless ones."""
    cubic = r"[^=]+?\s*(?:x)?\s*="

    assert [
        endless(pattern, 0)
        for pattern in (r"(\w+)+:", r"(?:a|aa)+$", cubic, r"\w+(?:-\w+)*:", r"a*b")
    ] == [True, True, True, False, False]
