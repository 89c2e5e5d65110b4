"""The administrator looks for a person and sees the state of their account."""

from uuid import UUID

from flask import current_app, render_template, request
from flask_babel import gettext as _

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.queries import accounts, administration, units
from training.people.queries.administration import Card
from training.people.queries.sessions import open_sessions
from training.people.rules.access import Permission, within
from training.people.rules.administration import (
    FOR_THE_WHOLE_CITY,
    insist_on_another,
    reaches_the_whole,
)
from training.people.rules.kinds import Role
from training.privacy.queries.objections import waiting
from training.web.account.acts import ACTS
from training.web.account.blueprint import bp
from training.web.account.words import PERMISSIONS, ROLES
from training.web.session import acting, today

SHORTEST = 3


def scope() -> tuple[str, ...]:
    """The part of the tree that the acting administrator administers."""
    return acting().scope(Permission.ADMINISTER)


def known(person_id: UUID) -> Card:
    """A person of the administrator's part of the tree, else NoResultFound."""
    return administration.person(person_id, scope=scope(), today=today())


def another(person_id: UUID) -> Card:
    """The same, for a change: nobody changes their own account here."""
    card = known(person_id)
    insist_on_another(acting(), card.id)
    return card


def grantable() -> dict[str, object]:
    """The roles that the acting administrator may give."""
    whole = reaches_the_whole(scope())
    return {
        role.value: words
        for role, words in ROLES.items()
        if role is not Role.EMPLOYEE and (whole or role not in FOR_THE_WHOLE_CITY)
    }


@bp.get("/admin")
@allow(Permission.ADMINISTER)
def admin() -> str:
    typed = request.args.get("cari", "").strip()[:100]
    found = administration.search(typed, scope=scope(), today=today())
    too_short = 0 < len(typed) < SHORTEST
    return render_template(
        "account/admin.html", typed=typed, rows=found, too_short=too_short,
        more=len(found) == administration.MOST, state_of=state_of,
        objections_wait=waiting(scope(), today=today()),
        nobody_named=not current_app.config["RESAP"].safeguarding,
    )  # fmt: skip


def state_of(card: Card) -> dict[str, str]:
    """Whether the person can sign in, in words and as a kind of tag."""
    if card.closed:
        return {"text": _("Closed"), "tag": "bad"}
    if card.has_password:
        return {"text": _("Active"), "tag": "good"}
    return {"text": _("Invited") if card.invited else _("Not invited yet"), "tag": "neutral"}


@bp.get("/admin/pegawai/<uuid:person_id>")
@allow(Permission.ADMINISTER, object="person", writes=True)
def admin_person(person_id: UUID) -> str:
    card, mine = known(person_id), scope()
    note(Happening(EventKind.LOOKED_AT, now(), acting().id, "person", str(card.id)))
    held = [(each, within(each.path, mine)) for each in administration.roles(card.id)]
    return render_template(
        "account/admin_person.html", card=card, state=state_of(card), held=held,
        is_me=card.id == acting().id, role_words=ROLES, grantable=grantable(),
        units=units.tree(mine), permissions=PERMISSIONS, tokens=accounts.api_tokens(card.id),
        sessions=open_sessions(card.id, at=now()), numbers=accounts.numbers(card.id),
        acts=[act for act in ACTS.values() if act.fits(card)],
    )  # fmt: skip
