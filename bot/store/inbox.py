"""Updates from when Telegram delivered them until they are handled, once and in order."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.store.sql import Database, Found, insert
from bot.store.statements import DONE, HAND, LATER, SET_ASIDE, free
from bot.store.tables import Updates

log = logging.getLogger(__name__)

# Seconds for which an update taken in hand is nobody else's, unless it is renewed. Others look
# every second, so that what a dead process had in hand is taken up within 15.
HOLD = 12.0
# Seconds for which an update is put off at most: what is longer is asked again.
PUT_OFF = 300.0
# Seconds after which an update is anybody's, whose own process has not taken it.
_PATIENCE = 2.0
# Tries that ended with the process, after which an update is handled with nothing beside it, so
# that it takes nothing along; and those after which it is handled no more.
_SUSPECT, _POISON = 2, 5
# Seconds for which the number of a handled update is kept, so that it is known when it is
# delivered again (Telegram stops that as soon as it is confirmed), and the kind of one set aside.
_KNOWN, _ASIDE = 3600.0, 7 * 86400.0
# Rows deleted together: few enough to hold up nobody.
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Arrived:
    """An update as it is delivered: its number, whose order it keeps, its kind, itself as JSON."""

    id: int
    lane: str | None
    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An update in hand. `at`: when it was delivered; `tries`: this one included.

    `again`: it was begun before, and the process died or put it off.
    """

    id: int
    kind: str
    body: str
    at: float
    tries: int
    again: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing may be handled beside it, because processes ended over it."""
        return self.tries > _SUSPECT


@dataclass(frozen=True, slots=True)
class Over:
    """How the handling of an update went: done, to be begun again at `due`, or set aside."""

    id: int
    due: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A process among those that live: its rank, from 0, and their number."""

    rank: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What a process would take: how many updates, of which share; `busy` with others or not.

    `dead`: whatever a process held no longer than until this time is anybody's; None: now.
    """

    places: int = 16
    share: Share = field(default=Share())
    busy: bool = False
    dead: float | None = None


class Inbox:
    """Updates that wait, are in hand, or were handled lately."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, updates: Iterable[Arrived], now: float) -> int:
        """Keep updates and return how many are new; what was delivered before changes nothing."""
        rows = [_row(arrived, now) for arrived in updates]
        if not rows:
            return 0
        async with self._database.write() as connection:
            new = insert(connection, Updates).on_conflict_do_nothing().returning(Updates.id)
            count = len((await connection.scalars(new, rows)).all())
            await self._database.notify(connection)
        return count

    async def end(self, holder: str, over: Sequence[Over], now: float) -> None:
        """Note how the handling of updates went, before all else that is to be written.

        If that fails in between it can be done again.
        """
        async with self._database.hasten() as connection:
            await _note(connection, over, holder, now)

    async def take(self, holder: str, now: float, wish: Wish) -> list[Taken]:
        """Take updates in hand: the oldest that nobody has, of each lane the first.

        A process takes those of its share at once, and those others have left lying. One over
        which processes ended is taken alone, and only by a process that is not busy.
        """
        async with self._database.write() as connection:
            query = free(shared=wish.share.count > 1)
            found = (await connection.execute(query, _wished(wish, now))).all()
            poison = [row for row in found if row.tries >= _POISON]
            ended = f"ended the process {_POISON} times"
            await _note(connection, [Over(row.id, reason=ended) for row in poison], holder, now)
            chosen = _choose([row for row in found if row not in poison], busy=wish.busy)
            taken = await _take(connection, chosen, holder, now)
        for row in poison:
            metrics.dropped(row.kind, "set_aside")
            log.error("set aside", extra={"kind": row.kind, "reason": ended})
        return taken

    async def renew(self, holder: str, hand: Iterable[int], now: float) -> frozenset[int]:
        """Keep what a process has in hand for another `HOLD` seconds.

        Return what of it is not over and still its own: others take what was not renewed in time.
        """
        mine = Updates.id.in_(list(hand)), Updates.ended.is_(None), Updates.holder == holder
        kept = update(Updates).where(*mine).values(held=now + HOLD).returning(Updates.id)
        async with self._database.write() as connection:
            return frozenset((await connection.scalars(kept)).all())

    async def free(self) -> None:
        """Let all that processes had in hand be taken at once: they are known to be dead."""
        async with self._database.write() as connection:
            hand = Updates.ended.is_(None), Updates.held > 0
            await connection.execute(update(Updates).where(*hand).values(held=0.0))

    async def release(self, holder: str) -> None:
        """Leave what a process has in hand to others, as if it had never been begun."""
        mine = (Updates.ended.is_(None), Updates.holder == holder)
        left = {"holder": None, "held": 0.0, "tries": Updates.tries - 1}
        async with self._database.write() as connection:
            await connection.execute(update(Updates).where(*mine).values(left))
            await self._database.notify(connection)

    async def depth(self, now: float) -> tuple[int, float]:
        """Return how many updates are not yet handled, and the seconds the oldest waits."""
        waiting = select(func.count(), func.min(Updates.at)).where(Updates.ended.is_(None))
        async with self._database.read() as connection:
            count, oldest = (await connection.execute(waiting)).one()
        return count, 0.0 if oldest is None else max(0.0, now - oldest)

    async def tidy(self, now: float) -> int:
        """Delete what was handled long enough ago, a batch at most; return how many."""
        old = or_(
            and_(Updates.ended < now - _KNOWN, Updates.reason.is_(None)),
            Updates.ended < now - _ASIDE,
        )
        some = select(Updates.id).where(Updates.ended.is_not(None), old).limit(_BATCH)
        async with self._database.write() as connection:
            gone = delete(Updates).where(Updates.id.in_(some.with_for_update(skip_locked=True)))
            return (await connection.execute(gone)).rowcount


