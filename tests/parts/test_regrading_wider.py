"""A key that was corrected for those who gain by it may still be corrected for everybody."""

import json

import pytest
from sqlalchemy import select

from tests.factories import content, people
from tests.parts.test_regrading_again import KEY, asking, corrected, handed_in, mark_of
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.quiz.actions.regrading import Asked, regrade, regrade_plan
from training.quiz.queries import attempt, history
from training.quiz.queries.correcting import correctable, the_correctable, widenable
from training.quiz.rules.regrading import NothingToCorrect, Policy
from training.quiz.tables import Regrade
from training.web.employee.feedback import corrections_of

pytestmark = pytest.mark.slow


def asked(policy=Policy.EVERYBODY):
    (found,) = widenable(content.SLUG)
    return Asked(content.SLUG, found.key, found.replaced, policy)


@pytest.fixture
def spared(database, clock):
    """Somebody whom the better key would cost the point, and somebody who has gained by it."""
    content.published(quiz=asking("a"))
    loses, gains = handed_in(clock, "a"), handed_in(clock, "b")
    corrected(clock, replaced_by="b", policy=Policy.ONLY_BETTER)
    assert (mark_of(loses), mark_of(gains)) == (1, 1)
    return loses, gains


def test_the_same_key_may_follow_for_everybody(spared, clock):
    loses, gains = spared
    assert correctable(content.SLUG) == ()
    plan = regrade_plan(asked())
    assert (plan.effect.marked, plan.effect.better, plan.effect.worse) == (2, 0, 1)
    regrade(asked(), reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    assert (mark_of(loses), mark_of(gains)) == (0, 1)


def test_both_corrections_stay_on_record(spared, clock):
    clock.forward(days=1)
    regrade(asked(), reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    kept = db.session.execute(select(Regrade.policy, Regrade.replaced, Regrade.version)).all()
    assert [policy for policy, *_versions in kept] == ["only-better", "everybody"]
    assert len({tuple(versions) for _policy, *versions in kept}) == 1
    noted = select(AuditEvent.detail).where(AuditEvent.kind == "regraded").order_by(AuditEvent.seq)
    assert [json.loads(each)["policy"] for each in db.session.scalars(noted)] == [
        "only-better",
        "everybody",
    ]


def test_after_everybody_nothing_is_left(spared, clock):
    again = asked()
    regrade(again, reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    assert widenable(content.SLUG) == ()
    with pytest.raises(NothingToCorrect):
        regrade(again, reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)


def test_the_same_policy_again_changes_nothing(spared, clock):
    with pytest.raises(NothingToCorrect):
        regrade(asked(Policy.ONLY_BETTER), reason="Lagi.", by=people.employee().id, at=clock.now)


def test_whoever_loses_is_told_of_the_wider_correction(spared, clock):
    loses, _gains = spared
    clock.forward(days=1)
    regrade(asked(), reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    told = corrections_of(attempt(history(loses.id)[0].id, of=loses.id))
    assert (told[KEY].at, told[KEY].policy) == (clock.now, Policy.EVERYBODY)


def test_a_correction_for_everybody_cannot_be_widened(database, clock):
    content.published(quiz=asking("a"))
    handed_in(clock, "a")
    corrected(clock, replaced_by="b")
    assert widenable(content.SLUG) == ()


def test_only_the_last_of_several_corrections_can_be_widened(database, clock):
    content.published(quiz=asking("a"))
    early = handed_in(clock, "a")
    handed_in(clock, "b")
    corrected(clock, replaced_by="b", policy=Policy.ONLY_BETTER)
    late = handed_in(clock, "b")
    handed_in(clock, "c")
    corrected(clock, replaced_by="c", policy=Policy.ONLY_BETTER)
    (found,) = widenable(content.SLUG)
    assert len(found.earlier) == 2
    assert regrade_plan(asked()).effect.worse == 3
    regrade(asked(), reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    assert (mark_of(early), mark_of(late)) == (0, 0)


def test_a_correction_that_meets_a_widening_one_reaches_both(database, clock):
    """Put back without a correction and corrected again: the first release belongs to it too."""
    content.published(quiz=asking("a"))
    first = handed_in(clock, "a")
    handed_in(clock, "b")
    corrected(clock, replaced_by="b", policy=Policy.ONLY_BETTER)
    content.published(at=clock.forward(days=1), quiz=asking("a"))
    third = handed_in(clock, "a")
    content.published(at=clock.forward(days=1), quiz=asking("b"))
    (found,) = correctable(content.SLUG)
    assert the_correctable(content.SLUG, KEY, found.replaced) == found
    assert len(found.earlier) == 2
    again = Asked(content.SLUG, KEY, found.replaced, Policy.EVERYBODY)
    regrade(again, reason="Panel: untuk semua.", by=people.employee().id, at=clock.now)
    assert (mark_of(first), mark_of(third)) == (0, 0)
    assert (correctable(content.SLUG), widenable(content.SLUG)) == ((), ())
