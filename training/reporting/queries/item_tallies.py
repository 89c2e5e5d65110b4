"""The stored tallies of a quiz as values that can be added to, with what follows from them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import false, select

from training.content.rules.gates import Purpose
from training.content.tables import Release
from training.kernel.db import db
from training.quiz.rules.statistics.guessing import random_guess
from training.quiz.rules.statistics.quizzes import (
    QuizTally,
    load_form_sums,
    load_item_tally,
    load_unit_sums,
    tallied,
)
from training.quiz.rules.statistics.telling import Known
from training.reporting.queries.first_answers import AT_ONCE, countable, sittings
from training.reporting.queries.item_versions import Versions, label_of, versions
from training.reporting.tables import ItemTally, UnitAnswers
from training.reporting.tables import QuizTally as QuizRow

AT_A_TIME = 5 * AT_ONCE


@dataclass(frozen=True, slots=True)
class Derived:
    """A quiz's tally as it follows from the facts, and the attempts that are in it."""

    tally: QuizTally
    attempts: tuple[UUID, ...]


def token_of(slug: str, *, held: bool = False, purpose: Purpose = Purpose.POST) -> UUID | None:
    """What names the stored counting; `held`: nobody else counts until the transaction ends.

    What is held is the module's first release, which is there before anything was counted.
    """
    if held:
        first = select(Release.id).where(Release.slug == slug).order_by(Release.number).limit(1)
        db.session.execute(first.with_for_update(key_share=True))
    found = select(QuizRow.token).where(QuizRow.slug == slug, QuizRow.purpose == purpose.value)
    return db.session.execute(found).scalar()


def stored(slug: str, *, purpose: Purpose = Purpose.POST) -> QuizTally | None:
    """The stored tally; None where the quiz was never counted. Units are of the main purpose."""
    row = db.session.execute(
        select(QuizRow.form, QuizRow.months).where(
            QuizRow.slug == slug, QuizRow.purpose == purpose.value
        )
    ).first()
    if row is None:
        return None
    items = select(ItemTally.question, ItemTally.version, ItemTally.sums).where(
        ItemTally.purpose == purpose.value
    )
    units = select(UnitAnswers.unit_id, UnitAnswers.sums).where(UnitAnswers.slug == slug)
    if purpose is not Purpose.POST:
        units = units.where(false())
    kept = {
        label_of(question, version): load_item_tally(sums)
        for question, version, sums in db.session.execute(items.where(ItemTally.slug == slug))
    }
    placed = {str(unit): load_unit_sums(sums) for unit, sums in db.session.execute(units)}
    return QuizTally(
        load_form_sums(row.form), row.months,
        {label: kept[label] for label in sorted(kept)},
        {unit: placed[unit] for unit in sorted(placed)},
    )  # fmt: skip


def batch(ids: list[UUID], known: Versions, *, zone: str) -> QuizTally:
    """The tally of some attempts."""
    options = {label: each.options for label, each in known.known.items()}
    return tallied(list(sittings(ids, known, zone=zone)), options)


def derived(
    slug: str, *, zone: str, waiting_too: bool = True, purpose: Purpose = Purpose.POST
) -> Derived:
    """The tally as it follows from all facts, or from all but those that wait to be added."""
    known, ids = versions(slug), countable(slug, waiting_too=waiting_too, purpose=purpose)
    whole = QuizTally()
    for start in range(0, len(ids), AT_A_TIME):
        whole += batch(ids[start : start + AT_A_TIME], known, zone=zone)
    return Derived(whole, tuple(ids))


def knowledge(known: Versions) -> dict[str, Known]:
    """What the questions themselves say of every item version."""
    return {
        label: Known(random_guess(each.question), each.right) for label, each in known.known.items()
    }


def as_told(slug: str, *, purpose: Purpose = Purpose.POST) -> dict[str, Any]:
    """What the pages are told, by label, to compare."""
    rows = db.session.execute(
        select(ItemTally.question, ItemTally.version, ItemTally.told).where(
            ItemTally.slug == slug, ItemTally.purpose == purpose.value
        )
    )
    return {label_of(question, version): told for question, version, told in rows}
