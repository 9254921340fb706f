"""What `hongshu export` does: the guide's words as a deck or a table, or one as a picture."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from knowledge import TERM_CATEGORIES, THEMES, Knowledge, Language, Term, Word

# What can be exported; the words of a category are the terms and phrases of that name.
_CARD = "card"
_FORMS = ("anki", "csv", _CARD)
_CATEGORIES = tuple(dict.fromkeys([*TERM_CATEGORIES, *THEMES]))


class CannotWrite(Exception):  # noqa: N818 - it is what is wrong
    """A file cannot be written; the text says which and why."""


def add_arguments(command: argparse.ArgumentParser, languages: Sequence[str]) -> None:
    """Add what `hongshu export` takes to its command."""
    command.add_argument(
        "form", choices=_FORMS, help="a deck for Anki, a table, or a picture of one term"
    )
    command.add_argument("id", nargs="?", help="with card: the term's id, as in `lookup --json`")
    command.add_argument(
        "file", nargs="?", type=Path, help="with card: the file (default: ID.png)"
    )
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

    if options.form == _CARD:
        return _write_card(knowledge, options)
    if options.id is not None:
        raise CannotWrite(f"{options.id}: only a card is of one term; use --out for a file")
    words = [
        entry
        for entry in knowledge.entries()
        if isinstance(entry, Word) and options.category in {None, takeaway.category(entry)}
    ]
    voice = Voice(knowledge, Language(options.lang))
    path = options.out or Path(takeaway.NAMES[options.form])
    _save(path, "--out", takeaway.file(voice, words, options.form, int(time.time())))
    return f"{path}: {len(words)} words"


def _write_card(knowledge: Knowledge, options: argparse.Namespace) -> str:
    from bot.dialogue.card import card
    from bot.dialogue.voice import Voice
    from bot.pictures import PACKAGE, draw, fonts

    name = options.id or ""
    term = knowledge.entry(name) if knowledge.has(name) else None
    if not isinstance(term, Term):
        raise CannotWrite(f"card: no term has the id {name!r}; `hongshu lookup --json` shows ids")
    found = fonts()
    if found is None:
        raise CannotWrite(f"card: the fonts for pictures are missing; install {PACKAGE}")
    path = options.file or options.out or Path(f"{name}.png")
    _save(path, "card", draw(card(Voice(knowledge, Language(options.lang)), term), found))
    return f"{path}: {term.term}"


def _save(path: Path, option: str, content: bytes) -> None:
    """Write a file; raises `CannotWrite`, which names the option that is wrong."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(f"{option}: {path} cannot be written ({error.strerror})") from None
