"""Print every regular expression that the bot and its knowledge compile, one JSON list a line.

Run as a program of its own, so that it sees them all from the first import on.
"""

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_compile: Any = re._compile  # type: ignore[attr-defined] # what all functions of `re` go through
_seen: set[tuple[str, int]] = set()


def note(pattern: Any, flags: Any) -> Any:
    """Compile, and keep what our own modules wrote."""
    compiled = _compile(pattern, flags)
    caller = Path(sys._getframe(2).f_code.co_filename)
    if caller.is_relative_to(ROOT / "bot") or caller.is_relative_to(ROOT / "knowledge"):
        _seen.add((compiled.pattern, compiled.flags & ~re.DEBUG))
    return compiled


def use() -> None:
    """Import everything, and let what is compiled when needed be compiled."""
    for name in ("bot", "knowledge"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith(("__main__", "migrations.env")):
                importlib.import_module(module.name)
    from knowledge import Knowledge, Language  # noqa: PLC0415 - after the first note

    knowledge = Knowledge.open()
    for text in ("What does 种草 mean?", "種草是什么意思", "qqqq zzz", "hello"):
        knowledge.ask(text)
        knowledge.ask(text, Language.TRADITIONAL)
        knowledge.lookup(text)
        knowledge.read(f"{text} 我太顶了吧，花了100块")
        knowledge.mentions(text)
        knowledge.check_draft(f"{text} 加我微信 abc12345")


if __name__ == "__main__":
    re._compile = note  # type: ignore[attr-defined] # as above
    use()
    for found in sorted(_seen):
        print(json.dumps(found))
