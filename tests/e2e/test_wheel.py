"""The wheel alone, in a folder of its own, answers."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_wheel_answers_without_the_repository(tmp_path: Path) -> None:
    """All data files arrive, and the compiled knowledge is kept where it can be written."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("hongshu-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.startswith("seeds/") for name in names)
    assert "bot/store/migrations/versions/0001_begin.py" in names
    assert not [name for name in names if "_compiled" in name or name.startswith("tests")]
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    environment |= {"XDG_CACHE_HOME": str(tmp_path / "cache")}

    done = subprocess.run(
        [sys.executable, "-P", "-m", "bot", "ask", "--json", "小红书是什么？"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )

    assert json.loads(done.stdout)["answered"] is True
    assert list((tmp_path / "site" / "knowledge" / "_compiled").glob("*.bin"))
