"""Acts on an account, each confirmed on a page of its own; and links that invite or reset."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.kernel.access import allow
from training.kernel.clock import now
from training.people.actions import links
from training.people.queries.administration import Card
from training.people.queries.sessions import grants
from training.people.rules.access import Permission
from training.people.rules.administration import AccountIsClosed, insist_on_reach
from training.people.rules.links import Purpose
from training.web.account import letters
from training.web.account.acts import ACTS, Act
from training.web.account.admin import another
from training.web.account.blueprint import bp
from training.web.session import acting


def _act(slug: str, card: Card) -> Act:
    """An act that makes sense for this person now; any other does not exist."""
    act = ACTS.get(slug)
    if act is None or not act.fits(card):
        raise NoResultFound
    return act


def back_to(card: Card) -> Response:
    """To the person's page."""
    return redirect(url_for("account.admin_person", person_id=card.id), 303)


@bp.get("/admin/pegawai/<uuid:person_id>/tindakan/<slug>")
@allow(Permission.ADMINISTER, object="person")
def confirm_act(person_id: UUID, slug: str) -> str:
    card = another(person_id)
    insist_on_reach(acting(), grants(card.id))
    return render_template("account/admin_act.html", card=card, act=_act(slug, card))


@bp.post("/admin/pegawai/<uuid:person_id>/tindakan/<slug>")
@allow(Permission.ADMINISTER, object="person")
def do_act(person_id: UUID, slug: str) -> Response:
    card = another(person_id)
    insist_on_reach(acting(), grants(card.id))
    act = _act(slug, card)
    act.do(card.id, acting().id, now())
    flash(str(act.done), "success")
    return back_to(card)


@bp.post("/admin/pegawai/<uuid:person_id>/tautan")
@allow(Permission.ADMINISTER, object="person")
def make_link(person_id: UUID) -> Response:
    """By letter; shown once, to be handed over, only when the person has no e-mail address."""
    card = another(person_id)
    if card.closed:
        raise AccountIsClosed
    if card.email is None:
        insist_on_reach(acting(), grants(card.id))
    purpose = Purpose.RESET if card.has_password else Purpose.INVITATION
    token = links.make(card.id, purpose, by=acting().id, at=now())
    if card.email is None:
        return _shown_once(card, token, purpose)
    letters.send(purpose, token, to=card.email, name=card.name, at=now())
    flash(_("The link is on its way by e-mail."), "success")
    return back_to(card)


def _shown_once(card: Card, token: str, purpose: Purpose) -> Response:
    page = render_template(
        "account/admin_link.html", card=card, address=letters.address_of(token),
        invitation=purpose is Purpose.INVITATION,
    )  # fmt: skip
    answer = make_response(page)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
