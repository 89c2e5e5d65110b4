"""Operators look before anything is deleted, and erase in two steps by two administrators."""

import json
from contextvars import Context
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import people
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.accounts import SignIn
from training.people.tables.employees import Employee, Identifier, Posting
from training.privacy.rules.erasing import NAME

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app):
    db.session.commit()

    def call(*words: str, code: int = 0) -> str:
        db.session.commit()
        outside = Context()  # as at a terminal: no context of an application surrounds the command
        done = outside.run(lambda: app.test_cli_runner().invoke(args=words))
        assert done.exit_code == code, done.output
        return done.output

    return call


def nip(person) -> str:
    found = select(Identifier.value).where(Identifier.employee_id == person.id)
    return db.session.scalars(found).one()


def sessions() -> int:
    return len(db.session.scalars(select(SignIn.id)).all())


def test_the_first_run_shows_the_counts_and_asks_for_a_word(run, clock):
    people.session_token(people.employee(people.unit()), at=clock.now)
    clock.forward(days=400)
    assert "1 baris akan dibersihkan" in run("retention", "run", "--dry-run")
    told = run("retention", "run", code=1)
    assert "sign_in" in told
    assert "--yes" in told
    assert sessions() == 1
    assert "1 baris sudah dibersihkan" in run("retention", "run", "--yes")
    assert sessions() == 0


def test_later_runs_need_no_word_and_tell_as_json(run):
    run("retention", "run", "--yes")
    told = json.loads(run("retention", "run", "--json"))
    assert told["dry_run"] is False
    assert {each["count"] for each in told["sorts"]} == {0}


def test_two_administrators_erase_by_command(run, clock):
    root = people.unit("KOTA", kind="kota")
    person, first, second = (people.employee(root) for _ in range(3))
    for admin in (first, second):
        people.role(admin, Role.ADMIN, root)
    number, key = nip(person), person.id
    words = ("people", "erase", number, "--reason", "Sudah lima tahun berhenti.")
    assert "masih memegang jabatan" in run(*words, "--by", nip(first), code=1)
    ended = clock.now.date() - timedelta(days=2000)
    db.session.execute(update(Posting).where(Posting.employee_id == key).values(valid_to=ended))
    assert "bukan administrator" in run(*words, "--by", number, code=1)
    assert "administrator kedua" in run(*words, "--by", nip(first))
    again = ("people", "erase", number, "--carry-out", "--by")
    assert "harus orang lain" in run(*again, nip(first), code=1)
    assert "Data dihapus." in run(*again, nip(second))
    db.session.expire_all()
    assert db.session.get_one(Employee, key).name == NAME
    assert "Tidak ada pegawai" in run(*again, nip(second), code=1)
