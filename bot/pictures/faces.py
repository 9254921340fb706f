"""Noto Sans CJK as it is found on the system: Chinese, pinyin and English in one design."""

import os
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

# The Debian package that has the fonts.
PACKAGE = "fonts-noto-cjk"
# Where systems keep fonts: the folders of fontconfig's usual configuration, macOS' and
# Windows'.
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_FILES = {"Regular": "NotoSansCJK-Regular.ttc", "Bold": "NotoSansCJK-Bold.ttc"}
# A collection holds a face for each of Japan, Korea, China, Taiwan and Hong Kong, in two widths.
_FACES = 10

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files of both weights; a face of them in any size."""

    regular: Path
    bold: Path

    def face(self, size: int, *, bold: bool = False, traditional: bool = False) -> Font:
        """Return a face in a size in pixels, with characters as written in China or in Taiwan."""
        path = self.bold if bold else self.regular
        return _face(path, _index(path, "TC" if traditional else "SC"), size)


def fonts() -> Fonts | None:
    """Return the fonts, or None where they are not installed; see `PACKAGE`."""
    return _in_folders(_FOLDERS, os.environ.get("XDG_DATA_HOME", ""))


@cache
def _in_folders(names: tuple[str, ...], data: str) -> Fonts | None:
    folders = [Path(name).expanduser() for name in names]
    folders += [Path(data) / "fonts"] if data else []
    found = {weight: _find(folders, name) for weight, name in _FILES.items()}
    regular, bold = found["Regular"], found["Bold"]
    return Fonts(regular, bold or regular) if regular else None


def _find(folders: list[Path], name: str) -> Path | None:
    return next((path for folder in folders for path in sorted(folder.rglob(name))), None)


@cache
def _index(path: Path, script: str) -> int:
    """Return the place of a face in a collection, 0 if it has none of that script."""
    for index in range(_FACES):
        try:
            family, _ = ImageFont.truetype(path, 10, index).getname()
        except OSError:  # no more faces
            return 0
        if family == f"Noto Sans CJK {script}":
            return index
    return 0


@lru_cache(64)
def _face(path: Path, index: int, size: int) -> Font:
    return ImageFont.truetype(path, size, index)
