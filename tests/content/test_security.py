"""The list of threats names tests that are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line][1:]


def test_every_test_named_against_a_threat_exists() -> None:
    """Each is a function of the file it is said to be in."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)

    assert len(named) > 40
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}, path


def test_every_threat_has_a_test_or_says_why_not() -> None:
    """Every row of the list ends with a test, or with how it is looked at otherwise."""
    assert len(ROWS) > 20
    assert [row for row in ROWS if "::" not in row and "by hand" not in row] == []


def test_reporting_needs_no_address() -> None:
    """How to report a weakness is told, and the document is linked."""
    report = (ROOT / "SECURITY.md").read_text("utf-8")

    assert "Report a vulnerability" in report
    assert "docs/security.md" in report
    assert "@" not in report
