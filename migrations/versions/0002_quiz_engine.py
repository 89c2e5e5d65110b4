"""the quiz engine: purposes, deadlines, journal, marking by people, regrades, exceptions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "allowance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=True),
        sa.Column("time_factor", sa.Double(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("open_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_allowance_employee_id_employee")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["employee.id"], name=op.f("fk_allowance_made_by_employee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance")),
    )
    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allowance_employee_id"), ["employee_id"], unique=False)

    op.create_table(
        "regrade",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("replaced", sa.String(length=12), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["employee.id"], name=op.f("fk_regrade_made_by_employee")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_regrade_release_id_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrade")),
    )
    with op.batch_alter_table("regrade", schema=None) as batch_op:
        batch_op.create_index("ix_regrade_slug", ["slug", "at"], unique=False)

    op.create_table(
        "marking",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("marker_id", sa.Uuid(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_marking_attempt_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["marker_id"], ["employee.id"], name=op.f("fk_marking_marker_id_employee")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "question", "marker_id", name=op.f("pk_marking")),
    )
    op.create_table(
        "rescore",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(length=12), nullable=False),
        sa.Column("regrade_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_rescore_attempt_id_attempt")
        ),
        sa.ForeignKeyConstraint(
            ["regrade_id"], ["regrade.id"], name=op.f("fk_rescore_regrade_id_regrade")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "number", name=op.f("pk_rescore")),
    )
    with op.batch_alter_table("rescore", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rescore_regrade_id"), ["regrade_id"], unique=False)

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digest", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("spent_ms", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("certainty", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sent_key", sa.String(length=80), nullable=True))

    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("purpose", sa.String(length=20), server_default="post", nullable=False)
        )
        batch_op.add_column(sa.Column("form", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("deadline", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("cause", sa.String(length=12), server_default="person", nullable=False)
        )
        batch_op.add_column(
            sa.Column("pending", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("void", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("effort", sa.Double(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_column("effort")
        batch_op.drop_column("void")
        batch_op.drop_column("pending")
        batch_op.drop_column("cause")

    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_column("deadline")
        batch_op.drop_column("form")
        batch_op.drop_column("purpose")

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_column("sent_key")
        batch_op.drop_column("certainty")
        batch_op.drop_column("spent_ms")
        batch_op.drop_column("digest")

    with op.batch_alter_table("rescore", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rescore_regrade_id"))

    op.drop_table("rescore")
    op.drop_table("marking")
    with op.batch_alter_table("regrade", schema=None) as batch_op:
        batch_op.drop_index("ix_regrade_slug")

    op.drop_table("regrade")

    with op.batch_alter_table("allowance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_allowance_employee_id"))

    op.drop_table("allowance")
