"""certification: programmes, rules, assignments, periods, certificates; nothing is overwritten."""

import sqlalchemy as sa
from alembic import op

from training.kernel.db import Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FACTS = (
    "programme_version", "programme_jp", "assignment_rule", "assignment_rule_end",
    "assignment_run", "assignment", "assignment_end", "certification_period", "recognition",
    "certification_excuse", "revocation", "revocation_decision", "certificate", "certificate_key",
    "number_gap",
)  # fmt: skip


def upgrade() -> None:
    _programmes()
    _rules()
    _assignments()
    _periods()
    _said_of_periods()
    _certificates()
    _never_changed()


def _id() -> sa.Column:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _who(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _at(name: str = "at") -> sa.Column:
    return sa.Column(name, Instant(), nullable=False)


def _day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=False)


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False)


def _key(table: str, column: str, to: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.{its}"], name=f"fk_{table}_{column}_{to}")


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=f"pk_{table}")


def _programmes() -> None:
    op.create_table(
        "programme_version", _text("digest", 64), _text("programme", 60),
        sa.Column("told", sa.JSON(), nullable=False), _at(),
        _primary("programme_version", "digest"),
    )  # fmt: skip
    op.create_table(
        "programme_jp", _id(), _text("programme", 60),
        sa.Column("hours", sa.Integer(), nullable=False), _text("decree", 120), _day("decree_on"),
        _who("by_id"), _at(), _key("programme_jp", "by_id", "employee"), _primary("programme_jp"),
    )  # fmt: skip
    op.create_index("ix_programme_jp_programme", "programme_jp", ["programme", "id"])


def _rules() -> None:
    op.create_table(
        "assignment_rule", _id(), _text("programme", 60), _text("name", 120),
        sa.Column("audience", sa.JSON(), nullable=False), _text("due_event", 12),
        sa.Column("due_days", sa.Integer(), nullable=False), _who("made_by"), _at(),
        _key("assignment_rule", "made_by", "employee"), _primary("assignment_rule"),
    )  # fmt: skip
    op.create_index("ix_assignment_rule_programme", "assignment_rule", ["programme"])
    op.create_table(
        "assignment_rule_end", _who("rule_id"), _who("by_id"), _at(),
        _key("assignment_rule_end", "rule_id", "assignment_rule"),
        _key("assignment_rule_end", "by_id", "employee"),
        _primary("assignment_rule_end", "rule_id"),
    )  # fmt: skip
    op.create_table(
        "assignment_run", _id(), _who("rule_id"),
        *(sa.Column(name, sa.Integer(), nullable=False)
          for name in ("before", "entering", "leaving")),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True), _at(),
        _key("assignment_run", "rule_id", "assignment_rule"),
        _key("assignment_run", "by_id", "employee"), _primary("assignment_run"),
    )  # fmt: skip
    op.create_index("ix_assignment_run_rule", "assignment_run", ["rule_id", "id"])


def _assignments() -> None:
    op.create_table(
        "assignment", _id(), _who("rule_id"), _who("employee_id"), _day("since"), _day("due"),
        _at(), _key("assignment", "rule_id", "assignment_rule"),
        _key("assignment", "employee_id", "employee"), _primary("assignment"),
    )  # fmt: skip
    op.create_index("ix_assignment_rule", "assignment", ["rule_id", "employee_id"])
    op.create_index("ix_assignment_employee_id", "assignment", ["employee_id"])
    op.create_table(
        "assignment_end", _who("assignment_id"), _day("on_date"), _at(),
        _key("assignment_end", "assignment_id", "assignment"),
        _primary("assignment_end", "assignment_id"),
    )  # fmt: skip


