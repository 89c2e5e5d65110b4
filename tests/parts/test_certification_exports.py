"""What leaves of certification: SIASN's course records, hours by year, the evidence for KLA."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from sqlalchemy import event, insert, inspect, text

from tests.factories import certification, people
from tests.factories.certification import DECIDING, SERVING, ZONE, Desk, later
from tests.pace import within
from training.certification.actions.deciding import (
    Document,
    ask_revocation,
    decide_revocation,
    recognise,
)
from training.certification.actions.programmes import set_jp
from training.certification.queries.certificates import certificates_of
from training.certification.queries.outgoing import Span, counted_of, outgoing
from training.certification.queries.standings import When
from training.certification.queries.training_evidence import training_evidence
from training.certification.rules import siasn
from training.certification.rules.hours import by_year
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily
from training.people.tables.employees import Employee, Identifier, Posting, Standing
from training.reporting.queries.kla import kla_bundle
from training.reporting.rules.sheets import csv_chunks

pytestmark = pytest.mark.slow
ALWAYS = Span(date(2020, 1, 1), date(2040, 1, 1))


@pytest.fixture
def desk(database, clock, tmp_path):
    return Desk(tmp_path, clock.now)


def decreed(desk: Desk, hours: int = 8, *, at=None) -> None:
    set_jp(
        desk_programme(), hours=hours, decree=f"SK 800/{hours}", decree_on=date(2026, 3, 1),
        by=desk.hr.id, at=at or desk.at,
    )  # fmt: skip


def desk_programme(key: str = DECIDING):
    return certification.the_programme(key)


def told(desk: Desk, span: Span = ALWAYS, scope=EVERYWHERE):
    return outgoing(span, scope, today=desk.at.date(), zone=ZONE)


def revoked(desk: Desk) -> None:
    period = certificates_of(desk.person.id)[0].period_id
    asked = ask_revocation(period, reason="Nama tertukar.", by=desk.hr.id, at=desk.at)
    decide_revocation(asked, confirm=True, by=desk.second.id, at=desk.at, zone=ZONE)


def test_a_certificate_becomes_a_course_record_with_the_hours_that_stand_on_it(desk):
    decreed(desk, 8, at=later(desk.at, -1))
    issued = desk.certified()
    decreed(desk, 20, at=later(desk.at, 1))  # a later decree does not change what was issued
    [one] = told(desk).rows
    assert one.counted.jp.hours == issued.payload().jp.hours == 8
    assert (one.counted.number, one.counted.title) == (issued.number, issued.payload().title)
    assert one.nip.startswith("1900")
    assert len(one.nip) == 18
    assert one.counted.begun <= one.counted.completed == issued.since


def test_without_a_decree_hours_stay_empty(desk):
    desk.certified()
    found = told(desk)
    assert found.rows[0].counted.jp is None
    assert (found.without_hours, found.without_number) == (1, 0)


def test_what_was_revoked_recognised_or_has_no_number_does_not_leave(desk):
    desk.certified()
    paper = Document("Sertifikat 7", "LAN", desk.at.date())
    other = people.employee(desk.unit)
    recognise(other.id, desk_programme(), paper, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert len(told(desk).rows) == 1
    db.session.query(Identifier).filter_by(employee_id=desk.person.id).update({"kind": "kontrak"})
    assert (told(desk).rows, told(desk).without_number) == ((), 1)
    revoked(desk)
    assert (told(desk).rows, told(desk).without_number) == ((), 0)


def test_only_the_asked_time_programme_and_scope_leave(desk):
    issued = desk.certified()
    day = issued.since
    beside = people.unit()
    assert len(told(desk, Span(day, day, DECIDING)).rows) == 1
    for span in (
        Span(day + timedelta(days=1), day + timedelta(days=2)),
        Span(day - timedelta(days=2), day - timedelta(days=1)), Span(day, day, SERVING),
    ):  # fmt: skip
        assert told(desk, span).rows == ()
    assert told(desk, scope=(beside.path,)).rows == ()
    assert told(desk, scope=()).rows == ()


def test_hours_of_a_year_leave_out_what_was_revoked(desk):
    decreed(desk)
    desk.certified()
    [year] = by_year(counted_of(desk.person.id, zone=ZONE))
    assert (year.year, year.hours) == (2026, 8)
    revoked(desk)
    [year] = by_year(counted_of(desk.person.id, zone=ZONE))
    assert (year.hours, year.lines[0].revoked) == (0, True)
    assert counted_of(desk.hr.id, zone=ZONE) == ()


def evidence_on(at, scope=EVERYWHERE, programme: str = ""):
    return training_evidence(When(at, ZONE), scope, programme=programme)


def test_trained_is_who_holds_a_period_on_that_day(desk):
    issued = desk.certified()
    assert evidence_on(desk.at).whole.trained == 1
    assert evidence_on(later(desk.at, -1)).whole.trained == 0, "not known yet on that day"
    over = later(desk.at, (issued.until - issued.since).days)
    assert evidence_on(over).whole.trained == 0
    assert evidence_on(desk.at, programme=SERVING).whole.trained == 0
    revoked(desk)
    assert evidence_on(desk.at).whole.trained == 0


def test_recognised_learning_counts_and_is_named_by_its_document(desk):
    paper = Document("Sertifikat 7/LAN", "LAN", desk.at.date())
    recognise(desk.person.id, desk_programme(), paper, by=desk.hr.id, at=desk.at, zone=ZONE)
    [one] = evidence_on(desk.at).people
    assert (one.proof.number, one.proof.own, one.proof.jp) == ("Sertifikat 7/LAN", False, None)


def test_who_is_away_or_outside_the_scope_is_in_no_denominator(desk):
    staff = evidence_on(desk.at).whole.staff
    db.session.add(Standing(
        id=uuid7(desk.at), employee_id=desk.person.id, kind="tugas-belajar",
        valid_from=date(2026, 1, 1),
    ))  # fmt: skip
    db.session.flush()
    assert evidence_on(desk.at).whole.staff == staff - 1
    assert evidence_on(desk.at, (people.unit().path,)).whole is None


def test_the_bundle_names_day_method_and_sources_and_shows_no_level(desk):
    decreed(desk)
    desk.certified()
    sheets = kla_bundle(
        When(desk.at, ZONE), EVERYWHERE, key="", city="Kota Contoh", made_at=desk.at
    )
    named = {each.title: [tuple(row) for row in each.rows] for each in sheets}
    assert list(named) == [
        "Ringkasan", "Penilaian mandiri", "Per OPD", "Puskesmas", "Daftar orang",
        "Materi dan alat ukur", "Sumber",
    ]  # fmt: skip
    facts = dict(named["Ringkasan"])
    assert facts["Keadaan per"] == desk.at.date()
    assert facts["Seluruh pegawai terlatih"] == "1 dari 3 (33,3 %)"
    answered = named["Penilaian mandiri"]
    assert [row[0] for row in answered] == ["K1", "K2", "K3", *map(str, range(4, 25))]
    assert all(row[7] for row in answered), "every indicator has somebody who answers for it"
    assert [row[0] for row in answered if row[4]] == ["K2", "15"]
    [one] = named["Daftar orang"]
    assert one[2:4] == ("Siti Rekaan, S.Sos.", one[3])
    assert one[10:] == (8, "SK 800/8, 01-03-2026")
    columns = " ".join(head for each in sheets for head in each.head).casefold()
    assert "tingkat" not in columns
    assert "peringkat" not in columns


def statements(work) -> int:
    """How many statements some work sends to the database."""
    asked: list[str] = []

    def count(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(asked)


def test_the_number_of_statements_does_not_grow_with_the_people(desk):
    desk.certified()
    for work in (lambda: told(desk), lambda: evidence_on(desk.at)):
        few = statements(work)
        for _ in range(3):
            person = people.employee(desk.unit, family=JobFamily.DECISION_MAKER)
            paper = Document("S", "LAN", desk.at.date())
            recognise(person.id, desk_programme(), paper, by=desk.hr.id, at=desk.at, zone=ZONE)
        assert statements(work) == few <= 5


def many(desk: Desk, count: int) -> None:
    """So many certified people, by copying what one real certificate says.

    The planner knows of them, as it does in a city: PostgreSQL looks at grown tables by itself,
    but not at what is not committed, and may have looked while they were empty.
    """
    issued = desk.certified()
    period = db.session.get(CertificationPeriod, issued.period_id)
    own = db.session.get(Certificate, issued.id)
    rows: dict[type, list[dict]] = {
        each: [] for each in (Employee, Identifier, Posting, CertificationPeriod, Certificate)
    }
    for n in range(count):
        person, key = uuid7(desk.at), uuid7(desk.at)
        name = f"Pegawai {n}"
        rows[Employee].append(dict(id=person, name=name, name_key=name.lower(), email=None,
                                   status="pns", added_at=desk.at))  # fmt: skip
        rows[Identifier].append(dict(id=uuid7(desk.at), employee_id=person, kind="nip",
                                     value=f"19000102192502{n:05d}"[:19], valid_to=None,
                                     valid_from=date(2020, 1, 1)))  # fmt: skip
        rows[Posting].append(dict(id=uuid7(desk.at), employee_id=person, unit_id=desk.unit.id,
                                  kind="definitif", title="Petugas", valid_to=None,
                                  job_family="pelayanan-langsung",
                                  valid_from=date(2020, 1, 1)))  # fmt: skip
        rows[CertificationPeriod].append(dict(
            id=key, employee_id=person, unit_id=desk.unit.id, programme=period.programme, number=1,
            kind="earned", path="first", since_date=period.since, until_date=period.until,
            completed_at=period.completed_at, digest=period.digest, covered=period.covered,
            at=period.at,
        ))  # fmt: skip
        rows[Certificate].append(dict(
            id=uuid7(desk.at), period_id=key, series=own.series, year=own.year, sequence=n + 2,
            number=f"800/{n}", code=f"{n:027d}", status_index=n + 2, kid=own.kid,
            signed=own.signed, issued_at=own.issued_at,
        ))  # fmt: skip
    for table, values in rows.items():
        db.session.execute(insert(inspect(table).local_table), values)
        db.session.execute(text(f"ANALYZE {inspect(table).local_table.name}"))
    db.session.flush()


def test_ten_thousand_rows_leave_piece_by_piece_with_five_statements(desk):
    """Their two seconds are a figure of `make bench` (`bench/certificates.py`)."""
    decreed(desk)
    many(desk, 10_000)
    sender = siasn.Sender("A5EB", "BKPSDM Kota Contoh")
    pieces: list[bytes] = []

    def leaving() -> None:
        pieces.extend(csv_chunks(siasn.HEAD, siasn.rows(told(desk).rows, sender)))

    with within(2, perf_counter):
        assert statements(leaving) <= 5
    assert b"".join(pieces).count(b"\r\n") == 10_002
    assert max(map(len, pieces)) < 200_000
