"""What each level asks for, one need at a time: how much is there, and whether it is enough."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from training.internalization.rules.evidence import STREAM_OF, Evidence, Kind, Ledger
from training.internalization.rules.mastery import sure_above
from training.internalization.rules.occasions import (
    Occasion,
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

    `decides_early`: the role plans or decides, so that its work shows there too.
    """

    ledger: Ledger
    at: datetime
    rule: Rule
    decides_early: bool

    def current(self, kind: Kind) -> Sequence[Evidence]:
        """What happened by then and has not expired, in order of time."""
        since = self.at - self.rule.lease(STREAM_OF[kind])
        return [each for each in self.ledger.of(kind) if since < each.at <= self.at]


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
    verdicts = {
        each.source: sure_above(rule.cut, each.score, each.size) >= rule.sure for each in large
    }
    found = by_calendar(large, verdicts, rule.sittings_apart_days)
    return of_last(found, 2, 3, apart=rule.sittings_apart_days)


def _plans(view: View) -> Amount:
    return _at_least(sum(each.met for each in view.current(Kind.PLAN)), 1)


def _retains(view: View) -> Amount:
    long = [each for each in view.current(Kind.RECALL) if each.score >= view.rule.gap_days]
    found = by_calendar(long, {each.source: each.met for each in long}, view.rule.apart_days)
    return of_last(found, 2, 3, apart=view.rule.apart_days)


def _judged(view: View, kind: Kind) -> Amount:
    rule = view.rule
    large = [each for each in view.current(kind) if each.size >= rule.fewest_cases]
    verdicts = {each.source: each.score >= rule.judged * each.size for each in large}
    found = by_calendar(large, verdicts, rule.apart_days)
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
