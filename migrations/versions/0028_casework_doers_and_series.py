"""casework: who does what was agreed, and talks that belong to a series; nothing is changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

FACTS = ("oversight_doer", "oversight_series", "oversight_turn")


def upgrade() -> None:
    name = "oversight_doer"
    op.create_table(
        name, _id("id"), _id("action_id"), _number(), _id("employee_id"), _id("by_id"), _at(),
        _key(name, "action_id", "oversight_action"), _key(name, "employee_id", "employee"),
        _key(name, "by_id", "employee"), _primary(name, "id"), _once(name, "action_id", "number"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_employee_id", name, ["employee_id"])
    name = "oversight_series"
    op.create_table(
        name, _id("id"), sa.Column("title", sa.String(120), nullable=False), _id("unit_id"),
        _id("made_by"), _at(), sa.Column("key", sa.String(80), nullable=True),
        _key(name, "unit_id", "unit"), _key(name, "made_by", "employee"), _primary(name, "id"),
        _once(name, "made_by", "key"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_unit_id", name, ["unit_id"])
    name = "oversight_turn"
    op.create_table(
        name, _id("entry_id"), _id("series_id"), _number(),
        _key(name, "entry_id", "oversight_entry"), _key(name, "series_id", "oversight_series"),
        _primary(name, "entry_id"), _once(name, "series_id", "number"),
    )  # fmt: skip
    _never_changed()


def _id(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _number() -> sa.Column:
    return sa.Column("number", sa.Integer(), nullable=False)


def _at() -> sa.Column:
    return sa.Column("at", Instant(), nullable=False)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _primary(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _never_changed() -> None:
    """Facts are neither changed nor taken away; PostgreSQL has the function since 0025."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, verb in ((table, verb) for table in FACTS for verb in ("UPDATE", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what oversight says is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION oversight_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what oversight says is never dropped.")
