"""What a staff file changes: who is who, what moves, what ends, and what is refused."""

from datetime import timedelta

import pytest

from tests.factories import record as made
from tests.factories import sheets
from tests.factories.record import DAY, codes, line, planned, someone
from training.people.rules.imports.model import Fate, Terms
from training.people.rules.imports.problems import Code
from training.people.rules.imports.state import StandingFact
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, StandingKind, Status


def test_a_new_person_gets_a_number_a_status_and_a_post():
    found = planned(made.record(), line(1))
    (change,) = found.changes
    assert change.fate is Fate.ADDED
    assert change.steps.number == (IdentifierKind.NIP, sheets.nip(1))
    assert change.steps.status is Status.PNS
    (post,) = change.steps.open_posts
    assert (post.unit_id, post.family, post.since) == (
        made.UNITS["DINSOS"].id,
        JobFamily.FRONT_LINE,
        DAY,
    )
    assert not found.problems


def test_whoever_is_as_the_file_says_is_left_alone():
    found = planned(made.record(someone()), line(1))
    assert (found.changes, found.problems, found.counts.unchanged) == ((), (), 1)


def test_an_empty_cell_changes_nothing():
    found = planned(made.record(someone()), line(1, unit="", status="", title="", email=""))
    assert (found.changes, found.problems) == ((), ())


@pytest.mark.parametrize(
    "unit", ["dishub", "Dinas Perhubungan", "DINAS  PERHUBUNGAN (Dishub)", "Din. Perhubungan"]
)
def test_moving_ends_the_old_post_and_opens_a_new_one_on_the_day(unit):
    person = someone()
    found = planned(made.record(person), line(1, unit=unit))
    steps = found.changes[0].steps
    assert steps.end_posts == (person.posts[0].id,)
    assert (steps.open_posts[0].unit_id, steps.open_posts[0].since) == (
        made.UNITS["DISHUB"].id,
        DAY,
    )
    assert [(each.field, each.old, each.new) for each in found.changes[0].deltas] == [
        ("unit-kerja", "Dinas Sosial", "Dinas Perhubungan (Dishub)")
    ]


def test_a_second_file_of_the_same_day_corrects_the_first():
    person = someone(held=made.post("DINSOS", since=DAY))
    steps = planned(made.record(person), line(1, unit="DISHUB")).changes[0].steps
    assert (steps.end_posts, steps.open_posts) == ((), ())
    assert steps.amend_posts[0].unit_id == made.UNITS["DISHUB"].id


def test_a_file_older_than_the_record_is_refused():
    person = someone(held=made.post("DINSOS", since=DAY + timedelta(days=1)))
    assert codes(planned(made.record(person), line(1, unit="DISHUB"))) == [Code.OLDER_THAN_RECORD]


def test_another_title_changes_words_another_family_is_a_new_post():
    assert (
        planned(made.record(someone()), line(1, title="Petugas Loket Utama"))
        .changes[0]
        .steps.amend_posts
    )
    steps = planned(made.record(someone()), line(1, title="Lurah")).changes[0].steps
    assert steps.open_posts[0].family is JobFamily.DECISION_MAKER
    assert len(steps.end_posts) == 1


def test_a_family_set_by_hand_outlives_a_file_without_that_column():
    person = someone(held=made.post("DINSOS", family=JobFamily.PLANNER))
    assert planned(made.record(person), line(1)).changes == ()
    assert (
        planned(made.record(person), line(1, family="Pendukung")).changes[0].deltas[0].derived
        is False
    )


def test_a_standing_begins_changes_and_ends():
    steps = planned(made.record(someone()), line(1, law="Tugas Belajar")).changes[0].steps
    assert steps.standing is StandingKind.STUDY
    away = StandingFact(made.key(), StandingKind.STUDY, made.LONG_AGO)
    person = someone(standing=away)
    steps = planned(made.record(person), line(1, law="01 Aktif")).changes[0].steps
    assert (steps.end_standing, steps.standing) == (away.id, None)
    assert planned(made.record(person), line(1, law="03")).changes == ()


def test_a_retired_person_loses_the_post_once():
    record = made.record(*(someone(n) for n in range(1, 41)))
    rows = [line(n, law="Pensiun" if n == 1 else "") for n in range(1, 41)]
    found = planned(record, *rows)
    assert [change.fate for change in found.changes] == [Fate.LEFT]
    assert not found.problems
    assert planned(made.after(record, found, DAY), *rows).changes == ()


