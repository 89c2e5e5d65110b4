"""commitments: plans, rehearsals, check-ins, endings, and what others said of their enactment."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
FACTS = (
    "plan", "plan_end", "plan_rehearsal", "plan_check_in", "plan_witness", "plan_testimony",
    "plan_artefact", "plan_finding", "plan_removal", "plan_enactment",
)  # fmt: skip


def upgrade() -> None:
    _plans()
    _told()
    _witnesses()
    _artefacts()
    _enactments()
    for table in FACTS:
        _never_changed(table)


def _plans() -> None:
    op.create_table(
        "plan",
        _id(),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("job_family", sa.String(length=30), nullable=True),
        sa.Column("template", sa.String(length=60), nullable=True),
        sa.Column("if_text", sa.String(length=200), nullable=False),
        sa.Column("then_text", sa.String(length=200), nullable=False),
        sa.Column("indicator", sa.String(length=60), nullable=False),
        sa.Column("dimension", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("role_specific", sa.Boolean(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        _key("plan", "plan_id", "plan"),
        _key("plan", "employee_id", "employee"),
        _key("plan", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("plan_id", "version", name="uq_plan_plan_id_version"),
    )
    op.create_index("ix_plan_employee_id", "plan", ["employee_id", "made_at"])
    op.create_index("ix_plan_unit_id", "plan", ["unit_id", "made_at"])
    op.create_table(
        "plan_end",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_end", "plan_id", "plan"),
        _key("plan_end", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_plan_end"),
    )
    op.create_index("ix_plan_end_employee_id", "plan_end", ["employee_id"])


def _told() -> None:
    op.create_table(
        "plan_rehearsal",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_rehearsal", "plan_id", "plan"),
        _key("plan_rehearsal", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("plan_id", "step", "number", name="pk_plan_rehearsal"),
    )
    op.create_index("ix_plan_rehearsal_employee_id", "plan_rehearsal", ["employee_id"])
    op.create_table(
        "plan_check_in",
        _id(),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("happened", sa.String(length=10), nullable=False),
        sa.Column("did", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(length=600), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_check_in", "plan_id", "plan"),
        _key("plan_check_in", "employee_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_check_in"),
        sa.UniqueConstraint("plan_id", "week", name="uq_plan_check_in_plan_id_week"),
    )
    op.create_index("ix_plan_check_in_employee_id", "plan_check_in", ["employee_id"])


def _witnesses() -> None:
    op.create_table(
        "plan_witness",
        _id(),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_witness", "check_in_id", "plan_check_in"),
        _key("plan_witness", "plan_id", "plan"),
        _key("plan_witness", "employee_id", "employee"),
        _key("plan_witness", "witness_id", "employee"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_witness"),
        sa.UniqueConstraint(
            "check_in_id", "witness_id", name="uq_plan_witness_check_in_id_witness_id"
        ),
    )
    op.create_index("ix_plan_witness_plan_id", "plan_witness", ["plan_id"])
    op.create_index("ix_plan_witness_pair", "plan_witness", ["witness_id", "employee_id"])
    op.create_index("ix_plan_witness_employee_id", "plan_witness", ["employee_id"])
    op.create_table(
        "plan_testimony",
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_testimony", "ask_id", "plan_witness"),
        sa.PrimaryKeyConstraint("ask_id", name="pk_plan_testimony"),
    )


def _artefacts() -> None:
    op.create_table(
        "plan_artefact",
        _id(),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_artefact", "check_in_id", "plan_check_in"),
        _key("plan_artefact", "plan_id", "plan"),
        _key("plan_artefact", "employee_id", "employee"),
        _key("plan_artefact", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_artefact"),
        sa.UniqueConstraint("digest", name="uq_plan_artefact_digest"),
    )
    op.create_index("ix_plan_artefact_check_in_id", "plan_artefact", ["check_in_id"])
    op.create_index("ix_plan_artefact_employee_id", "plan_artefact", ["employee_id"])
    op.create_table(
        "plan_finding",
        sa.Column("artefact_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_finding", "artefact_id", "plan_artefact"),
        _key("plan_finding", "reviewer_id", "employee"),
        sa.PrimaryKeyConstraint("artefact_id", name="pk_plan_finding"),
    )
    op.create_table(
        "plan_removal",
        sa.Column("artefact_id", sa.Uuid(), nullable=False),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_removal", "artefact_id", "plan_artefact"),
        _key("plan_removal", "removed_by", "employee"),
        sa.PrimaryKeyConstraint("artefact_id", name="pk_plan_removal"),
    )


def _enactments() -> None:
    op.create_table(
        "plan_enactment",
        _id(),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("corroborated_by", sa.String(length=10), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _key("plan_enactment", "check_in_id", "plan_check_in"),
        _key("plan_enactment", "plan_id", "plan"),
        _key("plan_enactment", "employee_id", "employee"),
        _key("plan_enactment", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_enactment"),
        sa.UniqueConstraint("check_in_id", name="uq_plan_enactment_check_in_id"),
    )
    op.create_index("ix_plan_enactment_plan_id", "plan_enactment", ["plan_id"])
    op.create_index("ix_plan_enactment_employee_id", "plan_enactment", ["employee_id"])


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")


def _never_changed(table: str) -> None:
    """As with the facts of the quiz (0004), the database refuses to change what was told."""
    op.execute(
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was told is never changed'); END"
        if op.get_bind().dialect.name == "sqlite"
        else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
    )


def downgrade() -> None:
    for table in reversed(FACTS):
        op.drop_table(table)
