"""`hongshu export`: the guide's words as files."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.pictures import PACKAGE, fonts
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
        (["export", "csv", "zhongcao"], "only a card"),
        (["export", "card"], "no term has the id ''"),
        (["export", "card", "what-is-rednote"], "no term has the id"),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: list[str], told: str) -> None:
    """It is exit 2, and says what is wrong."""
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(fonts() is None, reason="the fonts are not installed")
def test_card_is_written_where_it_is_wanted(run: Run, tmp_path: Path) -> None:
    """A term's picture is a PNG; a file that cannot be written is told."""
    path = tmp_path / "card.png"

    code, out, _ = run("export", "card", "zhongcao", str(path), "--lang", "zh-Hant")
    wrong = run("export", "card", "zhongcao", str(tmp_path))

    assert (code, out) == (0, f"{path}: 种草\n")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert wrong[0] == 2
    assert "cannot be written" in wrong[2]


def test_card_without_fonts_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package is named."""
    monkeypatch.setattr("bot.pictures.faces._FOLDERS", ())
    monkeypatch.setenv("XDG_DATA_HOME", "/nowhere")

    code, _, err = run("export", "card", "zhongcao")

    assert code == 2
    assert PACKAGE in err
