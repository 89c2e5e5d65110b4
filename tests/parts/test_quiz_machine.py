"""Whatever people, authors and the clock do, in any order: answers stay, scores fit, limits hold.

The machine does what the pages do, one transaction at a time, and after every step holds the
database against a ledger that works everything out by other means.
"""

import shutil
from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.factories import content
from tests.parts.ledger import KEYED, PASS_MARK, SEVERAL, SITUATION, TRUE, WORTH, Paper
from tests.parts.machine import MOST, PEOPLE, SIGNED_IN, TIME, UNITS, SmallCity
from training.content.rules import model
from training.kernel.db import db
from training.kernel.errors import DomainError
from training.people.actions import accounts as account_actions
from training.quiz.actions import start, submit
from training.quiz.actions.regrading import Asked, regrade
from training.quiz.queries import history
from training.quiz.queries.correcting import correctable
from training.quiz.rules.attempts import AlreadySubmitted, AnswerHasMovedOn
from training.quiz.rules.journal import Sent
from training.quiz.rules.permits import QuizMayNotStart
from training.quiz.rules.regrading import NothingToCorrect, Policy
from training.quiz.tables import Answer, Attempt, Rescore, Submission
from training.reporting.actions import settle

pytestmark = pytest.mark.slow

FACTS = (
    select(
        Attempt.id,
        Attempt.unit_id,
        Attempt.edition,
        Submission.score,
        Submission.void,
        Rescore.number,
    )
    .outerjoin(Submission, Submission.attempt_id == Attempt.id)
    .outerjoin(Rescore, Rescore.attempt_id == Attempt.id)
)
who, nth = st.integers(0, PEOPLE - 1), st.integers(0, 7)
letters = st.sampled_from("aabbcd")
each_answer = (
    st.tuples(st.just(KEYED), letters),
    st.tuples(
        st.just(SEVERAL),
        st.one_of(
            st.just(["a", "b"]),
            st.lists(st.sampled_from("abcd"), unique=True, min_size=1).map(sorted),
        ),
    ),
    st.tuples(st.just(TRUE), st.sampled_from(["benar", "salah"])),
    st.tuples(
        st.just(SITUATION), st.fixed_dictionaries({key: st.integers(1, 4) for key in "abcd"})
    ),
)
answers = st.one_of(*each_answer)


