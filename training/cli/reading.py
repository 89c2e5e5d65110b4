"""Commands that only look: they never take the writer's place from the pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from training.kernel.db import db, writing


@contextmanager
def reading() -> Iterator[None]:
    """Ask the database without writing, and let go of what was read afterwards."""
    before = writing.set(False)
    try:
        db.session.rollback()
        yield
    finally:
        db.session.rollback()
        writing.reset(before)
