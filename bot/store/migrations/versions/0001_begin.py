"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG = sa.BigInteger
_COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _make_people_and_groups()
    _make_glossary()
    _make_notes()
    _make_answers()


def downgrade() -> None:
    """Drop them, dependent ones first."""
    for table in (
        "deletions",
        "answers",
        "feedback",
        "misses",
        "newcomers",
        "taught",
        "changes",
        "groups",
        "people",
    ):
        op.drop_table(table)


def _make_people_and_groups() -> None:
    op.create_table(
        "people",
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("tour", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_people"),
    )
    op.create_table(
        "groups",
        sa.Column("chat", _BIG(), autoincrement=False, nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("word_hour", _BIG()),
        sa.Column("word_day", sa.String(10)),
        sa.Column("joined", _BIG()),
        sa.Column("left", _BIG()),
        sa.Column("welcomed", _BIG()),
        sa.Column("glossary", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_groups"),
    )
    op.create_index("ix_groups_word_hour", "groups", ["word_hour"])
    op.create_index("ix_groups_left", "groups", ["left"])
    op.create_table(
        "changes",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("chat", _BIG(), nullable=False),
        sa.Column("at", _BIG(), nullable=False),
        sa.Column("by", _BIG()),
        sa.Column("what", sa.Text(), nullable=False),
        _of_group("changes"),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_chat_id", "changes", ["chat", "id"])
    op.create_index("ix_changes_at", "changes", ["at"])
    op.create_index("ix_changes_by", "changes", ["by"])


def _make_glossary() -> None:
    op.create_table(
        "taught",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("chat", _BIG(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("pinyin", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("removed", _BIG()),
        _of_group("taught"),
        sa.PrimaryKeyConstraint("id", name="pk_taught"),
        sa.UniqueConstraint("chat", "key", name="uq_taught_chat_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_taught_removed", "taught", ["removed"])


def _make_notes() -> None:
    op.create_table(
        "misses",
        sa.Column("id", _COUNTED, nullable=False),
        sa.Column("chat", _BIG(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("count", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
        sa.UniqueConstraint("chat", "text", "day", name="uq_misses_chat_text_day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_misses_day", "misses", ["day"])
    op.create_table(
        "feedback",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("count", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "verdict", name="pk_feedback"),
    )
    op.create_table(
        "newcomers",
        sa.Column("chat", _BIG(), autoincrement=False, nullable=False),
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", _BIG(), nullable=False),
        _of_group("newcomers"),
        sa.PrimaryKeyConstraint("chat", "user", name="pk_newcomers"),
    )
    op.create_index("ix_newcomers_user", "newcomers", ["user"])
    op.create_index("ix_newcomers_at", "newcomers", ["at"])


def _make_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("chat", _BIG(), autoincrement=False, nullable=False),
        sa.Column("message", _BIG(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("at", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "message", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "deletions",
        sa.Column("chat", _BIG(), autoincrement=False, nullable=False),
        sa.Column("message", _BIG(), autoincrement=False, nullable=False),
        sa.Column("due", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "message", name="pk_deletions"),
    )
    op.create_index("ix_deletions_due", "deletions", ["due"])


def _of_group(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["chat"], ["groups.chat"], name=f"fk_{table}_chat_groups", ondelete="CASCADE"
    )
