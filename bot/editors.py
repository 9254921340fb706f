"""What editors run: `hongshu knowledge check` and `stats`."""

import argparse
import json
from pathlib import Path


def check(options: argparse.Namespace) -> int:
    """Print every problem of the content, or of the paths asked for; 1 if there is any."""
    from knowledge.content import load

    library = load(options.paths)
    wanted = [path.resolve() for path in options.paths]
    problems = [
        p for p in library.problems if not wanted or any(_within(p.path, path) for path in wanted)
    ]
    if options.json:
        listed = [
            {
                "path": p.path,
                "line": p.line,
                "column": p.column,
                "field": p.field,
                "message": p.message,
            }
            for p in problems
        ]
        print(json.dumps({"problems": listed, "counts": library.counts()}, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
        counted = ", ".join(f"{count} {kind}" for kind, count in library.counts().items())
        print(f"{len(problems)} problems; {counted}")
    return 1 if problems else 0


def _within(path: str, wanted: Path) -> bool:
    """Whether a problem's path lies at or below a path asked for."""
    from knowledge.files import content_files

    own = dict(content_files()).get(path)
    place = Path(str(own) if own else path).resolve()
    return place == wanted or wanted in place.parents


def stats(options: argparse.Namespace) -> int:
    """Print the counts of the content."""
    from knowledge.statistics import statistics

    data = statistics()
    if options.json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    return 0
