"""Making rules of assignment, applying them, and doing so again every night and after changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, inspect, select, text

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.actions.standings import retake, take_standings_aside
from training.certification.queries.assignment import (
    Census,
    DryRun,
    assigned_now,
    census,
    dry_run,
    rule,
    rules,
)
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When
from training.certification.rules.audiences import (
    MOST_DAYS,
    Audience,
    Due,
    as_told,
    due_day,
)
from training.certification.rules.refusals import AudienceIsEverybody
from training.certification.tables.programmes import (
    Assignment,
    AssignmentEnd,
    AssignmentRule,
    AssignmentRuleEnd,
    AssignmentRun,
)
from training.content.rules.programmes import Programme
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside
from training.kernel.ids import uuid7

ASSIGN, NIGHTLY, TAKE = "certification-assign", "certification-night", "certification-standings"
LEARNT = "certification-learnt"
NIGHT = time(1, 30)
SOON = timedelta(seconds=30)
# Any constant of ours: PostgreSQL's processes that assign or issue queue on it until they commit.
LOCK = 0x53455254
Issue = Callable[[datetime], dict[str, int]]


def hold_the_desk() -> None:
    """One process at a time assigns or issues; SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule as HR writes it."""

    programme: str
    name: str
    audience: Audience
    due: Due


def make_rule(wanted: NewRule, *, by: UUID, at: datetime) -> UUID:
    """Write a rule down; it assigns nobody before it is applied. AudienceIsEverybody if empty."""
    named = wanted.audience
    conditions = (named.families, named.unit_kinds, named.subtrees, named.statuses, named.roles,
                  named.completed, named.entered_from, named.entered_until)  # fmt: skip
    if not any(conditions) or not 0 <= wanted.due.days <= MOST_DAYS:
        raise AudienceIsEverybody
    made = uuid7(at)
    db.session.execute(insert(AssignmentRule), dict(
        id=made, programme=wanted.programme, name=wanted.name, audience=as_told(named),
        due_event=wanted.due.event.value, due_days=wanted.due.days, made_by=by, at=at,
    ))  # fmt: skip
    note(Happening(EventKind.RULE_MADE, at, by, "assignment-rule", str(made)))
    db.session.flush()
    return made


def end_rule(rule_id: UUID, *, by: UUID, at: datetime, zone: str) -> bool:
    """End a rule with all that it assigns; False if it was over already."""
    found = rule(rule_id)
    if found.ended_at is not None:
        return False
    hold_the_desk()
    db.session.execute(insert(AssignmentRuleEnd), dict(rule_id=rule_id, by=by, at=at))
    _end(assigned_now(rule_id).values(), When(at, zone))
    ask_to_take(at=at)
    note(Happening(EventKind.RULE_ENDED, at, by, "assignment-rule", str(rule_id)))
    db.session.flush()
    return True


def apply_rule(rule_id: UUID, *, by: UUID, at: datetime, zone: str) -> DryRun:
    """Apply a rule as a person decided after its dry run, however much it moves."""
    hold_the_desk()
    when = When(at, zone)
    found = rule(rule_id)
    over = census(when, completed=found.audience.completed)
    done = _apply(dry_run(found, when, over), when, over, by=by)
    ask_to_take(at=at)
    detail = {"entering": len(done.move.enter), "leaving": len(done.move.leave)}
    note(Happening(EventKind.RULE_APPLIED, at, by, "assignment-rule", str(rule_id), detail))
    return done


def assign_all(*, at: datetime, zone: str) -> dict[str, int]:
    """Evaluate every rule again, in the caller's transaction; answers as `assign_all_aside`."""
    hold_the_desk()
    return _told(_write(*_planned(When(at, zone)), When(at, zone)))


def assign_all_aside(*, at: datetime, zone: str) -> dict[str, int]:
    """Evaluate every rule again; one that moves more than a tenth is held for a person.

    A rule that nobody has applied yet stays a draft. Answers how many entered, left, were held.
    Others write meanwhile: nothing may be pending.
    """
    return _told(_evaluated_aside(When(at, zone)))


def _told(plans: list[DryRun]) -> dict[str, int]:
    moves = [each.move for each in plans if not each.move.alarms]
    return {
        "entered": sum(len(each.enter) for each in moves),
        "left": sum(len(each.leave) for each in moves), "held": len(plans) - len(moves),
    }  # fmt: skip


def _evaluated_aside(when: When) -> list[DryRun]:
    """Apply every rule that was applied before; what each of them moved, or was held from."""
    return _write(*looked_aside(_decided, partial(_planned, when), hold=hold_the_desk), when)


def _write(over: Census, plans: list[DryRun], when: When) -> list[DryRun]:
    for each in plans:
        _apply(each, when, over, by=None)
    return plans


def _planned(when: When) -> tuple[Census, list[DryRun]]:
    held = [each for each in rules(at=when.at) if _was_applied(each.id)]
    over = census(when, completed=sorted({s for each in held for s in each.audience.completed}))
    return over, [dry_run(each, when, over) for each in held]


def _decided() -> tuple[int, int]:
    """What changes when somebody applies or ends a rule meanwhile."""
    runs, ends = (select(func.count()).select_from(each) for each in
                  (AssignmentRun, AssignmentRuleEnd))  # fmt: skip
    return db.session.execute(runs).scalar_one(), db.session.execute(ends).scalar_one()


