"""How processes tell each other through PostgreSQL that updates came."""

import asyncio
from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_CHANNEL = "hongshu_updates"


async def give(connection: AsyncConnection) -> None:
    """Tell all who listen, at the end of the transaction that a connection is in."""
    await connection.execute(text(f"NOTIFY {_CHANNEL}"))


async def hear(connection: AsyncConnection, heard: Callable[[], None]) -> None:
    """Call `heard` whenever a process tells, until the connection is lost; it is closed then.

    Raises `ConnectionError`: it was lost before.
    """
    lost = asyncio.Event()
    raw = await connection.get_raw_connection()
    driver: Any = raw.driver_connection
    driver.add_termination_listener(lambda _: lost.set())
    try:
        await driver.add_listener(_CHANNEL, lambda *_: heard())
        await lost.wait()
    except Exception as error:  # the driver's own, of whatever kind
        raise ConnectionError("nothing can be heard") from error
    finally:
        await connection.invalidate()
