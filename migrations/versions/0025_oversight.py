"""oversight: calendar, records, findings, what was agreed and what followed; nothing is changed."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

FACTS = (
    "oversight_entry", "oversight_move", "oversight_cancelling", "oversight_record",
    "oversight_finding", "oversight_action", "oversight_step", "oversight_photo",
    "oversight_photo_removal",
)  # fmt: skip


def upgrade() -> None:
    _calendar()
    _records()
    _following()
    _photos()
    _never_changed()


def _id(name: str = "id") -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _at(name: str = "at") -> sa.Column:
    return sa.Column(name, Instant(), nullable=False)


def _day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=False)


def _words(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False)


def _text(name: str, length: int, *, open_: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=open_)


def _number() -> sa.Column:
    return sa.Column("number", sa.Integer(), nullable=False)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _primary(table: str, column: str = "id") -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _calendar() -> None:
    name = "oversight_entry"
    op.create_table(
        name, _id(), _text("kind", 24), _text("title", 120), _words("why"), _day("day"),
        _id("unit_id"), _id("leader_id"), sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("behaviours", sa.JSON(), nullable=False),
        sa.Column("kla", sa.JSON(), nullable=False), _id("made_by"), _at(),
        _text("key", 80, open_=True), _key(name, "unit_id", "unit"),
        _key(name, "leader_id", "employee"), _key(name, "cycle_id", "cycle"),
        _key(name, "made_by", "employee"), _primary(name), _once(name, "made_by", "key"),
    )  # fmt: skip
    for column in ("day", "unit_id", "leader_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])
    name = "oversight_move"
    op.create_table(
        name, _id(), _id("entry_id"), _number(), _day("day"), _id("leader_id"), _words("reason"),
        _id("by_id"), _at(), _key(name, "entry_id", "oversight_entry"),
        _key(name, "leader_id", "employee"), _key(name, "by_id", "employee"), _primary(name),
        _once(name, "entry_id", "number"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_leader_id", name, ["leader_id"])
    name = "oversight_cancelling"
    op.create_table(
        name, _id("entry_id"), _words("reason"), _id("by_id"), _at(),
        _key(name, "entry_id", "oversight_entry"), _key(name, "by_id", "employee"),
        _primary(name, "entry_id"),
    )  # fmt: skip


def _records() -> None:
    name = "oversight_record"
    op.create_table(
        name, _id(), _id("entry_id"), _number(), _words("reason"), _text("place", 120),
        _at("started_at"), _at("ended_at"), _text("present", 400), _words("seen"), _id("by_id"),
        _at("signed_at"), _text("key", 80, open_=True), _key(name, "entry_id", "oversight_entry"),
        _key(name, "by_id", "employee"), _primary(name), _once(name, "entry_id", "number"),
        _once(name, "entry_id", "key"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_by_id", name, ["by_id"])
    name = "oversight_finding"
    op.create_table(
        name, _id(), _id("entry_id"), _words("what"), _text("behaviour", 60),
        sa.Column("kla", sa.Integer(), nullable=True), _text("stage", 12), _text("weight", 12),
        _id("by_id"), _at(), _text("key", 80, open_=True),
        _key(name, "entry_id", "oversight_entry"), _key(name, "by_id", "employee"),
        _primary(name), _once(name, "entry_id", "key"),
    )  # fmt: skip


def _following() -> None:
    name = "oversight_action"
    op.create_table(
        name, _id(), _id("finding_id"), _number(), _words("act"), _text("owner", 160), _day("due"),
        _id("by_id"), _at(), _key(name, "finding_id", "oversight_finding"),
        _key(name, "by_id", "employee"), _primary(name), _once(name, "finding_id", "number"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_due", name, ["due"])
    name = "oversight_step"
    op.create_table(
        name, _id(), _id("finding_id"), _number(), _text("kind", 12), _words("words"),
        _text("addressee", 160), _id("by_id"), _at(),
        _key(name, "finding_id", "oversight_finding"), _key(name, "by_id", "employee"),
        _primary(name), _once(name, "finding_id", "number"),
    )  # fmt: skip
    op.create_index(f"ix_{name}_kind", name, ["finding_id", "kind"])
    op.create_index(f"ix_{name}_by_id", name, ["by_id"])


def _photos() -> None:
    name = "oversight_photo"
    op.create_table(
        name, _id(), _id("entry_id"), _text("digest", 64), _text("kind", 4),
        sa.Column("size", sa.Integer(), nullable=False), _text("caption", 160), _id("by_id"),
        _at(), _key(name, "entry_id", "oversight_entry"), _key(name, "by_id", "employee"),
        _primary(name), _once(name, "entry_id", "digest"),
    )  # fmt: skip
    name = "oversight_photo_file"
    op.create_table(
        name, _id("photo_id"), sa.Column("data", sa.LargeBinary(), nullable=False),
        _key(name, "photo_id", "oversight_photo"), _primary(name, "photo_id"),
    )  # fmt: skip
    name = "oversight_photo_removal"
    op.create_table(
        name, _id("photo_id"), _words("reason"), _id("by_id"), _at(),
        _key(name, "photo_id", "oversight_photo"), _key(name, "by_id", "employee"),
        _primary(name, "photo_id"),
    )  # fmt: skip


def _never_changed() -> None:
    """Facts are neither changed nor taken away; only the bytes of a photograph can be deleted."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION oversight_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what oversight says is never changed'; END $$"
        )
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
