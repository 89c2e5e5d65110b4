"""Casework of the task force for machines: what is planned and held, what was found and agreed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from flask import Blueprint
from pydantic import Field
from sqlalchemy.exc import NoResultFound

from training.api.door import acting, today
from training.api.paging import Page, page_of
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.oversight.queries.agenda import Entry, entry_of, in_scope
from training.oversight.queries.cases import Case, case_of, cases_in, cases_of_entry
from training.people.rules.access import Permission

bp = Blueprint("casework", __name__)
UnitCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]


class VisitsAsked(Page):
    """Of which unit: a code; without one, of the whole scope."""

    unit: UnitCode | None = None


class FindingsAsked(VisitsAsked):
    """Which: open ones, closed ones, or all of them."""

    state: Literal["open", "closed", "all"] = "all"


class VisitTold(Told):
    """One entry of the calendar. `state`: coming, due, overdue, held or cancelled.

    Nobody who leads, was there or wrote is named; photographs are not told of.
    """

    id: UUID
    kind: str
    title: str
    unit: str
    day: date
    announced: bool
    state: str
    held_at: datetime | None
    cycle: str | None
    series: UUID | None
    behaviours: tuple[str, ...]
    kla: tuple[int, ...]


class Visits(Told):
    """Entries of the calendar, by day."""

    items: tuple[VisitTold, ...]
    next: str | None


class ActTold(Told):
    """What was agreed: the post that does it and until when. `doer_named`: a person was named."""

    number: int
    act: str
    post: str
    due: date
    doer_named: bool


class StepTold(Told):
    """What was said afterwards; `to`: the post to which it was escalated."""

    kind: str
    words: str
    to: str | None
    at: datetime


class FindingTold(Told):
    """One finding. `state`: unanswered, under-way, to-check, escalated or closed.

    The last of `acts` counts; `steps` are in the order in which they were said.
    """

    id: UUID
    visit: UUID
    unit: str
    what: str
    stage: str
    weight: str
    behaviour: str | None
    kla: int | None
    state: str
    overdue: bool
    found_at: datetime
    acts: tuple[ActTold, ...]
    steps: tuple[StepTold, ...]


class Findings(Told):
    """Findings with what was agreed and what followed, the oldest first."""

    items: tuple[FindingTold, ...]
    next: str | None


class VisitWhole(VisitTold):
    """One entry of the calendar with its findings."""

    findings: tuple[FindingTold, ...]


@bp.get("/casework/visits")
@allow(Permission.RUN_CASEWORK)
@speaks("What the task force planned and held in one's scope, by day", Visits, query=VisitsAsked)
def visits(query: VisitsAsked) -> Visits:
    found = in_scope(_scope(), today=today(), unit=_code(query))
    shown, following = page_of(found, query, lambda each: str(each.id))
    return Visits(items=tuple(VisitTold(**_visit(each)) for each in shown), next=following)


@bp.get("/casework/visits/<uuid:entry_id>")
@allow(Permission.RUN_CASEWORK, object="entry")
@speaks("One entry of the calendar with its findings", VisitWhole, refusals=(404,))
def visit(entry_id: UUID) -> VisitWhole:
    found = entry_of(entry_id, _scope(), today=today())
    return VisitWhole(**_visit(found), findings=_findings(cases_of_entry(entry_id, today=today())))


@bp.get("/casework/findings")
@allow(Permission.RUN_CASEWORK)
@speaks("What was found and agreed in one's scope", Findings, query=FindingsAsked)
def findings(query: FindingsAsked) -> Findings:
    found = [
        each for each in cases_in(_scope(), today=today(), unit=_code(query))
        if query.state == "all" or each.is_closed == (query.state == "closed")
    ]  # fmt: skip
    shown, following = page_of(found, query, lambda each: str(each.id))
    return Findings(items=_findings(shown), next=following)


@bp.get("/casework/findings/<uuid:finding_id>")
@allow(Permission.RUN_CASEWORK, object="casework-case")
@speaks("One finding with what was agreed and what followed", FindingTold, refusals=(404,))
def finding(finding_id: UUID) -> FindingTold:
    found = case_of(finding_id, _scope(), today=today())
    if found is None:
        raise NoResultFound
    return _finding(found)


def _scope() -> tuple[str, ...]:
    return acting().scope(Permission.RUN_CASEWORK)


def _code(query: VisitsAsked) -> str:
    return (query.unit or "").upper()


def _visit(each: Entry) -> dict[str, Any]:
    return {
        "id": each.id, "kind": each.kind.value, "title": each.title, "unit": each.unit_code,
        "day": each.day, "announced": each.announced, "state": each.state.value,
        "held_at": each.held_at, "cycle": each.cycle or None, "series": each.series_id,
        "behaviours": each.behaviours, "kla": each.kla,
    }  # fmt: skip


def _findings(found: Iterable[Case]) -> tuple[FindingTold, ...]:
    return tuple(_finding(each) for each in found)


def _finding(each: Case) -> FindingTold:
    acts = (
        ActTold(number=a.number, act=a.act, post=a.owner, due=a.due, doer_named=bool(a.doer_id))
        for a in each.acts
    )
    steps = (
        StepTold(kind=s.kind.value, words=s.words, to=s.to or None, at=s.at) for s in each.steps
    )
    return FindingTold(
        id=each.id, visit=each.entry_id, unit=each.unit_code, what=each.what,
        stage=each.stage.value, weight=each.weight.value, behaviour=each.behaviour or None,
        kla=each.kla, state=each.state.value, overdue=each.is_overdue, found_at=each.at,
        acts=tuple(acts), steps=tuple(steps),
    )  # fmt: skip
