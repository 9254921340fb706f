"""Words that people saved, and how well they know them."""

from sqlalchemy import Insert, Update, bindparam, delete, func, select, update

from bot.review import Kept, Side
from bot.store.errors import Full
from bot.store.sql import Database, insert
from bot.store.tables import Reviews, Saved

# Words one person may save.
MOST = 1000

_HAS = select(Saved.entry).where(
    Saved.user == bindparam("user"), Saved.entry == bindparam("entry")
)


class SavedStore:
    """Saved words by user id; a word removed takes its reviews along."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, user: int, entry: str, at: int) -> None:
        """Save a word by the id of its entry; again changes nothing. Raises `Full` at `MOST`."""
        async with self._database.write() as connection:
            row = insert(connection, Saved).values(user=user, entry=entry, at=at)
            await connection.execute(row.on_conflict_do_nothing())
            count = select(func.count()).select_from(Saved).where(Saved.user == user)
            if (await connection.scalar(count) or 0) > MOST:
                raise Full(f"a person can save {MOST} words")

    async def remove(self, user: int, entry: str) -> None:
        """Remove a saved word, with its reviews."""
        async with self._database.write() as connection:
            await connection.execute(delete(Saved).where(Saved.user == user, Saved.entry == entry))

    async def has(self, user: int, entry: str) -> bool:
        """Whether a word is saved."""
        async with self._database.read() as connection:
            return await connection.scalar(_HAS, {"user": user, "entry": entry}) is not None

    async def all(self, user: int) -> tuple[str, ...]:
        """Return the ids of all saved words, first saved first."""
        query = select(Saved.entry).where(Saved.user == user).order_by(Saved.at, Saved.entry)
        async with self._database.read() as connection:
            return tuple((await connection.scalars(query)).all())

    async def cards(self, user: int) -> dict[tuple[str, Side], Kept]:
        """Return the cards that were graded; what only a newer version asks is left out."""
        query = select(Reviews).where(Reviews.user == user)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {
            (row.entry, Side(row.kind)): Kept(row.due, row.begun, row.version, row.state)
            for row in rows
            if row.kind in set(Side)
        }

    async def grade(self, user: int, card: tuple[str, Side], after: Kept) -> bool:
        """Keep a card as it is after a grade; False: it was graded meanwhile, or is not saved.

        `after.version` must be one more than the version kept; 1 is that of a new card.
        """
        entry, side = card
        values = {"due": after.due, "version": after.version, "state": after.state}
        mine = select(Saved.entry).where(Saved.user == user, Saved.entry == entry)
        async with self._database.write() as connection:
            if await connection.scalar(mine.with_for_update()) is None:
                return False
            statement: Update | Insert
            if after.version > 1:
                of_card = (Reviews.user == user, Reviews.entry == entry, Reviews.kind == side)
                before = Reviews.version == after.version - 1
                statement = update(Reviews).where(*of_card, before).values(**values)
            else:
                new = insert(connection, Reviews).values(
                    user=user, entry=entry, kind=side, begun=after.begun, **values
                )
                statement = new.on_conflict_do_nothing()
            return bool((await connection.execute(statement)).rowcount)
