"""What people planned to do, and what others confirm that they did."""

from collections.abc import Iterator
from uuid import UUID

from training.commitments.queries.evidence import PlanEnacted, PlanMade
from training.commitments.queries.evidence import evidence_between as planned_between
from training.internalization.rules.evidence import Evidence, Kind


def plans_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """If–then plans and corroborated enactments of the people of a range.

    Only a plan for the person's own kind of post is met: a plan for anybody is none.
    """
    for each in planned_between(first, last):
        yield _plan(each) if isinstance(each, PlanMade) else _enactment(each)


def _plan(each: PlanMade) -> Evidence:
    traced = {"plan": str(each.plan_id), "indicator": each.indicator}
    return Evidence(
        Kind.PLAN, each.id, each.employee_id, each.unit_id, each.at, each.indicator,
        met=each.role_specific, stage=each.stage, detail=traced,
    )  # fmt: skip


def _enactment(each: PlanEnacted) -> Evidence:
    traced = {"plan": str(each.plan_id), "indicator": each.indicator, "by": each.by}
    return Evidence(
        Kind.ENACTMENT, each.id, each.employee_id, each.unit_id, each.at, each.indicator,
        met=each.role_specific, stage=each.stage, detail=traced,
    )  # fmt: skip
