"""Second persons outside of the line of command say whether they saw an act."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from tests.factories import people
from tests.factories.commitments import again, done, number_of
from tests.factories.street import Street
from training.audit.tables import AuditEvent
from training.commitments.actions.witnesses import answer
from training.commitments.queries.witnesses import questions
from training.commitments.rules.plans import AnswersDoNotFit
from training.commitments.rules.witnesses import (
    NothingToCorroborate,
    TooManyWitnesses,
    WitnessHasAnswered,
    WitnessIsInLine,
    WitnessIsReciprocal,
    WitnessIsUnknown,
    WitnessIsYourself,
)
from training.kernel.db import db
from training.people.rules.kinds import JobFamily, Role

pytestmark = pytest.mark.slow


@pytest.fixture
def street(database, clock, tmp_path):
    return Street(clock, tmp_path)


def test_a_colleague_who_saw_it_corroborates_once(street):
    letter = street.ask(street.colleague)
    assert letter.email == street.colleague.email
    assert street.ask(street.colleague) is None
    street.clock.forward(days=1)
    street.answer(street.colleague)
    street.answer(street.colleague)
    [fact] = street.enactments()
    assert (fact.by, fact.plan_id, fact.unit_id) == ("person", street.plan.id, street.unit.id)
    assert fact.at == street.clock.now
    assert fact.role_specific
    assert again(street.plan, street.person).at_week(2).corroborated == "person"
    with pytest.raises(NothingToCorroborate):
        street.ask(people.employee(street.unit))
    kinds = list(db.session.scalars(select(AuditEvent.kind)))
    assert kinds.count("corroboration-asked") == kinds.count("corroboration-answered") == 1


@pytest.mark.parametrize("said", ["no", "unknown", "declined"])
def test_any_other_answer_corroborates_nothing_and_is_final(street, said):
    street.ask(street.colleague)
    street.answer(street.colleague, said)
    assert street.enactments() == []
    with pytest.raises(WitnessHasAnswered):
        street.answer(street.colleague, "yes")
    [asked] = again(street.plan, street.person).asked
    assert asked.answered


def test_nonsense_is_no_answer_and_strangers_have_none(street):
    street.ask(street.colleague)
    with pytest.raises(AnswersDoNotFit):
        street.answer(street.colleague, "mungkin")
    [asked] = questions(street.colleague.id)
    stranger = people.acting(street.mentor)
    with pytest.raises(NoResultFound):
        answer(stranger, asked.id, "yes", at=street.clock.now, today=street.today)


def test_one_names_a_colleague_by_address_but_not_oneself_nor_nobody(street):
    with pytest.raises(WitnessIsYourself):
        street.ask(street.person)
    gone = people.employee()
    for name in ("199001012020011001", "siapa@contoh.invalid", number_of(gone.id)):
        with pytest.raises(WitnessIsUnknown):
            street.ask(street.person, name=name)
    assert street.ask(street.colleague, name=street.colleague.email.upper()).id


def test_the_line_of_command_is_not_asked(street):
    head, far_head = people.employee(street.unit), people.employee(street.beside)
    people.role(head, Role.UNIT_HEAD, street.unit)
    people.role(far_head, Role.UNIT_HEAD, street.root)
    chief = people.employee(street.unit, family=JobFamily.DECISION_MAKER)
    acting_chief = people.employee(street.beside)
    people.posting(acting_chief, street.unit, family=JobFamily.DECISION_MAKER, kind="plt")
    for superior in (head, far_head, chief, acting_chief):
        with pytest.raises(WitnessIsInLine):
            street.ask(superior)
    their_plan = done(head, at=street.clock.now)
    with pytest.raises(WitnessIsInLine):
        street.ask(street.colleague, person=head, plan=their_plan)
    beside_head = people.employee(street.beside)
    people.role(beside_head, Role.UNIT_HEAD, street.beside)
    assert street.ask(beside_head)


def test_two_who_vouch_for_each_other_are_refused_for_half_a_year(street):
    street.ask(street.colleague)
    theirs = done(street.colleague, at=street.clock.now)
    with pytest.raises(WitnessIsReciprocal):
        street.ask(street.person, person=street.colleague, plan=theirs)
    street.clock.forward(days=181)
    assert street.ask(street.person, person=street.colleague, plan=theirs)


def test_who_declined_may_ask_in_turn(street):
    street.ask(street.colleague)
    street.answer(street.colleague, "declined")
    theirs = done(street.colleague, at=street.clock.now)
    assert street.ask(street.person, person=street.colleague, plan=theirs)


def test_a_pair_that_slipped_through_counts_once(street):
    """Two requests at the same moment: each was allowed, the second yes proves nothing."""
    theirs = done(street.colleague, at=street.clock.now)
    street.ask(street.colleague)
    street.clock.set(street.clock.now + timedelta(days=181))
    street.ask(street.person, person=street.colleague, plan=theirs)
    street.answer(street.colleague)
    street.answer(street.person)
    assert [each.employee_id for each in street.enactments()] == [street.person.id]


def test_two_people_at_most_are_asked_about_a_plan(street):
    street.ask(street.colleague)
    street.ask(people.employee(street.unit))
    with pytest.raises(TooManyWitnesses):
        street.ask(people.employee(street.unit))


def test_only_an_act_that_was_done_can_be_corroborated(street):
    partly = done(street.mentor, at=street.clock.now, did="partly")
    with pytest.raises(NothingToCorroborate):
        street.ask(street.colleague, person=street.mentor, plan=partly)
    with pytest.raises(NothingToCorroborate):
        street.bring(person=street.mentor, plan=partly)
