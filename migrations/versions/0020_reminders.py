"""reminders: letters, what stood in them, the switches, and how people want to be reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = ("reminder_digest", "reminder_sent", "reminder_switch", "reminder_wish")


def upgrade() -> None:
    _sent()
    _said()
    _refuse_changes()


def _sent() -> None:
    op.create_table(
        "reminder_digest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("reminder_digest", "to_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_digest"),
        sa.UniqueConstraint("to_id", "day", name="uq_reminder_digest_to_id_day"),
    )
    op.create_index("ix_reminder_digest_day", "reminder_digest", ["day"])
    op.create_table(
        "reminder_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("occurrence", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _key("reminder_sent", "digest_id", "reminder_digest"),
        _key("reminder_sent", "employee_id", "employee"),
        _key("reminder_sent", "to_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_sent"),
        sa.UniqueConstraint(
            "employee_id", "kind", "occurrence", name="uq_reminder_sent_employee_id_kind_occurrence"
        ),
    )
    op.create_index("ix_reminder_sent_day", "reminder_sent", ["day"])
    op.create_index("ix_reminder_sent_digest", "reminder_sent", ["digest_id"])


def _said() -> None:
    op.create_table(
        "reminder_switch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("reminder_switch", "by_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_switch"),
    )
    op.create_index("ix_reminder_switch_kind", "reminder_switch", ["kind", "id"])
    op.create_table(
        "reminder_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("reminder_wish", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder_wish"),
    )
    op.create_index("ix_reminder_wish_employee", "reminder_wish", ["employee_id", "id"])


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _refuse_changes() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION reminder_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was sent or said is never changed'; END $$"
        )
    for table in FACTS:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what was sent or said is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION reminder_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what was sent is never dropped.")
