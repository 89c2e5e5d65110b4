"""Making a plan, changing its words, rehearsing it, ending it and going on with it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from training.commitments.queries.plans import Mine, mine, plan_of
from training.commitments.queries.posts import post_of
from training.commitments.rules.guarding import masked
from training.commitments.rules.plans import (
    ENDINGS,
    LONGEST_NOTE,
    MOST_OPEN,
    STEPS,
    AnswersDoNotFit,
    PlanHasEnded,
    PlanIsOpen,
    PlanIsUnderWay,
    Reason,
    RehearsalIsEmpty,
    TooManyPlans,
    is_role_specific,
)
from training.commitments.rules.wording import checked
from training.commitments.tables import Plan, PlanEnd, Rehearsal
from training.content.rules.model import Indicator
from training.content.rules.plans import PlanTemplate
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions.news import note_evidence
from training.people.rules.access import Actor
from training.people.tables.employees import Employee


@dataclass(frozen=True, slots=True)
class Words:
    """What a plan is made of: its two parts, what it is about, and the template if it has one.

    `examples` are texts that only show how to write one's own.
    """

    when: str
    then: str
    indicator: Indicator
    template: PlanTemplate | None = None
    examples: tuple[str, ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether both parts are the template's own, word by word."""
        found = self.template
        return found is not None and self.when in found.when and self.then in found.then


def make(person: Actor, words: Words, *, at: datetime, today: date) -> UUID:
    """Keep a new plan; answers its id, or that of the open plan with the same words.

    WordsAreNoPlan where own words are none yet, TooManyPlans where three are open.
    """
    when, then = _parts(words)
    hold(person.id)
    opened = [each for each in mine(person.id) if each.is_open]
    same = next((each.id for each in opened if (each.when, each.then) == (when, then)), None)
    if same is not None:
        return same
    if len(opened) >= MOST_OPEN:
        raise TooManyPlans
    key = uuid7(at)
    _keep(person, words, (when, then), which=(key, 1), at=at, today=today)
    return key


def change(person: Actor, plan: Mine, words: Words, *, at: datetime, today: date) -> None:
    """Keep other words for a plan as its next version. PlanIsUnderWay once it was told of."""
    parts = _parts(words)
    hold(person.id)
    now = plan_of(plan.id, of=person.id)
    if not now.is_open:
        raise PlanHasEnded
    if not now.may_change:
        raise PlanIsUnderWay
    if (now.when, now.then) != parts:
        _keep(person, words, parts, which=(now.id, now.version + 1), at=at, today=today)


def _parts(words: Words) -> tuple[str, str]:
    if words.is_chosen:
        return words.when, words.then
    return checked(words.when, words.then, examples=words.examples)


def _keep(
    person: Actor, words: Words, parts: tuple[str, str], *, which: tuple[UUID, int], at: datetime,
    today: date,
) -> None:  # fmt: skip
    """Store one version: of which plan, and which number."""
    key, version = which
    post, about = post_of(person.id, today=today), words.indicator
    families = words.template.job_families if words.template and words.is_chosen else None
    family = post.job_family if post else None
    row = {
        "id": key if version == 1 else uuid7(at), "plan_id": key, "version": version,
        "employee_id": person.id, "unit_id": post.unit_id if post else None, "job_family": family,
        "template": words.template.key if words.template else None, "when": parts[0],
        "then": parts[1], "indicator": about.key, "dimension": about.dimension.value,
        "stage": about.stage.value, "role_specific": is_role_specific(families, family),
        "made_at": at,
    }  # fmt: skip
    db.session.execute(insert(Plan).values(row))
    note_evidence(person.id, at=at)


def hold(person: UUID) -> None:
    """Two requests of one person at the same moment queue here: three open plans stay three."""
    held = select(Employee.id).where(Employee.id == person)
    db.session.execute(held.with_for_update(key_share=True))


def rehearse(person: Actor, plan: Mine, step: int, words: str, *, at: datetime) -> None:
    """Keep what somebody wrote for themselves in a step; what could tell of a child is masked."""
    said = masked(" ".join(words.split()))[:LONGEST_NOTE]
    if step not in STEPS or len(said) < len("abc"):
        raise RehearsalIsEmpty
    hold(person.id)
    now = plan_of(plan.id, of=person.id)
    if not now.is_open:
        raise PlanHasEnded
    if now.rehearsed.get(step) == said:
        return
    written = select(Rehearsal.number).where(Rehearsal.plan_id == plan.id, Rehearsal.step == step)
    number = max(db.session.scalars(written), default=0) + 1
    row = {
        "plan_id": plan.id, "step": step, "number": number, "employee_id": person.id,
        "words": said, "at": at,
    }  # fmt: skip
    db.session.execute(insert(Rehearsal).values(row))


def end(person: Actor, plan: Mine, reason: str, *, at: datetime) -> None:
    """End a plan for a reason; ending it twice is ending it once."""
    if reason not in ENDINGS:
        raise AnswersDoNotFit
    hold(person.id)
    if plan_of(plan.id, of=person.id).is_open:
        _end(person.id, plan.id, Reason(reason), at=at)


def resume(person: Actor, plan: Mine, *, at: datetime) -> None:
    """Go on with a plan that was ended. TooManyPlans where three others are open."""
    hold(person.id)
    every = mine(person.id)
    if any(each.id == plan.id and each.is_open for each in every):
        raise PlanIsOpen
    if sum(each.is_open for each in every) >= MOST_OPEN:
        raise TooManyPlans
    _end(person.id, plan.id, Reason.RESUMED, at=at)


def _end(person: UUID, plan_id: UUID, reason: Reason, *, at: datetime) -> None:
    earlier = select(PlanEnd.number).where(PlanEnd.plan_id == plan_id)
    number = max(db.session.scalars(earlier), default=0) + 1
    row = {
        "plan_id": plan_id, "number": number, "employee_id": person, "reason": reason.value,
        "at": at,
    }  # fmt: skip
    db.session.execute(insert(PlanEnd).values(row))
