"""for whom a key was corrected; item statistics by purpose; models of ability; facts by time.

What is derived for items is dropped: `report rebuild` derives it anew, by purpose.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# What made a result worse was for everybody. Of the others nobody can tell any more, and it makes
# no difference: where nothing would change, a wider correction is refused.
EVERYBODY = {
    "sqlite": "UPDATE regrade SET policy = 'everybody' WHERE json_extract(counts, '$.worse') > 0",
    "postgresql": (
        "UPDATE regrade SET policy = 'everybody' WHERE CAST(counts ->> 'worse' AS integer) > 0"
    ),
}


def upgrade() -> None:
    op.add_column(
        "regrade",
        sa.Column("policy", sa.String(length=12), nullable=False, server_default="only-better"),
    )
    _as_fact(kept=False)
    op.execute(EVERYBODY[op.get_bind().dialect.name])
    _as_fact(kept=True)
    for table in ("tallied_attempt", "item_tally", "quiz_tally"):
        op.drop_table(table)
    op.create_index("ix_submission_at", "submission", ["at"])
    op.create_index("ix_rescore_at", "rescore", ["at"])
    _attempts_and_quizzes()
    _items_and_models()


def _attempts_and_quizzes() -> None:
    op.create_table(
        "tallied_attempt",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_tallied_attempt_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_tallied_attempt")),
    )
    op.create_index(
        "ix_tallied_attempt_waiting", "tallied_attempt", ["slug"],
        sqlite_where=sa.text("NOT counted"), postgresql_where=sa.text("NOT counted"),
    )  # fmt: skip
    op.create_table(
        "quiz_tally",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "purpose", name=op.f("pk_quiz_tally")),
    )


def _items_and_models() -> None:
    op.create_table(
        "item_tally",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_item_tally_release_id_release")
        ),
        sa.PrimaryKeyConstraint(
            "slug", "purpose", "question", "version", name=op.f("pk_item_tally")
        ),
    )
    op.create_table(
        "item_models",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", "purpose", name=op.f("pk_item_models")),
    )


def _as_fact(*, kept: bool) -> None:
    """Lift the guard of 0004 for the new column alone, and put it back in the same transaction."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not kept:
        op.execute("DROP TRIGGER regrade_no_update" + ("" if on_sqlite else " ON regrade"))
        return
    op.execute(
        "CREATE TRIGGER regrade_no_update BEFORE UPDATE ON regrade "
        "BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END"
        if on_sqlite
        else "CREATE TRIGGER regrade_no_update BEFORE UPDATE ON regrade "
        "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
    )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: item statistics have another shape.")
