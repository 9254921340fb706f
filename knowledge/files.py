"""The content files: which there are, and what kind of thing each holds."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

Kind = Literal["seeds", "terms", "guides", "facts", "phrases", "topics", "smalltalk", "declines"]

# By the folder a file lies in, or by its own name.
_FOLDERS: dict[str, Kind] = {
    "seeds": "seeds",
    "terms": "terms",
    "guides": "guides",
    "facts": "facts",
    "phrases": "phrases",
    "topics": "topics",
}
_NAMES: dict[str, Kind] = {"smalltalk.yaml": "smalltalk", "declines.yaml": "declines"}


def content_files() -> list[tuple[str, Traversable]]:
    """Return path (`knowledge/terms/x.yaml`) and file of all content, in a fixed order."""
    found: list[tuple[str, Traversable]] = []
    for package in ("seeds", "knowledge"):
        found += [pair for pair in _walk(package, files(package)) if kind_of(pair[0])]
    return sorted(found, key=lambda pair: pair[0])


def _walk(path: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        below = f"{path}/{item.name}"
        if item.is_dir():
            yield from _walk(below, item)
        elif item.name.endswith(".yaml"):
            yield below, item


def kind_of(path: str) -> Kind | None:
    """Return what the file at a path holds, or None for other files."""
    *folders, name = path.replace("\\", "/").split("/")
    if "seeds" in folders:
        return "seeds"
    return _NAMES.get(name) or _FOLDERS.get(folders[-1] if folders else "")


def fingerprint() -> str:
    """Return a hash of all content, 64 hexadecimal digits: the version of the knowledge."""
    digest = hashlib.sha256()
    for path, file in content_files():
        digest.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
