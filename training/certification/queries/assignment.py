"""Rules of assignment: what they are, whom they mean today, and what waits for a person."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from training.certification.queries.evidence import facts_of
from training.certification.queries.programmes import Edition, editions_at
from training.certification.queries.standings import When
from training.certification.rules.audiences import (
    Audience,
    Due,
    DueFrom,
    Ground,
    Move,
    Outcome,
    Person,
    Post,
    Puzzle,
    evaluate,
    from_told,
    move,
)
from training.certification.tables.programmes import (
    Assignment,
    AssignmentEnd,
    AssignmentRule,
    AssignmentRuleEnd,
    AssignmentRun,
)
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of assignment; `ended_at` is None while it holds."""

    id: UUID
    programme: str
    name: str
    audience: Audience
    due: Due
    made_by: UUID
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """The last time that a rule was evaluated; `held` waits for a person."""

    before: int
    entering: int
    leaving: int
    held: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DryRun:
    """What applying a rule would do: who enters and leaves, and what cannot be computed."""

    rule: Rule
    outcome: Outcome
    move: Move
    people: dict[UUID, Person]


def rules(
    programme: str | None = None, *, at: datetime | None = None, ended: bool = False
) -> tuple[Rule, ...]:
    """The rules of a programme or of all, oldest first; with `ended` also those that are over."""
    found = select(AssignmentRule, AssignmentRuleEnd.at).outerjoin(
        AssignmentRuleEnd, AssignmentRuleEnd.rule_id == AssignmentRule.id
    )
    if programme is not None:
        found = found.where(AssignmentRule.programme == programme)
    if at is not None:
        found = found.where(AssignmentRule.at <= at)
    if not ended:
        found = found.where(AssignmentRuleEnd.rule_id.is_(None))
    rows = db.session.execute(found.order_by(AssignmentRule.id))
    return tuple(_rule(row, over) for row, over in rows)


def rule(rule_id: UUID) -> Rule:
    """One rule, also one that is over. NoResultFound if there is none."""
    found = select(AssignmentRule, AssignmentRuleEnd.at).outerjoin(
        AssignmentRuleEnd, AssignmentRuleEnd.rule_id == AssignmentRule.id
    )
    return _rule(*db.session.execute(found.where(AssignmentRule.id == rule_id)).one())


def _rule(row: AssignmentRule, over: datetime | None) -> Rule:
    due = Due(DueFrom(row.due_event), row.due_days)
    told = from_told(row.audience)
    return Rule(row.id, row.programme, row.name, told, due, row.made_by, row.at, over)


def last_runs(rule_ids: Sequence[UUID]) -> dict[UUID, Run]:
    """The newest run of each rule."""
    place = func.row_number().over(
        partition_by=AssignmentRun.rule_id, order_by=AssignmentRun.id.desc()
    )
    placed = select(AssignmentRun.id, place.label("place"))
    top = placed.where(AssignmentRun.rule_id.in_(rule_ids)).subquery()
    found = select(AssignmentRun).join(top, (top.c.id == AssignmentRun.id) & (top.c.place == 1))
    return {
        each.rule_id: Run(each.before, each.entering, each.leaving, each.held, each.at)
        for each in db.session.scalars(found)
    }


def assigned_now(rule_id: UUID) -> dict[UUID, UUID]:
    """Whom a rule assigns at present: the open assignment of each person."""
    found = (
        select(Assignment.employee_id, Assignment.id)
        .outerjoin(AssignmentEnd, AssignmentEnd.assignment_id == Assignment.id)
        .where(Assignment.rule_id == rule_id, AssignmentEnd.assignment_id.is_(None))
    )
    return {person: key for person, key in db.session.execute(found)}


@dataclass(frozen=True, slots=True)
class Census:
    """Everybody with their posts as of an instant, loaded once for many rules."""

    people: tuple[Person, ...]
    ground: Ground
    editions: dict[str, Edition]


def census(when: When, *, completed: Sequence[str] = ()) -> Census:
    """What rules are evaluated over; `completed`: modules whose completion some rule asks."""
    day, editions = when.today, dict(editions_at(when.at))
    posts, entered = _posts(day), _entered()
    roles = defaultdict(set)
    open_roles = select(RoleGrant.employee_id, RoleGrant.role).where(
        RoleGrant.granted_at <= when.at,
        RoleGrant.ended_at.is_(None) | (RoleGrant.ended_at > when.at),
    )
    for person, role in db.session.execute(open_roles):
        roles[person].add(role)
    holders = list(posts)
    done = facts_of(holders, completed, editions, at=when.at) if completed else {}
    statuses = {key: status for key, status in db.session.execute(
        select(Employee.id, Employee.status))}  # fmt: skip
    people = tuple(
        Person(
            key, statuses[key], tuple(posts[key]), entered.get(key), frozenset(roles[key]),
            frozenset(done[key].modules) if key in done else frozenset(),
        )
        for key in holders
    )  # fmt: skip
    paths = frozenset(db.session.scalars(select(Unit.path)))
    released = {slug: local_date(e.material_at, when.zone) for slug, e in editions.items()}
    return Census(people, Ground(paths, released), editions)


def _posts(day: date) -> dict[UUID, list[Post]]:
    found = (
        select(
            Posting.employee_id, Posting.job_family, Unit.kind, Unit.path, Posting.valid_from,
            Posting.kind != PostingKind.DEFINITIVE,
        )
        .join(Unit, Unit.id == Posting.unit_id)
        .where(holds_on(day))
        .order_by(Posting.employee_id, Posting.valid_from)
    )  # fmt: skip
    posts: dict[UUID, list[Post]] = defaultdict(list)
    for person, family, kind, path, since, acting in db.session.execute(found):
        posts[person].append(Post(family, kind, path, since, bool(acting)))
    return posts


def _entered() -> dict[UUID, date]:
    first: Any = func.min(Posting.valid_from)
    found = select(Posting.employee_id, first).group_by(Posting.employee_id)
    return {person: day for person, day in db.session.execute(found)}


def dry_run(found: Rule, when: When, over: Census | None = None) -> DryRun:
    """What applying a rule now would change; nothing is written."""
    known = over or census(when, completed=found.audience.completed)
    outcome = evaluate(found.audience, known.people, known.ground)
    present = assigned_now(found.id)
    # Where nothing can be said nobody leaves; whoever cannot be computed stays as they are.
    wanted = set(present) if outcome.faults else {
        *outcome.members, *(person for person in outcome.puzzles if person in present)
    }  # fmt: skip
    people = {each.id: each for each in known.people}
    return DryRun(found, outcome, move(present, wanted), people)


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """One thing in the queue of what cannot be computed: a whole rule, or one person of it."""

    rule: Rule
    why: Puzzle
    person: UUID | None = None


def uncomputed(when: When) -> tuple[Uncomputed, ...]:
    """The queue of exceptions: what the rules that hold cannot say, now."""
    held = rules(at=when.at)
    slugs = sorted({slug for each in held for slug in each.audience.completed})
    over = census(when, completed=slugs) if held else None
    queue: list[Uncomputed] = []
    for each in held:
        outcome = dry_run(each, when, over).outcome
        queue += (Uncomputed(each, fault) for fault in outcome.faults)
        queue += (Uncomputed(each, why, person) for person, why in outcome.puzzles.items())
    return tuple(queue)


def names_of(people: Sequence[UUID]) -> dict[UUID, str]:
    """What people are called."""
    found = select(Employee.id, Employee.name).where(Employee.id.in_(people))
    return {key: name for key, name in db.session.execute(found)}
