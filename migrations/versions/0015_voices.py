"""voices at service points: points, taps without names, texts, bursts and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = (
    "service_point", "service_point_closing", "voice", "voice_answer", "voice_text", "voice_flag",
    "voice_review", "voice_ruling",
)  # fmt: skip
UNORDERED = {"sqlite_with_rowid": False}


def upgrade() -> None:
    _points()
    _voices()
    _bursts()
    for table in FACTS:
        _never_changed(table)


def _points() -> None:
    op.create_table(
        "service_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        _key("service_point", "unit_id", "unit"),
        _key("service_point", "opened_by", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_service_point"),
        sa.UniqueConstraint("code", name="uq_service_point_code"),
    )
    op.create_index("ix_service_point_unit_id", "service_point", ["unit_id"])
    op.create_index("ix_service_point_opened_by", "service_point", ["opened_by"])
    op.create_table(
        "service_point_closing",
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=False),
        _key("service_point_closing", "point_id", "service_point"),
        _key("service_point_closing", "closed_by", "employee"),
        sa.PrimaryKeyConstraint("point_id", name="pk_service_point_closing"),
    )
    op.create_index("ix_service_point_closing_closed_by", "service_point_closing", ["closed_by"])


def _voices() -> None:
    op.create_table(
        "voice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=5), nullable=False),
        _key("voice", "point_id", "service_point"),
        _key("voice", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_voice"),
        **UNORDERED,
    )
    op.create_index("ix_voice_point_id", "voice", ["point_id"])
    op.create_index("ix_voice_unit_id_day", "voice", ["unit_id", "day"])
    op.create_table(
        "voice_answer",
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("indicator", sa.String(length=60), nullable=True),
        sa.Column("element", sa.String(length=2), nullable=True),
        _key("voice_answer", "voice_id", "voice"),
        sa.PrimaryKeyConstraint("voice_id", "question", name="pk_voice_answer"),
        **UNORDERED,
    )
    op.create_table(
        "voice_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _key("voice_text", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_voice_text"),
        **UNORDERED,
    )
    op.create_index("ix_voice_text_unit_id", "voice_text", ["unit_id"])
    op.create_table(
        "voice_visit",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("voice_id", sa.Uuid(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("helped", sa.Boolean(), server_default=sa.false(), nullable=False),
        _key("voice_visit", "point_id", "service_point"),
        sa.PrimaryKeyConstraint("token", name="pk_voice_visit"),
    )
    op.create_index("ix_voice_visit_point_id", "voice_visit", ["point_id"])


def _bursts() -> None:
    op.create_table(
        "voice_flag",
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        _key("voice_flag", "voice_id", "voice"),
        sa.PrimaryKeyConstraint("voice_id", name="pk_voice_flag"),
    )
    op.create_table(
        "voice_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("voice_review", "point_id", "service_point"),
        _key("voice_review", "reviewed_by", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_voice_review"),
    )
    op.create_index("ix_voice_review_point_id", "voice_review", ["point_id"])
    op.create_index("ix_voice_review_reviewed_by", "voice_review", ["reviewed_by"])
    op.create_table(
        "voice_ruling",
        sa.Column("voice_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["voice_flag.voice_id"], name="fk_voice_ruling_voice_id_voice_flag"
        ),
        _key("voice_ruling", "review_id", "voice_review"),
        sa.PrimaryKeyConstraint("voice_id", name="pk_voice_ruling"),
    )
    op.create_index("ix_voice_ruling_review_id", "voice_ruling", ["review_id"])


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed(table: str) -> None:
    """As with the other facts (0004), the database refuses to change what was said."""
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END"
        if op.get_bind().dialect.name == "sqlite"
        else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
    )


def downgrade() -> None:
    op.drop_table("voice_visit")
    for table in reversed(FACTS):
        op.drop_table(table)
