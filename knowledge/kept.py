"""Files that are computed once and kept: beside the content, else in the user's cache.

They are written whole or not at all, trusted like Python's own `.pyc` files, and named by a hash
of what they were made from.
"""

import os
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path


def folders() -> list[Path]:
    """Return where kept files may lie, best first: beside the content, then a cache."""
    return [Path(str(files("knowledge"))) / "_compiled", user_cache_path("hongshu")]


def find(name: str) -> Path | None:
    """Return the path of a kept file, or None where it is not there."""
    return next((path for folder in folders() if (path := folder / name).is_file()), None)


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
