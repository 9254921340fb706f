"""Keep saved words and their reviews, words of the day, and scores of quizzes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BIG = sa.BigInteger


def upgrade() -> None:
    """Make the tables."""
    _make_saved()
    _make_mornings()
    _make_quizzes()


def downgrade() -> None:
    """Drop them, dependent ones first."""
    for table in ("scores", "guesses", "polls", "mornings", "reviews", "saved"):
        op.drop_table(table)


def _make_saved() -> None:
    op.create_table(
        "saved",
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("at", _BIG(), nullable=False),
        sa.PrimaryKeyConstraint("user", "entry", name="pk_saved"),
    )
    op.create_table(
        "reviews",
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due", _BIG(), nullable=False),
        sa.Column("begun", _BIG(), nullable=False),
        sa.Column("version", _BIG(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user", "entry"],
            ["saved.user", "saved.entry"],
            name="fk_reviews_user_entry_saved",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user", "entry", "kind", name="pk_reviews"),
    )


def _make_mornings() -> None:
    op.create_table(
        "mornings",
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("hour", _BIG(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("due", _BIG(), nullable=False),
        sa.Column("held", _BIG()),
        sa.PrimaryKeyConstraint("user", name="pk_mornings"),
    )
    op.create_index("ix_mornings_due", "mornings", ["due"])


def _make_quizzes() -> None:
    op.create_table(
        "polls",
        sa.Column("poll", sa.Text(), nullable=False),
        sa.Column("chat", _BIG(), nullable=False),
        sa.Column("right", _BIG(), nullable=False),
        sa.Column("at", _BIG(), nullable=False),
        _of_group("polls"),
        sa.PrimaryKeyConstraint("poll", name="pk_polls"),
    )
    op.create_index("ix_polls_chat", "polls", ["chat"])
    op.create_index("ix_polls_at", "polls", ["at"])
    op.create_table(
        "guesses",
        sa.Column("poll", sa.Text(), nullable=False),
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["poll"], ["polls.poll"], name="fk_guesses_poll_polls", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll", "user", name="pk_guesses"),
    )
    op.create_index("ix_guesses_user", "guesses", ["user"])
    op.create_table(
        "scores",
        sa.Column("chat", _BIG(), autoincrement=False, nullable=False),
        sa.Column("user", _BIG(), autoincrement=False, nullable=False),
        sa.Column("right", _BIG(), nullable=False),
        sa.Column("asked", _BIG(), nullable=False),
        _of_group("scores"),
        sa.PrimaryKeyConstraint("chat", "user", name="pk_scores"),
    )
    op.create_index("ix_scores_user", "scores", ["user"])


def _of_group(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["chat"], ["groups.chat"], name=f"fk_{table}_chat_groups", ondelete="CASCADE"
    )
