"""API tokens: made for a person, shown once, revoked."""

from datetime import timedelta
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.kernel.access import allow
from training.kernel.clock import now
from training.people.actions import tokens
from training.people.queries.sessions import grants
from training.people.rules.access import Permission
from training.people.rules.administration import AccountIsClosed, insist_on_reach
from training.web.account.admin import another
from training.web.account.admin_acts import back_to
from training.web.account.blueprint import bp
from training.web.session import acting

LIVES = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365)}


@bp.post("/admin/pegawai/<uuid:person_id>/token")
@allow(Permission.ADMINISTER, object="person")
def make_token(person_id: UUID) -> str:
    card = another(person_id)
    insist_on_reach(acting(), grants(card.id))
    if card.closed:
        raise AccountIsClosed
    name = request.form.get("nama_token", "").replace("\x00", "").strip()[:80] or _("No name")
    ends = now() + LIVES.get(request.form.get("masa", ""), LIVES["90"])
    chosen = request.form.getlist("izin")
    token = tokens.make(card.id, name, chosen, ends, by=acting().id, at=now())
    return render_template("account/admin_token.html", card=card, token=token, name=name, ends=ends)


@bp.post("/admin/pegawai/<uuid:person_id>/token/<uuid:token_id>/cabut")
@allow(Permission.ADMINISTER, object="person")
def revoke_token(person_id: UUID, token_id: UUID) -> Response:
    card = another(person_id)
    if not tokens.revoke(token_id, of=card.id, by=acting().id, at=now()):
        raise NoResultFound
    flash(_("The token is revoked."), "success")
    return back_to(card)
