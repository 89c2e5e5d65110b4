"""Models of ability as they follow from the facts, and whether they ask to be fitted anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from training.content.rules.gates import Purpose
from training.kernel.db import db
from training.quiz.queries.results import COUNTED
from training.quiz.rules.statistics.models import is_due, models, sampled
from training.quiz.rules.statistics.models_told import ModelsTold, load_models
from training.reporting.queries.first_answers import countable, sittings
from training.reporting.queries.item_versions import versions
from training.reporting.tables import ItemModels, QuizTally


@dataclass(frozen=True, slots=True)
class Fitted:
    """Models of ability, and the attempts to which they were fitted."""

    told: ModelsTold
    attempts: tuple[UUID, ...]


def counted_of(slug: str, *, purpose: Purpose) -> int:
    """How many first attempts are in the stored tally."""
    found = select(QuizTally.told).where(QuizTally.slug == slug, QuizTally.purpose == purpose.value)
    told = db.session.execute(found).scalar()
    return int(told["n"]) if told else 0


def stored_models(slug: str, *, purpose: Purpose) -> Fitted | None:
    """The models as they were fitted last; None where there are none."""
    found = select(ItemModels.attempts, ItemModels.told).where(
        ItemModels.slug == slug, ItemModels.purpose == purpose.value
    )
    row = db.session.execute(found).first()
    if row is None:
        return None
    return Fitted(load_models(row.told), tuple(UUID(each) for each in row.attempts))


def fits_due(slug: str) -> tuple[Purpose, ...]:
    """The purposes whose first attempts ask for a fit: there is none, or they have grown enough."""
    return tuple(each for each in COUNTED if is_due_for(slug, purpose=each))


def is_due_for(slug: str, *, purpose: Purpose) -> bool:
    """Whether a quiz's models are to be fitted (anew)."""
    kept = stored_models(slug, purpose=purpose)
    return is_due(counted_of(slug, purpose=purpose), kept.told.n if kept else None)


def fitted(slug: str, *, purpose: Purpose, zone: str) -> Fitted | None:
    """Both models, fitted to a sample of the counted attempts; None where there is no release."""
    ids = sampled(countable(slug, waiting_too=False, purpose=purpose))
    n = counted_of(slug, purpose=purpose)
    try:
        return Fitted(fitted_to(ids, slug, n=n, zone=zone), ids)
    except NoResultFound:
        return None


def fitted_to(ids: Sequence[UUID], slug: str, *, n: int, zone: str) -> ModelsTold:
    """Both models, fitted to these attempts as the facts have them now."""
    known = versions(slug)
    marks = [dict(each.marks) for each in sittings(ids, known, zone=zone)]
    return models(marks, n=n)
