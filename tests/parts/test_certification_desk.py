"""Kept standings equal the facts, and one excuse for many is looked at, done and taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError, NoResultFound

from tests.factories import people
from tests.factories.certification import DECIDING, ZONE, Desk, later, the_programme
from training.audit.tables import AuditEvent
from training.certification.actions.assigning import apply_rule
from training.certification.actions.bulk import carry_out, plan, undo
from training.certification.actions.deciding import (
    Document,
    Reason,
    ask_revocation,
    decide_revocation,
    excuse,
    recognise,
    take_back,
)
from training.certification.actions.standings import take_standings
from training.certification.queries.bulk import bulk, recent, sorted_out
from training.certification.queries.desk import (
    Filter,
    cohort,
    cohort_people,
    ends_by_month,
    programme_counts,
    unit_counts,
)
from training.certification.queries.keeping import differences, taken
from training.certification.queries.standings import When
from training.certification.rules.bulk import (
    MOST_EXCUSED,
    BulkIsOver,
    LeftOut,
    NobodyIsChosen,
    NobodyIsExcused,
)
from training.certification.rules.refusals import ExcuseIsTooLong, OwnCertification
from training.certification.rules.states import State
from training.certification.tables.standings import KeptStanding
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily

pytestmark = pytest.mark.slow
LEAVE = "cuti"


@pytest.fixture
def desk(database, clock):
    return Desk(database.config["RESAP"].data, clock.now)


def when(desk, days: int = 0) -> When:
    return When(later(desk.at, days), ZONE)


def state_of(desk, person=None) -> str | None:
    who = (person or desk.person).id
    found = select(KeptStanding.state).where(KeptStanding.employee_id == who)
    return db.session.scalars(found).first()


def no_difference() -> bool:
    return list(differences(ZONE)) == []


def test_standings_are_taken_and_equal_the_facts(desk):
    assert taken() is None
    take_standings(when(desk))
    assert state_of(desk) == State.ASSIGNED
    assert taken().day == when(desk).today
    assert no_difference()


def test_every_decision_takes_the_persons_standing_at_once(desk):
    take_standings(when(desk))
    why = Reason(LEAVE, "", when(desk).today + timedelta(days=20))
    made = excuse(desk.person.id, the_programme(), why, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert state_of(desk) == State.EXCUSED
    assert take_back(made, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert state_of(desk) == State.ASSIGNED
    assert not take_back(made, by=desk.hr.id, at=desk.at, zone=ZONE)
    issued = desk.certified()
    assert state_of(desk) == State.CERTIFIED
    asked = ask_revocation(issued.period_id, reason="Nama tertukar.", by=desk.hr.id, at=desk.at)
    decide_revocation(asked, confirm=True, by=desk.second.id, at=desk.at, zone=ZONE)
    assert state_of(desk) == State.REVOKED
    paper = Document("STTP 1", "BPSDM", when(desk).today)
    recognise(desk.second.id, the_programme(), paper, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert state_of(desk, desk.second) == State.RECOGNISED
    assert no_difference()


def test_a_kept_standing_that_was_changed_by_hand_is_named(desk):
    take_standings(when(desk))
    db.session.execute(update(KeptStanding).values(state=State.CERTIFIED.value))
    [(key, kept, facts)] = differences(ZONE)
    assert key == f"{DECIDING} {desk.person.id}"
    assert State.CERTIFIED in kept
    assert State.ASSIGNED in facts


def test_a_kept_standing_that_is_missing_or_too_many_is_named(desk):
    take_standings(when(desk))
    db.session.execute(update(KeptStanding).values(programme="tidak-ada"))
    assert {key.split()[0] for key, _, _ in differences(ZONE)} == {DECIDING, "tidak-ada"}


def test_counts_are_those_of_a_scope(desk):
    other = people.unit()
    planner = people.employee(other, family=JobFamily.DECISION_MAKER)
    desk.certified()
    take_standings(when(desk, 1))
    assert state_of(desk, planner) is None  # the rule was applied before they came
    here = programme_counts((desk.unit.path,), today=when(desk).today)[DECIDING]
    assert (here.must, here.hold, here.late) == (1, 1, 0)
    assert programme_counts((other.path,), today=when(desk).today) == {}
    [line] = unit_counts(DECIDING, EVERYWHERE, today=when(desk).today)
    assert (line.code, line.counts.hold) == (desk.unit.code, 1)


def test_due_soon_and_late_are_counted_by_the_day(desk):
    take_standings(when(desk))
    assert counted(desk, 0).due_soon == 0
    assert counted(desk, 65).due_soon == 1
    take_standings(when(desk, 91))
    assert counted(desk, 91).late == 1


def counted(desk, days: int):
    return programme_counts(EVERYWHERE, today=when(desk, days).today)[DECIDING]


def test_certificates_that_end_are_counted_by_month(desk):
    issued = desk.certified()
    take_standings(when(desk))
    months = ends_by_month(DECIDING, EVERYWHERE, today=when(desk).today, months=24)
    end, first = issued.until, when(desk).today
    place = (end.year - first.year) * 12 + end.month - first.month
    assert [place] == [n for n, count in enumerate(months) if count]


def test_a_cohort_is_filtered_by_state_unit_name_and_day(desk):
    take_standings(when(desk))
    today = when(desk).today

    def found(asked: Filter, scope=EVERYWHERE) -> int:
        return cohort(DECIDING, asked, scope, today=today).found

    assert found(Filter()) == 1
    assert found(Filter(states=frozenset({State.OVERDUE}))) == 0
    assert found(Filter(search="rekaan siti")) == 1
    assert found(Filter(search="tidak ada")) == 0
    assert found(Filter(unit=desk.unit.path)) == 1
    assert found(Filter(days=30)) == 0
    assert found(Filter(days=120)) == 1
    assert found(Filter(), (people.unit().path,)) == 0
    assert cohort(DECIDING, Filter(), EVERYWHERE, today=today, number=99).number == 1


def planned(desk, whom=None, days: int = 20, scope=EVERYWHERE):
    why = Reason(LEAVE, "Posko banjir.", when(desk).today + timedelta(days=days))
    everybody = cohort_people(DECIDING, Filter(), EVERYWHERE, today=when(desk).today)
    named = everybody if whom is None else whom
    return plan(the_programme(), why, named, scope=scope, by=desk.hr.id, when=when(desk))


def test_an_excuse_for_many_changes_nothing_before_it_is_carried_out(desk):
    take_standings(when(desk))
    made = planned(desk)
    assert state_of(desk) == State.ASSIGNED
    assert carry_out(made, scope=EVERYWHERE, by=desk.second.id, when=when(desk)) == 1
    assert state_of(desk) == State.EXCUSED
    assert no_difference()
    with pytest.raises(BulkIsOver):
        carry_out(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk))


def test_an_excuse_for_many_is_taken_back_once_and_leaves_what_was_taken_back_alone(desk):
    other = people.employee(desk.unit, family=JobFamily.DECISION_MAKER)
    from_rule(desk)
    take_standings(when(desk))
    made = planned(desk)
    with pytest.raises(BulkIsOver):
        undo(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk))
    assert carry_out(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk)) == 2
    take_back(bulk(made, EVERYWHERE).excuses[0], by=desk.hr.id, at=desk.at, zone=ZONE)
    assert undo(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk, 1)) == 1
    assert {state_of(desk), state_of(desk, other)} == {State.ASSIGNED}
    assert bulk(made, EVERYWHERE).undone_at == later(desk.at, 1)
    with pytest.raises(BulkIsOver):
        undo(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk))
    assert no_difference()


def from_rule(desk) -> None:
    """The rule is applied again, so that who came since is assigned as well."""
    apply_rule(desk.rule, by=desk.hr.id, at=desk.at, zone=ZONE)


def test_who_holds_a_certificate_or_is_not_asked_is_left_out_by_name(desk):
    desk.certified()
    take_standings(when(desk))
    made = planned(desk, [desk.person.id, desk.hr.id])
    found = sorted_out(bulk(made, EVERYWHERE), EVERYWHERE, when(desk), by=desk.second.id)
    assert found.excused == ()
    assert found.left_out == {
        desk.person.id: LeftOut.HOLDS, desk.hr.id: LeftOut.NOTHING_ASKED
    }  # fmt: skip
    with pytest.raises(NobodyIsExcused):
        carry_out(made, scope=EVERYWHERE, by=desk.hr.id, when=when(desk))


def test_an_excuse_for_many_needs_somebody_and_the_programmes_grace(desk):
    take_standings(when(desk))
    with pytest.raises(NobodyIsChosen):
        planned(desk, [])
    with pytest.raises(NobodyIsChosen):
        planned(desk, [desk.person.id] * (MOST_EXCUSED + 1))
    with pytest.raises(ExcuseIsTooLong):
        planned(desk, days=the_programme().grace_days + 1)


def test_an_excuse_for_many_is_seen_by_whoever_covers_its_scope_only(desk):
    take_standings(when(desk))
    made = planned(desk, scope=EVERYWHERE)
    with pytest.raises(NoResultFound):
        bulk(made, (desk.unit.path,))
    assert recent(DECIDING, (desk.unit.path,)) == ()
    [seen] = recent(DECIDING, EVERYWHERE)
    assert (seen.id, seen.note, seen.done_at) == (made, "Posko banjir.", None)


def test_what_was_said_of_many_is_never_changed(desk):
    take_standings(when(desk))
    planned(desk)
    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(text("UPDATE bulk_excuse SET programme = 'lain'"))
    db.session.rollback()


def test_everybody_who_is_excused_at_once_reads_of_it_in_the_trail(desk):
    take_standings(when(desk))
    made = planned(desk)
    carry_out(made, scope=EVERYWHERE, by=desk.second.id, when=when(desk))
    undo(made, scope=EVERYWHERE, by=desk.second.id, when=when(desk))
    kinds = select(AuditEvent.kind).where(AuditEvent.object_id == str(desk.person.id))
    told = db.session.scalars(kinds.order_by(AuditEvent.seq))
    said = [each for each in told if "excuse" in each]
    assert said == ["certification-excused", "certification-excuse-taken-back"]


def test_an_excuse_that_was_taken_back_moves_no_due_day(desk):
    why = Reason(LEAVE, "", when(desk).today + timedelta(days=20))
    before = desk.line(desk.at).standing.day
    made = excuse(desk.person.id, the_programme(), why, by=desk.hr.id, at=desk.at, zone=ZONE)
    take_back(made, by=desk.hr.id, at=later(desk.at, 1), zone=ZONE)
    assert desk.line(desk.at).standing.state is State.EXCUSED  # as it was known then
    assert desk.line(later(desk.at, 30)).standing.day == before
    assert isinstance(before, date)


def test_nobody_excuses_or_recognises_themselves(desk):
    take_standings(when(desk))
    today, me = when(desk).today, desk.person.id
    with pytest.raises(OwnCertification):
        excuse(me, the_programme(), Reason(LEAVE, "", today), by=me, at=desk.at, zone=ZONE)
    paper = Document("STTP 1", "BPSDM", today)
    with pytest.raises(OwnCertification):
        recognise(me, the_programme(), paper, by=me, at=desk.at, zone=ZONE)
    found = sorted_out(bulk(planned(desk), EVERYWHERE), EVERYWHERE, when(desk), by=me)
    assert found.left_out == {me: LeftOut.ONESELF}
