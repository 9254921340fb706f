"""The tables; ids, times and days are kept as `bot.store.columns` says."""

from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.columns import Counted, Day, Given, Kept, OfGroup


class Base(DeclarativeBase):
    """What all tables share: the names of their keys, and the types of their columns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger,
        str: Kept,
        float: Double,
    }


class People(Base):
    """What people chose; who chose nothing has no row."""

    __tablename__ = "people"

    user: Mapped[Given]
    language: Mapped[str | None]
    pinyin: Mapped[str]
    tour: Mapped[int]


class Groups(Base):
    """Groups that were seen. `settings` is JSON of what is not as usual, `word_hour` out of it.

    `word_day`, `welcomed`: the last word of the day and the last welcome. `glossary`: a number
    that changes with the group's own glossary.
    """

    __tablename__ = "groups"

    chat: Mapped[Given]
    settings: Mapped[str] = mapped_column(default="{}")
    word_hour: Mapped[int | None] = mapped_column(index=True)
    word_day: Mapped[Day | None]
    joined: Mapped[int | None]
    left: Mapped[int | None] = mapped_column(index=True)
    welcomed: Mapped[int | None]
    glossary: Mapped[int] = mapped_column(default=0)


class Changes(Base):
    """What administrators changed; `by` None: an anonymous one, or one who was forgotten."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "chat", "id"), {"sqlite_autoincrement": True})

    id: Mapped[Counted]
    chat: Mapped[OfGroup]
    at: Mapped[int] = mapped_column(index=True)
    by: Mapped[int | None] = mapped_column(index=True)
    what: Mapped[str]


class Taught(Base):
    """Words of groups' own glossaries, one a `key`.

    `removed` None: in use; 0: removed; else the time of the first tidying that found it removed.
    """

    __tablename__ = "taught"
    __table_args__ = (UniqueConstraint("chat", "key"), {"sqlite_autoincrement": True})

    id: Mapped[Counted]
    chat: Mapped[OfGroup]
    key: Mapped[str]
    term: Mapped[str]
    pinyin: Mapped[str]
    en: Mapped[str]
    zh: Mapped[str]
    removed: Mapped[int | None] = mapped_column(index=True)


class Newcomers(Base):
    """Who came into a group and was not yet welcomed."""

    __tablename__ = "newcomers"

    chat: Mapped[OfGroup] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    name: Mapped[str]
    at: Mapped[int] = mapped_column(index=True)


class Misses(Base):
    """Questions nobody could answer, counted by day; `chat` 0: in a private chat, whoever's."""

    __tablename__ = "misses"
    __table_args__ = (UniqueConstraint("chat", "text", "day"), {"sqlite_autoincrement": True})

    id: Mapped[Counted]
    chat: Mapped[int]
    text: Mapped[str]
    day: Mapped[Day] = mapped_column(index=True)
    count: Mapped[int]


class Feedback(Base):
    """How often an entry was called right, wrong, and so on."""

    __tablename__ = "feedback"

    entry: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class Answers(Base):
    """Which messages of the bot answer which message; `answers` is a JSON list of their ids.

    `entry` is the id of the entry shown in a private chat, None where none was.
    """

    __tablename__ = "answers"

    chat: Mapped[Given]
    message: Mapped[Given]
    answers: Mapped[str]
    entry: Mapped[str | None]
    at: Mapped[int] = mapped_column(index=True)


class Deletions(Base):
    """Messages of the bot that are to be deleted at a time."""

    __tablename__ = "deletions"

    chat: Mapped[Given]
    message: Mapped[Given]
    due: Mapped[int] = mapped_column(index=True)


class Saved(Base):
    """Words that people saved, by the ids of their entries."""

    __tablename__ = "saved"

    user: Mapped[Given]
    entry: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int]


class Reviews(Base):
    """Cards of saved words that were graded; `state` is the scheduler's memory as JSON."""

    __tablename__ = "reviews"
    __table_args__ = (
        ForeignKeyConstraint(["user", "entry"], ["saved.user", "saved.entry"], ondelete="CASCADE"),
    )

    user: Mapped[Given]
    entry: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[int]
    begun: Mapped[int]
    version: Mapped[int]
    state: Mapped[str]


class Mornings(Base):
    """Who wants a word of the day, and when the next is due.

    `held`: until when a process has it in hand; None: nobody has.
    """

    __tablename__ = "mornings"

    user: Mapped[Given]
    hour: Mapped[int]
    zone: Mapped[str]
    language: Mapped[str]
    due: Mapped[int] = mapped_column(index=True)
    held: Mapped[int | None]


class Polls(Base):
    """Quiz questions asked in groups, by Telegram's id, with the index of the right answer."""

    __tablename__ = "polls"

    poll: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[OfGroup] = mapped_column(index=True)
    right: Mapped[int]
    at: Mapped[int] = mapped_column(index=True)


class Guesses(Base):
    """Who answered which question already; goes with the question."""

    __tablename__ = "guesses"

    poll: Mapped[str] = mapped_column(
        ForeignKey("polls.poll", ondelete="CASCADE"), primary_key=True
    )
    user: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)


_WAITING, _OVER = text("ended IS NULL"), text("ended IS NOT NULL")


class Updates(Base):
    """What Telegram delivered, by Telegram's number. `ended` None: not yet handled.

    `lane`: whose order it keeps, None: nobody's; `slot`: a number by which processes share lanes.
    `body`: the update as JSON. Both are emptied once it is handled. `due`: not before that;
    `holder` has it in hand, or had it, until `held`. `tries`: how often its handling was begun.
    `reason`: why it was set aside. Times have fractions here.
    """

    __tablename__ = "updates"
    __table_args__ = (
        Index("ix_updates_waiting", "id", postgresql_where=_WAITING, sqlite_where=_WAITING),
        Index("ix_updates_lane", "lane", "id", postgresql_where=_WAITING, sqlite_where=_WAITING),
        Index("ix_updates_ended", "ended", postgresql_where=_OVER, sqlite_where=_OVER),
    )

    id: Mapped[Given]
    lane: Mapped[str | None]
    slot: Mapped[int]
    kind: Mapped[str]
    body: Mapped[str]
    at: Mapped[float]
    due: Mapped[float]
    holder: Mapped[str | None]
    held: Mapped[float]
    tries: Mapped[int]
    ended: Mapped[float | None]
    reason: Mapped[str | None]


class Leases(Base):
    """What one process at a time does, and which processes live; `until` with fractions."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[float]


class Scores(Base):
    """How many questions somebody answered in a group, and how many of them right."""

    __tablename__ = "scores"

    chat: Mapped[OfGroup] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    right: Mapped[int]
    asked: Mapped[int]


class Counts(Base):
    """How often something was asked in a group on a day: the entry that answered, `+` or `-`."""

    __tablename__ = "counts"

    chat: Mapped[OfGroup] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[Day] = mapped_column(primary_key=True, index=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
