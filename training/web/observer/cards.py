"""The card of a person whom an observer has visited; the person sees who looked at it."""

from uuid import UUID

from flask import Blueprint, render_template
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.internalization.queries.cards import card_of
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.level_words import LEVELS, NEEDS
from training.web.observer.visits import visit_of
from training.web.session import acting, arrived, today

bp = Blueprint("observer_cards", __name__, url_prefix="/pengamatan")


@bp.get("/<uuid:visit_id>/kartu")
@allow(Permission.OBSERVE, object="signed-visit", writes=True)
def show(visit_id: UUID) -> str:
    """The level and what is missing, and nothing else; only within the assignment."""
    card = card_of(visit_id, acting().id, at=arrived(), today=today())
    if card is None:
        raise NoResultFound
    note(Happening(EventKind.LOOKED_AT, arrived(), acting().id, "person", str(card.person)))
    visit = visit_of(visit_id)
    return render_template("observer/card.html", card=card, visit=visit, levels=LEVELS, needs=NEEDS)
