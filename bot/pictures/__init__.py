"""Pictures to share: words as cards, counts as charts. The one door to Pillow.

Drawing takes some tenths of a second of work, so that whoever answers others draws in a thread.
"""

from bot.pictures.card import Card, draw
from bot.pictures.chart import Chart, plot
from bot.pictures.faces import PACKAGE, fonts

__all__ = ["PACKAGE", "Card", "Chart", "draw", "fonts", "plot"]
