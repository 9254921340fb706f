"""Groups: what their administrators set and when, and what is done in them once a day or hour."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.groups import GroupSettings
from bot.store.sql import Database, insert
from bot.store.tables import Changes, Counts, Deletions, Groups, Newcomers
from bot.values import Change

# Seconds between two welcomes in one group.
EVERY = 3600

_SETTINGS = select(Groups.settings).where(Groups.chat == bindparam("chat"))


class GroupStore:
    """Groups by chat id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat: int) -> GroupSettings:
        """Return what a group's administrators set, or the defaults."""
        async with self._database.read() as connection:
            kept = await connection.scalar(_SETTINGS, {"chat": chat})
        return GroupSettings() if kept is None else read(kept)

    async def save(
        self, chat: int, settings: GroupSettings, *, by: int | None, what: str, at: int
    ) -> None:
        """Keep a group's settings, and who changed what (`by` None: somebody anonymous).

        Where nothing shall be counted, what was is forgotten.
        """
        async with self._database.write() as connection:
            await keep(connection, chat, settings=write(settings), word_hour=settings.word_hour)
            if not settings.insight:
                await connection.execute(delete(Counts).where(Counts.chat == chat))
            await connection.execute(
                insert(connection, Changes).values(chat=chat, by=by, what=what, at=at)
            )

    async def audit(self, chat: int, limit: int = 20) -> tuple[Change, ...]:
        """Return what was changed last, newest first."""
        query = select(Changes.at, Changes.by, Changes.what).where(Changes.chat == chat)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(Changes.id.desc()).limit(limit))
            return tuple(Change(at, by, what) for at, by, what in rows)

    async def joined(self, chat: int, at: int) -> None:
        """Note that the bot came into a group; what was set when it was there before holds."""
        async with self._database.write() as connection:
            await keep(connection, chat, joined=at, left=None)

    async def left(self, chat: int, at: int) -> None:
        """Note that the bot is out of a group: nothing more is said or deleted there."""
        async with self._database.write() as connection:
            await keep(connection, chat, left=at)
            await connection.execute(delete(Newcomers).where(Newcomers.chat == chat))
            await connection.execute(delete(Deletions).where(Deletions.chat == chat))

    async def with_word(self) -> tuple[tuple[int, GroupSettings], ...]:
        """Return the groups the bot is in that want a word of the day, by chat id."""
        query = select(Groups.chat, Groups.settings).where(
            Groups.word_hour.is_not(None), Groups.left.is_(None)
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(Groups.chat))
            return tuple((chat, read(kept)) for chat, kept in rows)

    async def claim_word(self, chat: int, day: str) -> bool:
        """Return True to one caller a day (`YYYY-MM-DD`), of all that share the database.

        Days run forward: one before the last claimed is taken too.
        """
        async with self._database.write() as connection:
            claim = (
                insert(connection, Groups)
                .values(chat=chat, word_day=day)
                .on_conflict_do_update(
                    index_elements=["chat"],
                    set_={"word_day": day},
                    where=or_(Groups.word_day.is_(None), Groups.word_day < day),
                )
                .returning(Groups.chat)
            )
            return (await connection.execute(claim)).one_or_none() is not None

    async def unclaim_word(self, chat: int, day: str) -> None:
        """Give back what `claim_word` gave: the word could not be said."""
        claimed = update(Groups).where(Groups.chat == chat, Groups.word_day == day)
        async with self._database.write() as connection:
            await connection.execute(claimed.values(word_day=None))

    async def newcomer(self, chat: int, user: int, name: str, at: int) -> None:
        """Note who came into a group; coming again before the welcome changes the name only."""
        async with self._database.write() as connection:
            await keep(connection, chat)
            await connection.execute(
                insert(connection, Newcomers)
                .values(chat=chat, user=user, name=name, at=at)
                .on_conflict_do_update(index_elements=["chat", "user"], set_={"name": name})
            )

    async def gone(self, chat: int, user: int) -> None:
        """Forget a newcomer, who left before the welcome."""
        of_user = delete(Newcomers).where(Newcomers.chat == chat, Newcomers.user == user)
        async with self._database.write() as connection:
            await connection.execute(of_user)

    async def claim_welcome(self, chat: int, now: int, every: int = EVERY) -> tuple[str, ...]:
        """Return the names to welcome to one caller, who came first first; `()`: none to welcome.

        At most once in `every` seconds; the names are forgotten.
        """
        waiting = select(Newcomers.user).where(Newcomers.chat == chat).exists()
        claim = (
            update(Groups)
            .where(Groups.chat == chat, waiting, _may_welcome(now, every))
            .values(welcomed=now)
        )
        async with self._database.write() as connection:
            if not (await connection.execute(claim)).rowcount:
                return ()
            gone = delete(Newcomers).where(Newcomers.chat == chat)
            rows = await connection.execute(
                gone.returning(Newcomers.at, Newcomers.user, Newcomers.name)
            )
            return tuple(name for _, _, name in sorted(rows.all()))

    async def welcomes_waiting(self, now: int, wait: int) -> tuple[int, ...]:
        """Return the groups where somebody has waited `wait` seconds and a welcome may be said."""
        query = (
            select(Newcomers.chat)
            .join(Groups, Groups.chat == Newcomers.chat)
            .where(Groups.left.is_(None), _may_welcome(now, EVERY))
            .group_by(Newcomers.chat)
            .having(func.min(Newcomers.at) <= now - wait)
        )
        async with self._database.read() as connection:
            return tuple((await connection.scalars(query.order_by(Newcomers.chat))).all())


def _may_welcome(now: int, every: int) -> Any:  # noqa: ANN401 - a condition, whose type says less
    return or_(Groups.welcomed.is_(None), Groups.welcomed <= now - every)


async def keep(connection: AsyncConnection, chat: int, **values: object) -> None:
    """Set columns of a group, known or not; without columns, only make sure that it is known."""
    row = insert(connection, Groups).values(chat=chat, **values)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["chat"], set_=values)
        if values
        else row.on_conflict_do_nothing()
    )


def write(settings: GroupSettings) -> str:
    """Return settings as they are kept: JSON of what is not as usual."""
    told = settings.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def read(kept: str) -> GroupSettings:
    """Return kept settings; what a newer version wrote and this one does not know is as usual."""
    told: Mapping[str, object] = json.loads(kept)
    known = {name: told[name] for name in told if name in GroupSettings.model_fields}
    try:
        return GroupSettings.model_validate(known)
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors()}
        return GroupSettings.model_validate({n: v for n, v in known.items() if n not in wrong})
