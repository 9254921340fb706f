"""This process among those that share the database: what is its own to do."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress

from bot.store import StoreError
from bot.store.inbox import Share
from bot.store.leases import LEASE, LeaseStore, Standing

log = logging.getLogger(__name__)

# Seconds between two signs of life.
_EVERY = 3.0


class Replica:
    """Says that this process lives, and knows which roles it has."""

    def __init__(
        self,
        leases: LeaseStore,
        name: str,
        roles: tuple[str, ...],
        clock: Callable[[], float],
        shared: Callable[[Share], None],
    ) -> None:
        """Take a name nobody else has, the roles it would have, and whom to tell its share."""
        self._leases = leases
        self._name = name
        self._wanted = roles
        self._clock = clock
        self._shared = shared
        self._standing = Standing(Share(), frozenset())
        self._until = float("-inf")

    def leads(self, role: str) -> bool:
        """Whether a role is this process's now; not any more if it could not be renewed."""
        return role in self._standing.roles and time.monotonic() < self._until

    async def run(self) -> None:
        """Keep up until cancelled; while the database is away all roles are lost in time."""
        while True:
            with suppress(StoreError):
                await self.beat()
            await asyncio.sleep(_EVERY)

    async def beat(self) -> None:
        """Say once that this process lives. Raises `StoreError`."""
        until = time.monotonic() + LEASE
        standing = await self._leases.beat(self._name, self._wanted, self._clock())
        if standing != self._standing:
            roles = ",".join(sorted(standing.roles)) or "none"
            log.info("replica", extra={"count": standing.share.count, "leads": roles})
            self._shared(standing.share)
        self._standing, self._until = standing, until

    async def leave(self) -> None:
        """Give up all roles at once."""
        self._standing = Standing(Share(), frozenset())
        with suppress(StoreError):
            await self._leases.leave(self._name)
