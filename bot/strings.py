"""Interface sentences by language: strict, so that a missing sentence is found by a test."""

from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from knowledge import Language

Value = str | int


class MissingString(LookupError):  # noqa: N818 - it is what is wrong
    """A sentence or one of its values is not there."""


@cache
def _bundle(language: Language) -> FluentBundle:
    text = (files("bot") / "locales" / f"{language.value}.ftl").read_text("utf-8")
    bundle = FluentBundle([language.value], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle


def strings(language: Language, name: str, /, **values: Value) -> str:
    """Return the sentence `name` with its values filled in; raises `MissingString`."""
    bundle = _bundle(language)
    pattern = bundle.get_message(name).value if bundle.has_message(name) else None
    if pattern is None:
        raise MissingString(f"{language}: no sentence {name!r}")
    # Years and counts are given as text, so that no locale puts a separator into them.
    given = {k: v if k == "month" else str(v) for k, v in values.items()}
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        raise MissingString(f"{language}: {name!r}: {errors[0]}")
    return str(text)


def month(language: Language, date: str) -> str:
    """Return a date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`) as words, to the month."""
    year, *rest = date.split("-")
    if not rest:
        return strings(language, "year", year=year)
    return strings(language, "month", year=year, month=int(rest[0]))
