"""What each level asks for, one need at a time: how much is there, and whether it is enough."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from training.internalization.rules.evidence import STREAM_OF, Evidence, Kind, Ledger
from training.internalization.rules.mastery import sure_above
from training.internalization.rules.occasions import (
    Occasion,
    as_told,
    by_calendar,
    by_visit,
    last,
    lie_apart,
    met,
)  # fmt: skip
from training.internalization.rules.rule import Rule

PLANNING, DECISION = "planning", "decision"


class Need(StrEnum):
    """One thing that a level asks for. Stored by value."""

    READ = "read"
    FIRST_SITTING = "first-sitting"
    KNOWS = "knows"
    PLANS = "plans"
    RETAINS = "retains"
    JUDGES = "judges"
    ENACTS = "enacts"
    WEIGHS = "weighs"
    OBSERVED = "observed"
    OBSERVERS = "observers"
    UNANNOUNCED = "unannounced"
    WORKS = "works"
    WORKS_EARLY = "works-early"
    HELD = "held"
    OBSERVED_UNANNOUNCED = "observed-unannounced"
    WORKS_WIDELY = "works-widely"
    NOTHING_CONTRARY = "nothing-contrary"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a need is there: `have` of the `of` that it takes."""

    have: int
    of: int
    enough: bool


@dataclass(frozen=True, slots=True)
class View:
    """One person's evidence as it is current at one moment, under one version of the rule.

    `decides_early`: the role plans or decides, so that its work shows there too. `found` holds what
    was found at other moments, because from one to the next little changes.
    """

    ledger: Ledger
    at: datetime
    rule: Rule
    decides_early: bool
    found: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def then(self, moment: datetime) -> "View":
        """The same evidence at another moment."""
        return View(self.ledger, moment, self.rule, self.decides_early, self.found)

    def current(self, kind: Kind) -> Sequence[Evidence]:
        """What happened by then and has not expired, in order of time."""
        first, last = self._bounds(kind)
        return self.ledger.of(kind)[first:last]

    def amount(self, need: Need) -> Amount:
        """How much of a need is there, found once for the same current evidence."""
        kinds = RESTS_ON.get(need)
        if kinds is None:
            return CHECKS[need](self)
        key = (need, *map(self._bounds, kinds))
        known: Amount | None = self.found.get(key)
        if known is None:
            known = self.found[key] = CHECKS[need](self)
        return known

    def _bounds(self, kind: Kind) -> tuple[int, int]:
        """Where in the ledger's evidence of a kind that begins and ends which is current."""
        known = self.found.get(kind)
        if known is None:
            times = [each.at for each in self.ledger.of(kind)]
            known = self.found[kind] = times, self.rule.lease(STREAM_OF[kind])
        times, lease = known
        return bisect_right(times, self.at - lease), bisect_right(times, self.at)


def of_last(found: Sequence[Occasion], needed: int, of: int, *, apart: int = 0) -> Amount:
    """`needed` of the last `of` occasions met, the met ones so many days apart."""
    good = met(last(found, of))
    far = len(good) >= needed and lie_apart(good, apart)
    return Amount(min(len(good), needed), needed, far)


def _at_least(have: int, of: int) -> Amount:
    return Amount(min(have, of), of, have >= of)


def _read(view: View) -> Amount:
    return _at_least(len(_plausibly_read(view)), 1)


def _plausibly_read(view: View) -> set[str]:
    return {each.topic for each in view.current(Kind.READ) if each.score >= view.rule.reads}


def _first_sitting(view: View) -> Amount:
    """A valid sitting of a module that was read, whatever came out of it."""
    sat = {each.topic for each in view.current(Kind.SITTING)}
    return _at_least(len(sat & _plausibly_read(view)), 1)


def _knows(view: View) -> Amount:
    rule = view.rule
    large = [each for each in view.current(Kind.SITTING) if each.size >= rule.fewest_items]

    def is_sure(each: Evidence) -> bool:
        return sure_above(rule.cut, each.score, each.size) >= rule.sure

    found = by_calendar(large, is_sure, rule.sittings_apart_days, 3)
    return of_last(found, 2, 3, apart=rule.sittings_apart_days)


def _plans(view: View) -> Amount:
    return _at_least(sum(each.met for each in view.current(Kind.PLAN)), 1)


def _retains(view: View) -> Amount:
    long = [each for each in view.current(Kind.RECALL) if each.score >= view.rule.gap_days]
    found = by_calendar(long, as_told, view.rule.apart_days, 3)
    return of_last(found, 2, 3, apart=view.rule.apart_days)


