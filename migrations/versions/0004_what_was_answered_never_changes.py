"""what was answered never changes: attempts, answers and results are appended, not rewritten."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("attempt", "answer", "submission", "rescore", "regrade", "marking", "paper_entry")


def upgrade() -> None:
    """The database refuses to change a fact of the quiz. Dropping is left to retention."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION quiz_fact_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'what was answered is never changed'; END $$"
        )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'what was answered is never changed'); END"
            if on_sqlite
            else f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION quiz_fact_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: facts are never dropped.")
