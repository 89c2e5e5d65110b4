"""Whose token this is, and what it may do."""

from uuid import UUID

from flask import Blueprint

from training.api.door import caller
from training.api.speaking import Told, speaks
from training.kernel.access import signed_in

bp = Blueprint("me", __name__)


class Role(Told):
    """A role over one unit and everything below it."""

    role: str
    unit: str


class Me(Told):
    """The person whom the token acts for; `unit` is the code of the unit they serve in now."""

    id: UUID
    name: str
    unit: str | None
    roles: tuple[Role, ...]
    permissions: tuple[str, ...]


@bp.get("/me")
@signed_in()
@speaks("The person and the permissions behind the token", Me)
def me() -> Me:
    who = caller()
    person = who.actor
    return Me(
        id=person.id,
        name=person.name,
        unit=code_of(person.unit_path) or None,
        roles=tuple(Role(role=each.role.value, unit=code_of(each.path)) for each in person.grants),
        permissions=tuple(sorted(each.value for each in who.scopes if person.may(each))),
    )


def code_of(path: str) -> str:
    """The code at the end of a unit's path."""
    return path.strip("/").split("/")[-1]
