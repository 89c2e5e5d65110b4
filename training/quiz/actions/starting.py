"""Starting a quiz: one open attempt at a time, with its own seeded draw of the pinned release."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.gates import Purpose, policy_of
from training.content.rules.quizzes import Quiz
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor
from training.quiz.actions.closing import ask_to_close, close_in_time, give_up
from training.quiz.queries import Edition, edition_of, history
from training.quiz.queries.allowances import leeway_of
from training.quiz.queries.exposure import exposure_of
from training.quiz.rules.attempts import Past, closes_at
from training.quiz.rules.drawing import Drawn, choose_form, draw
from training.quiz.rules.permits import UNKNOWN, Candidate, MayStart, Permit, refusal
from training.quiz.rules.starting import may_start
from training.quiz.tables import Attempt


@dataclass(frozen=True, slots=True)
class Started:
    """The attempt that is open now, and whether it was made just now."""

    attempt_id: UUID
    fresh: bool


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a new attempt is of."""

    now: Edition
    quiz: Quiz
    past: tuple[Past, ...]
    permit: Permit
    at: datetime


@dataclass(frozen=True, slots=True)
class Printed:
    """What a sheet of paper has asked: its release, and the draw that was printed."""

    now: Edition
    seed: str
    drawn: tuple[Drawn, ...]
    form: str | None


def start_printed(person: Actor, printed: Printed, *, at: datetime, who: Candidate) -> UUID:
    """The attempt of a sheet, begun when the person sat; the rules are those of its release.

    Unlike `start` it joins nothing: QuizMayNotStart also where another attempt is open.
    """
    now, past = printed.now, _settled(person.id, printed.now.slug, at)
    quiz = quiz_of(now.release_id)
    if quiz is None:
        raise NoResultFound
    if quiz.rules:
        who = replace(who, leeway=leeway_of(person.id, now.slug, at=at))
    permit = may_start(quiz, past, edition=now.edition, at=at, who=who)
    if not permit.is_ok:
        raise refusal(permit)
    if permit.open_attempt:
        give_up(permit.open_attempt, of=person.id, at=at)
    made = _insert_attempt(person, _Begun(now, quiz, past, permit, at), printed)
    if made is None:
        raise refusal(Permit(MayStart.OPEN_ATTEMPT))
    return made


def start(
    person: Actor,
    slug: str,
    *,
    at: datetime,
    purpose: Purpose = Purpose.POST,
    who: Candidate = UNKNOWN,
) -> Started:
    """Start the module's quiz for a person, or answer the attempt that is open already.

    Refuses what the quiz's rules refuse (QuizMayNotStart, with the reason); NoResultFound where
    there is no quiz. A second, simultaneous start meets the unique number and joins the first.
    """
    now = edition_of(slug)
    quiz, past = quiz_of(now.release_id), _settled(person.id, slug, at)
    if quiz is not None and quiz.rules:
        who = replace(who, leeway=leeway_of(person.id, slug, at=at))
    permit = may_start(quiz, past, edition=now.edition, at=at, who=who, purpose=purpose)
    if quiz is None:
        raise NoResultFound
    if permit.reason is MayStart.OPEN_ATTEMPT and permit.open_attempt:
        return Started(permit.open_attempt, fresh=False)
    if not permit.is_ok:
        raise refusal(permit)
    if permit.open_attempt:
        give_up(permit.open_attempt, of=person.id, at=at)
    made = _append_attempt(person, _Begun(now, quiz, past, permit, at))
    return Started(made, fresh=True) if made else _joined(person.id, now)


def _settled(person: UUID, slug: str, at: datetime) -> tuple[Past, ...]:
    """The person's attempts, after those whose time is over were closed."""
    past = history(person, slug)
    late = [e.id for e in past if e.submitted_at is None and e.deadline and e.deadline < at]
    for attempt_id in late:
        close_in_time(attempt_id, at=at)
    return history(person, slug) if late else past


def _append_attempt(person: Actor, begun: _Begun) -> UUID | None:
    """The new attempt's id, or None when a simultaneous start was faster."""
    now = begun.now
    seed = secrets.token_hex(16)
    forms, keys = [each.form for each in begun.past], [each.keys for each in begun.past]
    city = exposure_of(now.slug)
    form = choose_form(begun.quiz, seed=seed, earlier=forms, city=city)
    drawn = draw(begun.quiz, seed=seed, earlier=keys, city=city, form=form)
    printed = Printed(now, seed, drawn, form.key if form else None)
    return _insert_attempt(person, begun, printed)


def _insert_attempt(person: Actor, begun: _Begun, asked: Printed) -> UUID | None:
    now, at, permit = begun.now, begun.at, begun.permit
    row = {
        "id": uuid7(at), "employee_id": person.id, "unit_id": person.unit_id, "slug": now.slug,
        "release_id": now.release_id, "edition": now.edition,
        "number": max((each.number for each in begun.past), default=0) + 1, "seed": asked.seed,
        "questions": [{"key": each.key, "options": list(each.options)} for each in asked.drawn],
        "started_at": at, "purpose": permit.purpose.value, "deadline": permit.deadline,
        "form": asked.form,
    }  # fmt: skip
    made = _insert(Attempt).values(row).on_conflict_do_nothing().returning(Attempt.id)
    attempt_id = db.session.execute(made).scalar_one_or_none()
    end = closes_at(permit.deadline, policy_of(begun.quiz.rules, permit.purpose))
    if attempt_id and end:
        ask_to_close(attempt_id, end, at=at)
    return attempt_id


def _joined(person: UUID, now: Edition) -> Started:
    """The attempt that a simultaneous start has just made."""
    newest = max(history(person, now.slug), key=lambda each: each.number)
    return Started(newest.id, fresh=False)


def _insert(table: type[Any]) -> Any:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
