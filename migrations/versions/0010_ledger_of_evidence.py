"""ledger of evidence: appended, never changed; each person's level follows from it."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _evidence()
    _levels()
    _refuse_changes()


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("source", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(2), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("topic", sa.String(80), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(10), nullable=True),
        sa.Column("rater", sa.Uuid(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=True),
        sa.Column("occasion", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_evidence_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id_unit")),
        sa.PrimaryKeyConstraint("source", "kind", "version", name=op.f("pk_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_evidence_person", "evidence", ["employee_id", "at"])


def _levels() -> None:
    op.create_table(
        "person_level",
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("job_family", sa.String(30), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("ceiling", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("changes_at", Instant(), nullable=True),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_person_level_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_person_level")),
    )


def _refuse_changes() -> None:
    """The database refuses to change evidence. Dropping is left to retention."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence "
            "BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'evidence is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence "
        "FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse()"
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: facts are never dropped.")
