"""The commands by which two administrators erase somebody who has left."""

import sys
from typing import NoReturn
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.kernel.errors import DomainError
from training.people.queries.employees import find
from training.people.queries.sessions import grants
from training.people.rules.access import GRANTS, Permission
from training.people.rules.administration import reaches_the_whole
from training.privacy.actions import erasing
from training.privacy.queries.erasures import request, waits

WHY = {
    "PersonStillServes": "Orang ini masih memegang jabatan.",
    "RetentionIsNotOver": "Masa simpannya belum lewat, dan keberatannya belum dikabulkan.",
    "ErasureWaits": "Sudah ada permintaan yang menunggu; administrator kedua memakai --carry-out.",
    "PersonIsErased": "Data orang ini sudah dihapus.",
    "SecondAdministratorIsNeeded": "Administrator kedua harus orang lain, dan bukan orang itu.",
    "ErasureNeedsReason": "Tulis alasannya dengan --reason, 10 sampai 300 tanda.",
}


@click.command("erase")
@click.argument("name", metavar="NIP")
@click.option("--reason", default="", help="Alasan penghapusan.")
@click.option(
    "--by", "admin", required=True, metavar="NIP", help="Administrator kota yang meminta."
)
@click.option("--carry-out", is_flag=True, help="Laksanakan permintaan administrator lain.")
@with_appcontext
def erase(name: str, reason: str, admin: str, carry_out: bool) -> None:
    """Hapus nama, nomor, surel, dan kata-kata orang yang sudah berhenti; rekap tetap sama.

    Dua langkah oleh dua administrator: yang pertama meminta, yang kedua memakai --carry-out.
    """
    person, by = _known(name), _administrator(admin)
    at, zone = now(), current_app.config["RESAP"].timezone
    try:
        if carry_out:
            waiting = waits(person)
            if waiting is None:
                _stop("Tidak ada permintaan yang menunggu.")
            asked = request(waiting, scope(by), today=local_date(at, zone))
            erasing.decide(asked, confirmed=True, by=by, at=at, zone=zone)
        else:
            erasing.ask(person, reason, by=by, at=at, zone=zone)
    except DomainError as refused:
        _stop(WHY.get(type(refused).__name__, type(refused).__name__))
    db.session.commit()
    click.echo(
        "Data dihapus." if carry_out else "Permintaan dicatat; administrator kedua memutuskan."
    )


def scope(person: UUID) -> tuple[str, ...]:
    """The subtrees that somebody administers."""
    held = grants(person)
    return tuple(each.path for each in held if Permission.ADMINISTER in GRANTS[each.role])


def _known(name: str) -> UUID:
    found = find(name)
    if found is None:
        _stop("Tidak ada pegawai dengan NIP atau surel itu.")
    return found


def _administrator(name: str) -> UUID:
    found = _known(name)
    if not reaches_the_whole(scope(found)):
        _stop("Yang disebut dengan --by bukan administrator seluruh kota.")
    return found


def _stop(why: str) -> NoReturn:
    db.session.rollback()
    click.echo(why, err=True)
    sys.exit(1)
