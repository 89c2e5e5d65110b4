"""latest beside first in the read model; quizzes on paper: sheets, their two entries, attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LATEST = """
UPDATE person_module SET latest_score = (
    SELECT coalesce(rescore.score, submission.score)
    FROM attempt
    JOIN submission ON submission.attempt_id = attempt.id
    LEFT JOIN rescore ON rescore.attempt_id = attempt.id AND rescore.number = (
        SELECT max(later.number) FROM rescore AS later WHERE later.attempt_id = attempt.id
    )
    WHERE attempt.employee_id = person_module.employee_id
      AND attempt.slug = person_module.slug AND attempt.edition = person_module.edition
      AND attempt.purpose = 'post' AND NOT submission.void
    ORDER BY attempt.number DESC LIMIT 1
)
"""
INSTANT = sa.DateTime(timezone=True)
FACTS = ("paper", "paper_entry", "paper_choice", "paper_attempt")


def upgrade() -> None:
    op.add_column("person_module", sa.Column("latest_score", sa.Double(), nullable=True))
    op.execute(LATEST)
    _sheets()
    _entries()
    for table in FACTS:
        _never_changed(table)


def _sheets() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=True),
        sa.Column("employee_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        _key("paper", "release_id", "release"),
        _key("paper", "employee_id", "employee"),
        _key("paper", "unit_id", "unit"),
        _key("paper", "made_by", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("code", name="uq_paper_code"),
    )
    op.create_index("ix_paper_batch_id", "paper", ["batch_id"])
    op.create_index("ix_paper_unit_id", "paper", ["unit_id"])


def _entries() -> None:
    op.create_table(
        "paper_entry",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clerk_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("sat_at", INSTANT, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("paper_entry", "paper_id", "paper"),
        _key("paper_entry", "clerk_id", "employee"),
        _key("paper_entry", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("paper_id", "number", name="pk_paper_entry"),
        sa.UniqueConstraint("paper_id", "clerk_id", name="uq_paper_entry_paper_id_clerk_id"),
    )
    op.create_table(
        "paper_choice",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("clerk_id", sa.Uuid(), nullable=False),
        sa.Column("sides", sa.JSON(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("paper_choice", "paper_id", "paper"),
        _key("paper_choice", "clerk_id", "employee"),
        sa.PrimaryKeyConstraint("paper_id", name="pk_paper_choice"),
    )
    op.create_table(
        "paper_attempt",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("paper_attempt", "paper_id", "paper"),
        _key("paper_attempt", "attempt_id", "attempt"),
        _key("paper_attempt", "made_by", "employee"),
        sa.PrimaryKeyConstraint("paper_id", name="pk_paper_attempt"),
        sa.UniqueConstraint("attempt_id", name="uq_paper_attempt_attempt_id"),
    )


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed(table: str) -> None:
    """As with the other facts of the quiz (0004), the database refuses to change a sheet."""
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END"
        if op.get_bind().dialect.name == "sqlite"
        else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
    )


def downgrade() -> None:
    for table in reversed(FACTS):
        op.drop_table(table)
    op.drop_column("person_module", "latest_score")
