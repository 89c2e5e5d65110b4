"""What concerns one person in every programme, asked together: for the person's own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from training.certification.queries.evidence import Gathered, facts_from
from training.certification.queries.programmes import Edition, editions_at
from training.certification.queries.standings import When, taken_back
from training.certification.rules.evidence import Facts, outdated
from training.certification.rules.periods import Span
from training.certification.rules.states import Case, Duty, Excuse, Kind, Period
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import (
    CertificationExcuse,
    CertificationPeriod,
    Revocation,
    RevocationDecision,
)
from training.certification.tables.programmes import Assignment, AssignmentEnd, AssignmentRule
from training.commitments.tables.corroboration import Enactment
from training.content.queries import module_of
from training.content.rules.gates import Purpose
from training.content.rules.programmes import Programme
from training.kernel.bundle import Part, fetch
from training.learning.tables import LessonRead
from training.people.rules.kinds import StandingKind
from training.people.tables.employees import Standing
from training.practice.tables.cases import PracticeReview
from training.quiz.queries.results import PASSED, PENDING, SCORE, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission

Rows = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    """One of one's own certificates, without what stands on it."""

    programme: str
    number: str
    code: str
    since: Any
    until: Any
    revoked_at: Any


@dataclass(frozen=True, slots=True)
class Own:
    """All that certification and learning hold of a person that decides on certificates."""

    rows: Rows
    editions: Mapping[str, Edition]
    when: When

    def case(self, found: Programme) -> Case:
        """The person's case in a programme."""
        duties = [each for each in self.rows["duties"] if each.programme == found.key]
        duty = (
            Duty(min(each.since for each in duties), min(each.due for each in duties))
            if duties else None
        )  # fmt: skip
        excuses = [
            Excuse(each.since, each.until)
            for each in self.rows["excuses"] if each.programme == found.key
        ]  # fmt: skip
        today = self.when.today
        stood = [each for each in self.rows["standings"] if each.since <= today]
        away = any(each.until is None or each.until > today for each in stood)
        back = max((e.until for e in stood if e.until and e.until <= today), default=None)
        return Case(
            duty, self._periods(found.key), excuses, self.facts(found.slugs).begun, away, back,
            found.window_days, found.grace_days,
        )  # fmt: skip

    def _periods(self, key: str) -> tuple[Period, ...]:
        current = {slug: each.edition for slug, each in self.editions.items()}
        return tuple(
            Period(
                each.id, Kind(each.kind), Span(each.since, each.until), each.completed_at,
                each.revoked_at,
                outdated({slug: e["edition"] for slug, e in each.covered.items()}, current),
            )
            for each in self.rows["periods"] if each.programme == key
        )  # fmt: skip

    def facts(self, slugs: Sequence[str]) -> Facts:
        """What the person has done in the current editions of these modules."""
        known = {slug: self.editions[slug] for slug in slugs if slug in self.editions}
        held = Gathered()
        for slug, edition in known.items():
            lessons = {each.id for each in module_of(edition.release_id).lessons}
            read = [
                each.at for each in self.rows["lessons"]
                if (each.slug, each.edition) == (slug, edition.edition) and each.lesson in lessons
            ]  # fmt: skip
            held.begun = held.begun or bool(read)
            if len(read) == len(lessons):
                held.read[slug] = max(read)
        for each in self.rows["attempts"]:
            if each.slug in known and each.edition == known[each.slug].edition:
                held.attempts[each.slug].append(each)
                held.begun = True
        held.cases = [each.at for each in self.rows["cases"]]
        held.plans = [each.at for each in self.rows["plans"]]
        return facts_from(held, known)

    @property
    def certificates(self) -> tuple[Held, ...]:
        """One's own certificates, newest first."""
        found = [each for each in self.rows["periods"] if each.code]
        return tuple(
            Held(e.programme, e.number, e.code, e.since, e.until, e.revoked_at)
            for e in reversed(found)
        )


def own(person: UUID, when: When) -> Own:
    """All of it in one statement, beside those for the editions."""
    return Own(fetch(_certified(person) | _learnt(person)), editions_at(when.at), when)


def _certified(person: UUID) -> dict[str, Part]:
    period, excuse = CertificationPeriod, CertificationExcuse
    duties = (
        select(AssignmentRule.programme, Assignment.since, Assignment.due)
        .join(AssignmentRule, AssignmentRule.id == Assignment.rule_id)
        .outerjoin(AssignmentEnd, AssignmentEnd.assignment_id == Assignment.id)
        .where(Assignment.employee_id == person, AssignmentEnd.assignment_id.is_(None))
    )
    revoked = (
        select(RevocationDecision.at)
        .join(Revocation, Revocation.id == RevocationDecision.revocation_id)
        .where(Revocation.period_id == period.id, RevocationDecision.confirmed)
        .limit(1).correlate(period).scalar_subquery()
    )  # fmt: skip
    periods = (
        select(
            period.programme, period.id, period.kind, period.since.label("since"),
            period.until.label("until"), period.completed_at, revoked.label("revoked_at"),
            period.covered, Certificate.number, Certificate.code,
        )
        .outerjoin(Certificate, Certificate.period_id == period.id)
        .where(period.employee_id == person)
    )  # fmt: skip
    excuses = select(excuse.programme, excuse.since.label("since"), excuse.until.label("until"))
    absent = select(Standing.valid_from.label("since"), Standing.valid_to.label("until")).where(
        Standing.employee_id == person, Standing.kind != StandingKind.ACTIVE
    )
    return {
        "duties": Part(duties, Assignment.id),
        "periods": Part(periods, period.id),
        "excuses": Part(excuses.where(excuse.employee_id == person, ~taken_back()), excuse.id),
        "standings": Part(absent, Standing.valid_from),
    }


def _learnt(person: UUID) -> dict[str, Part]:
    review = PracticeReview
    read = select(LessonRead.slug, LessonRead.edition, LessonRead.lesson, LessonRead.at)
    closed = (
        select(
            Attempt.slug, Attempt.edition, Attempt.id, Submission.at.label("at"),
            SCORE.label("score"), PASSED.label("passed"),
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(
            Attempt.employee_id == person, Attempt.purpose == Purpose.POST.value,
            Submission.void.is_(False), PENDING.is_(False),
        )
    )  # fmt: skip
    cases = select(review.answered_at.label("at")).where(
        review.employee_id == person, review.void.is_(False)
    )
    plans = select(Enactment.at).where(Enactment.employee_id == person)
    return {
        "lessons": Part(read.where(LessonRead.employee_id == person), LessonRead.at),
        "attempts": Part(closed, Attempt.number),
        "cases": Part(cases, review.answered_at),
        "plans": Part(plans, Enactment.at),
    }
