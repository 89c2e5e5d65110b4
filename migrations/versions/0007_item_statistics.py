"""item statistics: tallies of first attempts by item version, and signs of a shared key."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tallied_attempt",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
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
        sa.Column("token", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_quiz_tally")),
    )
    op.create_table(
        "item_tally",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_item_tally_release_id_release")
        ),
        sa.PrimaryKeyConstraint("slug", "question", "version", name=op.f("pk_item_tally")),
    )
    _about_units()


def _about_units() -> None:
    op.create_table(
        "unit_answers",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_answers_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("slug", "unit_id", name=op.f("pk_unit_answers")),
    )
    op.create_table(
        "key_alarm",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("sign", sa.String(length=12), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_key_alarm_unit_id_unit")),
        sa.PrimaryKeyConstraint("slug", "unit_id", "sign", name=op.f("pk_key_alarm")),
    )
    op.create_index("ix_key_alarm_unit", "key_alarm", ["unit_id"])


def downgrade() -> None:
    """What is derived can be dropped: `report rebuild` derives it anew."""
    for table in ("key_alarm", "unit_answers", "item_tally", "quiz_tally", "tallied_attempt"):
        op.drop_table(table)
