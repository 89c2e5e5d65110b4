"""Rules assign whom they mean, a jump waits for a person, what cannot be decided is named."""

import pytest
from sqlalchemy import update

from tests.factories import certification, people
from tests.factories.certification import DECIDED, MODULES, ZONE, Desk, later
from training.certification.actions.assigning import (
    LEARNT,
    ask_after_learning,
    assign_all,
    assign_learners,
    end_rule,
)
from training.certification.queries.assignment import dry_run, last_runs, rule, uncomputed
from training.certification.queries.certificates import (
    certificates_resting_on,
)
from training.certification.queries.periods import waiting_revocations
from training.certification.queries.standings import When, roll
from training.certification.rules.audiences import Puzzle
from training.certification.rules.refusals import (
    AudienceIsEverybody,
)
from training.certification.rules.states import State
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import JobFamily
from training.people.tables.employees import Posting

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(database, clock, tmp_path):
    return Desk(tmp_path, clock.now)


def test_movers_and_leavers_leave_the_rule_and_keep_their_periods(desk):
    desk.certified()
    db.session.execute(
        update(Posting).where(Posting.employee_id == desk.person.id).values(job_family="pendukung")
    )
    done = assign_all(at=later(desk.at, 1), zone=ZONE)
    assert (done["left"], done["held"]) == (1, 0)
    line = desk.line(later(desk.at, 1))
    assert (line.must, line.standing.state) == (False, State.CERTIFIED)


def test_a_rule_that_jumps_is_held_until_a_person_applies_it(desk):
    crowd = [people.employee(desk.unit, family=desk.family) for _ in range(11)]
    from_now = later(desk.at, 1)
    first = assign_all(at=from_now, zone=ZONE)
    assert (first["entered"], first["held"]) == (11, 0)  # a small rule raises no alarm
    for each in crowd[:3]:
        db.session.execute(
            update(Posting).where(Posting.employee_id == each.id).values(job_family="pendukung")
        )
    held = assign_all(at=later(desk.at, 2), zone=ZONE)
    assert (held["left"], held["held"]) == (0, 1)
    run = last_runs([desk.rule])[desk.rule]
    assert (run.before, run.leaving, run.held) == (12, 3, True)
    plan = dry_run(rule(desk.rule), When(later(desk.at, 2), ZONE))
    assert set(plan.move.leave) == {each.id for each in crowd[:3]}
    certification.apply_rule(desk.rule, by=desk.hr.id, at=later(desk.at, 2), zone=ZONE)
    assert not dry_run(rule(desk.rule), When(later(desk.at, 3), ZONE)).move.leave


def test_an_ended_rule_assigns_nobody(desk):
    assert end_rule(desk.rule, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert not end_rule(desk.rule, by=desk.hr.id, at=desk.at, zone=ZONE)
    assert desk.line(desk.at).standing.state is State.NOT_ASSIGNED
    with pytest.raises(AudienceIsEverybody):
        certification.ruled(desk.hr, at=desk.at, acting=True)


def test_who_cannot_be_computed_waits_in_the_queue(desk):
    acting = people.employee()
    people.posting(acting, desk.unit, family=desk.family, kind="plt")
    queue = uncomputed(When(desk.at, ZONE))
    assert [(each.person, each.why) for each in queue] == [(acting.id, Puzzle.NO_POST)]


def test_the_scope_is_in_the_query(desk):
    when = When(desk.at, ZONE)
    assert roll(certification.the_programme(), when, scope=("/LAIN/",)) == ()
    assert waiting_revocations((), today=when.today) == ()


def test_a_correction_can_name_the_certificates_that_rest_on_an_attempt(desk):
    attempt = desk.earn()
    desk.issue()
    [found] = certificates_resting_on([attempt], DECIDED[-1])
    assert (found.person, found.number) == (desk.person.id, "800.2.4.2/0001/KPA/BKPSDM/2026")
    assert certificates_resting_on([attempt], DECIDED[0]) == ()
    assert certificates_resting_on([], DECIDED[-1]) == ()


def test_a_rule_that_asks_for_learning_follows_soon_after_it(desk):
    wanted = {"families": (JobFamily.PLANNER.value,), "completed": (MODULES[0],)}
    certification.ruled(desk.hr, at=desk.at, **wanted)
    planner = people.employee(desk.unit, family=JobFamily.PLANNER)
    ask_after_learning(at=desk.at)
    assert desk.line(desk.at, planner).standing.state is State.NOT_ASSIGNED
    certification.read_and_pass(planner, MODULES[0], at=desk.at)
    [waiting] = [each for each in jobs.unfinished() if each.kind == LEARNT]
    running = jobs.Running(waiting.id, {}, waiting.run_at, lambda _done, _of: None)
    db.session.commit()
    assert assign_learners(running, zone=ZONE) == {"moved": 1}
    db.session.commit()
    assert desk.line(running.at, planner).must
    assert assign_learners(running, zone=ZONE) == {"moved": 0}


def test_where_no_rule_asks_for_learning_nothing_is_asked_for(desk):
    ask_after_learning(at=desk.at)
    assert LEARNT not in {each.kind for each in jobs.unfinished()}
