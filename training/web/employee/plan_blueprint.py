"""The door of the pages for if–then plans, and what all of them need."""

from typing import Any
from uuid import UUID

from flask import Blueprint, url_for

from training.commitments.queries.plans import Mine, plan_of
from training.content.queries.plans import PlanBook, plan_book
from training.kernel.settings import ROOT
from training.web.session import acting

bp = Blueprint("commitments", __name__, url_prefix="/komitmen")


def own(plan_id: UUID) -> Mine:
    """A plan of whoever is acting; 404 for everybody else's."""
    return plan_of(plan_id, of=acting().id)


def book() -> PlanBook:
    """The templates and indicators as they are now."""
    return plan_book(ROOT)


def to(plan: Mine | UUID, endpoint: str = "show", **more: Any) -> str:
    """The address of a page of a plan."""
    key = plan.id if isinstance(plan, Mine) else plan
    return url_for(f"commitments.{endpoint}", plan_id=key, **more)
