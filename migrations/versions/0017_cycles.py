"""cycles: opened with a sealed seed, audited, closed; what they say of units is never changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FROZEN = ("cycle", "cycle_closing", "unit_estimate", "unit_finding")


def upgrade() -> None:
    _cycles()
    _said()
    _refuse_changes()


def _cycles() -> None:
    op.create_table(
        "cycle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["employee.id"], name=op.f("fk_cycle_opened_by_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("label", name=op.f("uq_cycle_label")),
    )
    op.create_table(
        "cycle_audit",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_audit_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("cycle_id", name=op.f("pk_cycle_audit")),
    )
    op.create_table(
        "cycle_closing",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("quality", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["employee.id"], name=op.f("fk_cycle_closing_by_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_closing_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("cycle_id", name=op.f("pk_cycle_closing")),
    )


def _said() -> None:
    op.create_table(
        "unit_estimate",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("evidenced", sa.Double(), nullable=False),
        sa.Column("estimate", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("likely", sa.Double(), nullable=False),
        sa.Column("spread", sa.Double(), nullable=False),
        sa.Column("ways", sa.Integer(), nullable=False),
        sa.Column("draws", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_unit_estimate_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("cycle_id", "unit_id", "level", name=op.f("pk_unit_estimate")),
    )
    op.create_table(
        "unit_finding",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("roster", sa.Integer(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("own_label", sa.Integer(), nullable=True),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycle.id"], name=op.f("fk_unit_finding_cycle_id_cycle")
        ),
        sa.PrimaryKeyConstraint("cycle_id", "unit_id", name=op.f("pk_unit_finding")),
    )


def _refuse_changes() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION cycle_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what a cycle says is never changed'; END $$"
        )
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what a cycle says is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cycle_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what was published is never dropped.")
