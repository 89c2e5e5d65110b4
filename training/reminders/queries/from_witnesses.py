"""Questions to second persons that nobody has answered yet."""

from collections.abc import Iterator

from sqlalchemy import select

from training.commitments.tables import WitnessAnswer, WitnessAsked
from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One for each open question, from the day on which it was asked; never whose plan it is."""
    found = (
        select(WitnessAsked.witness_id, WitnessAsked.id, WitnessAsked.at)
        .outerjoin(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)
        .where(
            WitnessAsked.witness_id.between(asking.first, asking.last),
            WitnessAnswer.ask_id.is_(None),
        )
    )
    for person, question, at in db.session.execute(found):
        yield Anchor(person, Kind.TESTIMONY, asking.day(at), str(question), str(question))
