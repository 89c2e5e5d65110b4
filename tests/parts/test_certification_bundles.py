"""The worker makes one file of many certificates: whole or not at all, and for a day."""

import csv
import io
import os
import signal
import stat
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from tests.factories import bundles
from tests.factories.certification import ZONE
from tests.factories.esigning import PEOPLE
from training.certification.actions import bundle_files, bundling
from training.certification.actions.deciding import ask_revocation, decide_revocation
from training.certification.queries.bundles import Wanted, valid_certificates, valid_count
from training.certification.queries.certificates import certificates_of
from training.certification.rules.states import State
from training.kernel.db import db, impatient
from training.kernel.jobs import Job
from training.people.queries.units import EVERYWHERE
from training.people.tables.employees import RoleGrant

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path):
    return tmp_path


@pytest.fixture
def desk(database, clock, store):
    return bundles.town(store, clock.now)


def ask(desk, store, wanted: Wanted | None = None, *, at=None):
    found = bundling.ask(store, wanted or bundles.wanted(desk), by=desk.hr.id, at=at or desk.at)
    db.session.commit()
    return found


def job(key) -> Job:
    found = [each for each in db.session.scalars(select(Job).where(Job.kind == bundling.MAKE))
             if each.payload["bundle"] == str(key)]  # fmt: skip
    return found[-1]


def made(store, key) -> dict[str, bytes]:
    return bundles.opened(bundle_files.path(store, key).read_bytes())


def files(store) -> list[str]:
    return sorted(each.name for each in (store / bundle_files.FOLDER).rglob("*") if each.is_file())


def test_a_bundle_holds_a_sheet_for_each_certificate_and_their_list(desk, store):
    key, joins = ask(desk, store)
    assert not joins
    assert bundles.work(store, desk.at)
    assert job(key).result == {"outcome": "ready", "count": PEOPLE, "flawed": 0}
    found = made(store, key)
    told = found.pop("daftar.csv").decode("utf-8-sig")
    assert len(found) == PEOPLE
    assert all(content.startswith(b"%PDF") for content in found.values())
    assert all("/" not in name and name.endswith(".pdf") for name in found)
    head, *rows = csv.reader(io.StringIO(told), delimiter=";")
    assert head == ["Nomor", "Nama", "Unit", "Dituntaskan pada", "Berlaku sampai dengan"]
    [line] = [row for row in rows if row[1] == desk.person.name]
    mine = certificates_of(desk.person.id)[0].payload()
    assert line == [mine.number, mine.name, desk.unit.name, mine.since, mine.until]
    assert len(rows) == PEOPLE
    assert "Jauh" not in told


def test_the_file_is_for_our_own_eyes_and_no_draft_is_left(desk, store):
    key, _ = ask(desk, store)
    bundles.work(store, desk.at)
    made_file = bundle_files.path(store, key)
    assert stat.S_IMODE(made_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made_file.parent.stat().st_mode) == 0o700
    assert files(store) == ["asked.json", "certificates.zip"]


def test_no_job_names_who_was_searched_for(desk, store):
    key, _ = ask(desk, store, bundles.wanted(desk, search="Siti"))
    assert job(key).payload == {"bundle": str(key)}
    bundles.work(store, desk.at)
    assert job(key).result["count"] == 1


def test_filters_and_scope_decide_what_is_in_it(desk, store):
    today = desk.at.date()
    everywhere = bundles.wanted(desk, scope=EVERYWHERE)
    assert valid_count(everywhere, today=today) == PEOPLE + 1
    assert valid_count(bundles.wanted(desk), today=today) == PEOPLE
    assert valid_count(bundles.wanted(desk, search="jauh"), today=today) == 0
    beside = bundles.wanted(desk, scope=EVERYWHERE, unit=desk.unit.path)
    assert valid_count(beside, today=today) == PEOPLE
    late = bundles.wanted(desk, states=frozenset({State.OVERDUE}))
    assert valid_certificates(late, today=today) == ()
    assert valid_count(everywhere, today=today + timedelta(days=5000)) == 0


def test_a_certificate_that_is_revoked_before_its_turn_is_left_out(desk, store, monkeypatch):
    monkeypatch.setattr(bundling, "BATCH", 1)
    key, _ = ask(desk, store)
    period = certificates_of(desk.person.id)[0].period_id
    revoked = []

    def sheet(payload, at) -> bytes:  # as somebody else does it, beside the worker
        if not revoked and payload.name != desk.person.name:
            revoked.append(ask_revocation(period, reason="Keliru.", by=desk.hr.id, at=desk.at))
            decide_revocation(revoked[0], confirm=True, by=desk.second.id, at=desk.at, zone=ZONE)
            db.session.commit()
        return bundles.QUICK.sheet(payload, at)

    bundles.work(store, desk.at, bundling.Paper(sheet, bundles.QUICK.listing))
    assert revoked
    assert job(key).result["count"] == PEOPLE - 1


def test_others_may_write_while_a_sheet_is_set(desk, store):
    ask(desk, store)
    written = []

    def sheet(payload, at) -> bytes:
        with impatient() as other:
            written.append(other.exec_driver_sql("UPDATE unit SET name = name").rowcount)
        return bundles.QUICK.sheet(payload, at)

    bundles.work(store, desk.at, bundling.Paper(sheet, bundles.QUICK.listing))
    assert len(written) == PEOPLE


