"""What `hongshu doctor` does: looks at everything the bot needs, and says what to change where."""

import argparse
import asyncio
import difflib
from collections.abc import Iterator
from dataclasses import asdict

from bot.checks import Check
from bot.printing import print_json
from bot.settings import PREFIX, Settings, SettingsError, load
from knowledge import ContentError, Knowledge

# Bytes that a SQLite file should have to grow; the copy before an upgrade needs as much again.
_ROOM = 200 * 2**20
_NO_SETTINGS = "not looked at, because the settings are wrong"


def examine(options: argparse.Namespace) -> int:
    """Print every check, as text or as one JSON object; return 0 if all is right, else 1."""
    checks = asyncio.run(_checks())
    if options.json:
        print_json({"checks": [asdict(c) for c in checks]})
    else:
        for check in checks:
            fix = f"; to change it: {check.fix}" if check.fix else ""
            print(f"{'ok  ' if check.ok else 'FAIL'} {check.name}: {check.detail}{fix}")
    return 0 if all(check.ok for check in checks) else 1


async def _checks() -> tuple[Check, ...]:
    try:
        settings, warnings = load()
    except SettingsError as error:
        fix = "mend it in the environment or in .env"
        checks: tuple[Check, ...] = (
            Check("settings", ok=False, detail=str(error), fix=fix),
            Check("token", ok=False, detail=_NO_SETTINGS, fix="mend the settings first"),
            Check("database", ok=False, detail=_NO_SETTINGS, fix="mend the settings first"),
        )
    else:
        checks = (
            _settings(warnings), *await _telegram(settings), *await _database(settings)
        )  # fmt: skip
    return (*checks, _knowledge(), _fonts())


def _settings(warnings: list[str]) -> Check:
    """Return whether every variable is one of ours; wrong values were found before."""
    if not warnings:
        return Check("settings", ok=True, detail="every variable is known and right")
    names = [warning.split()[0] for warning in warnings]
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    near = [close for name in names for close in difflib.get_close_matches(name, known, 1)]
    meant = f" (perhaps {', '.join(near)} is meant)" if near else ""
    fix = f"correct or remove {', '.join(names)}{meant}"
    return Check("settings", ok=False, detail="; ".join(warnings), fix=fix)


async def _telegram(settings: Settings) -> tuple[Check, ...]:
    from bot.tg.checkup import telegram

    if settings.token is None:
        fix = "get one from @BotFather and set HONGSHU_TOKEN or HONGSHU_TOKEN_FILE"
        return (Check("token", ok=False, detail="HONGSHU_TOKEN is not set", fix=fix),)
    return await telegram(settings)


async def _database(settings: Settings) -> tuple[Check, ...]:
    from bot.store import StoreError
    from bot.store.state import state

    try:
        found = await state(settings.database_url)
    except StoreError as error:
        return (Check("database", ok=False, detail=str(error), fix="see HONGSHU_DATABASE_URL"),)
    if found.refused:
        detail = f"{found.kind} cannot be written to ({found.refused})"
        fix = "give the user of the bot the right to write there"
        return (Check("database", ok=False, detail=detail, fix=fix),)
    schema = f"schema {found.revision or 'none yet'}"
    if found.revision != found.newest:
        schema += f", {found.newest} after the next start"
    return (Check("database", ok=True, detail=f"{found.kind}, {schema}"), *_disk(found.free))


def _disk(free: int | None) -> Iterator[Check]:
    if free is None:
        return
    detail = f"{free // 2**20:,} MiB free beside the database"
    enough = free >= _ROOM
    fix = "" if enough else f"free {_ROOM // 2**20} MiB, or move HONGSHU_DATABASE_URL"
    yield Check("disk", enough, detail, fix)


def _knowledge() -> Check:
    try:
        knowledge = Knowledge.open()
    except ContentError as error:
        fix = "run 'hongshu knowledge check', and mend what it lists"
        return Check("knowledge", ok=False, detail=f"{str(error).splitlines()[0]} …", fix=fix)
    counts: dict[str, int] = {}
    for entry in knowledge.entries():
        kind = type(entry).__name__
        counts[kind] = counts.get(kind, 0) + 1
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    return Check("knowledge", ok=True, detail=f"version {knowledge.version}: {told}")


def _fonts() -> Check:
    """Return whether there is a font for pictures of words; without one all is said in text."""
    from bot.pictures import PACKAGE, fonts

    if found := fonts():
        return Check("fonts", ok=True, detail=str(found.regular))
    fix = f"install Noto Sans CJK, on Debian the package {PACKAGE}"
    return Check("fonts", ok=True, detail="no Noto Sans CJK, so no pictures of words", fix=fix)
