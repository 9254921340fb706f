"""Keep updates until they are handled, and leases of the processes that share the database."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG = sa.BigInteger


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "updates",
        sa.Column("id", _BIG(), autoincrement=False, nullable=False),
        sa.Column("lane", sa.Text()),
        sa.Column("slot", _BIG(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("due", sa.Double(), nullable=False),
        sa.Column("holder", sa.Text()),
        sa.Column("held", sa.Double(), nullable=False),
        sa.Column("tries", _BIG(), nullable=False),
        sa.Column("ended", sa.Double()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_updates"),
    )
    waiting, over = sa.text("ended IS NULL"), sa.text("ended IS NOT NULL")
    for name, columns, which in (
        ("ix_updates_waiting", ["id"], waiting),
        ("ix_updates_lane", ["lane", "id"], waiting),
        ("ix_updates_ended", ["ended"], over),
    ):
        op.create_index(name, "updates", columns, postgresql_where=which, sqlite_where=which)
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def downgrade() -> None:
    """Drop them; updates that wait are lost, unless Telegram still has them."""
    op.drop_table("leases")
    op.drop_table("updates")