class City(SmallCity):
    """Two people, one quiz, an author, an administrator and a clock."""

    # what people do

    @rule(person=who)
    def sign_in(self, person):
        person = self.people[person]
        self._sign_in(person)
        self._visit(person)

    @rule(person=who)
    def start(self, person):
        person = self.people[person]
        before = self._open(person)
        made = self._as(person, lambda actor: start(actor, content.SLUG, at=self.at))
        if isinstance(made, QuizMayNotStart):
            assert self._counted(person, self.ledger.releases[-1].edition) >= MOST
        elif made and made.fresh:
            unit, release = self.unit_of[person], self.ledger.releases[-1]
            self.ledger.papers[made.attempt_id] = Paper(person, unit, release, self.at)
        elif made:
            assert made.attempt_id in before
            assert self._takes_answers(made.attempt_id)

    @precondition(lambda self: self.ledger.papers)
    @rule(
        which=nth, given=answers, behind=st.sampled_from([0, 0, 0, 1, 2]),
        seconds=st.sampled_from([0, 4, 15]),
    )  # fmt: skip
    def save(self, which, given, behind, seconds):
        self.at += timedelta(seconds=seconds)
        self._answer(*self._one(which), *given, behind)

    @rule(person=who, given=st.tuples(*each_answer), seconds=st.sampled_from([1, 5, 5, 5]))
    def sit_through_a_quiz(self, person, given, seconds):
        self.start(person)
        for attempt in self._open(self.people[person]):
            for question, value in given:
                self.at += timedelta(seconds=seconds)
                self._answer(attempt, self.ledger.papers[attempt], question, value, 0)
            self._hand_in(attempt, None)

    @precondition(lambda self: any(each.journal for each in self.ledger.papers.values()))
    @rule(which=nth, question=st.sampled_from(sorted(WORTH)))
    def send_the_last_answer_again(self, which, question):
        attempt, paper = self._one(which)
        kept = paper.journal.get(question)
        if kept:
            told = self._save(attempt, paper, question, Sent(kept[-1], len(kept) - 1))
            assert told is None or isinstance(told, AlreadySubmitted) or told.revision == len(kept)

    @precondition(lambda self: self.ledger.papers)
    @rule(which=nth, key=st.sampled_from([None, "k1", "k2"]))
    def submit(self, which, key):
        self._hand_in(self._one(which)[0], key)

    def _answer(self, attempt, paper, question, value, behind):
        kept = paper.journal.setdefault(question, [])
        revision = max(0, len(kept) - behind)
        told = self._save(attempt, paper, question, Sent(value, revision))
        if isinstance(told, AnswerHasMovedOn):
            assert revision < len(kept)
            assert (told.revision, told.value) == (len(kept), kept[-1])
        elif isinstance(told, AlreadySubmitted):
            assert not self._takes_answers(attempt)
        elif kept and kept[-1] == value and revision >= len(kept) - 1:
            assert told is None or told.revision == len(kept)
        elif told is not None:
            assert told.revision == revision + 1 == len(kept) + 1
            kept.append(value)

    def _hand_in(self, attempt, key):
        paper = self.ledger.papers[attempt]
        told = self._as(
            paper.person, lambda actor: submit(attempt, of=actor.id, at=self.at, key=key)
        )
        assert not isinstance(told, DomainError) or paper.marks is not None

    # what the city does

    @rule(minutes=st.sampled_from([1, 5, 29, 32, 32, 800]))
    def time_goes_by(self, minutes):
        self.at += timedelta(minutes=minutes)

    @rule(person=who)
    def the_server_closes_what_is_over(self, person):
        settle(self.people[person], at=self.at)
        db.session.commit()

    @rule(person=who)
    def suspend_or_let_back(self, person):
        person = self.people[person]
        change = account_actions.reopen if person in self.closed else account_actions.close
        change(person, by=self.author, at=self.at)
        self.closed ^= {person}
        self.signed_in_at[person] = self.at - SIGNED_IN  # every session of before is over
        db.session.commit()

    @rule(person=who, unit=st.integers(0, UNITS - 1))
    def move(self, person, unit):
        self._place(self.people[person], self.units[unit])
        db.session.commit()

    @rule(right=st.sampled_from("abc"), change=st.sampled_from(model.Change))
    def publish(self, right, change):
        another = right != self.ledger.releases[-1].right
        self._publish(right, model.Change.MATERIAL if another else change)
        db.session.commit()

    @precondition(lambda self: self.ledger.correctable())
    @rule(which=nth, policy=st.sampled_from(Policy))
    def correct_a_key(self, which, policy):
        found = correctable(content.SLUG)
        replaced = {self.versions[each.replaced] for each in found}
        assert replaced == self.ledger.correctable()
        assert len(found) == len(replaced)
        each = found[which % len(found)]
        wanted = Asked(content.SLUG, each.key, each.replaced, policy)
        changed = self.ledger.correct(
            self.versions[each.replaced], only_better=policy is Policy.ONLY_BETTER
        )
        try:
            plan = regrade(wanted, reason="Kunci keliru.", by=self.author, at=self.at)
            db.session.commit()
            assert plan.effect.changed == changed
        except NothingToCorrect:
            db.session.rollback()
            assert changed == 0

    @precondition(lambda self: any(each.marks for each in self.ledger.papers.values()))
    @rule(right=st.sampled_from("abc"), which=nth, policy=st.sampled_from(Policy))
    def find_a_key_wrong(self, right, which, policy):
        self.publish(right, model.Change.MATERIAL)
        if self.ledger.correctable():
            self.correct_a_key(which, policy)

    # what always holds

    @invariant()
    def answers_stay_scores_fit_and_limits_hold(self):
        rows = db.session.execute(FACTS).all()
        if rows != self.rows:  # reading the same facts again would say the same
            self.rows, self.past = rows, [history(person) for person in self.people]
        self._every_acknowledged_answer_is_in_the_journal()
        self._a_finished_attempt_has_one_score_and_it_is_right(rows)
        for mine in self.past:
            self._limits_hold(mine)

    def _every_acknowledged_answer_is_in_the_journal(self):
        rows = db.session.execute(
            select(Answer.attempt_id, Answer.question, Answer.revision, Answer.value)
        )
        kept = {(attempt, question, n): value for attempt, question, n, value in rows}
        told = {
            (attempt, question, n): value
            for attempt, paper in self.ledger.papers.items()
            for question, values in paper.journal.items()
            for n, value in enumerate(values, 1)
        }
        assert kept == told

    def _a_finished_attempt_has_one_score_and_it_is_right(self, rows):
        told = {(key, each.unit, each.release.edition) for key, each in self.ledger.papers.items()}
        assert {tuple(row[:3]) for row in rows} == told
        current = {each.id: each for mine in self.past for each in mine}
        for row in rows:
            paper, now = self.ledger.papers[row.id], current[row.id]
            if paper.marks is None and row.score is not None:
                self.ledger.close(paper, void=row.void)
                assert row.score == pytest.approx(paper.score)
            assert (now.submitted_at is None) is (paper.marks is None)
            if paper.marks is not None:
                assert now.marks == pytest.approx(paper.marks)
                assert now.score == pytest.approx(paper.score)
                assert now.void is paper.void
                assert now.passed is (paper.score >= PASS_MARK - 1e-9 and not paper.void)

    def _limits_hold(self, mine):
        assert [each.number for each in mine] == list(range(1, len(mine) + 1))
        for edition in {each.edition for each in mine}:
            here = [each for each in mine if each.edition == edition]
            assert len([each for each in here if not each.void]) <= MOST
            assert len([each for each in here if self._takes_answers(each.id)]) <= 1
        ends = [(each.submitted_at, each.started_at + TIME) for each in mine]
        assert all(at is None or at <= end for at, end in ends)
        late = select(Answer.at).join(Submission, Submission.attempt_id == Answer.attempt_id)
        assert db.session.scalars(late.where(Answer.at > Submission.at)).all() == []


def test_no_order_of_events_loses_an_answer_a_score_or_a_limit(app, folder):
    def renew():
        db.session.remove()
        db.engine.dispose()
        shutil.copy(folder / "template.db", folder / "resap.db")

    machine = type("City", (City,), {"renew": staticmethod(renew)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
