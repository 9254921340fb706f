"""Whether the bot lives, whether it can work, and what it counts: for operators' machines."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot import metrics
from bot.store import StoreError

# Seconds without Telegram after which the bot is not ready: several long polls, which take ten
# each, or looks at the webhook.
SILENCE = 90.0
# Seconds that a part has to tell how it is.
_PATIENCE = 5.0

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vitals:
    """How the parts are asked: the database, Telegram, the inbox.

    `ping` raises `StoreError`, and so does `depth`: how many updates wait, and the age of the
    oldest in seconds. `contact` gives the seconds since Telegram last did what was asked, None if
    it never did.
    """

    ping: Callable[[], Awaitable[None]]
    contact: Callable[[], float | None]
    depth: Callable[[], Awaitable[tuple[int, float]]]

    async def alive(self, _: Request) -> Response:
        """Say that the process lives: that it answers at all."""
        return PlainTextResponse("ok\n")

    async def ready(self, _: Request) -> Response:
        """Say whether the bot can work, and which part cannot: 200 or 503, in JSON.

        How full the inbox is does not count: with one bot fewer it would only get fuller.
        """
        database, inbox = await asyncio.gather(self._database(), self._inbox())
        parts = {"database": database, "telegram": self._telegram(), "inbox": inbox}
        ready = all(part["ok"] for part in parts.values())
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse({"ready": ready, **parts}, status)

    async def metrics(self, _: Request) -> Response:
        """Give all metrics, the depth of the inbox as it is now."""
        inbox = await self._inbox()
        metrics.waiting(inbox.get("waiting", math.nan), inbox.get("oldest_seconds", math.nan))
        return Response(metrics.render(), media_type=metrics.CONTENT_TYPE)

    async def _database(self) -> Part:
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.ping()
        except (StoreError, TimeoutError):
            return {"ok": False}
        return {"ok": True}

    def _telegram(self) -> Part:
        seconds = self.contact()
        if seconds is None:
            return {"ok": False, "seconds": None}
        return {"ok": seconds <= SILENCE, "seconds": round(seconds, 1)}

    async def _inbox(self) -> Part:
        try:
            async with asyncio.timeout(_PATIENCE):
                waiting, oldest = await self.depth()
        except (StoreError, TimeoutError):
            return {"ok": False}
        return {"ok": True, "waiting": waiting, "oldest_seconds": round(oldest, 1)}
