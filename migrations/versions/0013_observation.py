"""observation: draws with sealed seeds, visits, signed sheets, contrary findings."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = ("instrument_version", "visit_draw", "visit", "visit_hindrance", "visit_sheet",
         "contrary_finding", "contrary_verdict", "contrary_closing")  # fmt: skip


def upgrade() -> None:
    _draws()
    _visits()
    _sheets()
    _findings()
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE FUNCTION observation_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was observed is never changed'; END $$"
        )
    for table in FACTS:
        _never_changed(table)


def _draws() -> None:
    op.create_table(
        "instrument_version",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_instrument_version"),
    )
    op.create_table(
        "visit_draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("pool", sa.Text(), nullable=False),
        sa.Column("pool_digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        _key("visit_draw", "made_by", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_draw"),
        sa.UniqueConstraint("label", name="uq_visit_draw_label"),
    )


def _visits() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("observer_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(length=64), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        _key("visit", "draw_id", "visit_draw"),
        _key("visit", "unit_id", "unit"),
        _key("visit", "employee_id", "employee"),
        _key("visit", "observer_id", "employee"),
        sa.ForeignKeyConstraint(
            ["instrument"], ["instrument_version.digest"],
            name="fk_visit_instrument_instrument_version",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sa.UniqueConstraint("draw_id", "number", "place", name="uq_visit_draw_id_number_place"),
    )  # fmt: skip
    for column in ("pair_id", "unit_id", "employee_id"):
        op.create_index(f"ix_visit_{column}", "visit", [column])
    op.create_index("ix_visit_observer", "visit", ["observer_id", "closes"])
    op.create_table(
        "visit_hindrance",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("visit_hindrance", "visit_id", "visit"),
        _key("visit_hindrance", "by_id", "employee"),
        sa.PrimaryKeyConstraint("visit_id", name="pk_visit_hindrance"),
    )


def _sheets() -> None:
    op.create_table(
        "visit_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", INSTANT, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        _key("visit_sheet", "visit_id", "visit"),
        _key("visit_sheet", "corrects_id", "visit_sheet"),
        _key("visit_sheet", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_sheet"),
        sa.UniqueConstraint("visit_id", "number", name="uq_visit_sheet_visit_id_number"),
        sa.UniqueConstraint("visit_id", "key", name="uq_visit_sheet_visit_id_key"),
    )
    op.create_index("ix_visit_sheet_unit_id", "visit_sheet", ["unit_id"])


def _findings() -> None:
    op.create_table(
        "contrary_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("verifier_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("contrary_finding", "visit_id", "visit"),
        _key("contrary_finding", "verifier_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_contrary_finding"),
        sa.UniqueConstraint("visit_id", name="uq_contrary_finding_visit_id"),
    )
    op.create_index("ix_contrary_finding_verifier_id", "contrary_finding", ["verifier_id"])
    op.create_table(
        "contrary_verdict",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("contrary_verdict", "finding_id", "contrary_finding"),
        sa.PrimaryKeyConstraint("finding_id", name="pk_contrary_verdict"),
    )
    op.create_table(
        "contrary_closing",
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("contrary_closing", "finding_id", "contrary_finding"),
        _key("contrary_closing", "by_id", "employee"),
        sa.PrimaryKeyConstraint("finding_id", name="pk_contrary_closing"),
    )


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed(table: str) -> None:
    """The database refuses to change what was drawn or observed; dropping is left to retention."""
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was observed is never changed'); END"
        if op.get_bind().dialect.name == "sqlite"
        else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION observation_refuse()"
    )


def downgrade() -> None:
    for table in reversed(FACTS):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION observation_refuse()")
