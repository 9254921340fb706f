"""What editors run: `hongshu knowledge check`, `new`, `stale` and `stats`."""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from bot.printing import print_json
from knowledge.models import TERM_CATEGORIES
from knowledge.text import clean

_LONGEST_HEADWORD = 60  # code points


class Commands(Protocol):
    """Where argparse adds commands."""

    def add_parser(self, name: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse's own
        """Add one command."""


def add_commands(commands: Commands) -> None:
    """Add the commands of editors, each with its help and an example."""

    def add(
        name: str, run: Callable[..., int], text: str, example: str
    ) -> argparse.ArgumentParser:
        epilog = f"example: hongshu knowledge {example}"
        command = commands.add_parser(name, help=text, description=text, epilog=epilog)
        command.set_defaults(run=run)
        return command

    checking = add("check", check, "Validate every content file.", "check knowledge/terms")
    checking.add_argument("paths", nargs="*", type=Path, help="files or folders (default: all)")
    new = add("new", begin, "Print the YAML of a new term to fill in.", "new term 质价比")
    new.add_argument("kind", choices=["term"], help="what to begin")
    new.add_argument("text", type=_headword, help="the headword")
    new.add_argument("--category", choices=TERM_CATEGORIES, help="default: as its neighbours")
    old = add("stale", list_stale, "List what is as of before a date.", "stale --before 2025-01")
    old.add_argument("--before", type=_date, required=True, help="2025, 2025-01 or 2025-01-17")
    counting = add("stats", stats, "Count the content.", "stats --json")
    for command in (checking, old, counting):
        command.add_argument("--json", action="store_true", help="print one JSON object")


def _headword(text: str) -> str:
    if not 0 < len(clean(text)) <= _LONGEST_HEADWORD:
        raise argparse.ArgumentTypeError(f"wanted: 1 to {_LONGEST_HEADWORD} characters")
    return text


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2025, 2025-01 or 2025-01-17")
    return text


def check(options: argparse.Namespace) -> int:
    """Print every problem of the content, or of the paths asked for; 1 if there is any."""
    from knowledge.content import load
    from knowledge.files import content_files

    library = load(options.paths)
    wanted = [path.resolve() for path in options.paths]
    own = {path: Path(str(file)).resolve() for path, file in content_files()}

    def asked_for(path: str) -> bool:
        place = own.get(path) or Path(path).resolve()
        return not wanted or any(place == part or part in place.parents for part in wanted)

    problems = [problem for problem in library.problems if asked_for(problem.path)]
    if options.json:
        print_json({"problems": [asdict(p) for p in problems], "counts": library.counts()})
    else:
        for problem in problems:
            print(problem)
        counted = ", ".join(f"{count} {kind}" for kind, count in library.counts().items())
        print(f"{len(problems)} problems; {counted}")
    return 1 if problems else 0


def begin(options: argparse.Namespace) -> int:
    """Print the YAML of a new term, ready to paste; 1 if there is such a term."""
    from knowledge.drafting import draft, skeleton
    from knowledge.errors import Taken

    try:
        print(skeleton(draft(options.text, options.category)))
    except Taken as error:
        print(f"hongshu: {error}", file=sys.stderr)
        return 1
    return 0


def list_stale(options: argparse.Namespace) -> int:
    """Print facts and entries from before a date, oldest first."""
    from knowledge.statistics import stale

    found = stale(options.before)
    if options.json:
        print_json({"before": options.before, "stale": [asdict(aged) for aged in found]})
    else:
        for aged in found:
            print(f"{aged.path}:{aged.line}: {aged.as_of} {aged.id}: {aged.title}")
    return 0


def stats(options: argparse.Namespace) -> int:
    """Print the counts of the content."""
    from knowledge.statistics import statistics

    data = statistics()
    if options.json:
        print_json(data)
    else:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    return 0
