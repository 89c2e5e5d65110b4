"""Signing an observation by machine, as the observer whose visit it is."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from flask import Blueprint, current_app
from pydantic import AwareDatetime, Field

from training.api.door import acting, arrived, today
from training.api.once import key_of_request
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.observation.actions.sheets import sign
from training.observation.queries.visits import one_of
from training.observation.rules.occasions import Mark
from training.observation.rules.sheets import MOST_NOTE, MOST_PLACE, Sheet
from training.people.rules.access import Permission

bp = Blueprint("observations", __name__)
MOST_ITEMS = 40
ItemKey = Annotated[str, Field(max_length=60)]


class Observing(Told):
    """A filled sheet: a mark (met, partly, not, not_seen) for every item of the visit's instrument.

    Times bear their zone. What looks like a name or a number in the texts is covered.
    """

    visit: Annotated[UUID, Field(strict=False)]
    items: Annotated[
        dict[ItemKey, Annotated[Mark, Field(strict=False)]], Field(max_length=MOST_ITEMS)
    ]
    started_at: Annotated[AwareDatetime, Field(strict=False)]
    ended_at: Annotated[AwareDatetime, Field(strict=False)]
    place: Annotated[str, Field(max_length=MOST_PLACE)] = ""
    note: Annotated[str, Field(max_length=MOST_NOTE)] = ""


class ObservationSigned(Told):
    """The signed sheet; `share` of the seen items from 0 to 1, `covered` places in its words."""

    id: UUID
    visit: UUID
    signed_at: datetime
    seen: int
    share: float
    met: bool
    covered: int


@bp.post("/observations")
@allow(Permission.OBSERVE)
@speaks(
    "Sign the sheet of one's own visit, once", ObservationSigned, body=Observing, statuses=(201,),
    refusals=(404, 409),
)  # fmt: skip
def sign_observation(body: Observing) -> tuple[ObservationSigned, int]:
    zone = current_app.config["RESAP"].timezone
    sheet = Sheet(
        body.items, body.place, body.started_at, body.ended_at, body.note, key=key_of_request()
    )
    kept = sign(body.visit, sheet, by=acting().id, at=arrived(), zone=zone)
    signed = one_of(body.visit, acting().id, today=today()).sheets[0]
    found = signed.outcome
    told = ObservationSigned(
        id=kept.id, visit=body.visit, signed_at=kept.signed_at, seen=found.seen,
        share=found.share, met=found.met, covered=kept.covered,
    )  # fmt: skip
    return told, 201
