"""Keep which entry an answer in a private chat shows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; earlier answers have none."""
    op.add_column("answers", sa.Column("entry", sa.Text()))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("answers", "entry")
