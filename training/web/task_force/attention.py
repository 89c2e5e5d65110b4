"""What needs the task force now: audits, findings, observers who differ, silent units."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from training.internalization.queries.audits import left_to_see
from training.internalization.queries.cycles import CycleShown, cycles
from training.internalization.rules.cycles import State
from training.internalization.rules.falsifiers import is_suspended
from training.observation.queries.findings import open_findings
from training.oversight.queries.agenda import agenda
from training.oversight.queries.cases import open_cases
from training.oversight.rules.entries import EntryState
from training.oversight.rules.following import CaseState
from training.people.rules.access import Permission
from training.reporting.queries.units import UnitRow
from training.reporting.rules.figures import Shown
from training.reporting.rules.measures import Measure
from training.voice.queries.bursts import waiting
from training.web.present import number, percent
from training.web.session import acting, today

Item = dict[str, Any]
QUIET = 1 / 4
"""A unit is called silent where its figure tells that at most a quarter was active in 90 days.

That is the lowest span of a small unit, and hardly anybody of a large one: how many is told.
"""


def attention(rows: Iterable[UnitRow]) -> list[Item]:
    """The list, in the order in which things are decided; nothing in it compares units."""
    known = cycles(today=today())
    found = [item for each in known for item in _cycle(each, today())]
    found += [*_observers(known), *_findings(), *_casework(), *_voices(), *_silent(rows)]
    return found


def _item(title: str, href: str, status: str, *, hint: str = "", kind: str = "waiting") -> Item:
    return {"title": title, "href": href, "hint": hint, "status": status, "kind": kind}


def _cycle(found: CycleShown, day: date) -> list[Item]:
    """A cycle that is over and not closed; an audit in which somebody was not seen yet."""
    if found.state is State.CLOSED:
        return []
    items, href = [], url_for("task_force_cycles.show", label=found.label)
    if found.state is State.OVER:
        title = _("Close the cycle %(label)s", label=found.label)
        items.append(_item(title, href, _("over"), hint=_("Figures are told when it is closed.")))
    left, drawn = left_to_see(found.audit) if found.audit else (0, 0)
    if left:
        title = _("Audit of the cycle %(label)s", label=found.label)
        days = (found.span.last - day).days
        hint = _("%(n)s days are left.", n=number(days)) if days >= 0 else _("Its days are over.")
        told = _("%(n)s of %(of)s not seen yet", n=number(left), of=number(drawn))
        items.append(_item(title, href, told, hint=hint))
    return items


def _observers(known: Iterable[CycleShown]) -> list[Item]:
    """The newest closed cycle found that observers differ, or that people perform for them."""
    closed = next((each for each in known if each.state is State.CLOSED), None)
    if closed is None or not is_suspended(closed.quality):
        return []
    hint = _("Until observers agree again, visits count for no level.")
    href = url_for("task_force_validity.show")
    return [_item(_("Observers differ (claim F7)"), href, _("below the gate"), hint=hint,
                  kind="bad")]  # fmt: skip


def _findings() -> list[Item]:
    count = open_findings()
    href = url_for("task_force_observing.home") + "#temuan"
    title = _("Findings of contrary conduct that are not closed")
    return [_item(title, href, number(count))] if count else []


def _casework() -> list[Item]:
    """Visits that were not held, acts that are overdue, and what waits for a check."""
    scope = acting().scope(Permission.RUN_CASEWORK)
    if not scope:
        return []
    late = sum(each.state is EntryState.OVERDUE for each in agenda(scope, today=today()))
    cases, href = open_cases(scope, today=today()), url_for("casework.home")
    overdue = sum(each.is_overdue for each in cases)
    checks = sum(each.state is CaseState.TO_CHECK for each in cases)
    raised = sum(each.state is CaseState.ESCALATED for each in cases)
    told = (
        (_("Findings that were escalated and are not closed"), raised, "bad"),
        (_("Visits and talks whose day has passed"), late, "waiting"),
        (_("Agreed acts that are overdue"), overdue, "bad"),
        (_("Acts that a unit says are done, to be checked"), checks, "waiting"),
    )
    return [_item(title, href, number(n), kind=kind) for title, n, kind in told if n]


def _voices() -> list[Item]:
    scope = acting().scope(Permission.SEE_CITY)
    count = len(waiting(scope)) if acting().may(Permission.REVIEW_VOICES) else 0
    href = url_for("voice_reviews.home")
    return [_item(_("Bursts of voices to look at"), href, number(count))] if count else []


def _silent(rows: Iterable[UnitRow]) -> list[Item]:
    """Units in which few were active, as far as that may be told; what to do is said once."""
    quiet = [row for row in rows if not row.merged_into and _is_quiet(row)]
    hint = _("Ask what stands in the way before anybody is admonished.")
    return [
        _item(_("Silent unit: %(name)s", name=row.name),
              url_for("task_force.city_unit", code=row.code),
              _("at most %(share)s active", share=percent(row.figures[Measure.ACTIVE].high)),
              hint="" if place else hint, kind="neutral")
        for place, row in enumerate(quiet)
    ]  # fmt: skip


def _is_quiet(row: UnitRow) -> bool:
    figure = row.figures[Measure.ACTIVE]
    return figure.shown is Shown.AT_MOST and figure.high is not None and figure.high <= QUIET
