"""texts that wait: finding the few submissions that people still have to mark."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_submission_pending", "submission", ["at"],
        sqlite_where=sa.text("pending"), postgresql_where=sa.text("pending"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_submission_pending", table_name="submission")
