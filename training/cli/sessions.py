"""Commands about sessions: end everything that a person has open, at once."""

import sys

import click
from flask.cli import AppGroup

from training.kernel.clock import now
from training.kernel.db import db
from training.people.actions import sessions
from training.people.queries.employees import find
from training.people.rules.sessions import EndedWhy

group = AppGroup("sessions", help="Sesi masuk pegawai.")


@group.command("end-all")
@click.argument("name", metavar="NIP")
def end_all(name: str) -> None:
    """Akhiri semua sesi seorang pegawai (NIP atau surel)."""
    person = find(name)
    if person is None:
        click.echo("Tidak ada pegawai dengan NIP atau surel itu.", err=True)
        sys.exit(1)
    count = sessions.end_all(person, by=None, at=now(), why=EndedWhy.ENDED_BY_ADMIN)
    db.session.commit()
    click.echo(f"{count} sesi diakhiri.")
