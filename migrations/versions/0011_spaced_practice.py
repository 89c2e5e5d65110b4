"""spaced practice: cases and their reviews, memory, pauses, prompts of the week, calibration."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = ("practice_case", "practice_review", "practice_break", "practice_prompt")
DERIVED = ("practice_memory", "practice_calibration")


def upgrade() -> None:
    _cases()
    _reviews()
    _memories()
    _words()
    _calibrations()
    for table in FACTS:
        _never_changed(table)


def _cases() -> None:
    op.create_table(
        "practice_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("card", sa.String(length=80), nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("objective", sa.String(length=60), nullable=True),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(length=80), nullable=False),
        sa.Column("unseen", sa.Boolean(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("learnt_at", INSTANT, nullable=False),
        sa.Column("learnt", sa.Integer(), nullable=False),
        sa.Column("predicted", sa.Double(), nullable=False),
        sa.Column("shown_at", INSTANT, nullable=False),
        _key("practice_case", "employee_id", "employee"),
        _key("practice_case", "unit_id", "unit"),
        _key("practice_case", "release_id", "release"),
        sa.CheckConstraint("place BETWEEN 1 AND 2", name="ck_practice_case_place"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_case"),
        sa.UniqueConstraint(
            "employee_id", "week", "place", name="uq_practice_case_employee_id_week_place"
        ),
        sa.UniqueConstraint(
            "employee_id", "slug", "mark", name="uq_practice_case_employee_id_slug_mark"
        ),
    )


def _reviews() -> None:
    op.create_table(
        "practice_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("spent_ms", sa.Integer(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        _key("practice_review", "case_id", "practice_case"),
        _key("practice_review", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_review"),
        sa.UniqueConstraint("case_id", name="uq_practice_review_case_id"),
    )
    op.create_index("ix_practice_review_employee", "practice_review", ["employee_id", "id"])
    op.create_index("ix_practice_review_answered_at", "practice_review", ["answered_at"])


def _memories() -> None:
    op.create_table(
        "practice_memory",
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("card", sa.String(length=80), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        _key("practice_memory", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("employee_id", "slug", "card", name="pk_practice_memory"),
    )


def _words() -> None:
    op.create_table(
        "practice_break",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=True),
        _key("practice_break", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_break"),
    )
    op.create_index("ix_practice_break_employee", "practice_break", ["employee_id", "id"])
    op.create_table(
        "practice_prompt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=160), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("practice_prompt", "unit_id", "unit"),
        _key("practice_prompt", "made_by", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_practice_prompt"),
    )
    op.create_index("ix_practice_prompt_week", "practice_prompt", ["unit_id", "week", "id"])


def _calibrations() -> None:
    op.create_table(
        "practice_calibration",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("rmse", sa.Double(), nullable=True),
        sa.Column("log_loss", sa.Double(), nullable=True),
        sa.Column("baseline_log_loss", sa.Double(), nullable=True),
        sa.Column("computed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("month", name="pk_practice_calibration"),
    )


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed(table: str) -> None:
    """As with the facts of the quiz (0004), the database refuses to change a fact of practice."""
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was practised is never changed'); END"
        if op.get_bind().dialect.name == "sqlite"
        else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
    )


def downgrade() -> None:
    for table in reversed((*FACTS, *DERIVED)):
        op.drop_table(table)
