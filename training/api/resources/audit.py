"""The audit chain, for the auditor's own tools: in order, a page at a time."""

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint
from pydantic import Field

from training.api.paging import MOST
from training.api.speaking import Told, WholeNumber, speaks
from training.audit.queries import after
from training.kernel.access import allow
from training.people.rules.access import Permission

bp = Blueprint("audit", __name__)
LARGEST_SEQ = 2**53


class Since(Told):
    """After which event of the chain, and how many; 0 is the beginning."""

    after: Annotated[WholeNumber, Field(ge=0, le=LARGEST_SEQ)] = 0
    limit: Annotated[WholeNumber, Field(ge=1, le=MOST)] = 100


class Event(Told):
    """One link of the chain, whole enough to compute its hash again."""

    seq: int
    at: datetime
    actor: UUID | None
    kind: str
    object_kind: str
    object_id: str
    detail: dict[str, Any]
    request_id: str
    previous: str
    hash: str


class EventList(Told):
    """`next` is the value for `after` to go on with; null when nothing follows yet."""

    items: tuple[Event, ...]
    next: int | None


@bp.get("/audit")
@allow(Permission.AUDIT)
@speaks("Events of the audit chain, oldest first", EventList, query=Since)
def audit(query: Since) -> EventList:
    found = after(query.after, most=query.limit + 1)
    shown = found[: query.limit]
    more = len(found) > query.limit
    return EventList(
        items=tuple(_event(each) for each in shown), next=shown[-1].seq if more else None
    )


def _event(event: Any) -> Event:
    return Event(
        seq=event.seq, at=event.at, actor=event.actor, kind=event.kind,
        object_kind=event.object_kind, object_id=event.object_id,
        detail=json.loads(event.detail), request_id=event.request_id,
        previous=event.previous, hash=event.hash,
    )  # fmt: skip
