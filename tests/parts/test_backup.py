"""Backups: whole, taken while others write, refused when damaged, and kind to what they replace."""

import json
import os
import shutil
import stat
import zipfile
from contextlib import closing

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import func, select, text

from tests.factories import people
from tests.servers import programs
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.cli import locks
from training.kernel.db import db
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow


@pytest.fixture
def run(database, monkeypatch):
    """`run("backup", …)` answers the exit code and what was printed."""
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")

    def invoke(*args: str) -> tuple[int, str]:
        db.session.remove()
        done = database.test_cli_runner().invoke(args=list(args))
        db.session.rollback()
        return done.exit_code, done.output

    yield invoke
    locks.let_go()
    for left in database.config["RESAP"].data.rglob("*sebelum-pemulihan*"):
        left.unlink()


def names() -> set[str]:
    return set(db.session.scalars(select(Employee.name)))


def hire(name: str) -> None:
    people.employee(name=name)
    db.session.commit()


def test_a_restored_backup_brings_back_what_was_and_keeps_what_it_replaces(
    run, database, clock, tmp_path
):
    file = tmp_path / "cadangan.zip"
    hire("Laras")
    note(Happening(EventKind.EXPORTED, clock.now))
    db.session.commit()
    assert run("backup", "create", str(file))[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    hire("Bima")
    code, told = run("backup", "restore", str(file), "--yes")
    assert code == 0, told
    assert names() == {"Laras"}
    kept = list(database.config["RESAP"].data.glob("*.sebelum-pemulihan-*"))
    assert [path for path in kept if "resap.db" in path.name or "postgresql" in path.name]
    assert run("integrity")[0] == 0


def test_the_append_only_trigger_survives_a_restore(run, database, clock, tmp_path):
    note(Happening(EventKind.EXPORTED, clock.now))
    db.session.commit()
    file = tmp_path / "cadangan.zip"
    run("backup", "create", str(file))
    run("backup", "restore", str(file), "--yes")
    with pytest.raises(Exception, match="never changed"):
        db.session.execute(text("DELETE FROM audit_event"))
    db.session.rollback()


def test_a_backup_is_taken_while_others_write(app, tmp_path):
    hire("Laras")
    with closing(dbapi2.connect(app.config["RESAP"].data / "resap.db")) as writer:
        writer.isolation_level = None
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE employee SET name = 'belum disimpan'")
        done = app.test_cli_runner().invoke(args=["backup", "create", str(tmp_path / "b.zip")])
        writer.execute("ROLLBACK")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        (tmp_path / "copy.db").write_bytes(archive.read("database.sqlite"))
    with closing(dbapi2.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT name FROM employee").fetchall() == [("Laras",)]


def test_an_existing_file_is_never_overwritten(app, tmp_path):
    file = tmp_path / "b.zip"
    file.write_text("milik orang lain")
    done = app.test_cli_runner().invoke(args=["backup", "create", str(file)])
    assert done.exit_code == 1
    assert file.read_text() == "milik orang lain"


@pytest.fixture
def good(app, tmp_path):
    """A good backup of a house with one person in it."""
    hire("Laras")
    file = tmp_path / "baik.zip"
    assert app.test_cli_runner().invoke(args=["backup", "create", str(file)]).exit_code == 0
    return file


def rewritten(good, target, change):
    """The backup with its parts changed by a function from their names and bytes."""
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def manifest(**changes):
    def change(parts):
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **changes})

    return change


def flip(parts):
    data = bytearray(parts["database.sqlite"])
    data[len(data) // 2] ^= 1
    parts["database.sqlite"] = bytes(data)


def drop(parts):
    del parts["database.sqlite"]


DAMAGE = {
    "a changed byte": (flip, "rusak"),
    "a missing part": (drop, "rusak"),
    "another product": (manifest(product="lain"), "bukan cadangan Resap"),
    "a newer format": (manifest(format=99), "lebih baru"),
    "a newer schema": (manifest(migration="9999"), "lebih baru daripada program"),
    "nothing in it": (manifest(parts={}), "tidak memuat basis data"),
    "a way out": (manifest(parts={"../x": {"sha256": "", "size": 1}}), "lebih baru"),
    "no manifest": (lambda parts: parts.pop("manifest.json"), "rusak"),
    "nonsense": (lambda parts: parts.update({"manifest.json": b"[]"}), "tidak dapat dibaca"),
}


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_a_backup_that_cannot_be_trusted_is_refused_and_nothing_changes(app, good, damage):
    change, words = DAMAGE[damage]
    file = rewritten(good, good.with_name("buruk.zip"), change)
    hire("Bima")
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(file), "--yes"])
    assert done.exit_code == 1
    assert words in done.output
    assert names() == {"Laras", "Bima"}
    assert not [path for path in app.config["RESAP"].data.iterdir() if ".cadangan-" in path.name]


def test_a_file_that_was_cut_short_is_refused(app, good):
    good.write_bytes(good.read_bytes()[:-2000])
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(good), "--yes"])
    assert done.exit_code == 1
    assert "rusak" in done.output


def test_nothing_is_replaced_without_a_yes(app, good):
    hire("Bima")
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(good)], input="n\n")
    assert done.exit_code == 1
    assert names() == {"Laras", "Bima"}


def test_a_house_that_is_being_served_is_not_replaced(app, good):
    shutil.copy(good, good.with_name("lain.zip"))
    assert locks.hold(app.config["RESAP"].data)
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(good), "--yes"])
    locks.let_go()
    assert done.exit_code == 1
    assert "sedang berjalan" in done.output


def test_a_damaged_database_is_replaced_and_kept_as_it_is(app, good):
    db.session.remove()
    db.engine.dispose()
    (app.config["RESAP"].data / "resap.db").write_bytes(b"bukan basis data" * 1000)
    done = app.test_cli_runner().invoke(args=["backup", "restore", str(good), "--yes"])
    assert done.exit_code == 0, done.output
    assert db.session.scalar(select(func.count()).select_from(Employee)) == 1
    kept = list(app.config["RESAP"].data.glob("resap.db.sebelum-pemulihan-*"))
    assert b"bukan basis data" in kept[0].read_bytes()
    for path in app.config["RESAP"].data.rglob("*sebelum-pemulihan*"):
        path.unlink()


def test_a_second_restore_in_the_same_second_keeps_what_the_first_one_kept(app, good):
    data = app.config["RESAP"].data
    before = len(list(data.glob("resap.db.sebelum-pemulihan-*")))
    for name in ("Bima", "Citra"):
        hire(name)
        done = app.test_cli_runner().invoke(args=["backup", "restore", str(good), "--yes"])
        assert done.exit_code == 0, done.output
    assert len(list(data.glob("resap.db.sebelum-pemulihan-*"))) == before + 2
    for path in data.rglob("*sebelum-pemulihan*"):
        path.unlink()
