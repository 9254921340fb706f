"""Which message answers which, and which of the bot's messages are to go."""

import json

from sqlalchemy import bindparam, delete, select, tuple_

from bot.store.sql import Database, upsert
from bot.store.tables import Answers, Deletions

_OF = select(Answers.answers).where(
    Answers.chat == bindparam("chat"), Answers.message == bindparam("message")
)


class AnswerStore:
    """The bot's messages, by chat and message id; of what they say only the entry's id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, chat: int, message: int, answers: tuple[int, ...], at: int, *, entry: str = ""
    ) -> None:
        """Note which messages answer a message, and the entry they show, if any.

        They replace those noted before.
        """
        told = {"answers": json.dumps(answers), "entry": entry or None, "at": at}
        row = {"chat": chat, "message": message, **told}
        async with self._database.once() as connection:
            await connection.execute(upsert(connection, Answers, *told), row)

    async def of(self, chat: int, message: int) -> tuple[int, ...]:
        """Return the messages that answer a message, in order; `()`: none that is known."""
        async with self._database.read() as connection:
            found = await connection.scalar(_OF, {"chat": chat, "message": message})
        return tuple(json.loads(found)) if found else ()

    async def shown_last(self, chat: int, since: int) -> str:
        """Return the id of the entry shown last in a chat, not before `since`; empty for none.

        Only the last answer counts: after one that shows no entry there is none.
        """
        query = (
            select(Answers.entry)
            .where(Answers.chat == chat, Answers.at >= since)
            .order_by(Answers.at.desc(), Answers.message.desc())
            .limit(1)
        )
        async with self._database.read() as connection:
            return await connection.scalar(query) or ""

    async def delete_later(self, chat: int, message: int, due: int) -> None:
        """Note that a message of the bot is to be deleted; a later call sets another time."""
        async with self._database.once() as connection:
            row = {"chat": chat, "message": message, "due": due}
            await connection.execute(upsert(connection, Deletions, "due"), row)

    async def take_due(self, now: int, limit: int = 100) -> tuple[tuple[int, int], ...]:
        """Return chat and message of what is to be deleted now, longest due first, and forget it.

        Each is given to one caller, of all that share the database.
        """
        due = (
            select(Deletions.chat, Deletions.message)
            .where(Deletions.due <= now)
            .order_by(Deletions.due)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = (
            delete(Deletions)
            .where(
                tuple_(Deletions.chat, Deletions.message).in_(select(due.c.chat, due.c.message))
            )
            .returning(Deletions.due, Deletions.chat, Deletions.message)
        )
        async with self._database.write() as connection:
            rows = await connection.execute(taken)
            return tuple((chat, message) for _, chat, message in sorted(rows.all()))
