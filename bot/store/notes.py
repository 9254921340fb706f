"""What helps editors: questions nobody could answer, and what was thought of entries."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, true

from bot.store.columns import is_id
from bot.store.sql import Database, Query, insert
from bot.store.tables import Feedback, Misses
from bot.values import Miss

# Longest question kept, in characters.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """A question nobody could answer: how often in all, and on which days first and last."""

    text: str
    count: int
    first: str
    last: str


class MissStore:
    """Questions nobody could answer, folded, by group (0: private chats); no word of who asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chat: int, text: str, day: str) -> None:
        """Count a question, already folded; the day is `YYYY-MM-DD`."""
        async with self._database.once() as connection:
            await connection.execute(
                insert(connection, Misses)
                .values(chat=chat, text=text[:LONGEST], day=day, count=1)
                .on_conflict_do_update(
                    index_elements=["chat", "text", "day"], set_={"count": Misses.count + 1}
                )
            )

    async def top(
        self, chat: int | None, limit: int = 10, since_day: str = ""
    ) -> tuple[Miss, ...]:
        """Return what was asked most in a group (None: anywhere) since a day, most first."""
        query = _counted(_of(chat)).where(Misses.day >= since_day)
        order = (func.sum(Misses.count).desc(), func.min(Misses.id))
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(*order).limit(limit))
            return tuple(Miss(row[0], row[1], int(row[2])) for row in rows)

    async def tallies(self, limit: int, since_day: str = "") -> tuple[Tally, ...]:
        """Return what was asked most, anywhere, since a day, most first."""
        total = func.sum(Misses.count)
        columns = (Misses.text, total, func.min(Misses.day), func.max(Misses.day))
        query = select(*columns).where(Misses.day >= since_day).group_by(Misses.text)
        async with self._database.read() as connection:
            rows = await connection.execute(
                query.order_by(total.desc(), func.min(Misses.id)).limit(limit)
            )
            return tuple(Tally(row[0], int(row[1]), row[2], row[3]) for row in rows)

    async def get(self, chat: int | None, id: int) -> Miss | None:  # noqa: A002 - what it is
        """Return a question by an id that `top` gave for that group; None: it is gone."""
        if not is_id(id):
            return None
        query = _counted(_of(chat)).where(Misses.text == _text(chat, id).scalar_subquery())
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Miss(row[0], row[1], int(row[2]))

    async def drop(self, chat: int | None, id: int) -> None:  # noqa: A002 - what it is
        """Forget a question of a group (None: anywhere), on all days."""
        if not is_id(id):
            return
        async with self._database.write() as connection:
            text = await connection.scalar(_text(chat, id))
            await connection.execute(delete(Misses).where(_of(chat), Misses.text == text))


def _of(chat: int | None) -> ColumnElement[bool]:
    return true() if chat is None else Misses.chat == chat


def _counted(where: ColumnElement[bool]) -> Query:
    columns = (func.min(Misses.id), Misses.text, func.sum(Misses.count))
    return select(*columns).where(where).group_by(Misses.text)


def _text(chat: int | None, number: int) -> Query:
    return select(Misses.text).where(_of(chat), Misses.id == number)


class FeedbackStore:
    """How often each entry got each verdict; no word of who gave it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, entry: str, verdict: str) -> None:
        """Count a verdict on an entry."""
        async with self._database.write() as connection:
            await connection.execute(
                insert(connection, Feedback)
                .values(entry=entry, verdict=verdict, count=1)
                .on_conflict_do_update(
                    index_elements=["entry", "verdict"], set_={"count": Feedback.count + 1}
                )
            )

    async def totals(self) -> tuple[tuple[str, str, int], ...]:
        """Return entry, verdict and count, in the order of entries and verdicts."""
        query = select(Feedback.entry, Feedback.verdict, Feedback.count)
        async with self._database.read() as connection:
            return tuple(sorted((e, v, n) for e, v, n in await connection.execute(query)))
