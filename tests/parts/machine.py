"""A small city that a machine drives: who is signed in, who sits at what, and the ledger of it."""

from datetime import timedelta

from hypothesis.stateful import RuleBasedStateMachine

from tests.conftest import ZERO_HOUR
from tests.factories import accounts, content, people
from tests.parts.ledger import EXPERTS, KEYED, PASS_MARK, SEVERAL, SITUATION, TRUE, Ledger, Release
from training.content.rules import model
from training.content.rules.gates import Conditions, Rule
from training.content.rules.quizzes import Kind, item_version
from training.kernel.db import db
from training.kernel.errors import DomainError
from training.people.actions import sessions
from training.people.queries.sessions import visit
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.quiz.actions import save_sent

MOST, PEOPLE, UNITS = 3, 2, 3
LIMITS = Rule(minutes=30, grace_seconds=60, requires=Conditions(at_most=MOST))
TIME, SIGNED_IN = timedelta(minutes=31), timedelta(hours=12)


def asked(right: str):
    """A quiz of four kinds, of which the first question's key is what authors get wrong."""
    questions = (
        content.question(KEYED, right=right),
        content.question(SEVERAL, Kind.MULTIPLE, right="a,b"),
        content.question(TRUE, Kind.TRUE_FALSE, right="benar"),
        content.situation(SITUATION, EXPERTS),
    )
    return content.quiz_of(*questions, rules=(LIMITS,), hours=0, pass_mark=PASS_MARK)


class SmallCity(RuleBasedStateMachine):
    """Two people, one quiz, an author, an administrator and a clock."""

    renew = None  # how to begin with an empty, migrated database

    def __init__(self) -> None:
        super().__init__()
        type(self).renew()
        self.at, self.ledger, self.versions = ZERO_HOUR, Ledger(), {}
        self.units = [people.unit().id for _ in range(UNITS)]
        self.people = [accounts.with_account().id for _ in range(PEOPLE)]
        self.author = people.employee().id
        self.unit_of, self.closed = {}, set()
        self.tokens, self.signed_in_at = {}, {}
        self.rows, self.past = None, []
        for person in self.people:
            self._place(person, self.units[0])
            self._sign_in(person)
        self._publish("a", model.Change.MATERIAL)
        db.session.commit()

    def teardown(self):
        db.session.remove()

    def _as(self, person, act):
        """One request of a person: None at the door, what was done, or the refusal."""
        found = self._visit(person)
        if found is None and person not in self.closed:
            self._sign_in(person)
            found = self._visit(person)
        if found is None:
            return None
        try:
            done = act(found.actor)
            db.session.commit()
            return done
        except DomainError as refused:
            db.session.rollback()
            return refused

    def _sign_in(self, person):
        self.tokens[person] = sessions.start(
            person, at=self.at, shared_device=False, second_factor=True, device="mesin"
        )
        self.signed_in_at[person] = self.at
        db.session.commit()

    def _visit(self, person):
        found = visit(self.tokens[person], at=self.at, today=self.at.date())
        live = self.at - self.signed_in_at[person] < SIGNED_IN
        assert (found is not None) is (live and person not in self.closed)
        return found

    def _save(self, attempt, paper, question, sent):
        return self._as(
            paper.person,
            lambda actor: save_sent(attempt, question, sent, of=actor.id, at=self.at),
        )

    def _one(self, which):
        """An attempt and its paper, more often a late one."""
        every = list(self.ledger.papers.items())
        return every[-1 - which % len(every)]

    def _open(self, person):
        papers = self.ledger.papers.items()
        return {key for key, each in papers if each.person == person and each.marks is None}

    def _takes_answers(self, attempt):
        paper = self.ledger.papers[attempt]
        return paper.marks is None and self.at <= paper.started_at + TIME

    def _counted(self, person, edition):
        papers = self.ledger.papers.values()
        mine = [each for each in papers if each.person == person and not each.void]
        return len([each for each in mine if each.release.edition == edition])

    def _place(self, person, unit):
        posts = Posting.__table__
        today = self.at.date()
        own = posts.update().where(posts.c.employee_id == person, posts.c.valid_to.is_(None))
        db.session.execute(own.values(valid_to=today))
        people.posting(
            db.session.get_one(Employee, person), db.session.get_one(Unit, unit), since=today
        )
        self.unit_of[person] = unit

    def _publish(self, right, change):
        quiz, number = asked(right), len(self.ledger.releases) + 1
        made = content.published(
            at=self.at, quiz=quiz, summary=f"Terbitan {number}.",
            version=model.Version(change, "Diperbarui."),
        )  # fmt: skip
        assert made.number == number
        self.ledger.releases.append(Release(number, made.edition, right))
        self.versions[item_version(quiz.questions[0])] = right
