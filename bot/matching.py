"""A knowledge base of somebody's own, for the bare matcher."""

import json
from pathlib import Path


class WrongBase(ValueError):  # noqa: N818 - it is what is wrong
    """The file cannot be read, or a line of it is no entry; one sentence."""


def read(path: Path) -> list[tuple[str | None, list[str]]]:
    """Return the entries of a JSON-lines file; raises `WrongBase` naming the line."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongBase(f"{path} cannot be read ({type(error).__name__})") from None
    found: list[tuple[str | None, list[str]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, phrasings = row["id"], row["phrasings"]
            if not isinstance(phrasings, list):
                raise TypeError  # noqa: TRY301 - told below, like every other fault of the line
        except (ValueError, KeyError, TypeError, RecursionError):
            raise WrongBase(
                f'line {number} of {path} is not {{"id": …, "phrasings": […]}}'
            ) from None
        found.append((None if name is None else str(name), [str(p) for p in phrasings]))
    return found
