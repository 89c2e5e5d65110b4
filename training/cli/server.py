"""The production server in front of the app: gunicorn or granian, whichever measured better."""

import logging
import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from granian.constants import Interfaces
from granian.server import Server as Granian
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.utils import import_string

from training.cli import children
from training.kernel.db import db
from training.kernel.settings import ROOT, Settings

QUIET = ("gunicorn.error", "gunicorn.access")


class OwnLogLines(Logger):
    """Gunicorn's messages go out as our JSON lines, not in a format of their own."""

    def setup(self, cfg: Any) -> None:  # noqa: ARG002  (gunicorn's signature)
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)


class _Preloaded(BaseApplication):
    """Gunicorn around an app that is imported once, before its workers are forked."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app, self.options = app, options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self.app


def gunicorn(app: Flask, chosen: Settings) -> None:
    """Serve with gunicorn's threads until a signal ends it."""

    def leave_connections_behind(_server: object, _worker: object) -> None:
        with app.app_context():
            db.engine.dispose(close=False)  # a connection shared over a fork corrupts both ends

    memory = Path("/dev/shm")  # noqa: S108  (heartbeats of workers, not data)
    options = {
        "bind": f"{_bracketed(chosen.host)}:{chosen.port}", "workers": chosen.workers,
        "threads": chosen.threads, "worker_class": "gthread", "preload_app": True,
        "post_fork": leave_connections_behind, "timeout": 60, "graceful_timeout": 15,
        "keepalive": 5, "logger_class": OwnLogLines, "control_socket_disable": True,
        "worker_tmp_dir": str(memory) if memory.is_dir() else None,
    }  # fmt: skip
    _Preloaded(app, options).run()


def granian(app: Flask, chosen: Settings) -> None:  # noqa: ARG001  (its workers import the app)
    """Serve with granian's threads until a signal ends it."""
    Granian(
        "app:app", address=chosen.host, port=chosen.port, interface=Interfaces.WSGI,
        workers=chosen.workers, blocking_threads=chosen.threads, respawn_failed_workers=True,
        workers_kill_timeout=15, log_enabled=False, websockets=False, working_dir=ROOT,
    ).serve(target_loader=partial(_loaded, server=os.getpid()))  # fmt: skip


def _loaded(target: str, *, server: int) -> Any:
    """The app in a worker of granian's, which does not outlive a server that was killed."""
    children.die_with(server, signal.SIGKILL)
    return import_string(target)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


SERVERS: dict[str, Callable[[Flask, Settings], None]] = {"gunicorn": gunicorn, "granian": granian}
DEFAULT = "granian"
