"""How much was asked in groups, counted by day; no word of who asked."""

from collections.abc import Sequence

from sqlalchemy import case, func, select

from bot.store.groups import keep
from bot.store.sql import Database, insert
from bot.store.tables import Counts
from bot.values import Day

# What stands for an answer that shows no entry, and for none. Ids of entries have letters.
OTHER, MISSED = "+", "-"


class InsightStore:
    """Counts by group, day (`YYYY-MM-DD`) and the entry that was the answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chat: int, day: str, entry: str) -> None:
        """Count a question by the id of its answer, `OTHER` or `MISSED`."""
        async with self._database.write() as connection:
            await keep(connection, chat)
            await connection.execute(
                insert(connection, Counts)
                .values(chat=chat, day=day, entry=entry, count=1)
                .on_conflict_do_update(
                    index_elements=["chat", "day", "entry"], set_={"count": Counts.count + 1}
                )
            )

    async def days(self, chat: int, since: str) -> tuple[Day, ...]:
        """Return the days from one on at which something was asked, in order."""
        missed = func.sum(case((Counts.entry == MISSED, Counts.count), else_=0))
        query = (
            select(Counts.day, func.sum(Counts.count), missed)
            .where(Counts.chat == chat, Counts.day >= since)
            .group_by(Counts.day)
            .order_by(Counts.day)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Day(day, int(asked), int(asked) - int(none)) for day, asked, none in rows)

    async def top(self, chat: int, since: str) -> Sequence[tuple[str, int]]:
        """Return the entries that were answers since a day, with how often, most first."""
        count = func.sum(Counts.count)
        query = (
            select(Counts.entry, count)
            .where(Counts.chat == chat, Counts.day >= since)
            .where(Counts.entry.not_in([OTHER, MISSED]))
            .group_by(Counts.entry)
            .order_by(count.desc(), Counts.entry)
        )
        async with self._database.read() as connection:
            return [(entry, int(n)) for entry, n in await connection.execute(query)]
