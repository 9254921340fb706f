"""`hongshu export`: the guide's words as files."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import Knowledge, Word

Run = Callable[..., tuple[int, str, str]]


def test_table_holds_all_words_of_the_guide(
    run: Run, knowledge: Knowledge, tmp_path: Path
) -> None:
    """Every term and phrase is a row, nothing is borrowed, and the line says what was written."""
    path = tmp_path / "words.csv"

    code, out, _ = run("export", "csv", "--out", str(path))

    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    words = [entry for entry in knowledge.entries() if isinstance(entry, Word)]
    assert code == 0
    assert out == f"{path}: {len(words)} words\n"
    assert [row["word"] for row in rows] == [word.term for word in words]


def test_category_holds_its_words_alone(run: Run, tmp_path: Path) -> None:
    """Terms and phrases of one name come together, and no others."""
    path = tmp_path / "words.csv"

    run("export", "csv", "--category", "praise", "--out", str(path))

    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert {row["category"] for row in rows} == {"praise"}


def test_file_is_named_by_itself_in_the_current_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --out the deck is hongshu.apkg here."""
    monkeypatch.chdir(tmp_path)

    code, out, _ = run("export", "anki", "--category", "pets", "--lang", "zh-Hant")

    assert code == 0
    assert out.startswith("hongshu.apkg: ")
    assert zipfile.is_zipfile(tmp_path / "hongshu.apkg")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export"], "form"),
        (["export", "word"], "invalid choice"),
        (["export", "csv", "--category", "nope"], "invalid choice"),
        (["export", "csv", "--out", "."], "--out: . cannot be written"),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: list[str], told: str) -> None:
    """It is exit 2, and says what is wrong."""
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
