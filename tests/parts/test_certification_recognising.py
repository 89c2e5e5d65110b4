"""Documents from elsewhere: brought by one person, approved by another, all of them or none."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound

from tests.factories import certification, people
from tests.factories.certification import DECIDING, SERVING, ZONE, Desk
from training.audit.tables import AuditEvent
from training.certification.actions.recognising import bring, decide_batch, new_claims
from training.certification.queries.checking import check
from training.certification.queries.periods import periods_of_person
from training.certification.queries.recognising import (
    batch,
    judged,
    reviewed,
    waiting_batches,
)
from training.certification.queries.standings import When
from training.certification.rules.recognising import (
    WANTED,
    BatchIsDecided,
    DocumentsAreFaulty,
    Fault,
    NothingToRecognise,
    OtherApproverIsNeeded,
    cells,
)
from training.certification.rules.states import State
from training.certification.tables.recognising import RecognitionBatchDecision
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE
from training.people.rules.imports.intake import take
from training.people.tables.employees import Identifier, Posting

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(database, clock, tmp_path):
    return Desk(tmp_path, clock.now)


def when(desk: Desk) -> When:
    return When(desk.at, ZONE)


def number_of(person) -> str:
    return db.session.query(Identifier.value).filter_by(employee_id=person.id).scalar()


def table(desk: Desk, *lines: str, scope=EVERYWHERE):
    written = "\n".join(("NIP;Program;Dokumen;Penerbit;Tanggal", *lines))
    return judged(cells(take(written.encode(), WANTED).rows), scope, when(desk))


def line(desk: Desk, person, *, number: str = "7", key: str = DECIDING, days: int = 3) -> str:
    day = desk.at.date() - timedelta(days=days)
    return f"{number_of(person)};{key};Sertifikat {number};LAN RI;{day.isoformat()}"


def brought(desk: Desk, *lines: str):
    return bring(table(desk, *lines), name="daftar.csv", by=desk.hr.id, at=desk.at)


def approve(desk: Desk, made, *, by=None, scope=EVERYWHERE, yes: bool = True) -> int:
    who = (by or desk.second).id
    return decide_batch(made, approve=yes, by=who, scope=scope, when=when(desk))


def test_nothing_is_recognised_before_a_second_person_approves(desk):
    made = brought(desk, line(desk, desk.person), line(desk, desk.person, number="8", key=SERVING))
    assert desk.line(desk.at).standing.state is State.ASSIGNED
    assert [each.id for each in waiting_batches(EVERYWHERE, when(desk))] == [made]
    assert approve(desk, made) == 2
    assert desk.line(desk.at).standing.state is State.RECOGNISED
    documents = {each.document for each in periods_of_person(desk.person.id)}
    assert documents == {"Sertifikat 7", "Sertifikat 8"}
    assert waiting_batches(EVERYWHERE, when(desk)) == ()
    assert list(check()) == []


def test_whoever_brought_it_or_is_named_in_it_does_not_decide(desk):
    made = brought(desk, line(desk, desk.person), line(desk, desk.second))
    for who in (desk.hr, desk.person, desk.second):
        with pytest.raises(OtherApproverIsNeeded):
            approve(desk, made, by=who)
    assert approve(desk, made, by=people.employee(desk.unit)) == 2


def test_the_database_itself_refuses_one_person_twice(desk):
    made = brought(desk, line(desk, desk.person))
    db.session.add(RecognitionBatchDecision(
        batch_id=made, brought_by=desk.hr.id, decided_by=desk.hr.id, approved=True, at=desk.at
    ))  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_what_was_brought_is_never_changed(desk):
    brought(desk, line(desk, desk.person))
    with pytest.raises(DatabaseError):
        db.session.execute(text("UPDATE recognition_batch SET name = 'lain'"))


def test_one_faulty_row_keeps_all_from_being_brought(desk):
    found = table(desk, line(desk, desk.person), "123;x;;;")
    assert found[0].faults == ()
    assert Fault.PERSON_UNKNOWN in found[1].faults
    with pytest.raises(DocumentsAreFaulty):
        bring(found, name="x", by=desk.hr.id, at=desk.at)


def test_bringing_the_same_again_changes_nothing(desk):
    made = brought(desk, line(desk, desk.person))
    assert brought(desk, line(desk, desk.person)) == made
    approve(desk, made)
    again = table(desk, line(desk, desk.person))
    assert [each.known for each in again] == [True]
    with pytest.raises(NothingToRecognise):
        new_claims(again)
    more = brought(desk, line(desk, desk.person), line(desk, desk.second, number="9"))
    assert approve(desk, more, by=people.employee(desk.unit)) == 1
    assert len(periods_of_person(desk.person.id)) == 1


def test_a_decided_table_is_not_decided_again(desk):
    made = brought(desk, line(desk, desk.person))
    assert approve(desk, made, yes=False) == 0
    assert periods_of_person(desk.person.id) == ()
    with pytest.raises(BatchIsDecided):
        approve(desk, made)


def test_a_row_that_no_longer_fits_keeps_all_from_being_recognised(desk):
    made = brought(desk, line(desk, desk.person), line(desk, desk.second))
    post = db.session.query(Posting).filter_by(employee_id=desk.second.id).one()
    post.valid_to = desk.at.date()
    db.session.flush()
    with pytest.raises(DocumentsAreFaulty):
        approve(desk, made, by=people.employee(desk.unit))
    assert periods_of_person(desk.person.id) == ()


def test_people_outside_the_scope_are_unknown_and_their_tables_do_not_exist(desk):
    beside = people.unit()
    [found] = table(desk, line(desk, desk.person), scope=(beside.path,))
    assert Fault.PERSON_UNKNOWN in found.faults
    assert found.name == ""
    made = brought(desk, line(desk, desk.person))
    for scope in ((beside.path,), ()):
        assert waiting_batches(scope, when(desk)) == ()
        with pytest.raises(NoResultFound):
            batch(made, scope, when(desk))
    assert batch(made, (desk.unit.path,), when(desk)).approved is None


def test_somebody_is_found_by_mail_and_by_a_number_with_blanks(desk):
    nip = number_of(desk.person)
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    by_number = line(desk, desk.person).replace(nip, spaced)
    by_mail = line(desk, desk.person, number="8").replace(nip, desk.person.email.upper())
    assert [each.name for each in table(desk, by_number, by_mail)] == [desk.person.name] * 2


def test_each_step_is_in_the_audit(desk):
    made = brought(desk, line(desk, desk.person))
    approve(desk, made)
    kinds = [each.kind for each in db.session.query(AuditEvent).order_by(AuditEvent.seq)]
    assert kinds[-3:] == ["documents-brought", "learning-recognised", "documents-approved"]


def test_periods_are_numbered_on_where_earlier_ones_stand(desk):
    desk.certified()
    made = brought(desk, line(desk, desk.person), line(desk, desk.person, number="8", days=5))
    approve(desk, made)
    assert len(periods_of_person(desk.person.id)) == 3
    assert list(check()) == []


def test_a_review_names_what_was_kept(desk):
    made = certification.brought(desk.hr, desk.person, at=desk.at)
    kept = batch(made, EVERYWHERE, when(desk))
    [found] = reviewed(kept.claims, EVERYWHERE, when(desk))
    assert (found.name, found.faults) == (desk.person.name, ())
