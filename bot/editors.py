"""What editors run: `hongshu knowledge check` and `stats`."""

import argparse
import json
from pathlib import Path


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


def stats(options: argparse.Namespace) -> int:
    """Print the counts of the content."""
    from knowledge.statistics import statistics

    data = statistics()
    if options.json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    return 0
