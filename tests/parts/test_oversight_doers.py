"""Who does what was agreed: named by scope, sees it, is reminded, and tells how it goes."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import people
from tests.factories.oversight import ZONE, Town
from training.content.rules.reminders import Kind
from training.kernel.bundle import fetch
from training.kernel.settings import ROOT
from training.oversight.actions import following, holding
from training.oversight.queries.cases import case_of, cases_done_by, cases_of_entry
from training.oversight.queries.held import held_parts
from training.oversight.rules.following import CaseIsClosed, CaseState, StepKind
from training.oversight.rules.records import Agreed, DoerIsUnknown, SeveralAreCalledSo
from training.people.queries.accounts import numbers
from training.people.rules.kinds import Role
from training.reminders.queries.asking import Asking, House
from training.reminders.queries.from_casework import anchors
from training.reminders.queries.own import own_dates

pytestmark = pytest.mark.slow


@pytest.fixture
def town(database, clock):
    made = Town(clock.now)
    made.siti = people.employee(made.below, name="Siti Rekaan Melati")
    made.elsewhere = people.employee(made.beside, name="Siti Rekaan Kenanga")
    return made


def told(town, person):
    house = House(ZONE, ROOT, ROOT, 10)
    return [(each.kind, each.on) for each in anchors(Asking(person.id, person.id, town.at, house))]


def agreed_by(town, doer: str):
    entry = town.planned()
    found = town.found()
    named = Agreed(found.agreed.act, found.agreed.owner, found.agreed.due, doer)
    again = type(found)(found.what, found.stage, found.weight, named)
    holding.sign(entry, town.record(again), hand=town.hand())
    return cases_of_entry(entry, today=town.today)[0]


def test_whoever_is_named_sees_the_act_and_is_reminded_of_its_day(town):
    case = agreed_by(town, "siti rekaan")
    assert (case.agreed.doer_id, case.agreed.doer) == (town.siti.id, "Siti Rekaan Melati")
    assert [each.id for each in cases_done_by(town.siti.id, today=town.today)] == [case.id]
    assert cases_done_by(town.elsewhere.id, today=town.today) == ()
    assert told(town, town.siti) == [(Kind.ACT, case.agreed.due)]
    assert told(town, town.head) == [(Kind.FOLLOW_UP, case.agreed.due)]
    days = own_dates(town.siti.id, at=town.at, zone=ZONE)
    assert [(each.kind, each.first) for each in days] == [(Kind.ACT, case.agreed.due)]
    (held,) = fetch(held_parts(town.siti.id))["casework_doing"]
    assert (held.act, held.due, held.unit) == (case.agreed.act, case.agreed.due, "Unit DINSOS")


def test_a_number_names_somebody_and_must_be_whole(town):
    (number,) = numbers(town.siti.id)
    assert agreed_by(town, f"{number[:8]} {number[8:]}").agreed.doer_id == town.siti.id
    with pytest.raises(DoerIsUnknown):
        agreed_by(town, number[:12])


@pytest.mark.parametrize("typed", ["Kenanga", "Orang Lain", ".", "19000101", "x" * 120])
def test_whoever_serves_elsewhere_is_as_unknown_as_nobody(town, typed):
    with pytest.raises(DoerIsUnknown):
        agreed_by(town, typed)


def test_a_name_that_fits_several_is_refused(town):
    people.employee(town.unit, name="Siti Rekaan Mawar")
    with pytest.raises(SeveralAreCalledSo):
        agreed_by(town, "Siti Rekaan")


def test_whoever_left_the_unit_is_not_named_any_more(town):
    gone = people.employee(name="Pindah Rekaan")
    people.posting(gone, town.unit, until=town.today)
    with pytest.raises(DoerIsUnknown):
        agreed_by(town, "Pindah Rekaan")


def test_the_head_names_somebody_and_later_somebody_else(town):
    other = people.employee(town.unit, name="Budi Rekaan")
    case, desk = town.case(), town.desk(town.head)
    for _ in range(2):
        following.name_doer(case, "Melati", desk=desk)
    assert told(town, town.siti) != []
    following.name_doer(case, "Budi", desk=desk)
    assert told(town, town.siti) == []
    assert [each.id for each in cases_done_by(other.id, today=town.today)] == [case]
    assert len(fetch(held_parts(town.siti.id))["casework_doing"]) == 1
    with pytest.raises(NoResultFound):
        following.name_doer(case, "Budi", desk=town.desk(town.head, town.beside))


def test_the_doer_tells_how_it_goes_and_never_proposes_it_as_done(town):
    case = agreed_by(town, "Melati")
    hand = {"by": town.siti.id, "at": town.at, "today": town.today}
    for _ in range(2):
        following.tell(case.id, "Kursi sudah dipesan.", **hand)
    now = case_of(case.id, (town.unit.path,), today=town.today)
    assert now is not None
    assert [each.kind for each in now.steps] == [StepKind.TOLD]
    assert now.state is CaseState.UNDER_WAY
    with pytest.raises(NoResultFound):
        following.tell(case.id, "Kursi sudah dipesan.", **(hand | {"by": town.elsewhere.id}))
    town.says(case.id, StepKind.CLOSED)
    assert told(town, town.siti) == []
    with pytest.raises(CaseIsClosed):
        following.tell(case.id, "Kursi sudah terpasang.", **hand)


def test_what_goes_on_stays_with_whoever_does_it_unless_somebody_else_is_named(town):
    people.employee(town.unit, name="Budi Rekaan")
    case = agreed_by(town, "Melati")
    due = town.today + timedelta(days=30)
    same = Agreed("Kursi kedua dipasang.", "Sekretaris", due)
    town.says(case.id, StepKind.GOES_ON, "Baru satu kursi.", agreed=same)
    assert told(town, town.siti) == [(Kind.ACT, due)]
    other = Agreed("Kursi ketiga dipasang.", "Sekretaris", due, "Budi")
    town.says(case.id, StepKind.GOES_ON, "Baru dua kursi.", agreed=other)
    assert told(town, town.siti) == []


def test_the_task_force_is_reminded_of_what_waits_for_its_check_and_of_what_was_escalated(town):
    over_the_unit = people.employee(town.root, name="Anggota Gugus")
    people.role(over_the_unit, Role.TASK_FORCE, town.unit)
    over_another = people.employee(town.root, name="Anggota Lain")
    people.role(over_another, Role.TASK_FORCE, town.beside)
    case = town.case()
    assert told(town, town.force) == []
    town.says(case, StepKind.DONE)
    proposed = town.today
    town.later(days=3)
    for person, expected in (
        (town.force, [(Kind.CHECK, proposed)]), (over_the_unit, [(Kind.CHECK, proposed)]),
        (over_another, []), (town.head, []),
    ):  # fmt: skip
        assert told(town, person) == expected
    town.says(case, StepKind.ESCALATED, "Belum ada anggaran.", to="Sekretaris Daerah")
    assert told(town, town.force) == [(Kind.ESCALATED, town.today)]
    town.says(case, StepKind.CLOSED, "Sudah dianggarkan.")
    assert told(town, town.force) == []
