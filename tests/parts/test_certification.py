"""Certificates follow from evidence: once, numbered without gaps, signed, revoked by two."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound

from tests.factories import certification, content, people
from tests.factories.certification import DECIDED, DECIDING, MODULES, SERVING, ZONE, Desk, later
from training.audit.tables import AuditEvent
from training.certification.actions.assigning import assign_all
from training.certification.actions.deciding import (
    Document,
    Reason,
    ask_revocation,
    decide_revocation,
    excuse,
    explain_gap,
    recognise,
)
from training.certification.actions.programmes import set_jp
from training.certification.queries.certificates import (
    Validity,
    by_code,
    certificates_of,
    revoked_indexes,
)
from training.certification.queries.checking import Flaw, check
from training.certification.queries.periods import periods_of_person, waiting_revocations
from training.certification.queries.programmes import editions_at, programmes
from training.certification.queries.standings import (
    When,
    roll,
)
from training.certification.rules.refusals import (
    ExcuseIsTooLong,
    JpNeedsItsDecree,
    NumberIsNoGap,
    RecognitionIsTooOld,
    RevocationIsDecided,
    RevocationWaits,
    SecondPersonIsNeeded,
)
from training.certification.rules.states import State
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import RevocationDecision
from training.content.rules import model
from training.kernel.db import db
from training.kernel.signing import SignatureIsWrong
from training.people.rules.kinds import JobFamily

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(database, clock, tmp_path):
    return Desk(tmp_path, clock.now)


def test_the_two_programmes_are_readable_and_rest_on_modules_that_exist(app):
    assert set(programmes()) == {DECIDING, SERVING}


def test_a_person_goes_from_assigned_to_certified(desk):
    assert desk.line(desk.at).standing.state is State.ASSIGNED
    assert desk.issue() == 0
    issued = desk.certified()
    line = desk.line(desk.at)
    assert (line.standing.state, line.must) == (State.CERTIFIED, True)
    told = issued.payload()
    assert (told.name, told.attests, told.jp) == ("Siti Rekaan, S.Sos.", "terlatih", None)
    assert told.number == "800.2.4.2/0001/KPA/BKPSDM/2026"
    assert told.until == "2027-12-31"
    assert [each.slug for each in told.modules] == list(DECIDED)
    assert list(check()) == []


def test_issuing_again_issues_nothing(desk):
    desk.certified()
    assert [desk.issue(), desk.issue(at=later(desk.at, 1))] == [0, 0]
    assert len(certificates_of(desk.person.id)) == 1


def test_hours_stand_on_certificates_only_with_a_decree(desk):
    found = certification.the_programme()
    day = date(2026, 3, 1)
    for hours, decree in ((0, "SK 1"), (8, " ")):
        with pytest.raises(JpNeedsItsDecree):
            set_jp(found, hours=hours, decree=decree, decree_on=day, by=desk.hr.id, at=desk.at)
    set_jp(found, hours=8, decree="SK 800/1", decree_on=day, by=desk.hr.id, at=desk.at)
    jp = desk.certified().payload().jp
    assert (jp.hours, jp.decree, jp.decree_day) == (8, "SK 800/1", "2026-03-01")


def test_numbers_have_no_gap_over_many_people_and_start_anew_each_year(desk):
    others = [people.employee(desk.unit, family=desk.family) for _ in range(4)]
    assign_all(at=desk.at, zone=ZONE)
    for each in (desk.person, *others):
        desk.earn(each)
    assert desk.issue() == 5
    late = people.employee(desk.unit, family=desk.family)
    next_year = later(desk.at, 60)
    assign_all(at=next_year, zone=ZONE)
    desk.earn(late, at=next_year)
    assert desk.issue(at=next_year) == 1
    numbers = db.session.execute(select(Certificate.year, Certificate.sequence)).all()
    assert sorted(tuple(each) for each in numbers) == [(2026, n) for n in range(1, 6)] + [(2027, 1)]
    assert list(check()) == []


def test_a_skipped_number_is_a_flaw_until_it_is_explained(desk):
    issued = desk.certified()
    series = certification.the_programme().number
    with pytest.raises(NumberIsNoGap):
        explain_gap(series, 2026, 1, reason="?", by=desk.hr.id, at=desk.at)
    row = db.session.execute(select(Certificate.__table__)).mappings().one()
    twin = people.employee(desk.unit, family=desk.family)
    recognise(twin.id, certification.the_programme(), Document("STTP 1", "LAN", date(2026, 9, 1)),
              by=desk.hr.id, at=desk.at, zone=ZONE)  # fmt: skip
    period = periods_of_person(twin.id)[0].id
    copy = {**row, "id": period, "period_id": period, "sequence": 3, "code": "x" * 27,
            "number": "800.2.4.2/0003/KPA/BKPSDM/2026", "status_index": 9}  # fmt: skip
    db.session.execute(Certificate.__table__.insert(), copy)
    flaws = [(each.flaw, each.about) for each in check()]
    assert (Flaw.GAP, "800.2.4.2/0002/KPA/BKPSDM/2026") in flaws
    assert (Flaw.DIFFERS, copy["number"]) in flaws
    assert all(about != issued.number for _, about in flaws)
    explain_gap(series, 2026, 2, reason="Lembar rusak.", by=desk.hr.id, at=desk.at)
    assert Flaw.GAP not in {each.flaw for each in check()}


def test_a_number_a_code_and_a_period_have_one_certificate(desk):
    desk.certified()
    row = dict(db.session.execute(select(Certificate.__table__)).mappings().one())
    with pytest.raises(IntegrityError):
        db.session.execute(Certificate.__table__.insert(), {**row, "id": desk.person.id})


def test_certificates_and_periods_are_never_changed(desk):
    desk.certified()
    for table in ("certificate", "certification_period"):
        with pytest.raises(DatabaseError), db.session.begin_nested():
            db.session.execute(text(f"UPDATE {table} SET id = id"))


def test_a_changed_certificate_is_found(desk):
    issued = desk.certified()
    head, body, seal = issued.signed.split(".")
    assert issued.payload().name
    other = "B" if body[20] == "A" else "A"
    forged = replace(issued, signed=f"{head}.{body[:20]}{other}{body[21:]}.{seal}")
    with pytest.raises(SignatureIsWrong):
        forged.payload()


def test_material_opens_renewal_for_those_whose_evidence_rests_on_it_and_minor_for_nobody(desk):
    desk.certified()
    elsewhere = people.employee(desk.unit, family=JobFamily.PLANNER)
    certification.ruled(desk.hr, at=desk.at, key=SERVING, families=("perencana",))
    for slug in MODULES:
        certification.read_and_pass(elsewhere, slug, at=desk.at)
    desk.issue()
    lessons = tuple(content.lesson(each) for each in content.LESSONS)

    def release(slug: str, change: model.Change, days: int) -> None:
        at = later(desk.at, days)
        content.published(
            slug, at=at, lessons=lessons, version=model.Version(change, f"Terbitan {days}."),
            summary=f"Ringkasan {days}.",
        )  # fmt: skip

    def states(days: int) -> list[State]:
        when = When(later(desk.at, days), ZONE)
        both = ((DECIDING, desk.person), (SERVING, elsewhere))
        return [
            roll(certification.the_programme(key), when, people=[who.id])[0].standing.state
            for key, who in both
        ]

    release(MODULES[1], model.Change.MINOR, 1)
    assert states(2) == [State.CERTIFIED, State.CERTIFIED]
    release(MODULES[1], model.Change.MATERIAL, 3)
    assert states(4) == [State.CERTIFIED, State.WINDOW_OPEN]
    certification.read_and_pass(elsewhere, MODULES[1], at=later(desk.at, 5))
    assert desk.issue(at=later(desk.at, 6)) == 1
    assert states(6) == [State.CERTIFIED, State.CERTIFIED]
    assert [each.path for each in periods_of_person(elsewhere.id)] == ["renewal", "first"]
    assert list(check()) == []


def test_two_persons_revoke_and_neither_the_asker_nor_the_holder_is_the_second(desk):
    issued = desk.certified()
    waits = ask_revocation(issued.period_id, reason="Nama tertukar.", by=desk.hr.id, at=desk.at)
    assert desk.line(desk.at).standing.state is State.CERTIFIED
    assert [each.id for each in waiting_revocations(("/",), today=date(2026, 11, 23))] == [waits]
    with pytest.raises(RevocationWaits):
        ask_revocation(issued.period_id, reason="Lagi.", by=desk.second.id, at=desk.at)
    for wrong in (desk.hr, desk.person):
        with pytest.raises(SecondPersonIsNeeded):
            decide_revocation(waits, confirm=True, by=wrong.id, at=desk.at, zone=ZONE)
    decide_revocation(waits, confirm=True, by=desk.second.id, at=desk.at, zone=ZONE)
    with pytest.raises(RevocationIsDecided):
        decide_revocation(waits, confirm=False, by=desk.second.id, at=desk.at, zone=ZONE)
    assert desk.line(desk.at).standing.state is State.REVOKED
    assert by_code(issued.code).validity(date(2026, 11, 24)) is Validity.REVOKED
    assert revoked_indexes() == (0,)
    assert desk.issue(at=later(desk.at, 1)) == 0
    kinds = set(db.session.scalars(select(AuditEvent.kind)))
    assert {"revocation-asked", "certificate-revoked"} <= kinds


def test_a_declined_revocation_changes_nothing_and_may_be_asked_again(desk):
    issued = desk.certified()
    waits = ask_revocation(issued.period_id, reason="Keliru.", by=desk.hr.id, at=desk.at)
    decide_revocation(waits, confirm=False, by=desk.second.id, at=desk.at, zone=ZONE)
    assert desk.line(desk.at).standing.state is State.CERTIFIED
    assert ask_revocation(issued.period_id, reason="Lagi.", by=desk.hr.id, at=later(desk.at, 1))


def test_the_database_itself_refuses_a_revocation_by_one_person(desk):
    issued = desk.certified()
    waits = ask_revocation(issued.period_id, reason="Keliru.", by=desk.hr.id, at=desk.at)
    db.session.add(RevocationDecision(
        revocation_id=waits, asked_by=desk.hr.id, decided_by=desk.hr.id, confirmed=True, at=desk.at
    ))  # fmt: skip
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_excuse_holds_until_its_last_day_and_moves_the_due_day(desk):
    found = certification.the_programme()
    last = date(2026, 12, 20)
    why = Reason("cuti", "Cuti sakit.", last)
    excuse(desk.person.id, found, why, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert desk.line(desk.at).standing.state is State.EXCUSED
    assert desk.line(later(desk.at, 28)).standing.state is State.ASSIGNED
    assert desk.line(desk.at).standing.day == last
    for wrong in (replace(why, key="malas"), replace(why, until=last + timedelta(days=90)),
                  replace(why, until=date(2026, 11, 1))):  # fmt: skip
        with pytest.raises(ExcuseIsTooLong):
            excuse(desk.person.id, found, wrong, by=desk.hr.id, at=desk.at, zone=ZONE)


def test_prior_learning_is_recognised_from_its_own_day(desk):
    found = certification.the_programme()
    paper = Document("STTP 12/2026", "BPSDM Contoh", date(2026, 8, 1))
    recognise(desk.person.id, found, paper, by=desk.hr.id, at=desk.at, zone=ZONE)
    line = desk.line(desk.at)
    assert (line.standing.state, line.standing.day) == (State.RECOGNISED, date(2028, 1, 1))
    assert periods_of_person(desk.person.id)[0].document == "STTP 12/2026"
    assert certificates_of(desk.person.id) == ()
    for wrong in (date(2024, 1, 1), date(2027, 1, 1)):
        with pytest.raises(RecognitionIsTooOld):
            recognise(desk.person.id, found, replace(paper, on=wrong), by=desk.hr.id, at=desk.at,
                      zone=ZONE)  # fmt: skip


def test_nobody_finds_a_certificate_without_its_code(desk):
    issued = desk.certified()
    for wrong in ("", "x" * 27, issued.code.lower() + "x", issued.number):
        with pytest.raises(NoResultFound):
            by_code(wrong)
    with pytest.raises(NoResultFound):
        by_code(issued.code, of=desk.hr.id)


def test_a_time_before_the_first_release_is_judged_by_that_release(database, clock):
    """A demo city has a past, also where its modules were published on the day of its loading."""
    content.published(MODULES[0], at=clock.now)
    found = editions_at(later(clock.now, -300))
    assert found[MODULES[0]].edition == 1
