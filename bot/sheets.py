"""Tables as CSV files that spreadsheets open without running anything in them."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8 with a mark for Excel; cells that would be run are quoted."""
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain(cell: str) -> str:
    """Return a cell as it was before `sheet` quoted it."""
    return cell.removeprefix("'") if cell.lstrip("'").startswith(_FORMULA) else cell


def _harmless(cell: str) -> str:
    """Return a cell with one more quotation mark, if it is a formula behind those it has."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell
