"""What a start finds to do before it serves: schema, content, and on the first one the people."""

import sys
from collections.abc import Callable

from flask_migrate import upgrade

from training.content.queries import published_slugs
from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.kernel.settings import ROOT, Settings
from training.people.queries import census

Say = Callable[[str], None]


def prepare(chosen: Settings, say: Say) -> None:
    """Bring the database to the state that serving needs; what is there already is kept."""
    upgrade()
    if not published_slugs():
        publish_drafts(chosen, say)
    if chosen.demo and not census.anybody():
        load_demo(chosen, say)
    elif not chosen.demo and not census.any_account():
        tell_first_code(chosen, say)
    db.session.rollback()


def publish_drafts(chosen: Settings, say: Say) -> None:
    """Publish every draft without errors; name the others."""


def load_demo(chosen: Settings, say: Say) -> None:
    """Fill the empty house with the demo city."""


def tell_first_code(chosen: Settings, say: Say) -> None:
    """Say how the first administrator gets in."""


__all__ = ["prepare", "sys"]
