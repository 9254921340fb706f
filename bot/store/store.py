"""The store: one object that holds everything the bot remembers, by subject."""

from collections.abc import Callable
from typing import Self

from sqlalchemy import select

from bot.store import upkeep
from bot.store.alone import Alone
from bot.store.answers import AnswerStore
from bot.store.glossary import GlossaryStore
from bot.store.groups import GroupStore
from bot.store.inbox import Inbox
from bot.store.insight import InsightStore
from bot.store.leases import LeaseStore
from bot.store.mornings import MorningStore
from bot.store.notes import FeedbackStore, MissStore
from bot.store.people import PeopleStore
from bot.store.saved import SavedStore
from bot.store.scores import ScoreStore
from bot.store.sql import Database
from bot.store.upgrade import upgrade


class Store:
    """What the bot remembers. Every method is one short transaction, and raises `StoreError`.

    Times are seconds since 1970, given by the caller. Several processes may share a database.
    """

    def __init__(self, database: Database) -> None:
        """Take a database that has the newest tables; `open` makes sure of that."""
        self._database = database
        self.people = PeopleStore(database)
        self.groups = GroupStore(database)
        self.taught = GlossaryStore(database)
        self.misses = MissStore(database)
        self.feedback = FeedbackStore(database)
        self.answers = AnswerStore(database)
        self.saved = SavedStore(database)
        self.mornings = MorningStore(database)
        self.scores = ScoreStore(database)
        self.inbox = Inbox(database)
        self.leases = LeaseStore(database)
        self._alone = Alone(database)
        self.insight = InsightStore(database)

    @classmethod
    async def open(cls, url: str | None = None) -> Self:
        """Open a database, made or brought to the newest tables if need be.

        Args:
            url: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`; None: a file in the user's
                folder for data.

        Raises:
            StoreError: the database cannot be used, or was made by a newer version.
        """
        database = Database(url)
        try:
            await upgrade(database)
        except BaseException:
            await database.close()
            raise
        return cls(database)

    async def close(self) -> None:
        """Close all connections, and let another process serve."""
        self._alone.close()
        await self._database.close()

    async def ping(self) -> None:
        """Ask the database for nothing; raises `StoreError` if it does not answer."""
        async with self._database.read() as connection:
            await connection.execute(select(1))

    async def may_serve(self) -> bool:
        """Whether this process may serve: of those that share a SQLite file, one at a time.

        What another had in hand when it died is free then.
        """
        if not await self._alone.claim():
            return False
        if self._database.is_sqlite:
            await self.leases.clear()
            await self.inbox.free()
        return True

    async def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` when any process puts updates into the inbox, until cancelled.

        Returns at once with SQLite, where no process tells another.
        """
        await self._database.listen(heard)

    async def tidy(self, now: int) -> None:
        """Delete what has been kept long enough."""
        async with self._database.write() as connection:
            await upkeep.tidy(connection, now)

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        """Give everything of a group to its new id; doing it again changes nothing."""
        if old_chat == new_chat:
            return
        async with self._database.write() as connection:
            await upkeep.move(connection, old_chat, new_chat)
