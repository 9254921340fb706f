"""What tests of the command line share: running it in this process."""

import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot.cli import main
from knowledge.collection import Library
from knowledge.content import load

Run = Callable[..., tuple[int, str, str]]


class _Input(io.TextIOWrapper):
    """Standard input that is no terminal."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, library: Library) -> None:
    """Let all these tests share one reading of the content, unless files are read beside it."""

    def shared(extra: Iterable[Path] = ()) -> Library:
        return load(extra) if extra else library

    for module in ("content", "drafting", "statistics"):
        monkeypatch.setattr(f"knowledge.{module}.load", shared)


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Run `hongshu` in this process: returns exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("HONGSHU_")]:
        monkeypatch.delenv(name)

    def call(*arguments: str, given: str | bytes = "") -> tuple[int, str, str]:
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr(sys, "stdin", _Input(data))
        for stream in ("stdout", "stderr"):
            monkeypatch.setattr(
                getattr(sys, stream), "reconfigure", lambda **_: None, raising=False
            )
        try:
            code = main(arguments)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call
