"""cycle snapshots: signed by the city's key, corrected by a new one that two persons wanted."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

FACTS = ("cycle_signature", "cycle_correction", "cycle_correction_decision")


def upgrade() -> None:
    op.create_table(
        "cycle_signature",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("kid", sa.String(43), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        _key("cycle_signature", "cycle_id", "cycle"),
        sa.PrimaryKeyConstraint("cycle_id", name="pk_cycle_signature"),
    )
    op.create_table(
        "cycle_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("of_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        _key("cycle_correction", "of_id", "cycle"),
        _key("cycle_correction", "by_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle_correction"),
    )
    op.create_index("ix_cycle_correction_of_id", "cycle_correction", ["of_id"])
    op.create_table(
        "cycle_correction_decision",
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        _key("cycle_correction_decision", "correction_id", "cycle_correction"),
        _key("cycle_correction_decision", "by_id", "employee"),
        _key("cycle_correction_decision", "cycle_id", "cycle"),
        sa.PrimaryKeyConstraint("correction_id", name="pk_cycle_correction_decision"),
        sa.UniqueConstraint("cycle_id", name="uq_cycle_correction_decision_cycle_id"),
    )
    _never_changed()


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _never_changed() -> None:
    """The function that refuses on PostgreSQL is that of migration 0017."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what a cycle says is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cycle_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what was published is never dropped.")
