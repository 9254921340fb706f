"""Counts a day as a picture: a bar a day, cut by kind, with numbers and a key."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.pictures.card import ACCENT, INK, LINE, PAPER, SOFT
from bot.pictures.faces import Fonts
from bot.pictures.text import cut, drawable, wrap

SIZE = (1080, 900)
_MARGIN, _BASE, _ROOF = 80, 760, 290
# Answered, and not: dark enough on the paper, and apart in lightness too, for all eyes.
_ANSWERED = "#27646B"


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says. `days` are labels with how many were answered and how many were not."""

    title: str
    total: str
    answered: str
    missed: str
    days: tuple[tuple[str, int, int], ...]
    brand: str
    traditional: bool = False


def plot(chart: Chart, fonts: Fonts) -> bytes:
    """Return a chart as a PNG, 1080 by 900 pixels."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    _head(pen, chart, fonts)
    _bars(pen, chart, fonts)
    pen.text((_MARGIN, 832), chart.brand, SOFT, fonts.face(28, traditional=chart.traditional))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _head(pen: ImageDraw.ImageDraw, chart: Chart, fonts: Fonts) -> None:
    """Write title, sum and key."""
    title = fonts.face(46, bold=True, traditional=chart.traditional)
    small = fonts.face(32, traditional=chart.traditional)
    pen.rectangle((_MARGIN, 56, _MARGIN + 100, 65), fill=ACCENT)
    shown = cut(wrap(drawable(chart.title), title, SIZE[0] - 2 * _MARGIN), 1)
    pen.text((_MARGIN, 128), shown[0] if shown else "", INK, title, anchor="ls")
    pen.text((_MARGIN, 182), chart.total, SOFT, small, anchor="ls")
    x = _MARGIN
    for label, colour in ((chart.answered, _ANSWERED), (chart.missed, ACCENT)):
        pen.rectangle((x, 212, x + 26, 238), fill=colour)
        pen.text((x + 40, 236), label, INK, small, anchor="ls")
        x += round(small.getlength(label)) + 90


def _bars(pen: ImageDraw.ImageDraw, chart: Chart, fonts: Fonts) -> None:
    """Draw a bar a day, answered below and missed above, the sum over it."""
    most = max((answered + missed for _, answered, missed in chart.days), default=0) or 1
    step = (SIZE[0] - 2 * _MARGIN) / max(len(chart.days), 1)
    small = fonts.face(24, traditional=chart.traditional)
    pen.line((_MARGIN, _BASE, SIZE[0] - _MARGIN, _BASE), fill=LINE, width=3)
    for number, (label, answered, missed) in enumerate(chart.days):
        left = _MARGIN + number * step
        middle = left + step / 2
        top = _stack(pen, (left, step), (answered, missed), (_BASE - _ROOF) / most)
        if answered + missed:
            pen.text((middle, top - 8), str(answered + missed), INK, small, anchor="ms")
        pen.text((middle, _BASE + 34), label, SOFT, small, anchor="ms")


def _stack(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    counts: Sequence[int],
    unit: float,
) -> float:
    """Draw the parts of a bar at a place (left, width) on each other; return where it ends."""
    left, width = place
    top = float(_BASE)
    for count, colour in zip(counts, (_ANSWERED, ACCENT), strict=True):
        if count:
            edges = (left + width * 0.18, top - count * unit, left + width * 0.82, top - 1)
            pen.rectangle(edges, fill=colour)
            top -= count * unit
    return top
