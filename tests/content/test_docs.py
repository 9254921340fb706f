"""Documents under test: examples load, commands and settings are told."""

import re
from pathlib import Path

import pytest

from bot.dialogue.commands import NAMES
from bot.settings import Settings
from knowledge import content

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_setting_is_documented() -> None:
    """Each variable stands in the README, and the example file names the token."""
    missing = [name for name in Settings.model_fields if f"HONGSHU_{name.upper()}" not in README]

    assert missing == []
    assert "HONGSHU_TOKEN=" in (ROOT / ".env.example").read_text("utf-8")


def test_every_command_is_documented() -> None:
    """Each command of the chat and of the command line stands in the README."""
    typed = [name for name in NAMES if name.isascii()]
    assert [name for name in typed if not re.search(rf"`/{name}[ `]", README)] == []
    assert [name for name in NAMES if not name.isascii() and name not in README] == []
    commands = (
        "ask",
        "lookup",
        "chat",
        "serve",
        "run",
        "match",
        "read",
        "draft",
        "export",
        "knowledge new",
        "knowledge stale",
        "knowledge check",
        "knowledge stats",
    )
    assert [name for name in commands if f"hongshu {name}" not in README] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link and every picture is a file of the repository."""
    text = document.read_text("utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    for target in [*links, *re.findall(r'src="([^":]+)"', text)]:
        assert (document.parent / target).exists(), target


def test_examples_in_the_documents_load(tmp_path: Path) -> None:
    """Every YAML example with a path in its first line is valid content of its kind."""
    found = 0
    for document in DOCUMENTS:
        for block in re.findall(
            r"```yaml\n(# \S+\.yaml\n.*?)```", document.read_text("utf-8"), re.DOTALL
        ):
            path = tmp_path / block.split()[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, "utf-8")
            found += 1

    problems = [str(p) for p in content.load([tmp_path]).problems]

    assert found >= 3
    assert problems == []
