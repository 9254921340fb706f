"""Files that are computed once and kept: beside the content, else in the user's cache.

They are written whole or not at all, trusted like Python's own `.pyc` files, and named by a hash
of what they were made from.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    import sqlite3


def folders() -> list[Path]:
    """Return where kept files may lie, best first: beside the content, then a cache."""
    return [Path(str(files("knowledge"))) / "_compiled", user_cache_path("hongshu")]


def mapped(name: str) -> memoryview | None:
    """Return a kept file to read where it lies, or None if it is not there."""
    for path in (folder / name for folder in folders()):
        try:
            with path.open("rb") as file:
                return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        except (OSError, ValueError):  # not there, or empty
            continue
    return None


def keep(name: str, write: Callable[[Path], object], old: str) -> Path | None:
    """Let `write` fill a file, move it to its place, drop older ones; None if none can be kept.

    `old` is the pattern of names of the older ones.
    """
    for folder in folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
            os.close(handle)
            try:
                write(Path(temporary))
                Path(temporary).chmod(0o644)
                Path(temporary).replace(folder / name)
            finally:
                Path(temporary).unlink(missing_ok=True)
            for other in folder.glob(old):
                if other.name != name:
                    other.unlink(missing_ok=True)
        except OSError:
            continue
        return folder / name
    return None


def tables(
    name: str, fill: "Callable[[sqlite3.Connection], None]", old: str
) -> "sqlite3.Connection":
    """Return kept tables to read from; let `fill` make them where they are not there.

    In memory where nothing can be kept. `old` is as for `keep`. Threads may share them.
    """
    import sqlite3  # noqa: PLC0415 - most runs never look anything up here

    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as made:
            made.execute("PRAGMA journal_mode = OFF")
            made.execute("PRAGMA synchronous = OFF")
            fill(made)

    def read(path: Path) -> sqlite3.Connection:
        address = f"{path.as_uri()}?mode=ro&immutable=1"
        opened = sqlite3.connect(address, uri=True, check_same_thread=False)
        opened.execute("SELECT name FROM sqlite_master").fetchone()
        return opened

    for path in (folder / name for folder in folders()):
        try:
            return read(path)
        except sqlite3.Error:  # not there, or not whole
            continue
    kept = keep(name, write, old)
    if kept is not None:
        return read(kept)
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    fill(memory)
    return memory
