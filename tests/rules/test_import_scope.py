"""Who may change whom by a file, who leaves, and the laws that hold for every plan."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import record as made
from tests.factories import sheets
from tests.factories.record import DAY, codes, line, planned, someone
from training.people.rules.import_words import SENTENCES, sentence, values
from training.people.rules.imports.model import Fate, Terms, fingerprint
from training.people.rules.imports.problems import Code
from training.people.rules.imports.report import entries
from training.people.rules.imports.state import StandingFact
from training.people.rules.kinds import PostingKind, StandingKind

pytestmark = pytest.mark.slow


def test_hr_changes_only_people_and_units_of_their_own_scope():
    mine = Terms(DAY, ("/KOTA/DINSOS/",))
    assert codes(planned(made.record(), line(1, unit="DISHUB"), terms=mine)) == [Code.OUT_OF_SCOPE]
    elsewhere = made.record(someone(1, unit="DISHUB"))
    found = planned(elsewhere, line(1, unit="DINSOS"), terms=mine)
    assert codes(found) == [Code.PERSON_ELSEWHERE]
    assert found.changes == ()
    acting = planned(
        elsewhere,
        line(1, unit="DINSOS", kind="Plt", name="Nama Lain", email="x@contoh.invalid"),
        terms=mine,
    )
    assert acting.changes[0].deltas[0].field == "jenis-penempatan"
    assert acting.changes[0].steps.email is None


def test_the_email_of_somebody_with_wider_powers_is_not_hrs_to_change():
    mine = Terms(DAY, ("/KOTA/DINSOS/",))
    admin = made.record(someone(1, offices=("/KOTA/",)))
    assert codes(planned(admin, line(1, email="pencuri@contoh.invalid"), terms=mine)) == [
        Code.EMAIL_OF_OFFICER
    ]
    assert not planned(admin, line(1, email="baru@contoh.invalid")).refused


def test_a_complete_list_ends_the_posts_of_those_it_leaves_out():
    record = made.record(*(someone(n) for n in range(1, 41)), someone(50, unit="DISHUB"))
    terms = Terms(DAY, ("/",), full="/KOTA/DINSOS/")
    found = planned(record, *(line(n) for n in range(1, 40)), terms=terms)
    assert [(change.fate, change.name) for change in found.changes] == [
        (Fate.LEFT, sheets.line(40)[0])
    ]
    assert (found.counts.covered, found.counts.left) == (40, 1)
    assert not found.problems


def test_more_than_one_in_twenty_leaving_needs_a_confirmation():
    record = made.record(*(someone(n) for n in range(1, 41)))
    rows = [line(n) for n in range(1, 38)]
    terms = Terms(DAY, ("/",), full="/")
    assert codes(planned(record, *rows, terms=terms)) == [Code.TOO_MANY_LEAVERS]
    sure = Terms(DAY, ("/",), full="/", confirm_leavers=True)
    assert codes(planned(record, *rows, terms=sure)) == []
    assert not planned(record, *rows, line(38), terms=terms).refused


def test_people_who_came_after_the_files_day_are_not_missing_from_it():
    late = someone(1, held=made.post("DINSOS", since=DAY + timedelta(days=3)))
    found = planned(made.record(late), line(2), terms=Terms(DAY, ("/",), full="/"))
    assert [change.fate for change in found.changes] == [Fate.ADDED]


def test_a_complete_list_ends_an_acting_post_that_it_does_not_name():
    acting = made.post("DISHUB", kind=PostingKind.ACTING)
    told = sheets.line(1)
    person = made.person(told[1], made.post("DINSOS"), acting, name=told[0], email=told[5])
    found = planned(made.record(person), line(1), terms=Terms(DAY, ("/",), full="/"))
    assert found.changes[0].steps.end_posts == (acting.id,)
    assert planned(made.record(person), line(1)).changes == ()


def test_a_leaver_with_a_role_is_pointed_out():
    record = made.record(*(someone(n, offices=("/KOTA/",) if n == 1 else ()) for n in range(1, 41)))
    found = planned(record, line(1, law="Pensiun"), *(line(n) for n in range(2, 41)))
    assert codes(found) == [Code.LEAVER_HOLDS_ROLE]
    assert not found.refused


def test_powers_beyond_the_importers_units_are_not_taken_by_a_file():
    record = made.record(*(someone(n, offices=("/KOTA/",) if n == 1 else ()) for n in range(1, 41)))
    rows = [line(1, law="Pensiun"), *(line(n) for n in range(2, 41))]
    found = planned(record, *rows, terms=Terms(DAY, ("/KOTA/DINSOS/",)))
    assert codes(found) == [Code.LEAVER_HOLDS_MORE]
    assert found.refused


@pytest.mark.parametrize(("admins", "refused"), [(1, True), (2, False)])
def test_the_last_administrator_of_the_city_does_not_leave_by_a_file(admins, refused):
    record = made.record(*(someone(n, administers_all=n <= admins) for n in range(1, 41)))
    found = planned(record, line(1, law="Pensiun"), *(line(n) for n in range(2, 41)))
    assert codes(found) == ([Code.LAST_ADMIN] if refused else [])
    assert found.refused is refused


ROW = st.builds(
    line,
    st.integers(1, 12),
    unit=st.sampled_from(["DINSOS", "DISHUB", "Kecamatan A", "TU-A", ""]),
    status=st.sampled_from(["", "PNS", "PPPK", "Honorer"]),
    title=st.sampled_from(["", "Lurah", "Perencana", "Petugas Loket"]),
    law=st.sampled_from(["", "Aktif", "CLTN", "Tugas Belajar", "Pensiun"]),
    kind=st.sampled_from(["", "Definitif", "Plt", "Plh"]),
    family=st.sampled_from(["", "Perencana", "Pendukung"]),
    name=st.sampled_from(["Pegawai Rekaan", "A N I F U D I N", "Siti, S.Sos", ""]),
    email=st.sampled_from(["", "berkas1@contoh.invalid", "berkas2@contoh.invalid"]),
    since=st.sampled_from(["", "12/06/2025"]),
)
PEOPLE = st.lists(
    st.builds(
        someone,
        st.integers(1, 12),
        unit=st.sampled_from(["DINSOS", "DISHUB", "TU-A"]),
        standing=st.sampled_from(
            [None, StandingFact(made.key(), StandingKind.STUDY, made.LONG_AGO)]
        ),
    ),
    max_size=6,
    unique_by=lambda person: person.email,
)


@settings(max_examples=150, deadline=None)
@given(PEOPLE, st.lists(ROW, max_size=10), st.sampled_from(["", "/", "/KOTA/DINSOS/"]))
def test_applying_a_plan_leaves_nothing_to_do(people, rows, full):
    if not rows:
        return
    terms = Terms(DAY, ("/",), full=full, confirm_leavers=True)
    record = made.record(*people)
    found = planned(record, *rows, terms=terms)
    if found.refused:
        return
    assert planned(made.after(record, found, DAY), *rows, terms=terms).changes == ()


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.lists(ROW, min_size=1, max_size=8))
def test_the_same_file_and_record_have_the_same_fingerprint(people, rows):
    record = made.record(*people)
    first, second = (planned(record, *rows) for _ in range(2))
    assert fingerprint(first.changes) == fingerprint(second.changes)


def test_the_report_says_what_was_probably_meant_and_shows_no_value_twice():
    found = planned(made.record(), line(2, unit="Dinas Sosiall"))
    (entry,) = entries(found.problems, ())
    assert "Mungkin yang dimaksud: Dinas Sosial." in sentence(entry)
    assert values(entry) == ("Dinas Sosiall", "")
    found = planned(made.record(), line(1), line(2, email="berkas1@contoh.invalid"))
    assert values(next(entries(found.problems, ()))) == ("berkas1@contoh.invalid", "")


def test_every_problem_has_a_sentence():
    assert set(SENTENCES) == set(Code)
