"""Fitting models of ability: after enough first attempts were added, and after a count anew.

It stands on numpy and scipy, so that only the worker and commands load it, when they need it. A fit
takes about a second, and nobody who writes waits for it: it reads, thinks, and then writes one row.
"""

from datetime import datetime

from sqlalchemy import delete, insert

from training.content.queries import published_slugs
from training.content.rules.gates import Purpose
from training.kernel import jobs
from training.kernel.db import db, only_reading
from training.quiz.queries.results import COUNTED
from training.quiz.rules.statistics.latent import LEAST_PEOPLE
from training.quiz.rules.statistics.models_told import dump_models
from training.reporting.queries.item_models import (
    Fitted,
    counted_of,
    fits_due,
    fitted,
)
from training.reporting.tables import ItemModels


def fit_items(running: jobs.Running, *, zone: str) -> None:
    """The job after counting: whatever is due is fitted, aside from those who write."""
    slug = running.payload["slug"]
    with only_reading():
        found = {each: fitted(slug, purpose=each, zone=zone) for each in fits_due(slug)}
    for purpose, models in found.items():
        _keep(slug, purpose, models, at=running.at)


def fit_anew_aside(slug: str, *, at: datetime, zone: str) -> None:
    """Fit a quiz's models from its facts while others write, whether they are due or not."""
    with only_reading():
        found = _all_of(slug, zone)
    for purpose, models in found.items():
        _keep(slug, purpose, models, at=at)


def fit_all_anew(*, at: datetime, zone: str) -> None:
    """Fit the models of every quiz, in the caller's transaction."""
    for slug in published_slugs():
        for purpose, models in _all_of(slug, zone).items():
            _keep(slug, purpose, models, at=at)


def _all_of(slug: str, zone: str) -> dict[Purpose, Fitted | None]:
    """Below thirty attempts there is nothing to fit, and nothing is kept."""
    enough = {each: counted_of(slug, purpose=each) >= LEAST_PEOPLE for each in COUNTED}
    return {
        each: fitted(slug, purpose=each, zone=zone) if some else None
        for each, some in enough.items()
    }


def _keep(slug: str, purpose: Purpose, found: Fitted | None, *, at: datetime) -> None:
    """The last fit takes the place of the one before."""
    place = (ItemModels.slug == slug, ItemModels.purpose == purpose.value)
    db.session.execute(delete(ItemModels).where(*place))
    if found is not None:
        db.session.execute(insert(ItemModels).values(
            slug=slug, purpose=purpose.value, at=at,
            attempts=[str(each) for each in found.attempts], told=dump_models(found.told),
        ))  # fmt: skip