def _row(arrived: Arrived, now: float) -> dict[str, object]:
    lane = arrived.lane
    return {
        "id": arrived.id,
        "lane": lane,
        "slot": arrived.id if lane is None else crc32(lane.encode()),
        "kind": arrived.kind,
        "body": arrived.body,
        "at": now,
        "due": 0.0,  # at once, also by a clock that was set back
        "held": 0.0,
        "tries": 0,
    }


def _wished(wish: Wish, now: float) -> dict[str, float]:
    """Return what `free` is to be asked with."""
    stray = now + 2 * HOLD if wish.dead is None else float("inf")
    return {
        "now": now,
        "never_due": now + 2 * PUT_OFF,
        "dead": now if wish.dead is None else wish.dead,
        "never_held": stray,
        "count": wish.share.count,
        "rank": wish.share.rank,
        "left": now - _PATIENCE,
        "places": wish.places,
    }


def _choose(found: Sequence[Found], *, busy: bool) -> list[int]:
    """Return which of those found to take: all, or of suspects one, when nothing is in hand."""
    suspects = [row.id for row in found if row.tries >= _SUSPECT]
    if suspects:
        return [] if busy else suspects[:1]
    return [row.id for row in found]


async def _take(
    connection: AsyncConnection, chosen: Sequence[int], holder: str, now: float
) -> list[Taken]:
    if not chosen:
        return []
    hand = {"these": chosen, "by": holder, "until": now + HOLD}
    rows = (await connection.execute(HAND, hand)).all()
    return sorted((Taken(*row) for row in rows), key=lambda taken: taken.id)


async def _note(
    connection: AsyncConnection, over: Sequence[Over], holder: str, now: float
) -> None:
    """Note how the handling of updates went."""
    done = [each.id for each in over if each.due is None and each.reason is None]
    if done:
        await connection.execute(DONE, {"these": done, "now": now})
    for each in over:
        this: dict[str, Any] = {"these": [each.id]}
        if each.reason is not None:
            await connection.execute(SET_ASIDE, this | {"now": now, "why": each.reason})
        elif each.due is not None:
            await connection.execute(LATER, this | {"by": holder, "then": each.due})
