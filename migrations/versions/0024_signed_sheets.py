"""signed sheets: what an official signed electronically is kept as it came; nothing is changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

FACTS = ("certificate_signed_sheet", "certificate_signing_refusal")


def upgrade() -> None:
    op.create_table(
        "certificate_signed_sheet",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("signatory", sa.String(160), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        *_keys("certificate_signed_sheet"),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate_signed_sheet"),
    )
    op.create_table(
        "certificate_signing_refusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        *_keys("certificate_signing_refusal"),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_signing_refusal"),
    )
    op.create_index(
        "ix_certificate_signing_refusal", "certificate_signing_refusal", ["certificate_id", "at"]
    )
    op.create_table(
        "certificate_signing_turn",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("until_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_certificate_signing_turn"),
    )
    _never_changed()


def _keys(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")
        for column, to in (("certificate_id", "certificate"), ("asked_by", "employee"))
    )


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
