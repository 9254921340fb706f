"""Words that groups teach the bot."""

import secrets
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import is_id
from bot.store.errors import Full
from bot.store.groups import keep
from bot.store.sql import Database, Found, Query, insert
from bot.store.tables import Groups
from bot.store.tables import Taught as Rows
from bot.values import Taught
from knowledge.text import fold, key

# Words a group may teach.
MOST = 500

# Longest key, in characters: PostgreSQL's indexes hold no long texts.
_KEY = 200

_VERSION = select(Groups.glossary).where(Groups.chat == bindparam("chat"))


class GlossaryStore:
    """The groups' own glossaries. A word removed can be restored for a day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chat: int, taught: Taught) -> Taught:
        """Keep a word and return it with its id; the same word, however spelt, is replaced.

        Raises `Full` if the group has `MOST` others.
        """
        async with self._database.write() as connection:
            await _add(connection, chat, (taught,))
            found = await connection.execute(_words(chat).where(Rows.key == _key(taught.term)))
            return _read(found.one())

    async def add_many(self, chat: int, items: Iterable[Taught]) -> int:
        """Keep words, all or none, and return how many; of the same word the last one holds.

        Raises `Full` if the group would have more than `MOST`.
        """
        words = tuple(items)
        async with self._database.write() as connection:
            return await _add(connection, chat, words) if words else 0

    async def all(self, chat: int) -> tuple[Taught, ...]:
        """Return a group's words in the order of their terms."""
        async with self._database.read() as connection:
            rows = (await connection.execute(_words(chat).where(Rows.removed.is_(None)))).all()
        return tuple(sorted(map(_read, rows), key=lambda word: (word.term.casefold(), word.id)))

    async def remove(self, chat: int, id: int) -> Taught | None:  # noqa: A002 - what it is
        """Remove a word of a group and return it; None: it has no such word."""
        return await self._mark(chat, id, removed=True)

    async def removed(self, chat: int, term: str) -> Taught | None:
        """Return a word that was removed from a group within the day, however spelt, or None."""
        query = _words(chat).where(Rows.key == _key(term), Rows.removed.is_not(None))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _read(row)

    async def restore(self, chat: int, id: int) -> Taught | None:  # noqa: A002 - what it is
        """Bring back a removed word and return it; None: it is gone for good.

        A word taught anew since then is returned as it is. Raises `Full` like `add`.
        """
        return await self._mark(chat, id, removed=False)

    async def version(self, chat: int) -> int:
        """Return a number that changes whenever the group's glossary does; 0: never taught."""
        async with self._database.read() as connection:
            found = await connection.scalar(_VERSION, {"chat": chat})
        return found or 0

    async def _mark(self, chat: int, number: int, *, removed: bool) -> Taught | None:
        """Set whether a word is removed; None: it is not there in the other state."""
        if not is_id(number):
            return None
        query = _words(chat).where(Rows.id == number)
        async with self._database.write() as connection:
            if (await connection.execute(query)).one_or_none() is None:
                return None
            await touch(connection, chat)
            row = (await connection.execute(query.add_columns(Rows.removed))).one_or_none()
            if row is None or (removed and row.removed is not None):
                return None
            if not removed and row.removed is not None:
                _check_room(1 + len(await _keys(connection, chat)))
            mark = update(Rows).where(Rows.id == number).values(removed=0 if removed else None)
            await connection.execute(mark)
            return _read(row)


async def touch(connection: AsyncConnection, chat: int) -> None:
    """Change the version of a group's glossary, and keep others from changing it meanwhile.

    The number is random, so that it does not come again after a group was forgotten.
    """
    await keep(connection, chat, glossary=1 + secrets.randbits(62))


async def _add(connection: AsyncConnection, chat: int, words: Sequence[Taught]) -> int:
    """Keep words in the transaction of a connection, and return how many."""
    await touch(connection, chat)
    rows = {_key(word.term): _columns(word) for word in words}
    _check_room(len(await _keys(connection, chat) | rows.keys()))
    row = insert(connection, Rows)
    new = {name: row.excluded[name] for name in ("term", "pinyin", "en", "zh", "removed")}
    await connection.execute(
        row.on_conflict_do_update(index_elements=["chat", "key"], set_=new),
        [{**columns, "chat": chat, "key": found} for found, columns in rows.items()],
    )
    return len(rows)


def _columns(word: Taught) -> dict[str, str | None]:
    texts = {"term": word.term, "pinyin": word.pinyin, "en": word.en, "zh": word.zh}
    return texts | {"removed": None}


def _check_room(count: int) -> None:
    if count > MOST:
        raise Full(f"a group can teach {MOST} words")


async def _keys(connection: AsyncConnection, chat: int) -> set[str]:
    query = select(Rows.key).where(Rows.chat == chat, Rows.removed.is_(None))
    return set((await connection.scalars(query)).all())


def _key(term: str) -> str:
    return key(fold(term))[:_KEY]


def _words(chat: int) -> Query:
    return select(Rows.term, Rows.pinyin, Rows.en, Rows.zh, Rows.id).where(Rows.chat == chat)


def _read(row: Found) -> Taught:
    return Taught(row.term, row.pinyin, row.en, row.zh, row.id)
