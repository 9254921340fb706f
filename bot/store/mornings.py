"""Who wants a word of the day, at which hour, and when it is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, or_, select, update

from bot.daily import Daily, day_of, following
from bot.store.sql import Database, Found, upsert
from bot.store.tables import Mornings
from bot.zones import zone
from knowledge import Language

# Seconds for which a word taken in hand is nobody else's; longer than any attempt to send it.
HOLD = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A word of the day that is due to a person, in seconds since 1970."""

    user: int
    daily: Daily
    due: int


class MorningStore:
    """Subscriptions to the word of the day, by user id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, user: int) -> Daily | None:
        """Return a person's subscription, or None."""
        async with self._database.read() as connection:
            query = select(Mornings).where(Mornings.user == user)
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _read(row).daily

    async def save(self, user: int, daily: Daily, now: int) -> None:
        """Subscribe a person, or change when the word comes: never twice on one of their days."""
        kept = select(Mornings).where(Mornings.user == user).with_for_update()
        async with self._database.write() as connection:
            first = _first((await connection.execute(kept)).one_or_none(), now)
            values = {
                "user": user,
                "hour": daily.hour,
                "zone": daily.zone,
                "language": daily.language,
                "due": following(daily, user, now, first),
                "held": None,
            }
            await connection.execute(upsert(connection, Mornings, *values), values)

    async def remove(self, user: int) -> None:
        """End a subscription."""
        async with self._database.write() as connection:
            await connection.execute(delete(Mornings).where(Mornings.user == user))

    async def take_due(self, now: int, limit: int) -> tuple[Due, ...]:
        """Return what is due now, longest due first, and keep it from others for `HOLD` seconds.

        Each is given to one caller, of all that share the database; if that one ends before it
        calls `done`, another gets it after `HOLD`.
        """
        free = or_(Mornings.held.is_(None), Mornings.held <= now)
        due = (
            select(Mornings.user)
            .where(Mornings.due <= now, free)
            .order_by(Mornings.due)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as connection:
            users = (await connection.scalars(due)).all()
            if not users:
                return ()
            taken = update(Mornings).where(Mornings.user.in_(users)).values(held=now + HOLD)
            rows = (await connection.execute(taken.returning(*Mornings.__table__.c))).all()
        return tuple(sorted(map(_read, rows), key=lambda taken: (taken.due, taken.user)))

    async def done(self, taken: Due, now: int) -> None:
        """Note that a word taken is sent, or will not be; the next is due another day."""
        after = following(taken.daily, taken.user, max(now, taken.due))
        async with self._database.write() as connection:
            await connection.execute(
                update(Mornings)
                .where(Mornings.user == taken.user, Mornings.due == taken.due)
                .values(due=after, held=None)
            )


def _read(row: Found) -> Due:
    """Return a row; a language or time zone not known here (any more) is English or UTC."""
    known = row.language in set(Language)
    language = Language(row.language) if known else Language.ENGLISH
    return Due(row.user, Daily(row.hour, zone(row.zone) or "UTC", language), row.due)


def _first(row: Found | None, now: int) -> date:
    """Return the first day on which somebody has had no word, or is not just being sent one."""
    if row is None:
        return date.min
    before = _read(row)
    day = day_of(before.daily, before.due)
    return day + timedelta(1) if row.held and row.held > now else day
