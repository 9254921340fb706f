"""The small tables the engine is driven by; each file names its origin and licence."""

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a table without comments (`#` at the start) and empty lines."""
    text = (files(__name__) / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return all words of a table, separated by white space."""
    return frozenset(word for line in lines(name) for word in line.split())
