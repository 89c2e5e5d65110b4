"""activity outlives editions: when each person last did something in any module."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The same as reporting.queries.activity derives, so that `report check` holds right after.
FILL = """
INSERT INTO person_activity (employee_id, last_at, last_unit)
SELECT employee_id, at, unit_id FROM (
  SELECT employee_id, at, unit_id, row_number() OVER (
    PARTITION BY employee_id ORDER BY at DESC, unit_id
  ) AS place
  FROM (
    SELECT employee_id, at, unit_id FROM lesson_read
    UNION ALL
    SELECT attempt.employee_id, submission.at, attempt.unit_id
    FROM submission JOIN attempt ON attempt.id = submission.attempt_id
    WHERE NOT submission.void
  ) AS facts
) AS ranked WHERE place = 1
"""


def upgrade() -> None:
    op.create_table(
        "person_activity",
        sa.Column("employee_id", sa.Uuid(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_unit", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name=op.f("fk_person_activity_employee_id_employee")
        ),
        sa.PrimaryKeyConstraint("employee_id", name=op.f("pk_person_activity")),
    )
    op.execute(FILL)


def downgrade() -> None:
    op.drop_table("person_activity")
