"""The KLA evidence bundle of a scope on a day: counted now, from the facts, for one workbook."""

from collections.abc import Sequence
from datetime import datetime

from training.certification.queries.outgoing import jp_by_programme
from training.certification.queries.programmes import editions_at, programme, programmes
from training.certification.queries.standings import When
from training.certification.queries.training_evidence import training_evidence
from training.certification.rules.hours import granted
from training.content.queries import module_of
from training.reporting.rules.kla_bundle import About, Taught, sheets
from training.reporting.rules.sheets import Sheet


def kla_bundle(
    when: When, scope: Sequence[str], *, key: str, city: str, made_at: datetime
) -> tuple[Sheet, ...]:
    """The sheets of the bundle by one programme, or ("") by any. NoResultFound for no programme."""
    chosen = [programme(key)] if key else list(programmes().values())
    editions, hours = editions_at(when.at), jp_by_programme()
    taught = [
        Taught(
            each, granted(hours.get(each.key, ()), when.at),
            [module_of(editions[slug].release_id).title for slug in each.first.slugs
             if slug in editions],
        )
        for each in chosen
    ]  # fmt: skip
    found = training_evidence(when, scope, programme=key)
    return sheets(found, About(city, when.today, made_at, taught))
