"""Lists of what the checks of the content let pass, each line with its reason."""

from pathlib import Path

FOLDER = Path(__file__).parent / "content" / "exceptions"


def listed(name: str) -> set[tuple[str, str]]:
    """Return (entry, what) of every line of a list: `entry<tab>what, what<tab>reason`.

    Raises `ValueError` for a line without a reason.
    """
    found: set[tuple[str, str]] = set()
    for line in (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            entry, what, reason = line.split("\t")
            if not reason.strip():
                raise ValueError(f"{name}.tsv: {entry} has no reason")
            found |= {(entry, part) for part in what.split(", ")}
    return found
