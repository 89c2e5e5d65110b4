"""The worker: does the jobs that pages and commands asked for, one after the other."""

import logging
import os
import signal
import threading
from contextlib import suppress

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from training.certification.actions.assigning import ask_for_tonight
from training.cli.memory import look_seldom_for_circles
from training.cli.reminders import house_of
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.jobs import run_one
from training.privacy.actions import retaining
from training.reminders.actions.sending import ask_for_the_next
from training.reporting.actions.statements import ask_to_send

IDLE = 1.0
TROUBLE = 5.0
log = logging.getLogger("training.worker")


def work(app: Flask, stop: threading.Event, *, once: bool = False) -> int:
    """Do jobs until asked to stop (or, once, until none is due); answers how many were done."""
    done, parent = 0, os.getppid()
    while not stop.is_set() and os.getppid() == parent:
        outcome = _one(app)
        done += outcome is True
        if once and outcome is False:
            return done
        if outcome is not True:
            stop.wait(IDLE if outcome is False else TROUBLE)
    return done


def _one(app: Flask) -> bool | None:
    """One job; None when the database could not be reached: a reason to wait, not to die."""
    try:
        with app.app_context():
            return run_one(app.extensions["resap_handlers"], clock=now)
    except OperationalError:
        log.exception("the database cannot be used")
        return None


def live(app: Flask) -> None:
    """Work as a process of its own: SIGTERM and SIGINT let the present job come to its end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    look_seldom_for_circles()
    with app.app_context():
        db.engine.dispose(close=False)  # connections of the parent are not ours to use
        begin(app)
    work(app, stop)


def begin(app: Flask) -> None:
    """After every start ask for what the days and nights to come bring, and go on with sending."""
    chosen = app.config["RESAP"]
    with suppress(OperationalError):
        ask_for_the_next(at=now(), house=house_of(chosen))
        ask_for_tonight(at=now(), zone=chosen.timezone)
        retaining.ask_for_tonight(at=now(), zone=chosen.timezone)
        if chosen.lrs_url:
            ask_to_send(at=now())
        db.session.commit()


@click.command("worker")
@click.option("--once", is_flag=True, help="Selesaikan semua yang menunggu, lalu berhenti.")
@with_appcontext
def command(once: bool) -> None:
    """Kerjakan antrean pekerjaan (surat, impor, rekap) sampai dihentikan."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  (the application behind the proxy)
    if not once:
        live(app)
        return
    click.echo(f"{work(app, threading.Event(), once=True)} pekerjaan selesai.")
