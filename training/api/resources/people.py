"""How far a person is, for the administration of their unit. Every look is written down."""

from uuid import UUID

from flask import Blueprint, current_app

from training.api.door import acting
from training.api.resources.modules import Progress, progress_of
from training.api.speaking import Told, speaks
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.kernel.clock import local_date, now
from training.learning.queries import Mine, all_mine, post_of
from training.people.queries import employees
from training.people.rules.access import Permission

bp = Blueprint("people", __name__)


class OwnModule(Told):
    """One module of the person; `assigned` says that it is theirs to learn."""

    slug: str
    title: str
    assigned: bool
    edition: int
    progress: Progress


class PersonProgress(Told):
    """Completion and scores. Levels of internalization are never shown to anybody else."""

    id: UUID
    name: str
    unit: str
    modules: tuple[OwnModule, ...]


@bp.get("/people/<uuid:person_id>/progress")
@allow(Permission.SEE_PEOPLE, object="person", writes=True)
@speaks(
    "How far a person of one's scope is; the person sees who looked",
    PersonProgress,
    refusals=(404,),
)
def person_progress(person_id: UUID) -> PersonProgress:
    at = now()
    today = local_date(at, current_app.config["RESAP"].timezone)
    person = employees.person(person_id, acting().scope(Permission.SEE_PEOPLE), today=today)
    detail = {"what": "progress", "by": "api"}
    note(Happening(EventKind.LOOKED_AT, at, acting().id, "person", str(person_id), detail))
    every = all_mine(person_id, post_of(person_id, today=today))
    return PersonProgress(
        id=person.id, name=person.name, unit=person.unit_code,
        modules=tuple(_module(each) for each in every),
    )  # fmt: skip


def _module(shown: Mine) -> OwnModule:
    return OwnModule(
        slug=shown.edition.slug, title=shown.module.title, assigned=shown.assigned,
        edition=shown.edition.edition, progress=progress_of(shown),
    )  # fmt: skip
