"""What `hongshu misses`, `hongshu backup` and `hongshu restore` do; none needs a running bot."""

import argparse
import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.printing import print_json

if TYPE_CHECKING:
    from bot.store.notes import Tally

_MOST = 100_000


def add_misses(command: argparse.ArgumentParser) -> None:
    """Add what `hongshu misses` takes."""
    command.add_argument("--since", type=_day, help="only from this day, YYYY-MM-DD")
    command.add_argument("--limit", type=_number, default=100, help="most shown (default 100)")
    command.add_argument("--json", action="store_true", help="print one JSON object a line")


def add_backup(command: argparse.ArgumentParser) -> None:
    """Add what `hongshu backup` takes."""
    command.add_argument("file", type=Path, help="the file to write")
    command.add_argument("--force", action="store_true", help="replace the file if it exists")


def add_restore(command: argparse.ArgumentParser) -> None:
    """Add what `hongshu restore` takes."""
    command.add_argument("file", type=Path, help="a file that 'hongshu backup' wrote")
    command.add_argument(
        "--before",
        type=Path,
        help="where what is replaced is kept (default: FILE.before-TIME beside the file)",
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2027-01-14") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST}")
    return int(text)


def misses(url: str | None, options: argparse.Namespace) -> int:
    """Print questions without an answer, most asked first; raises `StoreError`."""
    for tally in asyncio.run(_tallies(url, options.since or "", options.limit)):
        if options.json:
            data = {"text": tally.text, "count": tally.count}
            data |= {"first_day": tally.first, "day": tally.last}
            print_json(data)
        else:
            print(f"{tally.count:6} {tally.last} {tally.text}")
    return 0


async def _tallies(url: str | None, since: str, limit: int) -> "tuple[Tally, ...]":
    from bot.store import Store

    store = await Store.open(url)
    try:
        return await store.misses.tallies(limit, since)
    finally:
        await store.close()


def back_up(url: str | None, options: argparse.Namespace) -> int:
    """Write a backup, and print what it holds; raises `StoreError`."""
    from bot.store import backup

    rows = asyncio.run(backup.back_up(url, options.file, force=options.force))
    print(f"{options.file}: {sum(rows.values())} rows of {len(rows)} tables")
    return 0


def restore(url: str | None, options: argparse.Namespace) -> int:
    """Restore a backup, and print where what it replaced is kept; raises `StoreError`."""
    from bot.store import backup

    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    before = options.before or options.file.with_name(f"{options.file.name}.before-{now}")
    restored = asyncio.run(backup.restore(url, options.file, before))
    print(f"{sum(restored.rows.values())} rows of {len(restored.rows)} tables restored")
    if restored.before:
        print(f"what was there before is kept in {restored.before}")
    return 0
