"""A backup brings the city's key back: old certificates verify, new ones are of the same hand."""

import json
import os
import shutil
import stat
import zipfile

import pytest
from sqlalchemy import func, select

from tests.factories.certification import Desk
from tests.servers import programs
from training.certification.queries.certificates import by_code, certificates_of
from training.certification.queries.checking import check
from training.certification.tables.certificates import CertificateKey
from training.cli import locks
from training.kernel.db import db
from training.kernel.signing import KEY_FILE, KEYS, signer
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow


@pytest.fixture
def run(database, monkeypatch):
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")

    def invoke(*args: str) -> str:
        db.session.remove()
        done = database.test_cli_runner().invoke(args=list(args))
        db.session.rollback()
        assert done.exit_code == 0, done.output
        return done.output

    yield invoke
    locks.let_go()
    for left in database.config["RESAP"].data.rglob("*sebelum-pemulihan*"):
        left.unlink()


def key_of(app):
    return app.config["RESAP"].data / KEYS / KEY_FILE


def test_the_key_comes_back_and_old_certificates_verify_by_it(run, database, clock, tmp_path):
    desk = Desk(database.config["RESAP"].data, clock.now)
    person, issued = desk.person.id, desk.certified()
    db.session.commit()
    file, before = tmp_path / "cadangan.zip", key_of(database).read_bytes()
    run("backup", "create", str(file))
    with zipfile.ZipFile(file) as archive:
        assert archive.getinfo("certificate-key").external_attr >> 16 & 0o777 == 0o600
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    shutil.rmtree(key_of(database).parent)
    run("backup", "restore", str(file), "--yes")
    assert key_of(database).read_bytes() == before
    assert stat.S_IMODE(key_of(database).stat().st_mode) == 0o600
    assert by_code(issued.code).payload() == issued.payload()
    kept = json.loads(before)
    [known] = db.session.scalars(select(CertificateKey.jwk))
    assert known["x"] == kept["x"]
    assert certificates_of(person)[0].code == issued.code
    assert list(check()) == []


def test_a_key_made_since_is_kept_beside_the_one_that_comes_back(run, database, clock, tmp_path):
    desk = Desk(database.config["RESAP"].data, clock.now)
    desk.certified()
    db.session.commit()
    file, first = tmp_path / "cadangan.zip", key_of(database).read_bytes()
    run("backup", "create", str(file))
    key_of(database).unlink()
    signer(key_of(database).parent)
    later = key_of(database).read_bytes()
    assert later != first
    run("backup", "restore", str(file), "--yes")
    assert key_of(database).read_bytes() == first
    [kept] = key_of(database).parent.glob(f"{KEY_FILE}.sebelum-pemulihan-*")
    assert kept.read_bytes() == later
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert db.session.scalar(select(func.count()).select_from(Employee)) == 3
