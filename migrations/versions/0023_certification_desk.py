"""the certification desk: where everybody stands, excuses taken back, excuses for many at once."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

FACTS = ("certification_excuse_end", "bulk_excuse", "bulk_excuse_step")


def upgrade() -> None:
    _read_model()
    op.create_table(
        "certification_excuse_end",
        _id("excuse_id"), _id("by_id"), _at(),
        _to("certification_excuse_end", "excuse_id", "certification_excuse"),
        _to("certification_excuse_end", "by_id", "employee"),
        sa.PrimaryKeyConstraint("excuse_id", name="pk_certification_excuse_end"),
    )  # fmt: skip
    op.create_table(
        "bulk_excuse",
        _id("id"), sa.Column("programme", sa.String(60), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False), _id("by_id"), _at(),
        _to("bulk_excuse", "by_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_excuse"),
    )  # fmt: skip
    op.create_table(
        "bulk_excuse_step",
        _id("bulk_id"), sa.Column("step", sa.String(8), nullable=False),
        sa.Column("excuses", sa.JSON(), nullable=False), _id("by_id"), _at(),
        _to("bulk_excuse_step", "bulk_id", "bulk_excuse"),
        _to("bulk_excuse_step", "by_id", "employee"),
        sa.PrimaryKeyConstraint("bulk_id", "step", name="pk_bulk_excuse_step"),
    )  # fmt: skip
    _never_changed()


def _read_model() -> None:
    op.create_table(
        "certification_standing",
        sa.Column("programme", sa.String(60), nullable=False), _id("employee_id"), _id("unit_id"),
        sa.Column("job_family", sa.String(30), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("day", sa.Date(), nullable=True), _at(),
        _to("certification_standing", "employee_id", "employee"),
        _to("certification_standing", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("programme", "employee_id", name="pk_certification_standing"),
    )  # fmt: skip
    op.create_index(
        "ix_certification_standing_unit", "certification_standing", ["unit_id", "programme"]
    )
    op.create_table(
        "certification_standings_taken",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("day", sa.Date(), nullable=False), _at(),
        sa.Column("uncomputed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_certification_standings_taken"),
    )  # fmt: skip


def _id(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _at() -> sa.Column:
    return sa.Column("at", Instant(), nullable=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed() -> None:
    """The function that refuses on PostgreSQL is that of migration 0019."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what certification says is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION certification_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: certificates are never dropped.")
