"""From plan to closed finding on both databases; what was signed never changes."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError, NoResultFound

from tests.factories import cycles, people
from tests.factories.oversight import Town
from training.audit.tables import AuditEvent
from training.commitments.rules.files.taking import Kind, Taken
from training.kernel.db import db
from training.oversight.actions import following, holding, planning
from training.oversight.actions.following import Said
from training.oversight.queries.agenda import agenda, announced_in, ended, entry_led, entry_of
from training.oversight.queries.cases import (
    case_of,
    cases_of_entry,
    closed_cases,
    open_cases,
)
from training.oversight.queries.records import photo_data, photos_of, records_of
from training.oversight.rules import entries, records
from training.oversight.rules.entries import EntryKind, EntryState, Plan
from training.oversight.rules.following import (
    AddresseeIsMissing,
    CaseIsClosed,
    CaseState,
    NewDayIsMissing,
    StepKind,
)
from training.oversight.rules.records import Agreed
from training.oversight.tables.entries import OversightEntry
from training.oversight.tables.records import OversightPhotoFile, OversightRecord
from training.people.tables.employees import RoleGrant

pytestmark = pytest.mark.slow
PNG = Taken(Kind.PNG, b"gambar")


@pytest.fixture
def town(database, clock):
    return Town(clock.now)


def one(town, entry: UUID):
    return entry_of(entry, (town.root.path,), today=town.today)


def case(town, finding: UUID):
    return case_of(finding, (town.root.path,), today=town.today)


def kinds() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.kind).order_by(AuditEvent.seq)))


def test_a_plan_is_held_found_answered_checked_and_closed(town):
    entry = town.planned(days=2)
    assert one(town, entry).state is EntryState.COMING
    town.later(days=2)
    holding.sign(entry, town.record(town.found()), hand=town.hand())
    assert one(town, entry).state is EntryState.HELD
    (found,) = cases_of_entry(entry, today=town.today)
    assert found.state is CaseState.UNANSWERED
    for step, state in (
        (StepKind.ANSWER, CaseState.UNDER_WAY),
        (StepKind.DONE, CaseState.TO_CHECK),
        (StepKind.CLOSED, CaseState.CLOSED),
    ):
        town.says(found.id, step)
        assert case(town, found.id).state is state
    assert kinds() == [
        "casework-planned", "casework-signed", "case-answered", "case-proposed-done", "case-closed",
    ]  # fmt: skip
    assert open_cases((town.root.path,), today=town.today) == ()
    assert [each.id for each in closed_cases((town.root.path,), today=town.today, most=9)] == [
        found.id
    ]


def test_what_is_not_done_goes_on_with_a_new_day_or_is_escalated(town):
    finding = town.case()
    town.later(days=15)
    assert case(town, finding).is_overdue
    town.says(finding, StepKind.DONE)
    assert not case(town, finding).is_overdue
    due = town.today + timedelta(days=10)
    anew = Agreed("Kursi dipasang dan dicatat.", "Sekretaris dinas", due)
    town.says(finding, StepKind.GOES_ON, "Baru satu kursi.", agreed=anew)
    assert case(town, finding).agreed.due == due
    assert [each.number for each in case(town, finding).acts] == [1, 2]
    town.says(finding, StepKind.ESCALATED, "Anggaran belum ada.", to="Sekretaris Daerah")
    found = case(town, finding)
    assert (found.state, found.steps[-1].to) == (CaseState.ESCALATED, "Sekretaris Daerah")
    town.says(finding, StepKind.CLOSED, "Kursi sudah terpasang.")
    with pytest.raises(CaseIsClosed):
        town.says(finding, StepKind.ANSWER, "Masih ada yang kurang.")


def test_a_check_needs_an_addressee_or_a_new_day(town):
    finding = town.case()
    with pytest.raises(AddresseeIsMissing):
        town.says(finding, StepKind.ESCALATED, "Anggaran belum ada.")
    with pytest.raises(NewDayIsMissing):
        town.says(finding, StepKind.GOES_ON, "Baru satu kursi.")
    past = Agreed("Kursi dipasang.", "Sekretaris dinas", town.today - timedelta(days=1))
    with pytest.raises(records.DueDayDoesNotFit):
        town.says(finding, StepKind.GOES_ON, "Baru satu kursi.", agreed=past)


def test_a_head_says_nothing_about_units_beside_and_never_checks(town):
    finding = town.case(unit=town.beside)
    desk = town.desk(town.head)
    with pytest.raises(NoResultFound):
        following.answer(finding, Said(StepKind.ANSWER, "Sudah dikerjakan."), desk=desk)
    own = town.case(unit=town.below)
    with pytest.raises(NoResultFound):
        following.answer(own, Said(StepKind.CLOSED, "Sudah selesai semua."), desk=desk)
    following.answer(own, Said(StepKind.ANSWER, "Sudah dikerjakan."), desk=desk)


def test_two_clicks_plan_once_sign_once_find_once_and_say_once(town):
    one_key, other = (town.planned(key="k") for _ in range(2))
    assert one_key == other
    sheet = town.record(town.found(), key="kunci")
    first, second = (holding.sign(one_key, sheet, hand=town.hand()) for _ in range(2))
    assert first.number == second.number == 1
    found = [
        holding.find(one_key, town.found(), key="t", hand=town.hand()) for _ in range(2)
    ]  # fmt: skip
    assert found[0] == found[1]
    assert len(cases_of_entry(one_key, today=town.today)) == 2
    for _ in range(2):
        town.says(found[0], StepKind.ANSWER)
    assert len(case(town, found[0]).steps) == 1
    with pytest.raises(records.RecordIsSigned):
        holding.sign(one_key, replace(sheet, key="lain"), hand=town.hand())


def test_only_who_leads_signs_and_a_move_gives_the_lead_away(town):
    other = people.employee(town.beside)
    entry = town.planned()
    with pytest.raises(NoResultFound):
        holding.sign(entry, town.record(), hand=town.hand(other))
    with pytest.raises(entries.LeaderIsUnknown):
        planning.move(entry, town.today, other.id, "Berhalangan hadir.", desk=town.desk())
    day = town.today + timedelta(days=3)
    planning.move(entry, day, town.force.id, "Berhalangan hadir.", desk=town.desk())
    moved = one(town, entry)
    assert (moved.day, moved.leader, moved.moved) == (day, "Ketua Gugus", "Berhalangan hadir.")
    with pytest.raises(NoResultFound):
        entry_led(entry, town.mentor.id, today=town.today)
    holding.sign(entry, town.record(), hand=town.hand(town.force))


def test_what_was_held_or_cancelled_is_neither_moved_nor_held(town):
    held, gone = town.held(), town.planned()
    planning.cancel(gone, "Digabung dengan kunjungan lain.", desk=town.desk())
    assert one(town, gone).state is EntryState.CANCELLED
    with pytest.raises(entries.EntryIsCancelled):
        holding.sign(gone, town.record(), hand=town.hand())
    with pytest.raises(entries.EntryIsHeld):
        planning.cancel(held, "Tidak jadi dilakukan.", desk=town.desk())
    with pytest.raises(entries.EntryIsCancelled):
        planning.move(gone, town.today, town.mentor.id, "Ternyata jadi.", desk=town.desk())


def test_a_correction_stands_beside_what_was_signed(town):
    entry = town.held()
    told = town.record(seen="Anak menunggu di ruang berkursi.", reason="Salah mencatat ruang.")
    holding.correct(entry, told, hand=town.hand())
    assert [each.number for each in records_of(entry)] == [1, 2]
    with pytest.raises(records.WordsAreTooFew):
        holding.correct(entry, replace(told, reason=""), hand=town.hand())
    with pytest.raises(records.RecordIsNotSigned):
        holding.correct(town.planned(), told, hand=town.hand())


def test_a_remark_corrects_a_finding_beside_it_even_when_it_is_closed(town):
    finding = town.case()
    town.says(finding, StepKind.CLOSED, "Sudah dikerjakan.")
    following.remark(finding, "Ruangnya lantai dua, bukan satu.", desk=town.desk())
    found = case(town, finding)
    assert found.is_closed
    assert found.steps[-1].kind is StepKind.REMARK


@pytest.mark.parametrize("deed", ["UPDATE {} SET at = at", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["entry", "finding", "action", "step"])
def test_the_database_itself_refuses_to_change_what_was_said(town, deed, table):
    town.says(town.case(), StepKind.ANSWER)
    db.session.commit()
    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(text(deed.format(f"oversight_{table}")))
    db.session.rollback()


def test_the_database_itself_refuses_to_change_a_record(town):
    town.held()
    db.session.commit()
    for deed in (update(OversightRecord).values(seen="x"), delete(OversightRecord)):
        with pytest.raises(DatabaseError, match="never changed"):
            db.session.execute(deed)
        db.session.rollback()


def test_names_and_numbers_are_covered_before_they_are_kept(town):
    entry = town.planned()
    seen = "Anak Budi Rekaan menunggu; petugas menulis 0812 3456 7890 di papan."
    kept = holding.sign(entry, town.record(seen=seen), hand=town.hand())
    assert kept.covered == 2
    assert "Budi" not in records_of(entry)[0].seen
    assert "3456" not in records_of(entry)[0].seen


def test_a_photograph_needs_the_word_that_nobody_is_in_it_and_can_be_taken_out(town):
    entry = town.held()

    def add(taken: Taken = PNG, *, nobody: bool = True) -> UUID:
        caption = "Ruang tunggu tanpa orang"
        return holding.add_photo(entry, taken, caption, nobody_in_it=nobody, hand=town.hand())

    with pytest.raises(records.FaceIsNotExcluded):
        add(nobody=False)
    with pytest.raises(records.PhotoIsOfAnotherKind):
        add(Taken(Kind.PDF, b"x"))
    made = add()
    assert add() == made
    assert photo_data(made) == b"gambar"
    holding.take_out(made, "Terlihat wajah di cermin.", by=town.force.id, at=town.at)
    assert [each.removed for each in photos_of(entry)] == ["Terlihat wajah di cermin."]
    assert db.session.get(OversightPhotoFile, made) is None
    with pytest.raises(records.PhotoIsGone):
        photo_data(made)
    for number in range(records.MOST_PHOTOS - 1):
        add(Taken(Kind.PNG, bytes([number])))
    with pytest.raises(records.TooManyPhotos):
        add(Taken(Kind.PNG, b"lebih"))


def test_the_agenda_is_by_day_within_a_scope_and_tells_the_unit_what_is_announced(town):
    late = town.planned(days=9, title="Rapat", kind=EntryKind.MEETING, unit=town.root)
    soon = town.planned(days=1, announced=False, unit=town.below)
    told = town.planned(days=3)
    whole = agenda((town.root.path,), today=town.today)
    assert [each.id for each in whole] == [soon, told, late]
    own = agenda((town.unit.path,), today=town.today)
    assert [each.id for each in own] == [soon, told]
    only = agenda((town.root.path,), today=town.today, unit=town.below.code)
    assert [each.id for each in only] == [soon]
    assert [each.id for each in announced_in(town.unit.path, today=town.today)] == [told]
    with pytest.raises(NoResultFound):
        entry_of(soon, (town.beside.path,), today=town.today)
    planning.cancel(told, "Digabung dengan yang lain.", desk=town.desk())
    held = town.held()
    assert [each.id for each in agenda((town.unit.path,), today=town.today)] == [soon]
    past = [each.id for each in ended((town.unit.path,), today=town.today, most=9)]
    assert past == [told, held]
    assert [each.id for each in ended((town.root.path,), today=town.today, most=1)] == [told]


def test_an_entry_belongs_to_a_cycle_of_measuring_when_there_is_one(town):
    label = cycles.opened(town.at)
    key = db.session.execute(text("SELECT id FROM cycle")).scalar_one()
    entry = town.planned(cycle_id=UUID(str(key)), behaviours=("menyapa-anak",), kla=(15, 2))
    found = one(town, entry)
    assert (found.cycle, found.behaviours, found.kla) == (label, ("menyapa-anak",), (2, 15))


def test_nothing_is_planned_out_of_scope(town):
    day, leader = town.today, town.mentor.id
    wanted = Plan(EntryKind.MEETING, "Rapat", "Alasan rapat.", day, town.beside.id, leader)
    with pytest.raises(NoResultFound):
        planning.plan(wanted, desk=town.desk(town.head))


def test_who_leads_no_more_is_not_chosen(town):
    db.session.execute(update(RoleGrant).values(ended_at=town.at))
    with pytest.raises(entries.LeaderIsUnknown):
        town.planned()
    assert db.session.scalars(select(OversightEntry.id)).all() == []
