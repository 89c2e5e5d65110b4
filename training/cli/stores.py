"""Taking the database out whole and putting one back, for SQLite and for PostgreSQL."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import make_url

from training.cli.archives import Manifest
from training.kernel.settings import Settings

DRIVER: Any = dbapi2  # its members are not declared where pyright looks
SQLITE, POSTGRESQL = "database.sqlite", "database.dump"
KEPT = ".sebelum-pemulihan-"
LAST_WORDS = 300


class StoreFailed(Exception):
    """The database could not be taken out or put back; the message says why."""


@contextmanager
def workroom(beside: Path) -> Iterator[Path]:
    """A private folder on the same disk as what is worked on, gone afterwards."""
    room = Path(tempfile.mkdtemp(prefix=".cadangan-", dir=beside))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """A private copy of a small file."""
    target.touch(mode=0o600)
    target.write_bytes(source.read_bytes())


def swap(new: Path, old: Path, stamp: str) -> None:
    """Put a file in the place of another, which is kept beside it; at no instant is there none."""
    if old.exists():
        os.link(old, _beside(old, stamp))
    os.replace(new, old)


def unused(chosen: Settings, stamp: str) -> str:
    """The stamp, or the stamp with a number: what an earlier restore kept is never in the way."""
    rooms = {chosen.data, Path(_file(chosen)).parent} if chosen.on_sqlite else {chosen.data}
    kept = {path.name for room in rooms for path in room.rglob(f"*{KEPT}*")}
    numbered = (stamp if turn == 1 else f"{stamp}-{turn}" for turn in count(1))
    return next(one for one in numbered if not any(f"{KEPT}{one}" in name for name in kept))


def _beside(path: Path, stamp: str) -> Path:
    return path.with_name(f"{path.name}{KEPT}{stamp}")


def dump(chosen: Settings, room: Path) -> None:
    """Take the database out as it is at this instant, while others go on writing."""
    if chosen.on_sqlite:
        try:
            with closing(DRIVER.connect(_file(chosen), timeout=30)) as connection:
                connection.execute("VACUUM INTO ?", (str(room / SQLITE),))
        except DRIVER.Error as error:
            raise StoreFailed(f"SQLite tidak dapat menyalin basis data: {error}") from error
        (room / SQLITE).chmod(0o600)
        return
    _run("pg_dump", chosen, "--format=custom", "--no-owner", f"--file={room / POSTGRESQL}")


def examine(chosen: Settings, room: Path, manifest: Manifest) -> None:
    """Insist that the unpacked database is whole and fits the kind that is configured."""
    wanted = SQLITE if chosen.on_sqlite else POSTGRESQL
    if manifest.database != wanted:
        raise StoreFailed("Cadangan ini dari jenis basis data lain daripada DATABASE_URL.")
    if not chosen.on_sqlite:
        _run("pg_restore", None, "--list", str(room / POSTGRESQL))
        return
    with suppress(DRIVER.DatabaseError), closing(DRIVER.connect(room / SQLITE)) as connection:
        pages = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        lost = connection.execute("PRAGMA foreign_key_check").fetchone()
        if pages == "ok" and lost is None:
            return
    raise StoreFailed("Basis data di dalam cadangan ini rusak.")


def load(chosen: Settings, room: Path, stamp: str) -> Path:
    """Put the examined database in place; answers where the replaced one is kept."""
    if chosen.on_sqlite:
        return _load_file(chosen, room, stamp)
    kept = chosen.data / f"postgresql{KEPT}{stamp}.dump"
    _run("pg_dump", chosen, "--format=custom", "--no-owner", f"--file={kept}")
    kept.chmod(0o600)
    _run("pg_restore", chosen, "--clean", "--if-exists", "--no-owner", "--single-transaction",
         str(room / POSTGRESQL))  # fmt: skip
    return kept


def _load_file(chosen: Settings, room: Path, stamp: str) -> Path:
    present = Path(_file(chosen))
    if present.exists():
        # A damaged database cannot be tidied; it is kept with its journal as it is.
        with suppress(DRIVER.DatabaseError), closing(DRIVER.connect(present)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode=DELETE")
    for journal in ("-wal", "-shm"):
        left = present.with_name(present.name + journal)
        if left.exists():
            os.replace(left, _beside(left, stamp))
    swap(room / SQLITE, present, stamp)
    return _beside(present, stamp)


def _file(chosen: Settings) -> str:
    return make_url(chosen.database_url).database or ""


def _run(program: str, chosen: Settings | None, *arguments: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, not the command."""
    found = shutil.which(program)
    if found is None:
        raise StoreFailed(
            f"Program {program} tidak ada. Pasang paket postgresql-client (Debian, Ubuntu) "
            "dengan versi yang sama dengan peladen basis data."
        )
    environment, address = dict(os.environ), list[str]()
    if chosen is not None:
        url = make_url(chosen.database_url).set(drivername="postgresql")
        if url.password:
            environment["PGPASSWORD"] = str(url.password)
        plain = url.set(password=None).render_as_string(hide_password=False)
        address = [f"--dbname={plain}"]
    _insist(program, [found, *address, *arguments], environment)


def _insist(program: str, command: Sequence[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603  (our own command, no shell)
    if done.returncode:
        raise StoreFailed(f"{program} gagal: {done.stderr.strip()[-LAST_WORDS:]}")
