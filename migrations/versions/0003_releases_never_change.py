"""releases never change: what people were taught and asked stays what it was."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("release", "asset")


def upgrade() -> None:
    """The database itself refuses to change or drop a release or one of its figures."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'releases are never changed'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION release_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'releases are never changed'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION release_refuse()"
        )


def downgrade() -> None:
    raise RuntimeError("Restore a backup instead: facts are never dropped.")
