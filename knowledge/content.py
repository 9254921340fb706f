"""All content files → one `Library`, with what only shows when they stand side by side."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.checks import cross_check
from knowledge.collection import Library
from knowledge.errors import ContentError, Problem
from knowledge.files import Kind, content_files, kind_of
from knowledge.loader import Document, parse_file, read
from knowledge.models import (
    Decline,
    Digest,
    Entry,
    FactAnswer,
    Guide,
    Phrase,
    SmallTalk,
    Term,
    Topic,
)
from knowledge.uncollected import uncollected

_MODELS: dict[Kind, type[Entry]] = {
    "terms": Term,
    "guides": Guide,
    "facts": FactAnswer,
    "phrases": Phrase,
    "topics": Topic,
    "smalltalk": SmallTalk,
    "declines": Decline,
}


@uncollected()
def load(extra: Iterable[Path] = ()) -> Library:
    """Read all content, and `extra` files or folders as if they stood among it.

    Never raises for wrong content: see `problems`.
    """
    library = Library()
    for path, file in [*content_files(), *_outside(extra, library)]:
        kind = kind_of(path)
        document = read(file, path)
        if kind is None:
            wanted = "a file under seeds/, terms/, guides/, facts/, phrases/ or topics/"
            document.complain((), f"of no known kind, wanted: {wanted}")
        elif kind == "seeds":
            _add_digests(library, document)
        else:
            if kind == "phrases":
                _name_theme(document)
            _add_entries(library, document, _MODELS[kind])
        library.problems += document.problems
        document.problems = []
    library.problems += cross_check(library)
    library.problems.sort()
    return library


def load_or_raise() -> Library:
    """Read all content; raise `ContentError` with every problem if there is any."""
    library = load()
    if library.problems:
        raise ContentError(tuple(library.problems))
    return library


def _outside(paths: Iterable[Path], library: Library) -> list[tuple[str, Traversable]]:
    """Return the YAML files at `paths` that are not part of the installed content."""
    inside = {Path(str(file)).resolve() for _, file in content_files()}
    found: list[tuple[str, Traversable]] = []
    for path in paths:
        if not path.exists():
            text = "no such file, wanted: a content file or folder"
            library.problems.append(Problem(str(path), 1, 1, "", text))
        inner = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        if not inner:
            text = "no .yaml file in it, wanted: a content file or folder"
            library.problems.append(Problem(str(path), 1, 1, "", text))
        for file in inner:
            found += [(file.as_posix(), file)] * (file.is_file() and file.resolve() not in inside)
    return found


def _add_digests(library: Library, document: Document) -> None:
    for place, digest in parse_file(document, Digest):
        own = {source.id for source in digest.sources}
        for i, source in enumerate(digest.sources):
            here = (*place, "sources", i)
            if source.id in library.sources:
                document.complain(
                    (*here, "id"), f"{source.id!r} is taken, wanted: an id of its own"
                )
            library.sources[source.id] = source
        for i, fact in enumerate(digest.facts):
            here = (*place, "facts", i)
            if fact.id in library.facts:
                document.complain((*here, "id"), f"{fact.id!r} is taken, wanted: an id of its own")
            named = fact.sources or (tuple(own) if len(own) == 1 else ())
            unknown = sorted(set(named) - own)
            if unknown or not named:
                text = f"{', '.join(unknown) or 'missing'}, wanted: ids of this file's sources"
                document.complain((*here, "sources"), text)
            library.facts[fact.id] = fact.model_copy(update={"sources": named})
            library.origins[fact.id] = (document, here)


def _name_theme(document: Document) -> None:
    """Give each phrase that names no theme the one its file is named after."""
    stem = document.path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if isinstance(document.data, list):
        for phrase in document.data:
            if isinstance(phrase, dict):
                phrase.setdefault("theme", stem)


def _add_entries(library: Library, document: Document, model: type[Entry]) -> None:
    for place, entry in parse_file(document, model):
        if entry.id in library.entries:
            other = library.origins[entry.id][0].path
            text = f"{entry.id!r} is taken by {other}, wanted: an id of its own"
            document.complain((*place, "id"), text)
            continue
        library.entries[entry.id] = entry
        library.origins[entry.id] = (document, place)
