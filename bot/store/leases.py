"""Which processes share the database, and which of them does what only one may do."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, or_, select

from bot.store.inbox import Share
from bot.store.sql import Database, insert
from bot.store.tables import Leases

# Seconds for which a process counts as living and keeps its roles, unless it says so again.
# Others look every three seconds, so that a role is taken over within 15 of a death.
LEASE = 10.0
_LIVING = "living:"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a process is among the others: its share of the lanes, and the roles it has."""

    share: Share
    roles: frozenset[str]


class LeaseStore:
    """Leases by name; processes must agree on the time to about a second."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def beat(self, holder: str, roles: Iterable[str], now: float) -> Standing:
        """Say that a process lives, and take or keep for it the roles nobody else has."""
        async with self._database.write() as connection:
            had: set[str] = set()
            for name in sorted([_LIVING + holder, *roles]):
                mine = or_(Leases.holder == holder, _over(now))
                row = insert(connection, Leases)
                values = {"holder": holder, "until": now + LEASE}
                take = row.values(name=name, **values).on_conflict_do_update(
                    index_elements=["name"], set_=values, where=mine
                )
                if (await connection.execute(take)).rowcount:
                    had.add(name)
            gone = Leases.name.startswith(_LIVING), _over(now)
            await connection.execute(delete(Leases).where(*gone))
            living = select(Leases.holder).where(Leases.name.startswith(_LIVING))
            holders = sorted((await connection.scalars(living)).all())
        share = Share(holders.index(holder), len(holders))
        return Standing(share, frozenset(had.intersection(roles)))

    async def leave(self, holder: str) -> None:
        """Give up everything a process has, so that another need not wait."""
        mine = Leases.holder == holder
        in_order = select(Leases.name).where(mine).order_by(Leases.name).with_for_update()
        async with self._database.write() as connection:
            await connection.execute(in_order)  # as others do it, so that none waits for ever
            await connection.execute(delete(Leases).where(mine))

    async def clear(self) -> None:
        """Give up everything any process has: they are known to be dead."""
        async with self._database.write() as connection:
            await connection.execute(delete(Leases))


def _over(now: float) -> ColumnElement[bool]:
    """Return whether a lease is over, or given by a clock that was set back since."""
    return or_(Leases.until <= now, Leases.until > now + 2 * LEASE)
