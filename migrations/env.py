"""Run the migrations in one real transaction: a kill leaves the old schema whole."""

from alembic import context
from flask import current_app

from training.kernel.db import Instant, db, writing


def render_item(kind: str, item: object, _: object) -> str | bool:
    """Write our own column type as the plain type that it is in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


def run() -> None:
    """Migrate the app's database to the asked revision."""
    options = current_app.extensions["migrate"].configure_args
    writing.set(True)
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transactional_ddl=True,
            transaction_per_migration=False,
            render_item=render_item,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
