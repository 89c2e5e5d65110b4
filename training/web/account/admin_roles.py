"""Granting and ending roles: first a page that says what follows, then the act."""

from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.certification.actions.assigning import ask_to_assign
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.actions import roles
from training.people.queries import administration, units
from training.people.rules.access import NEEDS_SECOND_FACTOR, Permission
from training.people.rules.administration import RoleCannotBeGranted, insist_on_whole_city
from training.people.rules.kinds import Role
from training.web.account.admin import another, scope
from training.web.account.admin_acts import back_to
from training.web.account.blueprint import bp
from training.web.account.words import ROLES
from training.web.session import acting


def _wanted_role(text: str | None) -> Role:
    """A role that the acting administrator may give."""
    if text not in set(Role):
        raise RoleCannotBeGranted
    role = Role(text)
    insist_on_whole_city(role, scope())
    if role is Role.EMPLOYEE:
        raise RoleCannotBeGranted
    return role


@bp.get("/admin/pegawai/<uuid:person_id>/peran")
@allow(Permission.ADMINISTER, object="person")
def confirm_role(person_id: UUID) -> str:
    card, role = another(person_id), _wanted_role(request.args.get("peran"))
    unit = units.by_code(request.args.get("unit", ""), scope())
    return render_template(
        "account/admin_role.html", card=card, role=role, words=ROLES[role], unit=unit,
        second_factor=role in NEEDS_SECOND_FACTOR,
    )  # fmt: skip


@bp.post("/admin/pegawai/<uuid:person_id>/peran")
@allow(Permission.ADMINISTER, object="person")
def grant_role(person_id: UUID) -> Response:
    card, role = another(person_id), _wanted_role(request.form.get("peran"))
    unit = units.by_code(request.form.get("unit", ""), scope())
    roles.grant(card.id, role, unit.id, by=acting().id, at=now())
    ask_to_assign(at=now())
    flash(_("The role is granted. It holds from the next sign-in."), "success")
    return back_to(card)


@bp.get("/admin/pegawai/<uuid:person_id>/peran/<uuid:grant_id>")
@allow(Permission.ADMINISTER, object="person")
def confirm_role_end(person_id: UUID, grant_id: UUID) -> str:
    card = another(person_id)
    held = administration.role(grant_id, of=card.id, scope=scope())
    return render_template(
        "account/admin_role_end.html", card=card, held=held, words=ROLES[Role(held.role)]
    )


@bp.post("/admin/pegawai/<uuid:person_id>/peran/<uuid:grant_id>")
@allow(Permission.ADMINISTER, object="person")
def end_role(person_id: UUID, grant_id: UUID) -> Response:
    card = another(person_id)
    held = administration.role(grant_id, of=card.id, scope=scope())
    if not roles.end(held.id, of=card.id, by=acting().id, at=now()):
        raise NoResultFound
    ask_to_assign(at=now())
    flash(_("The role is ended."), "success")
    return back_to(card)
