"""The kinds of column that the tables are made of.

Ids of people and chats have 64 bits. Times are seconds since 1970, days `YYYY-MM-DD`.
"""

import re
from typing import Annotated

from sqlalchemy import (
    BigInteger,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import mapped_column

# Characters that PostgreSQL refuses and nobody can see.
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


class Kept(TypeDecorator[str]):
    """Text without NUL and lone surrogates, which PostgreSQL refuses and nobody can see."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy gives it
    ) -> str | None:
        """Return the text as it can be kept."""
        return None if value is None else UNKEEPABLE.sub("", value)


# A key given by Telegram; one counted by the database (SQLite counts only INTEGER); a group's.
Given = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Counted = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
]
Day = Annotated[str, mapped_column(String(10))]
OfGroup = Annotated[int, mapped_column(ForeignKey("groups.chat", ondelete="CASCADE"))]


def is_id(number: int) -> bool:
    """Whether a number can be an id counted by the database; what people send may be any."""
    return 0 < number < 2**63
