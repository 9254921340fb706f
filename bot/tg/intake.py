"""Updates as they come, from polling or a webhook: kept first, then answered."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import metrics
from bot.store import StoreError
from bot.store.inbox import Arrived, Inbox

log = logging.getLogger(__name__)

_NUMBER = "update_id"


@dataclass(slots=True)
class _Batch:
    """Updates that are kept in one transaction."""

    updates: list[Arrived] = field(default_factory=list)
    kept: bool = False
    error: StoreError | None = None


class Intake:
    """Keeps updates in the inbox and wakes who answers them.

    What comes while a transaction is under way goes together into the next.
    """

    def __init__(
        self, inbox: Inbox, clock: Callable[[], float], wake: Callable[[], object]
    ) -> None:
        """Take where to keep updates, a clock in seconds since 1970, and whom to wake."""
        self._inbox = inbox
        self._clock = clock
        self._wake = wake
        self._turn = asyncio.Lock()
        self._next = _Batch()

    async def take_in(self, update: Mapping[str, Any]) -> None:
        """Keep an update; when this returns it will be answered, whatever happens.

        An update delivered before changes nothing; what is no update is dropped. Raises
        `StoreError` if it cannot be kept now, so that whoever delivered it does so again.
        """
        await self.take_all((update,))

    async def take_all(self, updates: Iterable[Mapping[str, Any]]) -> None:
        """Keep updates in their order, all or none; see `take_in`."""
        batch = self._next
        batch.updates += filter(None, map(_read, updates))
        async with self._turn:
            if batch.error:
                raise batch.error
            if not batch.kept:
                await self._keep(batch)

    async def depth(self) -> tuple[int, float]:
        """Return how many updates are not yet handled, and the seconds the oldest waits."""
        return await self._inbox.depth(self._clock())

    async def _keep(self, batch: _Batch) -> None:
        if self._next is batch:
            self._next = _Batch()
        try:
            await self._inbox.add(batch.updates, self._clock())
        except StoreError as error:
            batch.error = error
            raise
        batch.kept = True
        for arrived in batch.updates:
            metrics.received(arrived.kind)
        self._wake()


def _read(update: Mapping[str, Any]) -> Arrived | None:
    """Return an update as it is kept, whatever a newer Telegram puts into it; None: it is none."""
    number = update.get(_NUMBER)
    if not isinstance(number, int) or not 0 <= number < 2**63:
        log.warning("not an update")
        return None
    kind = next((name for name in update if name != _NUMBER), "")
    return Arrived(number, _lane(update.get(kind)), kind, json.dumps(update))


def _lane(event: object) -> str | None:
    """Return whose order an update keeps: its chat's, else its user's, else nobody's."""
    if not isinstance(event, Mapping):
        return None
    message = event.get("message")
    about = (
        ("chat", event.get("chat")),
        ("chat", message.get("chat") if isinstance(message, Mapping) else None),
        ("user", event.get("from")),
        ("user", event.get("user")),
    )
    lanes = (
        f"{kind}:{who['id']}" for kind, who in about if isinstance(who, Mapping) and "id" in who
    )
    return next(lanes, None)
