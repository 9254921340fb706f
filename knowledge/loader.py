"""YAML files → models. Every scalar is text, every problem is reported with its place.

YAML's own guesses would turn `666` into a number and `no` into false, so nodes are read as they
stand. Aliases are refused (nine lines of them expand to a billion), and so are repeated keys,
which YAML keeps silently.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: the same result, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment] # because both are loaders

# Largest content file read, in bytes: ten times the largest we have.
MAX_BYTES = 2_000_000

# What YAML guesses a plain scalar to be; anything else was written as a tag.
_PLAIN_TAGS = frozenset(
    ["str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"]
)

# Deepest nesting of lists and mappings in a content file; ours has five.
MAX_DEPTH = 50

M = TypeVar("M", bound=BaseModel)
Place = tuple[str | int, ...]


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


@dataclass(slots=True)
class Document:
    """One file as plain data (strings, lists, dictionaries), with the place of each part."""

    path: str
    data: object = None
    places: dict[Place, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, place: Place, message: str) -> None:
        """Note a problem at `place`, or at the nearest part above it that exists."""
        line, column = next(
            (
                self.places[place[:n]]
                for n in range(len(place), -1, -1)
                if place[:n] in self.places
            ),
            (1, 1),
        )
        name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in place)
        self.problems.append(Problem(self.path, line, column, name, message))


def read(file: Traversable, path: str) -> Document:
    """Read one YAML file; whatever is wrong with it stands in the document's `problems`."""
    document = Document(path)
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        document.complain((), f"{len(raw)} bytes long, wanted: at most {MAX_BYTES}")
        return document
    try:
        text = raw.decode("utf-8")
        deep = _too_deep(text)
        node = None if deep else yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        document.complain((), f"not UTF-8 at byte {error.start}, wanted: a file saved as UTF-8")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = (
            f"{error.problem or 'unreadable'}, wanted: valid YAML (quote texts with ': ' or '#')"
        )
        document.problems.append(Problem(path, line, column, "", said))
    except yaml.YAMLError as error:
        document.complain((), f"unreadable ({type(error).__name__}), wanted: valid YAML")
    else:
        if deep:
            said = f"nested deeper than {MAX_DEPTH}, wanted: valid YAML as in the other files"
            document.complain((), said)
        document.data = _plain(node, (), document, set())
    return document


def _too_deep(text: str) -> bool:
    """Whether lists and mappings are nested deeper than any content: a parser could crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _plain(node: yaml.Node | None, place: Place, document: Document, seen: set[int]) -> object:
    """Return the plain data of a node and note the place of every part of it."""
    if node is None:
        return None
    document.places.setdefault(place, (node.start_mark.line + 1, node.start_mark.column + 1))
    if id(node) in seen:
        document.complain(place, "an alias (*name), wanted: the text itself")
        return ""
    seen.add(id(node))
    if node.tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
        document.complain(place, f"a tag ({node.tag}), wanted: plain text, quoted if it has a '!'")
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n, (*place, i), document, seen) for i, n in enumerate(node.value)]
    return _mapping(node, place, document, seen)


def _mapping(
    node: yaml.Node, place: Place, document: Document, seen: set[int]
) -> dict[str, object]:
    data: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            document.complain(place, "a key that is no text, wanted: a field name")
            continue
        name = str(key.value)
        here = (*place, name)
        if name in data:
            at = (key.start_mark.line + 1, key.start_mark.column + 1)
            text = "given twice, wanted: once"
            document.problems.append(Problem(document.path, *at, name, text))
            continue
        document.places[here] = (key.start_mark.line + 1, key.start_mark.column + 1)
        data[name] = _plain(value, here, document, seen)
    return data


def parse(document: Document, model: type[M], place: Place, data: object) -> M | None:
    """Return `data` as a model, or None with every problem noted in the document."""
    if not isinstance(data, Mapping):
        document.complain(
            place, f"not a mapping, wanted: the fields of a {model.__name__.lower()}"
        )
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            document.complain((*place, *detail["loc"]), _explain(detail, model))
    return None


def parse_file(document: Document, model: type[M]) -> Iterator[tuple[Place, M]]:
    """Yield the models of a file that holds one mapping or a list of them."""
    if document.data is None:
        if not document.problems:
            document.complain((), "empty, wanted: at least one entry")
        return
    parts: Iterable[tuple[Place, object]] = [((), document.data)]
    if isinstance(document.data, list):
        parts = [((i,), item) for i, item in enumerate(document.data)]
    for place, data in parts:
        item = parse(document, model, place, data)
        if item is not None:
            yield place, item


def _wanted_fields(detail: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Name the fields allowed where an unknown one stood."""
    owner: Any = model
    for part in detail["loc"][:-1]:
        annotation = owner.model_fields[part].annotation if isinstance(part, str) else owner
        owner = _inner_model(annotation) or owner
    names = [info.alias or name for name, info in owner.model_fields.items()]
    return f"unknown field, wanted one of: {', '.join(names)}"


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)


_EXPLAIN: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "missing, wanted: this field filled in",
    "string_too_short": lambda _: "empty, wanted: some text",
    "string_too_long": lambda d: f"too long, wanted: at most {d['ctx']['max_length']} characters",
    "string_pattern_mismatch": lambda d: (
        f"is {d['input']!r}, wanted: text of the form {d['ctx']['pattern']}"
    ),
    "string_type": lambda _: "not a text, wanted: a text",
    "tuple_type": lambda _: "not a list, wanted: a list, one item a line",
    "model_type": lambda _: "not a mapping, wanted: en and zh (or the fields of this part)",
    "literal_error": lambda d: f"is {d['input']!r}, wanted one of: {d['ctx']['expected']}",
    "value_error": lambda d: str(d["ctx"]["error"]),
}


def _explain(detail: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Say in one clause what is wrong and what is wanted."""
    if detail["type"] == "extra_forbidden":
        return _wanted_fields(detail, model)
    explain = _EXPLAIN.get(detail["type"])
    return explain(detail) if explain else f"{detail['msg']}, wanted: another value"
