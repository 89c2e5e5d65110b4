"""statements sent: which facts a learning record store was told, none twice and none never."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement_sent",
        sa.Column("source", sa.String(12), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "key", "number", name=op.f("pk_statement_sent")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("statement_sent")
