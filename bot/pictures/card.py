"""A word as a picture: the word large, its reading, what it means in both languages, an example.

1080 by 1350 pixels, the upright format of picture posts. The colours have a contrast of at least
4.5 to 1 (WCAG 2.2, AA).
"""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from bot.pictures.faces import Fonts
from bot.pictures.text import cut, drawable, wrap

SIZE = (1080, 1350)
_MARGIN = 96
_WIDTH = SIZE[0] - 2 * _MARGIN
PAPER, INK, SOFT, ACCENT, LINE = "#FBF8F3", "#1F1B16", "#5F574D", "#B3202C", "#E3DACD"
_TOP, _FOOT = 150, 1258
# Sizes of the word in pixels, largest first: the first in which it fits in one line, or in two.
_ONE_LINE, _TWO_LINES = (300, 260, 220, 190, 160, 136), (150, 124, 100, 84, 72)
# How the rest is made smaller until all fits.
_SCALES = (1.0, 0.9, 0.8, 0.7)
# Height of a line by its size: of text, and of the word.
_LEADING, _TIGHT = 1.42, 1.2
# Longest text drawn, in characters, and most lines of one.
_LONGEST, _LINES = 400, 6


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; what is empty is not drawn. `other` is the word in the other script.

    `first` and `second` are the meanings, `example` lines of a sentence and its translation.
    """

    word: str
    other: str
    reading: str
    first: str
    second: str
    example: tuple[str, str]
    brand: str
    traditional: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines in one size and colour; `gap`: pixels above them, `bar`: a rule stands beside them."""

    lines: list[str]
    size: int
    gap: int
    colour: str = INK
    bold: bool = False
    bar: bool = False
    leading: float = _LEADING

    def top(self, line: int) -> int:
        """Return how far below the block's beginning a line begins, counted from 0."""
        return self.gap + round(line * self.size * self.leading)

    @property
    def height(self) -> int:
        """Pixels from the end of the block before to the end of this one."""
        return self.top(len(self.lines))


@lru_cache(64)
def draw(card: Card, fonts: Fonts) -> bytes:
    """Return a card as a PNG; the last ones drawn are kept."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    blocks = _fitting(card, fonts)
    pen.rectangle((_MARGIN, 84, _MARGIN + 120, 95), fill=ACCENT)
    y = _TOP + max(0, (_FOOT - 80 - _TOP - _height(blocks)) // 3)
    for block in blocks:
        y = _write(pen, block, y, card, fonts)
    pen.line((_MARGIN, _FOOT - 30, SIZE[0] - _MARGIN, _FOOT - 30), fill=LINE, width=2)
    brand = fonts.face(30, traditional=card.traditional)
    pen.text((_MARGIN, _FOOT - 8), card.brand, SOFT, brand)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _fitting(card: Card, fonts: Fonts) -> list[_Block]:
    """Return the blocks of a card in the largest sizes in which they fit."""
    word = _word(card, fonts)
    for scale in _SCALES:
        blocks = [word, *_rest(card, fonts, scale)]
        if _height(blocks) <= _FOOT - 60 - _TOP:
            break
    while _height(blocks) > _FOOT - 60 - _TOP:
        blocks.pop()
    return blocks


def _height(blocks: list[_Block]) -> int:
    return sum(block.height for block in blocks)


def _word(card: Card, fonts: Fonts) -> _Block:
    word = drawable(card.word[:_LONGEST])
    for sizes, most in ((_ONE_LINE, 1), (_TWO_LINES, 2)):
        for size in sizes:
            face = fonts.face(size, bold=True, traditional=card.traditional)
            lines = wrap(word, face, _WIDTH)
            if len(lines) <= most:
                return _Block(lines, size, 0, bold=True, leading=_TIGHT)
    return _Block(cut(lines, 3), _TWO_LINES[-1], 0, bold=True, leading=_TIGHT)


def _rest(card: Card, fonts: Fonts, scale: float) -> list[_Block]:
    """Return all blocks but the word's, in their sizes times `scale`."""
    wanted = (
        (card.other, 46, 16, SOFT, False, False),
        (card.reading, 56, 18, ACCENT, False, False),
        (card.first, 54, 46, INK, True, False),
        (card.second, 44, 12, INK, False, False),
        (card.example[0], 42, 56, INK, False, True),
        (card.example[1], 36, 8, SOFT, False, True),
    )
    blocks = []
    for text, size, gap, colour, bold, bar in wanted:
        size_, gap_ = round(size * scale), round(gap * scale)
        face = fonts.face(size_, bold=bold, traditional=card.traditional)
        lines = wrap(drawable(text[:_LONGEST]), face, _WIDTH - (36 if bar else 0))
        if lines:
            blocks.append(_Block(cut(lines, _LINES), size_, gap_, colour, bold, bar))
    return blocks


def _write(pen: ImageDraw.ImageDraw, block: _Block, y: int, card: Card, fonts: Fonts) -> int:
    """Write a block below `y`; return where it ends."""
    face = fonts.face(block.size, bold=block.bold, traditional=card.traditional)
    if block.bar:
        pen.rectangle((_MARGIN, y + block.gap - 8, _MARGIN + 6, y + block.height), fill=ACCENT)
    left = _MARGIN + (36 if block.bar else 0)
    for number, line in enumerate(block.lines):
        baseline = y + block.top(number) + block.size
        pen.text((left, baseline), line, block.colour, face, anchor="ls")
    return y + block.height
