"""Hours of learning by year, SIASN's course records, and who counts as trained."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.certification.rules.hours import Counted, Granted, Norm, by_year, granted, norm
from training.certification.rules.siasn import HEAD, CourseKind, Outgoing, Sender, row
from training.certification.rules.trained import (
    Place,
    Proof,
    Staff,
    evidence,
    is_puskesmas,
    office_of,
)
from training.people.rules.kinds import JobFamily, Status

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
CITY = Place("KOTA", "Kota", "/KOTA/")
HEALTH = Place("DKK", "Dinas Kesehatan", "/KOTA/DKK/")
CLINIC = Place("PKM-A", "Puskesmas Anggrek", "/KOTA/DKK/PKM-A/")
POST = Place("PUSTU", "Puskesmas Pembantu Anggrek 2", "/KOTA/DKK/PKM-A/PUSTU/")
SOCIAL = Place("DINSOS", "dinas sosial", "/KOTA/DINSOS/")


def decree(at: datetime, hours: int) -> Granted:
    return Granted(at, hours, f"SK {hours}", at.date())


def counted(completed: date, *, jp: int | None = 8, revoked: bool = False) -> Counted:
    hours = decree(NOON, jp) if jp else None
    return Counted(
        f"800/{completed}", "x" * 27, "Layanan", completed - timedelta(days=20), completed,
        completed + timedelta(days=700), hours, revoked,
    )  # fmt: skip


def test_the_newest_decree_before_the_issue_grants_the_hours():
    known = (decree(NOON, 8), decree(NOON + timedelta(days=10), 12))
    assert granted(known, NOON - timedelta(seconds=1)) is None
    assert granted(known, NOON).hours == 8
    assert granted(known, NOON + timedelta(days=9)).hours == 8
    assert granted(known, NOON + timedelta(days=10)).hours == 12


def test_a_year_counts_what_was_completed_in_it_and_nothing_revoked():
    lines = [
        counted(date(2025, 12, 31)), counted(date(2026, 1, 1)), counted(date(2026, 6, 1), jp=None),
        counted(date(2026, 5, 1), revoked=True),
    ]  # fmt: skip
    years = by_year(lines)
    assert [(each.year, each.hours, len(each.lines)) for each in years] == [
        (2026, 8, 3), (2025, 8, 1),
    ]  # fmt: skip
    assert [each.completed.month for each in years[0].lines] == [1, 5, 6]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=12))
def test_no_hour_is_lost_or_counted_twice_over_the_years(days):
    lines = [counted(day) for day in days]
    assert sum(each.hours for each in by_year(lines)) == 8 * len(days)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.PNS, (Norm.AT_LEAST, 20)), (Status.PPPK, (Norm.AT_MOST, 24)),
        (Status.PPPK_PART_TIME, (Norm.AT_MOST, 24)), (Status.NON_ASN, (Norm.NONE, 0)),
        ("asing", (Norm.NONE, 0)),
    ],
)  # fmt: skip
def test_what_a_year_asks_follows_from_the_employment(status, said):
    assert norm(status) == said


def test_a_course_record_has_siasns_fields_in_its_order():
    told = row(
        Outgoing("Siti", "190001011925012001", counted(date(2026, 3, 2))),
        Sender("A5EB", "BKPSDM Kota Contoh", CourseKind.P),
    )
    named = dict(zip(HEAD, told, strict=True))
    assert named == {
        "nip": "190001011925012001", "nama": "Siti", "instansiId": "A5EB",
        "institusiPenyelenggara": "BKPSDM Kota Contoh", "jenisDiklatId": "16", "jenisKursus": "",
        "jenisKursusSertipikat": "P", "jumlahJam": 8, "lokasiId": "", "namaKursus": "Layanan",
        "nomorSertipikat": "800/2026-03-02", "pnsOrangId": "", "tahunKursus": 2026,
        "tanggalKursus": "10-02-2026", "tanggalSelesaiKursus": "02-03-2026",
    }  # fmt: skip


def staff(place: Place, family: JobFamily = JobFamily.FRONT_LINE, name: str = "A") -> Staff:
    return Staff(uuid4(), name, "Bidan", family.value, place)


def proof(of: UUID, number: str = "1") -> Proof:
    return Proof(
        of, "layanan", "Layanan", number, True, date(2026, 1, 1), date(2028, 1, 1), None
    )  # fmt: skip


def test_an_opd_is_the_unit_right_below_the_city():
    assert office_of(POST.path) == office_of(HEALTH.path) == "/KOTA/DKK/"
    assert office_of("/KOTA/") == "/KOTA/"


def test_every_opd_has_its_denominator_and_stands_by_name():
    people = [
        staff(SOCIAL), staff(CLINIC), staff(POST), staff(HEALTH, JobFamily.SUPPORT), staff(CITY)
    ]  # fmt: skip
    places = (CITY, HEALTH, CLINIC, POST, SOCIAL)
    found = evidence(places, people, [proof(people[1].id), proof(people[3].id)])
    assert [
        (g.place.code, g.front_line, g.front_line_trained, g.staff, g.trained)
        for g in found.offices
    ] == [("DKK", 2, 1, 3, 2), ("DINSOS", 1, 0, 1, 0), ("KOTA", 1, 0, 1, 0)]
    assert (found.whole.front_line, found.whole.front_line_trained) == (4, 1)
    assert found.offices[0].front_line_share == 0.5


@pytest.mark.parametrize(
    ("trained", "of", "reaches"), [(1, 2, True), (1, 3, False), (2, 3, True), (0, 1, False)]
)
def test_a_puskesmas_reaches_half_of_all_its_staff(trained, of, reaches):
    families = (JobFamily.FRONT_LINE, JobFamily.SUPPORT, JobFamily.PLANNER)
    people = [staff(POST if n == 0 else CLINIC, families[n]) for n in range(of)]
    found = evidence((CITY, HEALTH, CLINIC, POST), people, [proof(p.id) for p in people[:trained]])
    [clinic] = found.puskesmas
    assert (clinic.place.code, clinic.staff, clinic.trained) == ("PKM-A", of, trained)
    assert clinic.reaches_half is reaches


def test_somebody_with_two_proofs_counts_once_and_is_listed_with_both():
    one = staff(SOCIAL)
    found = evidence((CITY, SOCIAL), [one], [proof(one.id, "2"), proof(one.id, "1")])
    assert found.whole.trained == 1
    assert [each.proof.number for each in found.people] == ["1", "2"]


def test_a_proof_of_somebody_who_does_not_count_is_left_out():
    found = evidence((CITY, SOCIAL), [staff(SOCIAL)], [proof(uuid4())])
    assert (found.whole.trained, found.people) == (0, ())
    assert evidence((CITY,), [], []).whole is None


def test_only_its_name_makes_a_puskesmas():
    assert is_puskesmas(Place("X", "UPTD PUSKESMAS Damai", "/KOTA/DKK/X/"))
    assert not is_puskesmas(Place("PUSKESMAS-1", "Bidang Kesehatan", "/KOTA/DKK/Y/"))
