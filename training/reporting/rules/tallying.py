"""What each person adds to the figures of units."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from statistics import fmean
from uuid import UUID
from zoneinfo import ZoneInfo

from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.progress import Fact, Progress

OUTSIDE = UUID(int=0)
"""The place of people who are on no roster today: they have left, or are exempt for a time."""
ACTIVE_FOR = timedelta(days=90)
MONTHS = 13
SCORES = ((Measure.FIRST_SCORE, "first_score"), (Measure.LATEST_SCORE, "latest_score"))


@dataclass(frozen=True, slots=True)
class Person:
    """A person today: their unit (OUTSIDE if on no roster), their modules, how far they are.

    `last` is when they last did anything in any module, with the unit of that time.
    """

    unit: UUID
    own: frozenset[str]
    progress: Mapping[str, Progress]
    last: Fact | None = None


@dataclass(slots=True)
class Tally:
    """Sums by (unit now, unit then, cell), and how many began or completed by unit and month."""

    zone: ZoneInfo
    as_of: date
    sums: dict[tuple[UUID, UUID, Cell], list[float]] = field(default_factory=dict)
    months: dict[tuple[UUID, date, Measure], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, unit: UUID, then: UUID | None, cell: Cell, value: float = 1.0) -> None:
        """One person's value; without a unit of that time it counts where they are now."""
        key = (unit, then or unit, cell)
        sums = self.sums.setdefault(key, [0, 0.0, 0.0])
        sums[0] += 1
        sums[1] += value
        sums[2] += value * value

    def note(self, person: Person) -> None:
        """Add everything that one person adds."""
        theirs = self._theirs(person)
        if person.unit != OUTSIDE:
            self._heads(person)
        self._activity(person)
        self._completion(person, theirs)
        self._scores(person.unit, theirs)

    def _theirs(self, person: Person) -> dict[str, Progress]:
        """Only a person's own modules count; of those who have left, whatever they did."""
        if person.unit == OUTSIDE:
            return dict(person.progress)
        return {slug: each for slug, each in person.progress.items() if slug in person.own}

    def _heads(self, person: Person) -> None:
        self.add(person.unit, None, Cell(Measure.ROSTER))
        if person.own:
            self.add(person.unit, None, Cell(Measure.ASSIGNED))
        for slug in person.own:
            self.add(person.unit, None, Cell(Measure.ASSIGNED, slug))

    def _activity(self, person: Person) -> None:
        if person.last is None:
            return
        at, unit = person.last
        if at.astimezone(self.zone).date() > self.as_of - ACTIVE_FOR:
            self.add(person.unit, unit, Cell(Measure.ACTIVE))

    def _completion(self, person: Person, theirs: Mapping[str, Progress]) -> None:
        begun = min(theirs.values(), key=lambda each: each.started_at, default=None)
        if begun is None:
            return
        self._share(person.unit, begun.started_unit, Measure.STARTED, begun.started_at)
        done = {slug: each for slug, each in theirs.items() if each.completed_at}
        for slug, each in theirs.items():
            self.add(person.unit, each.started_unit, Cell(Measure.STARTED, slug))
        for slug, each in done.items():
            self.add(person.unit, each.completed_unit, Cell(Measure.COMPLETED, slug))
        if done and (person.own or theirs.keys()) <= done.keys():
            last = max(done.values(), key=lambda each: each.completed_at or each.last_at)
            at = last.completed_at or last.last_at
            self._share(person.unit, last.completed_unit, Measure.COMPLETED, at)

    def _share(self, unit: UUID, then: UUID | None, measure: Measure, at: datetime) -> None:
        self.add(unit, then, Cell(measure))
        if unit != OUTSIDE:
            self.months[unit, self._month(at), measure] += 1

    def _month(self, at: datetime) -> date:
        return max(at.astimezone(self.zone).date().replace(day=1), months(self.as_of)[0])

    def _scores(self, unit: UUID, theirs: Mapping[str, Progress]) -> None:
        tried = [(slug, each) for slug, each in theirs.items() if each.first_at]
        latest = max(tried, key=lambda pair: pair[1].first_at or pair[1].last_at, default=None)
        pooled: dict[Cell, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for slug, each in tried:
            for place, (points, questions) in each.points.items():
                for cell in _cells(place, slug):
                    pooled[cell][0] += points
                    pooled[cell][1] += questions
        self._first_and_latest(unit, tried)
        for cell, (points, questions) in pooled.items():
            of_module = theirs[cell.slug] if cell.slug else None
            then = of_module or (latest[1] if latest else None)
            self.add(unit, then.first_unit if then else None, cell, points / questions)

    def _first_and_latest(self, unit: UUID, tried: Sequence[tuple[str, Progress]]) -> None:
        """The results of whole quizzes, first and latest apart: the same people in both.

        Over everything each person counts once, with the mean of their modules.
        """
        newest = max(tried, key=lambda pair: pair[1].first_at or pair[1].last_at, default=None)
        for measure, name in SCORES:
            scores = [(slug, each, getattr(each, name)) for slug, each in tried]
            for slug, each, score in scores:
                self.add(unit, each.first_unit, Cell(measure, slug), score)
            if newest:
                mean = fmean(score for _slug, _each, score in scores)
                self.add(unit, newest[1].first_unit, Cell(measure), mean)


@cache
def _cells(place: str, slug: str) -> tuple[Cell, ...]:
    """The figures to which the points of one measure, dimension and stage belong."""
    name, dimension, stage = place.split(":")
    measure = Measure(name)
    parts = (Cell(measure, dimension=dimension), Cell(measure, stage=stage))
    return Cell(measure), Cell(measure, slug), *parts


def months(as_of: date) -> tuple[date, ...]:
    """The first days of the thirteen months that a trend shows, oldest first."""
    this = as_of.year * 12 + as_of.month - 1
    return tuple(date(each // 12, each % 12 + 1, 1) for each in range(this - MONTHS + 1, this + 1))
