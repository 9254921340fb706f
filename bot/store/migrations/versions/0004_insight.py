"""Keep how much was asked in groups, by day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "counts",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat"], ["groups.chat"], name="fk_counts_chat_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat", "day", "entry", name="pk_counts"),
    )
    op.create_index("ix_counts_day", "counts", ["day"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("counts")