def assign_learners(running: jobs.Running, *, zone: str) -> dict[str, Any]:
    """Somebody completed a module: evaluate the rules, and take the standing of who was moved."""
    when = When(running.at, zone)
    moves = [each.move for each in _evaluated_aside(when) if not each.move.alarms]
    moved = sorted({person for each in moves for person in (*each.enter, *each.leave)})
    retake(moved, when)
    return {"moved": len(moved)}


def _was_applied(rule_id: UUID) -> bool:
    found = db.session.query(AssignmentRun.id).filter_by(rule_id=rule_id).first()
    return found is not None


def _apply(plan: DryRun, when: When, over: Census, *, by: UUID | None) -> DryRun:
    """Write who enters and leaves, unless a night finds an alarm; nothing moves, nothing is said.

    A night that finds the same alarm again adds no second one.
    """
    held = by is None and plan.move.alarms
    if by is None and not (plan.move.enter or plan.move.leave):
        return plan
    db.session.execute(insert(AssignmentRun), dict(
        id=uuid7(when.at), rule_id=plan.rule.id, before=plan.move.before,
        entering=len(plan.move.enter), leaving=len(plan.move.leave), held=held, by=by, at=when.at,
    ))  # fmt: skip
    if not held:
        _enter(plan, when, over)
        present = assigned_now(plan.rule.id)
        _end((present[person] for person in plan.move.leave), when)
    db.session.flush()
    return plan


def _enter(plan: DryRun, when: When, over: Census) -> None:
    known = programmes().get(plan.rule.programme)
    released = _last_material(known, over, when.zone)
    rows = [
        {
            "id": uuid7(when.at), "rule_id": plan.rule.id, "employee_id": person,
            "since": when.today, "at": when.at,
            "due": due_day(
                plan.rule.due, assigned=when.today, entered=plan.people[person].entered,
                posted=plan.outcome.members[person].since, released=released,
            ),
        }
        for person in plan.move.enter
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(inspect(Assignment).local_table), rows)


def _last_material(known: Programme | None, over: Census, zone: str) -> Any:
    """The day of the newest material release among a programme's modules."""
    slugs = known.slugs if known else ()
    days = (local_date(over.editions[s].material_at, zone) for s in slugs if s in over.editions)
    return max(days, default=None)


def _end(assignments: Iterable[UUID], when: When) -> None:
    rows = [{"assignment_id": key, "on_date": when.today, "at": when.at} for key in assignments]
    if rows:
        db.session.execute(insert(inspect(AssignmentEnd).local_table), rows)


def ask_to_assign(*, at: datetime) -> None:
    """A fact has changed: evaluate the rules again soon. Many changes join one evaluation."""
    jobs.ask(ASSIGN, {}, at=at, key=ASSIGN, run_at=at + SOON)


def ask_after_learning(*, at: datetime) -> None:
    """Evaluate the rules soon, if one of them asks what somebody has completed."""
    if any(each.audience.completed for each in rules(at=at)):
        jobs.ask(LEARNT, {}, at=at, key=LEARNT, run_at=at + SOON)


def ask_to_take(*, at: datetime) -> None:
    """Ask to take everybody's standing now; what is asked meanwhile is one taking."""
    jobs.ask(TAKE, {}, at=at, key=TAKE)


def ask_for_tonight(*, at: datetime, zone: str) -> None:
    """Evaluate the rules and issue what is due in the next night of the city."""
    local = at.astimezone(ZoneInfo(zone))
    tonight = datetime.combine(local.date(), NIGHT, ZoneInfo(zone))
    then = tonight if tonight > local else tonight + timedelta(days=1)
    jobs.ask(NIGHTLY, {}, at=at, key=f"{NIGHTLY}:{then.date()}", run_at=then)


def handlers(zone: str, issue: Issue, *, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """The handlers of these jobs; `issue` issues what is due at an instant, `keep` commits."""
    return {
        TAKE: partial(_take, zone=zone, keep=keep),
        LEARNT: partial(assign_learners, zone=zone),
        ASSIGN: partial(_assign, zone=zone, keep=keep),
        NIGHTLY: partial(_night, zone=zone, issue=issue, keep=keep),
    }


def _assign(running: jobs.Running, *, zone: str, keep: Callable[[], None]) -> dict[str, Any]:
    ask_for_tonight(at=running.at, zone=zone)
    keep()
    done = assign_all_aside(at=running.at, zone=zone)
    keep()
    _take(running, zone=zone, keep=keep)
    return dict(done)


def _night(
    running: jobs.Running, *, zone: str, issue: Issue, keep: Callable[[], None]
) -> dict[str, Any]:
    ask_for_tonight(at=running.at, zone=zone)
    keep()
    done = assign_all_aside(at=running.at, zone=zone)
    keep()
    done |= issue(running.at)
    keep()
    _take(running, zone=zone, keep=keep)
    return dict(done)


def _take(running: jobs.Running, *, zone: str, keep: Callable[[], None]) -> None:
    """Everybody's standing follows, a part of the people at a time."""

    def tell(done: int, of: int) -> None:
        keep()
        running.tell(done, of)

    take_standings_aside(When(running.at, zone), tell)
