"""Whether the tallies of items still equal what follows from the facts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from training.content.queries import published_slugs
from training.content.rules.gates import Purpose
from training.quiz.queries.results import COUNTED
from training.quiz.rules.statistics.models_told import same_models
from training.quiz.rules.statistics.quizzes import ItemTally, QuizTally
from training.reporting.queries.checking import Difference
from training.reporting.queries.item_models import fitted_to, stored_models
from training.reporting.queries.item_tallies import derived, stored

Tell = Callable[[int, int], None]


def check_items(tell: Tell, *, zone: str) -> Iterator[Difference]:
    """Every difference between the stored tallies and their recomputation, quiz by quiz.

    What waits for the worker is not missing, a fit that is due included. Groups are those that
    people belonged to as the record said when they were counted, which a later correction of the
    record does not change.
    """
    slugs = published_slugs()
    for done, slug in enumerate(slugs, 1):
        for purpose in COUNTED:
            kept = stored(slug, purpose=purpose)
            facts = derived(slug, zone=zone, waiting_too=False, purpose=purpose)
            if kept is not None or facts.attempts:
                name = slug if purpose is Purpose.POST else f"{slug}:{purpose.value}"
                yield from _compared(name, kept or QuizTally(), facts.tally)
                yield from _models(slug, purpose, facts.attempts, zone)
        tell(done, len(slugs))


def _models(
    slug: str, purpose: Purpose, counted: Collection[UUID], zone: str
) -> Iterator[Difference]:
    """The models fitted again to the attempts to which they were fitted, all of them counted."""
    kept = stored_models(slug, purpose=purpose)
    if kept is None:
        return
    again = fitted_to(kept.attempts, slug, n=kept.told.n, zone=zone)
    unknown = set(kept.attempts) - set(counted)
    if unknown or not same_models(kept.told, again):
        said = f"{len(unknown)} attempts that do not count" if unknown else _said(kept.told)
        yield Difference("item_models", f"{slug} {purpose.value}", said, _said(again))


def _compared(slug: str, kept: QuizTally, facts: QuizTally) -> Iterator[Difference]:
    whole = ({"form": kept.form, **kept.months}, {"form": facts.form, **facts.months})
    yield from _rows("quiz_tally", slug, *whole)
    yield from _rows("item_tally", slug, _items(kept), _items(facts))
    yield from _rows("unit_answers", slug, kept.units, facts.units)


def _items(tally: QuizTally) -> dict[str, ItemTally]:
    return {label: ItemTally(each.sums, each.months) for label, each in tally.items.items()}


def _rows(
    table: str, slug: str, kept: Mapping[str, Any], facts: Mapping[str, Any]
) -> Iterator[Difference]:
    for key in sorted(kept.keys() | facts.keys()):
        one, other = kept.get(key), facts.get(key)
        if one != other:
            yield Difference(table, f"{slug} {key}", _said(one), _said(other))


def _said(value: Any) -> str | None:
    return None if value is None else str(value)[:200]
