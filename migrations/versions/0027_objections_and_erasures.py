"""objections and erasures: who objected, whom two administrators erase; words go, no fact does."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# What a person wrote, or what was written about them: it may be replaced by the mark of the
# erasure and by nothing else. A later migration that adds a column to one of these tables on
# SQLite renews its trigger; tests/parts/test_privacy_triggers.py says so.
ERASABLE = {
    "plan": {"if_text": "''", "then_text": "''"},
    "plan_check_in": {"note": "''"},
    "plan_rehearsal": {"words": "''"},
    "answer": {"value": "'\"[dihapus]\"'", "digest": "NULL"},
    "marking": {"comment": "''"},
    "certification_excuse": {"note": "''"},
    "visit_sheet": {"note": "''", "reason": "''"},
    "contrary_finding": {"note": "''"},
    "contrary_verdict": {"note": "''"},
    "contrary_closing": {"reason": "''"},
}
OURS = {
    "objection": {"words": "''"},
    "objection_answer": {"words": "''"},
    "erasure_request": {"reason": "''"},
    "erasure_decision": {},
}


def upgrade() -> None:
    op.create_table(
        "objection", _who("id"), _who("employee_id"), _text("category", 20), _text("words"), _at(),
        _key("objection", "employee_id", "employee"), _primary("objection", "id"),
    )  # fmt: skip
    op.create_index("ix_objection_employee_id", "objection", ["employee_id"])
    op.create_table(
        "objection_answer", _who("objection_id"), _text("outcome", 10), _text("words"),
        _who("by_id"), _at(), _key("objection_answer", "objection_id", "objection"),
        _key("objection_answer", "by_id", "employee"), _primary("objection_answer", "objection_id"),
    )  # fmt: skip
    op.create_table(
        "erasure_request", _who("id"), _who("employee_id"), _text("ground", 20), _text("reason"),
        _who("asked_by"), _at(), _key("erasure_request", "employee_id", "employee"),
        _key("erasure_request", "asked_by", "employee"), _primary("erasure_request", "id"),
    )  # fmt: skip
    op.create_index("ix_erasure_request_employee_id", "erasure_request", ["employee_id"])
    op.create_table(
        "erasure_decision", _who("request_id"), _who("asked_by"), _who("decided_by"),
        sa.Column("confirmed", sa.Boolean(), nullable=False), _at(),
        sa.CheckConstraint("decided_by <> asked_by", name="ck_erasure_decision_two_persons"),
        _key("erasure_decision", "request_id", "erasure_request"),
        _key("erasure_decision", "asked_by", "employee"),
        _key("erasure_decision", "decided_by", "employee"),
        _primary("erasure_decision", "request_id"),
    )  # fmt: skip
    _may_only_be_erased()


def _may_only_be_erased() -> None:
    """Rows of these tables stay as they were written, but for words that an erasure takes away."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION erasable_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was written may be erased, never changed'; END $$"
        )
    for table, words in (ERASABLE | OURS).items():
        if table in ERASABLE:
            op.execute(f"DROP TRIGGER {table}_no_update" + ("" if on_sqlite else f" ON {table}"))
        op.execute(_on_sqlite(table, words) if on_sqlite else _on_postgres(table, words))


def _on_sqlite(table: str, words: dict[str, str]) -> str:
    columns = [each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)]
    same = [f"NEW.{each} IS OLD.{each}" for each in columns if each not in words]
    gone = [f"(NEW.{each} IS OLD.{each} OR NEW.{each} IS {mark})" for each, mark in words.items()]
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"WHEN NOT ({' AND '.join([*same, *gone])}) "
        "BEGIN SELECT RAISE(ABORT, 'what was written may be erased, never changed'); END"
    )


def _on_postgres(table: str, words: dict[str, str]) -> str:
    named = "".join(f" - '{each}'" for each in words)
    gone = [
        f"(NEW.{each}::text IS NOT DISTINCT FROM OLD.{each}::text "
        f"OR NEW.{each}::text IS NOT DISTINCT FROM {mark})"
        for each, mark in words.items()
    ]
    same = f"to_jsonb(NEW){named} = to_jsonb(OLD){named}"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (NOT ({' AND '.join([same, *gone])})) EXECUTE FUNCTION erasable_refuse()"
    )


def _who(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _text(name: str, length: int | None = None) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _at() -> sa.Column:
    return sa.Column("at", Instant(), nullable=False)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def _primary(table: str, column: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(column, name=f"pk_{table}")


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: what was erased does not come back.")
