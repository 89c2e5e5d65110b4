"""Correcting a key: first what it would change, then the same as signed facts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import insert, inspect

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries import quiz_of
from training.content.rules.quizzes import Quiz
from training.kernel import bulk
from training.kernel.db import db, looked_aside
from training.kernel.ids import uuid7
from training.quiz.actions.telling import ask_to_tell
from training.quiz.queries.correcting import (
    Closed,
    Correctable,
    closed_with,
    hold_keys,
    question_of,
    results_of,
    the_correctable,
)
from training.quiz.rules.regrading import (
    Effect,
    NothingToCorrect,
    Policy,
    QuestionItselfChanged,
    Result,
    concerns,
    effect,
    remarked,
)
from training.quiz.tables import Regrade, Rescore

RESCORES: Any = inspect(Rescore).local_table
COLUMNS = (
    "attempt_id", "number", "at", "score", "passed", "pending", "marks", "cause", "regrade_id",
)  # fmt: skip


Marked = Sequence[tuple[Closed, Result | None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which correction: the question, the version of it that is replaced, and for whom."""

    slug: str
    question: str
    replaced: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs a correction, when, and why the key was wrong."""

    reason: str
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What a correction would do: to whom, from which result to which."""

    correctable: Correctable
    effect: Effect
    changes: tuple[tuple[Closed, Result], ...]


def regrade_plan(asked: Asked) -> Plan:
    """The dry run: every closed attempt at the replaced version, marked by the corrected key.

    NoResultFound where the newest release corrects no such version.
    """
    found = the_correctable(asked.slug, asked.question, asked.replaced)
    return _plan(found, _marked_anew(found), asked.policy)


def regrade_plans(slug: str, question: str, replaced: str) -> Mapping[Policy, Plan]:
    """The dry runs of all policies that may be chosen, from one reading of the attempts.

    NoResultFound where the newest release corrects no such version.
    """
    found = the_correctable(slug, question, replaced)
    marked = _marked_anew(found)
    return {policy: _plan(found, marked, policy) for policy in found.policies}


def _plan(found: Correctable, marked: Marked, policy: Policy) -> Plan:
    changes = tuple(
        (each, after)
        for each, after in marked
        if after is not None and concerns(policy, each.result, after)
    )
    pairs = ((each.result, after) for each, after in changes)
    return Plan(found, effect(pairs, marked=len(marked)), changes)


def _marked_anew(found: Correctable) -> Marked:
    """Every closed attempt at the replaced version, with its other result where there is one."""
    corrected = question_of(quiz_of(found.release_id), found.key)
    if corrected is None:
        raise QuestionItselfChanged
    pass_marks = {release_id: _pinned(release_id).pass_mark for release_id in found.earlier}
    return [
        (each, remarked(each.result, corrected, each.value, pass_mark=pass_marks[each.release_id]))
        for each in closed_with(found.earlier, found.key)
    ]


def _pinned(release_id: UUID) -> Quiz:
    quiz = quiz_of(release_id)
    if quiz is None:
        raise QuestionItselfChanged
    return quiz


def regrade(asked: Asked, *, reason: str, by: UUID, at: datetime) -> Plan:
    """Keep the correction as one signed event, and a later result for every attempt it changes.

    What was corrected only for those who gain by it may later be corrected for everybody, as an
    event of its own. Old results stay. Open attempts need nothing: they are marked by the corrected
    key when they are handed in. Refuses where nothing would change (NothingToCorrect), so that
    asking twice is harmless. Two at the same moment meet at the rescore's number: one of them fails
    whole.
    """
    hold_keys(asked.slug, to_correct=True)
    return _keep(asked, regrade_plan(asked), Signed(reason, by, at))


def regrade_aside(asked: Asked, *, reason: str, by: UUID, at: datetime) -> Plan:
    """The same while others save: nothing may be pending, as `looked_aside` asks.

    Who hands in, is marked or corrects meanwhile has it planned anew; it is still kept as a whole.
    """
    plan = looked_aside(
        partial(results_of, asked.slug), partial(regrade_plan, asked),
        hold=partial(hold_keys, asked.slug, to_correct=True),
    )  # fmt: skip
    return _keep(asked, plan, Signed(reason, by, at))


def _keep(asked: Asked, plan: Plan, signed: Signed) -> Plan:
    """Keep the event with all its results, and ask that those concerned be told."""
    if not plan.changes:
        raise NothingToCorrect
    made = uuid7(signed.at)
    counts = {name: value for name, value in asdict(plan.effect).items() if name != "mean_change"}
    row = {
        "id": made, "slug": asked.slug, "question": asked.question, "replaced": asked.replaced,
        "version": plan.correctable.version, "release_id": plan.correctable.release_id,
        "made_by": signed.by, "at": signed.at, "reason": signed.reason, "counts": counts,
        "policy": asked.policy.value,
    }  # fmt: skip
    db.session.execute(insert(Regrade).values(row))
    _append(plan, made, signed.at)
    ask_to_tell(made, at=signed.at)
    detail = {
        "question": asked.question, "policy": asked.policy.value, "changed": plan.effect.changed,
    }  # fmt: skip
    note(Happening(EventKind.REGRADED, signed.at, signed.by, "quiz", asked.slug, detail))
    return plan


def _append(plan: Plan, made: UUID, at: datetime) -> None:
    bulk.keep(RESCORES, COLUMNS, (
        (each.attempt_id, each.rescores + 1, at, result.score, result.passed, result.pending,
         dict(result.marks), "regrade", made)
        for each, result in plan.changes
    ))  # fmt: skip
