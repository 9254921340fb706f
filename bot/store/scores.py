"""Quizzes in groups: which questions are open, and who answers how many right."""

from sqlalchemy import select

from bot.store.groups import keep
from bot.store.sql import Database, insert
from bot.store.tables import Guesses, Polls, Scores
from bot.values import Score


class ScoreStore:
    """Scores by group and user id; never a name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, chat: int, poll: str, right: int, at: int) -> None:
        """Note a question asked in a group, by Telegram's id, and the index of its answer."""
        async with self._database.write() as connection:
            await keep(connection, chat)
            row = insert(connection, Polls).values(poll=poll, chat=chat, right=right, at=at)
            await connection.execute(row.on_conflict_do_nothing())

    async def guess(self, poll: str, user: int, chosen: int) -> bool:
        """Count somebody's answer; False: to no known question, or not their first to it."""
        async with self._database.write() as connection:
            query = select(Polls.chat, Polls.right).where(Polls.poll == poll).with_for_update()
            asked = (await connection.execute(query)).one_or_none()
            if asked is None:
                return False
            first = insert(connection, Guesses).values(poll=poll, user=user)
            if not (await connection.execute(first.on_conflict_do_nothing())).rowcount:
                return False
            point = int(asked.right == chosen)
            await connection.execute(
                insert(connection, Scores)
                .values(chat=asked.chat, user=user, right=point, asked=1)
                .on_conflict_do_update(
                    index_elements=["chat", "user"],
                    set_={"right": Scores.right + point, "asked": Scores.asked + 1},
                )
            )
            return True

    async def top(self, chat: int, limit: int = 10) -> tuple[Score, ...]:
        """Return a group's best: most right answers first, then the fewest questions."""
        order = (Scores.right.desc(), Scores.asked, Scores.user)
        query = select(Scores.user, Scores.right, Scores.asked).where(Scores.chat == chat)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(*order).limit(limit))
            return tuple(Score(*row) for row in rows)