def _periods() -> None:
    op.create_table(
        "certification_period", _id(), _who("employee_id"),
        sa.Column("unit_id", sa.Uuid(), nullable=True), _text("programme", 60),
        sa.Column("number", sa.Integer(), nullable=False), _text("kind", 12), _text("path", 12),
        _day("since_date"), _day("until_date"), _at("completed_at"), _text("digest", 64),
        sa.Column("covered", sa.JSON(), nullable=False), _at(),
        sa.CheckConstraint("until_date > since_date", name="ck_certification_period_span"),
        _key("certification_period", "employee_id", "employee"),
        _key("certification_period", "unit_id", "unit"),
        _key("certification_period", "digest", "programme_version", "digest"),
        _primary("certification_period"),
        sa.UniqueConstraint(
            "employee_id", "programme", "number",
            name="uq_certification_period_employee_id_programme_number",
        ),
    )  # fmt: skip
    op.create_index(
        "ix_certification_period_programme", "certification_period", ["programme", "until_date"]
    )


def _said_of_periods() -> None:
    op.create_table(
        "recognition", _who("period_id"), _text("document", 160), _text("issuer", 160),
        _who("approved_by"), _at(), _key("recognition", "period_id", "certification_period"),
        _key("recognition", "approved_by", "employee"), _primary("recognition", "period_id"),
    )  # fmt: skip
    op.create_table(
        "certification_excuse", _id(), _who("employee_id"), _text("programme", 60),
        _text("reason", 60), _text("note", 400), _day("since_date"), _day("until_date"),
        _who("by_id"), _at(), _key("certification_excuse", "employee_id", "employee"),
        _key("certification_excuse", "by_id", "employee"), _primary("certification_excuse"),
    )  # fmt: skip
    op.create_index(
        "ix_certification_excuse_person", "certification_excuse", ["employee_id", "programme"]
    )
    op.create_table(
        "revocation", _id(), _who("period_id"), _text("reason", 600), _who("asked_by"), _at(),
        _key("revocation", "period_id", "certification_period"),
        _key("revocation", "asked_by", "employee"), _primary("revocation"),
    )  # fmt: skip
    op.create_index("ix_revocation_period_id", "revocation", ["period_id"])
    op.create_table(
        "revocation_decision", _who("revocation_id"), _who("asked_by"), _who("decided_by"),
        sa.Column("confirmed", sa.Boolean(), nullable=False), _at(),
        sa.CheckConstraint(
            "decided_by <> asked_by", name="ck_revocation_decision_two_persons"
        ),
        _key("revocation_decision", "revocation_id", "revocation"),
        _key("revocation_decision", "asked_by", "employee"),
        _key("revocation_decision", "decided_by", "employee"),
        _primary("revocation_decision", "revocation_id"),
    )  # fmt: skip


def _certificates() -> None:
    op.create_table(
        "certificate_key", _text("kid", 43), sa.Column("jwk", sa.JSON(), nullable=False),
        _at("since"), _primary("certificate_key", "kid"),
    )  # fmt: skip
    op.create_table(
        "certificate", _id(), _who("period_id"), _text("series", 60),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False), _text("number", 80),
        _text("code", 27), sa.Column("status_index", sa.Integer(), nullable=False),
        _text("kid", 43), sa.Column("signed", sa.Text(), nullable=False), _at("issued_at"),
        _key("certificate", "period_id", "certification_period"),
        _key("certificate", "kid", "certificate_key", "kid"), _primary("certificate"),
        sa.UniqueConstraint(
            "series", "year", "sequence", name="uq_certificate_series_year_sequence"
        ),
        *(sa.UniqueConstraint(name, name=f"uq_certificate_{name}")
          for name in ("period_id", "number", "code", "status_index")),
    )  # fmt: skip
    op.create_table(
        "number_gap", _text("series", 60),
        *(sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)
          for name in ("year", "sequence")),
        _text("reason", 400), _who("by_id"), _at(), _key("number_gap", "by_id", "employee"),
        _primary("number_gap", "series", "year", "sequence"),
    )  # fmt: skip


def _never_changed() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION certification_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what certification says is never changed'; END $$"
        )
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
