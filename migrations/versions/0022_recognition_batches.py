"""recognition batches: documents from elsewhere wait for a second person; nothing is changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLES = ("recognition_batch", "recognition_batch_decision")


def upgrade() -> None:
    op.create_table(
        "recognition_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("brought_by", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_by"], ["employee.id"], name="fk_recognition_batch_brought_by_employee"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recognition_batch"),
    )
    op.create_index("ix_recognition_batch_digest", "recognition_batch", ["digest"])
    op.create_table(
        "recognition_batch_decision",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("brought_by", sa.Uuid(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint(
            "decided_by <> brought_by", name="ck_recognition_batch_decision_two_persons"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["recognition_batch.id"],
            name="fk_recognition_batch_decision_batch_id_recognition_batch",
        ),
        *(sa.ForeignKeyConstraint(
            [name], ["employee.id"], name=f"fk_recognition_batch_decision_{name}_employee"
        ) for name in ("brought_by", "decided_by")),
        sa.PrimaryKeyConstraint("batch_id", name="pk_recognition_batch_decision"),
    )  # fmt: skip
    _never_changed()


def _never_changed() -> None:
    """The function that refuses on PostgreSQL is that of migration 0019."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what certification says is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION certification_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: certificates are never dropped.")
