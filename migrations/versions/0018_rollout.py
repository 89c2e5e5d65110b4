"""rollout: sealed once, with the step of every unit; never changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FROZEN = ("rollout", "rollout_unit")


def upgrade() -> None:
    op.create_table(
        "rollout",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["employee.id"], name=op.f("fk_rollout_by_id_employee")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rollout")),
    )
    op.create_table(
        "rollout_unit",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_rollout_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_rollout_unit")),
    )
    _refuse_changes()


def _refuse_changes() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION rollout_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'a roll-out is sealed once'; END $$"
        )
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'a roll-out is sealed once'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION rollout_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what was published is never dropped.")
