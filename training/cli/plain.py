"""What operators see when the database cannot be used: a sentence, never a traceback."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

SENTENCES = {
    "no such table": "Basis data belum disiapkan. Jalankan: flask --app app db upgrade",
    "undefinedtable": "Basis data belum disiapkan. Jalankan: flask --app app db upgrade",
    "no such column": "Skema basis data tertinggal. Jalankan: flask --app app db upgrade",
    "undefinedcolumn": "Skema basis data tertinggal. Jalankan: flask --app app db upgrade",
    "database is locked": "Basis data sedang dipakai menulis oleh proses lain. Coba lagi.",
    "unable to open": "Berkas basis data tidak dapat dibuka.",
    "readonly": "Berkas basis data hanya dapat dibaca.",
    "not a database": "Berkas basis data rusak atau bukan basis data.",
    "malformed": "Berkas basis data rusak. Pulihkan dari cadangan.",
    "connection": "Peladen basis data tidak dapat dihubungi. Periksa DATABASE_URL.",
}
HELP = "Tampilkan bantuan ini, lalu selesai."
OTHERWISE = "Basis data menolak permintaan ini"


def spoken(command: click.Command) -> click.Command:
    """The command, and each command of a group, in the operators' language.

    Faults of the database are told in words, and `--help` explains itself in Indonesian.
    """
    if not any("--help" in each.opts for each in command.params):
        click.help_option("--help", help=HELP)(command)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            spoken(each)
    elif command.callback is not None and not hasattr(command.callback, "spoken"):
        command.callback = _guarded(command.callback)
    return command


def _guarded(callback: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(callback)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return callback(*args, **kwargs)
        except DBAPIError as error:
            click.echo(sentence(error), err=True)
            sys.exit(1)

    run.spoken = True  # type: ignore[attr-defined]  (a mark that the view carries)
    return run


def sentence(error: DBAPIError) -> str:
    """The sentence for a fault of the database; its own words may quote data and are left out."""
    told = f"{type(error.orig).__name__} {error.orig}".lower()
    found = next((text for sign, text in SENTENCES.items() if sign in told), None)
    return found or f"{OTHERWISE} ({type(error.orig).__name__})."