def _judged(view: View, kind: Kind) -> Amount:
    rule = view.rule
    large = [each for each in view.current(kind) if each.size >= rule.fewest_cases]

    def is_good(each: Evidence) -> bool:
        return each.score >= rule.judged * each.size

    found = by_calendar(large, is_good, rule.apart_days, 3)
    return of_last(found, 2, 3, apart=rule.apart_days)


def _enacts(view: View) -> Amount:
    return _at_least(sum(each.met for each in view.current(Kind.ENACTMENT)), 1)


def _visits(view: View) -> Sequence[Occasion]:
    return last(by_visit(view.current(Kind.OBSERVED)), 4)


def _observed(view: View) -> Amount:
    return of_last(_visits(view), 3, 4)


def _observers(view: View) -> Amount:
    raters = {each.rater for visit in met(_visits(view)) for each in visit.shown}
    return _at_least(len(raters), 2)


def _unannounced(view: View) -> Amount:
    surprised = [visit for visit in met(_visits(view)) if visit.entries[0].announced is False]
    return _at_least(len(surprised), 1)


def _products(view: View) -> Sequence[Occasion]:
    return last(by_visit(view.current(Kind.PRODUCT)), 4)


def _works(view: View) -> Amount:
    return of_last(_products(view), 2, 4)


def _works_early(view: View) -> Amount:
    """One good document of planning or deciding, where the role makes such documents."""
    early = (each for each in met(_products(view)) if _stage(each) in {PLANNING, DECISION})
    return _at_least(len(list(early)), 1 if view.decides_early else 0)


def _stage(found: Occasion) -> str | None:
    return found.entries[0].stage


def _observed_unannounced(view: View) -> Amount:
    surprised = [each for each in view.current(Kind.OBSERVED) if each.announced is False]
    return of_last(by_visit(surprised), 2, 3)


def _works_widely(view: View) -> Amount:
    """Three good documents of the last four, of two contexts at least."""
    good = met(_products(view))
    contexts = {(each.entries[0].topic, _stage(each)) for each in good}
    return Amount(min(len(good), 3), 3, len(good) >= 3 and len(contexts) >= 2)


def _nothing_contrary(view: View) -> Amount:
    """No verified finding against the person that is still open; an open one does not expire."""
    there = [each for each in view.ledger.of(Kind.CONTRARY) if each.at <= view.at]
    return Amount(0, 0, not any(each.detail.get("open") for each in there))


CHECKS: Mapping[Need, Callable[[View], Amount]] = MappingProxyType({
    Need.READ: _read, Need.FIRST_SITTING: _first_sitting, Need.KNOWS: _knows, Need.PLANS: _plans,
    Need.RETAINS: _retains, Need.JUDGES: lambda view: _judged(view, Kind.SERVICE_CASES),
    Need.ENACTS: _enacts, Need.WEIGHS: lambda view: _judged(view, Kind.VALUE_CONFLICTS),
    Need.OBSERVED: _observed, Need.OBSERVERS: _observers, Need.UNANNOUNCED: _unannounced,
    Need.WORKS: _works, Need.WORKS_EARLY: _works_early,
    Need.OBSERVED_UNANNOUNCED: _observed_unannounced, Need.WORKS_WIDELY: _works_widely,
    Need.NOTHING_CONTRARY: _nothing_contrary,
})  # fmt: skip
"""Every need that one moment decides; HELD is about a stretch of time (`levels`)."""
RESTS_ON: Mapping[Need, tuple[Kind, ...]] = MappingProxyType({
    Need.READ: (Kind.READ,), Need.FIRST_SITTING: (Kind.SITTING, Kind.READ),
    Need.KNOWS: (Kind.SITTING,), Need.PLANS: (Kind.PLAN,), Need.RETAINS: (Kind.RECALL,),
    Need.JUDGES: (Kind.SERVICE_CASES,), Need.ENACTS: (Kind.ENACTMENT,),
    Need.WEIGHS: (Kind.VALUE_CONFLICTS,), Need.OBSERVED: (Kind.OBSERVED,),
    Need.OBSERVERS: (Kind.OBSERVED,), Need.UNANNOUNCED: (Kind.OBSERVED,),
    Need.WORKS: (Kind.PRODUCT,), Need.WORKS_EARLY: (Kind.PRODUCT,),
    Need.OBSERVED_UNANNOUNCED: (Kind.OBSERVED,), Need.WORKS_WIDELY: (Kind.PRODUCT,),
})  # fmt: skip
"""The kinds of current evidence that decide a need; a need that is not here is asked each time."""