def test_a_new_number_of_the_same_person_ends_the_old_one():
    person = someone(1, status=Status.PPPK)
    new = sheets.nip(1, month="21", sex=2)
    for row in (line(1, number=new, status="PPPK"),
                line(1, number=new, status="PPPK", email="", old=sheets.nip(1))):  # fmt: skip
        found = planned(made.record(person), row)
        assert found.changes[0].person == person.id
        assert found.changes[0].steps.end_numbers == (person.numbers[0].id,)
        assert codes(found) == [Code.NUMBER_CHANGED]
    later = made.after(made.record(person), found, DAY)
    assert codes(planned(later, line(1, email=""))) == [Code.NUMBER_RETIRED]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (line(2, email="berkas1@contoh.invalid"), Code.EMAIL_OF_OTHER),
        (line(2, name="Pegawai Rekaan Ba", email="berkas1@contoh.invalid"), Code.NUMBER_OF_OTHER),
        (line(2, old=sheets.nip(9)), Code.OLD_NUMBER_UNKNOWN),
        (line(2, name="Lain", number="", email="berkas1@contoh.invalid"), Code.EMAIL_OF_OTHER),
        (line(2, number="", email=""), Code.NO_KEY),
        (line(2, unit="Dinas Antah"), Code.UNIT_UNKNOWN),
        (line(2, unit="Tata Usaha"), Code.UNIT_AMBIGUOUS),
        (line(2, unit="LAMA"), Code.UNIT_CLOSED),
        (line(2, unit=""), Code.UNIT_MISSING),
        (line(2, since="01/12/2026"), Code.DATE_AHEAD),
        (line(2, since="lusa"), Code.DATE_ODD),
        (line(2, status="Dewan"), Code.STATUS_UNKNOWN),
        (line(2, law="Gaib"), Code.STANDING_UNKNOWN),
        (line(2, kind="Tetap sekali"), Code.POSTING_KIND_UNKNOWN),
        (line(2, family="Juru"), Code.FAMILY_UNKNOWN),
        (line(2, email="ani@rumah"), Code.EMAIL_ODD),
        (line(2, contract="6471010101900001"), Code.NUMBER_IS_NIK),
        (line(2, name=""), Code.NAME_MISSING),
    ],
)  # fmt: skip
def test_what_cannot_be_believed_is_refused_and_says_why(row, code):
    found = planned(made.record(someone(1)), row)
    assert code in codes(found)
    assert found.refused


def test_a_nik_is_never_repeated_in_the_report():
    found = planned(made.record(), line(2, number="6471010101900001"))
    assert "6471010101900001" not in repr(found.problems)


def test_an_office_beside_the_unit_makes_its_name_clear():
    found = planned(made.record(), line(2, unit="Tata Usaha", office="Kec. A"))
    assert found.changes[0].steps.open_posts[0].unit_id == made.UNITS["TU-A"].id


def test_a_misspelt_unit_is_answered_with_the_one_that_was_meant():
    found = planned(made.record(), line(2, unit="Dinas Sosiall"))
    assert found.problems[0].new == "Dinas Sosial"


def test_the_same_person_twice_is_refused_but_an_acting_post_is_not():
    assert codes(planned(made.record(), line(1), line(1, email=""))) == [Code.TWICE_IN_FILE]
    acting = line(1, unit="DISHUB", kind="Plt.", title="Kepala Dinas")
    found = planned(made.record(), line(1), acting)
    assert [post.kind for post in found.changes[0].steps.open_posts] == [
        PostingKind.DEFINITIVE, PostingKind.ACTING,
    ]  # fmt: skip
    assert planned(made.after(made.record(), found, DAY), line(1), acting).changes == ()
    assert Code.TWICE_IN_FILE in codes(planned(made.record(), line(1), acting, acting))


def test_one_email_is_not_shared_by_two_people():
    assert codes(planned(made.record(), line(1), line(2, email="berkas1@contoh.invalid"))) == [
        Code.EMAIL_TWICE
    ]


def test_contract_staff_are_known_by_email_or_by_the_number_of_their_contract():
    for row in (line(3, number="", status="Honorer"),
                line(3, number="", status="", email="", contract="800/12/HK/2025")):  # fmt: skip
        found = planned(made.record(), row)
        assert found.changes[0].steps.status is Status.NON_ASN
        assert planned(made.after(made.record(), found, DAY), row).changes == ()


def test_a_number_that_cannot_be_read_is_not_replaced_by_the_email():
    found = planned(made.record(), line(1, number="1,9E+17"))
    assert (codes(found), found.changes) == ([Code.NUMERIC_NUMBER], ())
    complete = Terms(DAY, ("/",), full="/", confirm_leavers=True)
    found = planned(made.record(someone(1)), line(1, number="1,9E+17"), terms=complete)
    assert (codes(found), found.counts.left) == ([Code.NUMERIC_NUMBER], 0)
