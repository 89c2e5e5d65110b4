"""Opening the house: `serve` prepares the data, then keeps the server and its worker alive."""

import socket
import sys
from contextlib import suppress
from functools import partial

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from training.cli import first_start, locks, memory, server, worker
from training.cli.children import Child, House, aside
from training.kernel.db import db
from training.kernel.settings import Settings

say = partial(click.echo, err=True)


@click.command("serve")
@click.option("--server", "name", type=click.Choice(sorted(server.SERVERS)), default=server.DEFAULT,
              help="Peladen yang dipakai.")  # fmt: skip
@with_appcontext
def command(name: str) -> None:
    """Siapkan data, lalu layani Resap sampai dihentikan (Ctrl-C atau SIGTERM)."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  (the application behind the proxy)
    chosen: Settings = app.config["RESAP"]
    _refuse_if_taken(chosen)
    db.engine.dispose()  # no connection may live on in the forks
    memory.give_back()  # before the forks, which inherit both
    memory.share()
    code = aside(partial(first_start.prepare, chosen, say))
    if code:
        sys.exit(code)
    children = (
        Child("peladen", partial(server.SERVERS[name], app, chosen), essential=True),
        Child("pekerja", partial(worker.live, app)),
    )
    house = House(children, say, partial(_answers, chosen), partial(_greet, chosen))
    sys.exit(house.keep())


def _refuse_if_taken(chosen: Settings) -> None:
    if not _free(chosen):
        say(
            f"Porta {chosen.port} di {chosen.host} sedang dipakai program lain. "
            "Hentikan program itu, atau pilih porta lain: RESAP_PORT=5001 make run"
        )
        sys.exit(1)
    if not locks.hold(chosen.data):
        say(f"Resap sudah berjalan dengan map data {chosen.data}. Hentikan dahulu yang itu.")
        sys.exit(1)


def _address(chosen: Settings) -> tuple[socket.AddressFamily, tuple[str, int]]:
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    return family, (chosen.host, chosen.port)


def _free(chosen: Settings) -> bool:
    family, address = _address(chosen)
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(address)
            return True
    return False


def _answers(chosen: Settings) -> bool:
    family, (host, port) = _address(chosen)
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared with, never bound to)
    with socket.socket(family) as probe:
        return probe.connect_ex((here, port)) == 0


def _greet(chosen: Settings) -> None:
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    say(f"\nResap melayani di http://{host}:{chosen.port} (hentikan dengan Ctrl-C).")
    accounts = chosen.data / "demo-accounts.json"
    if chosen.demo and accounts.exists():
        say(f"Akun demo (nama, kata sandi, peran): {accounts}\n")
