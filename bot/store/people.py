"""What people chose, and everything about one person: to hand over, to forget."""

import json
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, select, update

from bot.store.sql import Database, Found, Query, insert
from bot.store.tables import (
    Answers,
    Base,
    Changes,
    Deletions,
    Guesses,
    Mornings,
    Newcomers,
    People,
    Polls,
    Reviews,
    Saved,
    Scores,
)
from bot.values import PinyinStyle, Preferences
from knowledge import Language

_Kind = TypeVar("_Kind", bound=StrEnum)

_CHOSEN = select(People.language, People.pinyin, People.tour).where(
    People.user == bindparam("user")
)


class PeopleStore:
    """Preferences by user id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, user: int) -> Preferences:
        """Return what a person chose, or the defaults."""
        async with self._database.read() as connection:
            row = (await connection.execute(_CHOSEN, {"user": user})).one_or_none()
        return Preferences() if row is None else _read(row)

    async def save(self, user: int, preferences: Preferences) -> None:
        """Keep what a person chose; defaults take no row."""
        async with self._database.write() as connection:
            if preferences == Preferences():
                await connection.execute(delete(People).where(People.user == user))
                return
            chosen = {
                "language": preferences.language,
                "pinyin": preferences.pinyin,
                "tour": preferences.tour,
            }
            await connection.execute(
                insert(connection, People)
                .values(user=user, **chosen)
                .on_conflict_do_update(index_elements=["user"], set_=chosen)
            )

    async def export(self, user: int) -> dict[str, Any]:
        """Return everything that is kept about a person, as JSON with names in plain English.

        Lists are in order of time, scores in that of groups, and may be empty. Times are seconds
        since 1970.
        """
        async with self._database.read() as connection:
            rows = {
                name: (
                    await connection.execute(query.order_by(list(query.selected_columns)[-1]))
                ).all()
                for name, query in _about(user).items()
            }
            chosen = (await connection.execute(_CHOSEN, {"user": user})).one_or_none()
        return {"user id": user, "preferences": _told(chosen)} | {
            name: [_named(row) for row in found] for name, found in rows.items()
        }

    async def forget(self, user: int) -> None:
        """Delete every row about a person; what they changed in groups stays without their id."""
        async with self._database.write() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                for column in ("user", "chat"):  # a private chat has the id of the person
                    if column in table.c:
                        await connection.execute(delete(table).where(table.c[column] == user))
            await connection.execute(update(Changes).where(Changes.by == user).values(by=None))


def _about(user: int) -> dict[str, Query]:
    """Return the question to ask of each table that can hold something about a person.

    The last column gives the order.
    """
    return {
        "answers in the private chat": select(
            Answers.message, Answers.answers, Answers.entry, Answers.at.label("time")
        ).where(Answers.chat == user),
        "messages to be deleted in the private chat": select(
            Deletions.message, Deletions.due.label("time")
        ).where(Deletions.chat == user),
        "groups entered lately": select(
            Newcomers.chat.label("group"), Newcomers.name, Newcomers.at.label("time")
        ).where(Newcomers.user == user),
        "settings of groups changed": select(
            Changes.chat.label("group"), Changes.what.label("change"), Changes.at.label("time")
        ).where(Changes.by == user),
        "saved words": select(Saved.entry.label("word"), Saved.at.label("time")).where(
            Saved.user == user
        ),
        "reviews of saved words": select(
            Reviews.entry.label("word"),
            Reviews.kind,
            Reviews.due,
            Reviews.version.label("grades"),
            Reviews.state,
            Reviews.begun.label("time"),
        ).where(Reviews.user == user),
        "word of the day": select(
            Mornings.hour, Mornings.zone, Mornings.language, Mornings.due.label("time")
        ).where(Mornings.user == user),
        "quiz questions answered lately": select(Polls.chat.label("group"), Polls.at.label("time"))
        .join(Guesses, Guesses.poll == Polls.poll)
        .where(Guesses.user == user),
        "quiz scores": select(Scores.right, Scores.asked, Scores.chat.label("group")).where(
            Scores.user == user
        ),
    }


def _told(row: Found | None) -> dict[str, Any]:
    chosen = Preferences() if row is None else _read(row)
    return {
        "language": chosen.language,
        "pinyin": str(chosen.pinyin),
        "cards of the tour seen": chosen.tour,
    }


def _named(row: Found) -> dict[str, Any]:
    told = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return told | ({"answers": json.loads(told["answers"])} if "answers" in told else {})


def _read(row: Found) -> Preferences:
    """Return kept preferences; what only a newer version knows is as by default."""
    language, pinyin, tour = row
    return Preferences(
        _known(Language, language), _known(PinyinStyle, pinyin) or PinyinStyle.MARKS, tour
    )


def _known(kind: type[_Kind], value: str | None) -> _Kind | None:
    return kind(value) if value in set(kind) else None
