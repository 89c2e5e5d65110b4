"""Counting items: new first attempts are added to a quiz's tallies, or all are counted anew.

It stands on numpy, so that only the worker and commands load it, when they need it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import published_slugs
from training.content.rules.gates import Purpose
from training.kernel import jobs
from training.kernel.db import db, looked_aside
from training.kernel.ids import uuid7
from training.quiz.queries.results import COUNTED
from training.quiz.rules.shared_keys import Alarm, alarms
from training.quiz.rules.statistics.quizzes import QuizTally, dump_tally
from training.quiz.rules.statistics.telling import form_told, items_told
from training.quiz.rules.statistics.told import dump_form, dump_item
from training.reporting.actions.following import ask_to_count, ask_to_fit
from training.reporting.actions.item_models import fit_all_anew, fit_anew_aside
from training.reporting.queries.first_answers import waiting
from training.reporting.queries.item_models import fits_due
from training.reporting.queries.item_tallies import (
    Derived,
    batch,
    derived,
    knowledge,
    stored,
    token_of,
)
from training.reporting.queries.item_versions import Versions, versions
from training.reporting.tables import ItemModels, ItemTally, KeyAlarm, TalliedAttempt, UnitAnswers
from training.reporting.tables import QuizTally as QuizRow

Tell = Callable[[int, int], None]
BATCH = 500
ROWS = 500
_ALARM = TypeAdapter(Alarm)


@dataclass(frozen=True, slots=True)
class Place:
    """One quiz and the purpose of its first attempts: what is counted apart."""

    slug: str
    purpose: Purpose

    @property
    def named(self) -> dict[str, str]:
        """As columns."""
        return {"slug": self.slug, "purpose": self.purpose.value}

    def of(self, table: Any) -> tuple[Any, Any]:
        """As a condition on a table's rows."""
        return table.slug == self.slug, table.purpose == self.purpose.value


@dataclass(frozen=True, slots=True)
class Added:
    """A tally with some attempts more; `units` are those whose answers changed."""

    place: Place
    tally: QuizTally
    known: Versions
    ids: Sequence[UUID]
    units: Collection[str]


def count_items(running: jobs.Running, *, zone: str) -> None:
    """The job after submissions: add what waits; a quiz that was never counted is counted whole."""
    slug = running.payload["slug"]
    if running.payload.get("anew") or token_of(slug) is None:
        count_anew_aside(slug, at=running.at, zone=zone)
    elif add_waiting(slug, at=running.at, zone=zone) == BATCH:
        ask_to_count(slug, at=running.at)
    if fits_due(slug):
        ask_to_fit(slug, at=running.at)


def add_waiting(slug: str, *, at: datetime, zone: str) -> int:
    """Add the first attempts that wait, some hundreds at once; answers how many.

    Others write meanwhile: nothing may be pending. Who adds holds the quiz's row at the end, so
    that two workers never add the same.
    """
    added = looked_aside(
        partial(_tokens, slug),
        partial(_waiting, slug, zone),
        hold=partial(token_of, slug, held=True),
    )
    for each in added:
        _keep(each.place, each.tally, each.known, at=at, units=each.units)
        _mark_counted(each.place, each.ids)
    return sum(len(each.ids) for each in added)


def _waiting(slug: str, zone: str) -> list[Added]:
    """What the attempts that wait make of the tallies that are kept."""
    known, found = versions(slug), []
    for purpose, ids in waiting(slug, most=BATCH).items():
        kept = stored(slug, purpose=purpose)
        if kept is not None:
            fresh = batch(ids, known, zone=zone)
            found.append(Added(Place(slug, purpose), kept + fresh, known, ids, fresh.units))
    return found


def count_anew(slug: str, *, at: datetime, zone: str) -> int:
    """Count a quiz from its facts, in the caller's transaction; answers how many attempts."""
    token_of(slug, held=True)
    found = _derived(slug, zone)
    for purpose, each in found.items():
        _replace(Place(slug, purpose), each, at=at)
    return sum(len(each.attempts) for each in found.values())


def count_all_anew(*, at: datetime, zone: str) -> int:
    """Count every quiz from its facts, in the caller's transaction; answers how many attempts.

    Models of ability are fitted with it.
    """
    n = sum(count_anew(slug, at=at, zone=zone) for slug in published_slugs())
    fit_all_anew(at=at, zone=zone)
    return n