def test_asked_twice_it_joins_and_afterwards_takes_the_place_of_the_first(desk, store):
    first, _ = ask(desk, store)
    assert ask(desk, store) == (first, True)
    bundles.work(store, desk.at)
    second, joins = ask(desk, store)
    assert not joins
    assert bundle_files.known(store, first) is None
    bundles.work(store, desk.at)
    assert job(second).result["outcome"] == "ready"


def test_two_clicks_at_the_same_moment_are_one_bundle(desk, store, monkeypatch):
    real, seen = bundle_files.mine, []

    def mine(*where, **whose):  # what the second click saw before the first was kept
        seen.append(whose)
        return [] if len(seen) == 2 else real(*where, **whose)

    monkeypatch.setattr(bundle_files, "mine", mine)
    first, _ = ask(desk, store)
    assert ask(desk, store) == (first, True)
    bundles.work(store, desk.at)
    assert len(made(store, first)) == PEOPLE + 1


def test_what_was_given_up_before_its_turn_makes_room_for_the_next(desk, store):
    first, _ = ask(desk, store)
    bundle_files.remove(store, first)
    second, joins = ask(desk, store)
    assert not joins
    bundles.work(store, desk.at)
    assert job(second).result["outcome"] == "ready"
    assert len(made(store, second)) == PEOPLE + 1


def test_what_is_deleted_while_it_is_made_ends_without_a_file(desk, store, monkeypatch):
    monkeypatch.setattr(bundling, "BATCH", 1)
    key, _ = ask(desk, store)

    def sheet(payload, at) -> bytes:
        bundle_files.remove(store, key)
        return bundles.QUICK.sheet(payload, at)

    bundles.work(store, desk.at, bundling.Paper(sheet, bundles.QUICK.listing))
    assert job(key).result == {"outcome": "gone"}
    assert files(store) == []


def test_a_sheet_that_cannot_be_set_leaves_no_half_file(desk, store):
    key, _ = ask(desk, store)

    def sheet(payload, at) -> bytes:
        raise RuntimeError

    bundles.work(store, desk.at, bundling.Paper(sheet, bundles.QUICK.listing))
    assert files(store) == ["asked.json"]
    assert job(key).done_at is None
    bundles.work(store, desk.at + timedelta(hours=1))
    assert job(key).result["count"] == PEOPLE


def test_who_may_no_longer_certify_gets_nothing(desk, store):
    key, _ = ask(desk, store)
    for grant in db.session.scalars(select(RoleGrant).where(RoleGrant.employee_id == desk.hr.id)):
        grant.ended_at = desk.at
    db.session.commit()
    bundles.work(store, desk.at)
    assert job(key).result == {"outcome": "gone"}


def test_a_bundle_without_any_certificate_is_empty(desk, store):
    key, _ = ask(desk, store, bundles.wanted(desk, search="tidak ada"))
    bundles.work(store, desk.at)
    assert job(key).result == {"outcome": "empty"}
    assert files(store) == ["asked.json"]


def test_a_bundle_is_swept_after_a_day(desk, store):
    key, _ = ask(desk, store)
    bundles.work(store, desk.at)
    mine = {"of": desk.hr.id, "scope": (desk.unit.path,)}
    before, after = desk.at + timedelta(hours=23, minutes=59), desk.at + timedelta(hours=24)
    assert bundle_files.bundle(store, key, at=before, **mine).id == key
    with pytest.raises(NoResultFound):  # even where no worker runs
        bundle_files.bundle(store, key, at=after, **mine)
    assert not bundles.work(store, before)
    assert bundles.work(store, after)
    assert files(store) == []


def test_a_changed_certificate_is_left_out_and_counted(desk, store):
    key, _ = ask(desk, store)
    broken = certificates_of(desk.person.id)[0]

    def told(issued, keys):
        return None if issued.id == broken.id else issued.payload(keys)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundling, "_told", told)
        bundles.work(store, desk.at)
    assert job(key).result == {"outcome": "ready", "count": PEOPLE - 1, "flawed": 1}


def test_names_of_files_are_plain_and_never_alike():
    used: set[str] = set()
    names = [bundling._name(number, used) for number in ("A/1", "a-1", "../A/1", "é/", "//")]
    assert names == ["A-1.pdf", "a-1_2.pdf", "A-1_3.pdf", "sertifikat.pdf", "sertifikat_2.pdf"]


def test_a_killed_worker_leaves_no_half_file_and_the_next_one_begins_anew(app, clock, store):
    desk = bundles.town(store, clock.now)
    key, _ = ask(desk, store)
    db.session.remove()
    if (child := os.fork()) == 0:
        db.engine.dispose(close=False)
        seen = []

        def sheet(payload, at) -> bytes:
            if seen:
                os.kill(os.getpid(), signal.SIGKILL)
            seen.append(payload.number)
            return b"%PDF" * 100_000

        bundles.work(store, desk.at, bundling.Paper(sheet, bundles.QUICK.listing))
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert any(name.endswith(".draft") for name in files(store))
    assert "certificates.zip" not in files(store)
    assert bundles.work(store, desk.at + timedelta(minutes=2))
    assert files(store) == ["asked.json", "certificates.zip"]
    assert len(made(store, key)) == PEOPLE + 1
