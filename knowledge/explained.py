"""The steps by which an answer was found, told by those who take them.

`note` costs next to nothing unless somebody listens with `listening`: nothing is computed for it
twice, so what is told is what was done.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from knowledge.models import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, and what was seen, as plain data that JSON can hold."""

    name: str
    seen: Any


_steps: ContextVar[list[Step] | None] = ContextVar("steps", default=None)


def note(name: str, seen: object) -> None:
    """Tell a step and what was seen at it, to whoever listens."""
    steps = _steps.get()
    if steps is not None:
        steps.append(Step(name, _plain(seen)))


@contextmanager
def listening() -> Iterator[list[Step]]:
    """Collect the steps that are taken within, in order."""
    steps: list[Step] = []
    token = _steps.set(steps)
    try:
        yield steps
    finally:
        _steps.reset(token)


def _plain(seen: object) -> Any:  # noqa: ANN401 - JSON is anything
    """Return data that JSON can hold; an entry is its id."""
    if isinstance(seen, Entry):
        return seen.id
    if isinstance(seen, float):
        return round(seen, 3)
    if isinstance(seen, str):
        return str(seen)
    if isinstance(seen, Mapping):
        return {str(name): _plain(value) for name, value in seen.items()}
    return _plain_group(seen)


def _plain_group(seen: object) -> Any:  # noqa: ANN401 - JSON is anything
    if hasattr(seen, "_asdict"):
        return _plain(seen._asdict())
    if is_dataclass(seen):
        return {field.name: _plain(getattr(seen, field.name)) for field in fields(seen)}
    if isinstance(seen, (list, tuple, set, frozenset)):
        return [_plain(value) for value in seen]
    return seen
