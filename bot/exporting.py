"""What `hongshu export` does: the guide's words as a deck for Anki, or as a table."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from knowledge import TERM_CATEGORIES, THEMES, Knowledge, Language, Word

# What can be exported; the words of a category are the terms and phrases of that name.
_FORMS = ("anki", "csv")
_CATEGORIES = tuple(dict.fromkeys([*TERM_CATEGORIES, *THEMES]))


class CannotWrite(Exception):  # noqa: N818 - it is what is wrong
    """A file cannot be written; the text says which and why."""


def add_arguments(command: argparse.ArgumentParser, languages: Sequence[str]) -> None:
    """Add what `hongshu export` takes to its command."""
    command.add_argument("form", choices=_FORMS, help="a deck for Anki, or a table")
    command.add_argument(
        "--category",
        choices=_CATEGORIES,
        metavar="NAME",
        help=f"only one of {', '.join(_CATEGORIES)}",
    )
    command.add_argument("--lang", choices=languages, default="en", help="language of the deck")
    command.add_argument("--out", type=Path, help="the file (default: hongshu.apkg, hongshu.csv)")


def write(knowledge: Knowledge, options: argparse.Namespace) -> str:
    """Write a file, and return a line that says what and where; raises `CannotWrite`."""
    from bot.dialogue import takeaway
    from bot.dialogue.voice import Voice

    words = [
        entry
        for entry in knowledge.entries()
        if isinstance(entry, Word) and options.category in {None, takeaway.category(entry)}
    ]
    voice = Voice(knowledge, Language(options.lang))
    path = options.out or Path(takeaway.NAMES[options.form])
    try:
        path.write_bytes(takeaway.file(voice, words, options.form, int(time.time())))
    except OSError as error:
        raise CannotWrite(f"--out: {path} cannot be written ({error.strerror})") from None
    return f"{path}: {len(words)} words"
