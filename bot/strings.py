"""Interface sentences by language: strict, so that a missing sentence is found by a test."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

from knowledge import Language

Value = str | int


class MissingString(LookupError):  # noqa: N818 - it is what is wrong
    """A sentence or one of its values is not there."""


# A sentence in a file: its name, and the lines below that are indented.
_SENTENCE = re.compile(r"^([a-z][\w-]*) =.*(?:\n+ .*)*", re.MULTILINE)


@cache
def written(language: Language) -> dict[str, str]:
    """Return each sentence as it is written, by its name."""
    text = (files("bot") / "locales" / f"{language.value}.ftl").read_text("utf-8")
    return {found[1]: found[0] for found in _SENTENCE.finditer(text)}


@cache
def _bundle(language: Language) -> FluentBundle:
    return FluentBundle([language.value], use_isolating=False)


def _pattern(language: Language, name: str) -> Any:  # noqa: ANN401 - Fluent is published so
    """Return a sentence made ready to fill in; only those that are said are ever parsed."""
    bundle = _bundle(language)
    if not bundle.has_message(name):
        bundle.add_resource(FluentResource(written(language).get(name, "")))
    return bundle.get_message(name).value if bundle.has_message(name) else None


def strings(language: Language, name: str, /, **values: Value) -> str:
    """Return the sentence `name` with its values filled in; raises `MissingString`."""
    return _filled(language, name, values) if values else _plain(language, name)


@cache
def _plain(language: Language, name: str) -> str:
    """Return a sentence without values, read once; with them it may hold what people wrote."""
    return _filled(language, name, {})


def _filled(language: Language, name: str, values: Mapping[str, Value]) -> str:
    pattern = _pattern(language, name)
    if pattern is None:
        raise MissingString(f"{language}: no sentence {name!r}")
    # Years and counts are given as text, so that no locale puts a separator into them.
    given = {k: v if k == "month" else str(v) for k, v in values.items()}
    text, errors = _bundle(language).format_pattern(pattern, given)
    if errors:
        raise MissingString(f"{language}: {name!r}: {errors[0]}")
    return str(text)


@cache
def month(language: Language, date: str) -> str:
    """Return a date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) as words, to the month."""
    year, *rest = date.split("-")
    if not rest:
        return strings(language, "year", year=year)
    return strings(language, "month", year=year, month=int(rest[0]))
