"""What the worker does with an upload, on both databases, and what it leaves behind."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import NoResultFound

from tests.conftest import ZERO_HOUR
from tests.factories import people, sheets
from training.kernel import jobs
from training.kernel.db import db, impatient, writing
from training.people.actions import import_jobs, pending
from training.people.actions.imports import Importer, apply_people
from training.people.rules.imports.model import Terms
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

TODAY = ZERO_HOUR.date()


@pytest.fixture
def hr(database):
    """The id of an HR person of the whole city."""
    root = people.unit("KOTA", kind="kota")
    people.unit("DINSOS", parent=root)
    person = people.employee(root)
    people.role(person, Role.HR, root)
    db.session.commit()
    return person.id


def upload(data, by, *rows, full: str = "") -> pending.Pending:
    asked = pending.Pending(pending.fresh_id(ZERO_HOUR), by, ZERO_HOUR, "daftar.csv", TODAY, full)
    return pending.keep(data, sheets.people_file(*rows), asked)


def work(data, kind: str, found: pending.Pending, by, **more) -> jobs.Job:
    writing.set(True)
    payload = {"import": str(found.id), "by": str(by), **more}
    key = jobs.ask(kind, payload, at=ZERO_HOUR, asked_by=by)
    db.session.commit()
    handlers = import_jobs.handlers(data, "Asia/Makassar")
    while jobs.run_one(handlers, clock=lambda: ZERO_HOUR):
        pass
    done = jobs.job(key, of=by)
    assert done.done_at, done.error
    return done


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Employee))


def test_the_report_names_people_but_the_job_table_does_not(hr, tmp_path):
    found = upload(tmp_path, hr, sheets.line(1), sheets.line(2, number="1E+17"))
    told = work(tmp_path, import_jobs.PLAN, found, hr)
    assert told.result["kinds"] == {"problem": 1, "added": 1}
    assert told.progress == 80
    assert "Pegawai" not in repr(told.result)
    entries = pending.report(tmp_path, found.id)
    assert [(each.kind, each.line) for each in entries] == [("problem", 3), ("added", 2)]
    assert pending.report(tmp_path, found.id, kind="added", start=1) == []


def test_a_confirmed_upload_is_applied_and_its_file_deleted(hr, tmp_path):
    found = upload(tmp_path, hr, sheets.line(1))
    told = work(tmp_path, import_jobs.PLAN, found, hr).result
    before = count()
    done = work(tmp_path, import_jobs.APPLY, found, hr, digest=told["digest"], confirmed=False)
    assert done.result["outcome"] == "applied"
    assert count() == before + 1
    assert list((tmp_path / "imports").iterdir()) == []
    assert work(tmp_path, import_jobs.APPLY, found, hr, digest="", confirmed=False).result == {
        "outcome": "gone"
    }


def test_what_was_not_shown_is_not_applied(hr, tmp_path):
    found = upload(tmp_path, hr, sheets.line(1))
    before = count()
    done = work(tmp_path, import_jobs.APPLY, found, hr, digest="another", confirmed=False)
    assert done.result["outcome"] == "moved-on"
    assert count() == before


def test_a_unit_that_left_the_scope_refuses_every_row(hr, tmp_path):
    found = upload(tmp_path, hr, sheets.line(1), full="TIADA")
    told = work(tmp_path, import_jobs.PLAN, found, hr).result
    assert told["refused"] is True


def test_uploads_are_their_owners_and_live_one_day(hr, tmp_path):
    found = upload(tmp_path, hr, sheets.line(1))
    assert [each.id for each in pending.mine(tmp_path, of=hr)] == [found.id]
    stranger = pending.fresh_id(ZERO_HOUR)
    assert pending.mine(tmp_path, of=stranger) == []
    with pytest.raises(NoResultFound):
        pending.pending(tmp_path, found.id, of=stranger)
    assert pending.sweep(tmp_path, at=ZERO_HOUR + timedelta(hours=23)) == 0
    assert pending.sweep(tmp_path, at=ZERO_HOUR + timedelta(hours=24)) == 1
    with pytest.raises(NoResultFound):
        pending.cells(tmp_path, found.id)


def test_an_upload_that_is_being_written_is_not_swept_away(tmp_path, hr):
    half = tmp_path / "imports" / str(pending.fresh_id(ZERO_HOUR))
    half.mkdir(parents=True)
    (half / "cells.json").write_text("{")
    assert pending.sweep(tmp_path, at=ZERO_HOUR + timedelta(minutes=1)) == 0
    assert pending.sweep(tmp_path, at=ZERO_HOUR + timedelta(hours=24)) == 1
    assert not half.exists()


def test_an_upload_that_was_withdrawn_elsewhere_does_not_exist(tmp_path, hr):
    found = upload(tmp_path, hr, sheets.line(1))
    pending.remove(tmp_path, found.id)
    with pytest.raises(NoResultFound):
        pending.update(tmp_path, found, plan_job=hr)
    with pytest.raises(NoResultFound):
        pending.keep_report(tmp_path, found.id, ())


def applied(data, by, found, tell) -> dict:
    """Apply an upload that was shown, telling `tell` how far it is, as the worker does."""
    told = work(data, import_jobs.PLAN, found, by).result
    payload = {"import": str(found.id), "by": str(by), "digest": told["digest"]}
    db.session.rollback()  # the worker has committed its claim, and holds nothing
    done = import_jobs.apply(
        jobs.Running(found.id, payload, ZERO_HOUR, tell), data=data, timezone="Asia/Makassar"
    )
    db.session.commit()
    return done


def test_others_write_while_a_file_is_compared_with_the_record(hr, tmp_path):
    engine, written = db.engine, []

    def tell(_done, _of):
        with impatient(engine) as other:
            written.append(other.execute(update(jobs.Job).values(progress=1)).rowcount)

    found = upload(tmp_path, hr, sheets.line(1))
    assert applied(tmp_path, hr, found, tell)["outcome"] == "applied"
    assert written == [1, 1, 1]


def test_who_was_faster_with_the_same_people_has_the_file_shown_again(database, hr, tmp_path):
    faster = [sheets.people_file(sheets.line(1))]

    def tell(done, _of):
        if done == 70 and faster:
            apply_in_between(database, faster.pop(), hr)

    found = upload(tmp_path, hr, sheets.line(1))
    assert applied(tmp_path, hr, found, tell)["outcome"] == "moved-on"
    assert faster == []


def apply_in_between(app, taken, by):
    """Another process applies a file meanwhile."""

    def run():
        with app.app_context():
            terms = Terms(TODAY, ("/",))
            apply_people(taken, terms, by=Importer(by, ZERO_HOUR, TODAY))
            db.session.commit()
            db.session.remove()

    beside = threading.Thread(target=run)
    beside.start()
    beside.join()