def count_all_aside(tell: Tell, *, at: datetime, zone: str) -> None:
    """Count every quiz from its facts while the service runs, each by itself."""
    slugs = published_slugs()
    for done, slug in enumerate(slugs, 1):
        count_anew_aside(slug, at=at, zone=zone)
        db.session.commit()
        fit_anew_aside(slug, at=at, zone=zone)
        db.session.commit()
        tell(done, len(slugs))


def count_anew_aside(slug: str, *, at: datetime, zone: str) -> None:
    """Count a quiz from its facts while others write; it ends and begins transactions of its own.

    Where something was added meanwhile, it is counted again; the last try keeps others waiting. A
    quiz that is gone needs no counting.
    """
    try:
        found = looked_aside(
            partial(_tokens, slug), partial(_derived, slug, zone),
            hold=partial(token_of, slug, held=True),
        )  # fmt: skip
    except NoResultFound:
        return
    for purpose, each in found.items():
        _replace(Place(slug, purpose), each, at=at)


def _derived(slug: str, zone: str) -> dict[Purpose, Derived]:
    return {each: derived(slug, zone=zone, purpose=each) for each in COUNTED}


def _tokens(slug: str) -> list[UUID | None]:
    return [token_of(slug, purpose=each) for each in COUNTED]


def _replace(place: Place, found: Derived, *, at: datetime) -> None:
    for table in (ItemTally, ItemModels):  # models of marks that are no more are none
        db.session.execute(delete(table).where(*place.of(table)))
    if place.purpose is Purpose.POST:
        db.session.execute(delete(UnitAnswers).where(UnitAnswers.slug == place.slug))
    _keep(place, found.tally, versions(place.slug), at=at, units=found.tally.units)
    _mark_counted(place, found.attempts)


def _keep(
    place: Place, tally: QuizTally, known: Versions, *, at: datetime, units: Collection[str]
) -> None:
    """Store the tally, its items as told, and the signs; of units only those that changed."""
    _put(QuizRow, ["slug", "purpose"], [{
        **place.named, "token": uuid7(at), "at": at, "form": dump_tally(tally.form),
        "months": dict(tally.months), "told": dump_form(form_told(tally.form)),
    }])  # fmt: skip
    key = ["slug", "purpose", "question", "version"]
    _put(ItemTally, key, _item_rows(place, tally, known))
    if place.purpose is Purpose.POST:
        _keep_units(place.slug, tally, units)


def _keep_units(slug: str, tally: QuizTally, units: Collection[str]) -> None:
    _put(UnitAnswers, ["slug", "unit_id"], (
        {"slug": slug, "unit_id": UUID(unit), "sums": dump_tally(tally.units[unit])}
        for unit in units
    ))  # fmt: skip
    db.session.execute(delete(KeyAlarm).where(KeyAlarm.slug == slug))
    _put(KeyAlarm, ["slug", "unit_id", "sign"], (
        {"slug": slug, "unit_id": UUID(unit), "sign": sign.value,
         "told": _ALARM.dump_python(alarm, mode="json")}
        for (unit, sign), alarm in alarms(tally.units).items()
    ))  # fmt: skip


def _item_rows(place: Place, tally: QuizTally, known: Versions) -> Iterable[dict[str, Any]]:
    """One row for each item version; one that no release asks any more has nothing to say."""
    told = items_told(tally, knowledge(known))
    for label, each in known.known.items():
        if label in told:
            yield {
                **place.named, "question": each.question.key, "version": each.version,
                "release_id": each.release_id, "sums": dump_tally(tally.items[label]),
                "told": dump_item(told[label]),
            }  # fmt: skip


def _mark_counted(place: Place, ids: Iterable[UUID]) -> None:
    _put(TalliedAttempt, ["attempt_id"], (
        {"attempt_id": each, **place.named, "counted": True} for each in ids
    ))  # fmt: skip


def _put(table: Any, key: list[str], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows, or put them in the place of those with the same key."""
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    added = dialect.insert(table.__table__)
    fresh = {c.name: added.excluded[c.name] for c in table.__table__.columns if c.name not in key}
    put = added.on_conflict_do_update(index_elements=key, set_=fresh)
    given = list(rows)
    for start in range(0, len(given), ROWS):
        db.session.execute(put, given[start : start + ROWS])
