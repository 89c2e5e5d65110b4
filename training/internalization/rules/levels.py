"""The level of a person: a pure function of their evidence, the rule's version and a moment."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from types import MappingProxyType

from training.internalization.rules.evidence import STREAM_OF, Evidence, Ledger
from training.internalization.rules.needs import Amount, Need, View
from training.internalization.rules.rule import CURRENT, Rule


class Level(IntEnum):
    """The six levels (after Krathwohl, Bloom & Masia 1964): leases, not trophies."""

    UNPROVEN = 0
    RECEIVING = 1
    RESPONDING = 2
    VALUING = 3
    ORGANISING = 4
    LIVING = 5


ASKS: Mapping[Level, tuple[Need, ...]] = MappingProxyType({
    Level.RECEIVING: (Need.READ, Need.FIRST_SITTING),
    Level.RESPONDING: (Need.KNOWS, Need.PLANS),
    Level.VALUING: (Need.RETAINS, Need.JUDGES, Need.ENACTS),
    Level.ORGANISING: (Need.WEIGHS, Need.OBSERVED, Need.OBSERVERS, Need.UNANNOUNCED, Need.WORKS,
                       Need.WORKS_EARLY),
    Level.LIVING: (Need.HELD, Need.OBSERVED_UNANNOUNCED, Need.WORKS_WIDELY, Need.NOTHING_CONTRARY),
})  # fmt: skip
"""What each level asks for. From the second on, a level asks for all of those below it too: who
knows and plans is not sent back to lessons they did not open."""
LADDER = (Level.RESPONDING, Level.VALUING, Level.ORGANISING, Level.LIVING)
PLANS_OR_DECIDES = frozenset({"perencana", "pengambil-keputusan"})
SEEN_AT_WORK = frozenset({"pelayanan-langsung", "perencana", "pengambil-keputusan"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a person's post lets others see of their conduct, by its job family (or none)."""

    job_family: str | None

    @property
    def decides_early(self) -> bool:
        return self.job_family in PLANS_OR_DECIDES

    @property
    def ceiling(self) -> Level:
        """Where neither work nor its products can be observed, the third level is the highest."""
        return Level.LIVING if self.job_family in SEEN_AT_WORK else Level.VALUING


@dataclass(frozen=True, slots=True)
class Requirement:
    """One need of one level, with what is there of it."""

    level: Level
    need: Need
    amount: Amount


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands at a moment: the level, every requirement, and the next change.

    `changes_at` is when the level changes if nothing more happens; None if it stays.
    """

    level: Level
    ceiling: Level
    requirements: tuple[Requirement, ...]
    changes_at: datetime | None
    rule: int


def standing(ledger: Ledger, role: Role, *, at: datetime, rule: Rule = CURRENT) -> Standing:
    """A person's level at a moment with all that it rests on, and when it would change."""
    view = View(ledger, at, rule, role.decides_early)
    found = tuple(_requirements(view))
    level = _reached(found, role)
    return Standing(level, role.ceiling, found, _next_change(view, role, level), rule.version)


def level_at(ledger: Ledger, role: Role, *, at: datetime, rule: Rule = CURRENT) -> Level:
    """A person's level at a moment, and no more."""
    return _level(View(ledger, at, rule, role.decides_early), role)


def history(
    ledger: Ledger, role: Role, *, since: datetime, until: datetime, rule: Rule = CURRENT
) -> list[tuple[datetime, Level]]:
    """Every level that a person had between two moments, with when it began."""
    view = View(ledger, until, rule, role.decides_early)
    found: list[tuple[datetime, Level]] = []
    for moment in (since, *_changes(view, since, until)):
        level = _level(view.then(moment), role)
        if not found or found[-1][1] is not level:
            found.append((moment, level))
    return found


def _requirements(view: View) -> Iterator[Requirement]:
    for level, needs in ASKS.items():
        for need in needs:
            yield Requirement(level, need, _amount(view, need))


def _amount(view: View, need: Need) -> Amount:
    return _held(view) if need is Need.HELD else view.amount(need)


def _reached(found: Sequence[Requirement], role: Role) -> Level:
    lacking = {each.level for each in found if not each.amount.enough}
    level = Level.UNPROVEN if Level.RECEIVING in lacking else Level.RECEIVING
    for step in LADDER:
        if step in lacking or step > role.ceiling:
            break
        level = step
    return level


def _level(view: View, role: Role) -> Level:
    """The same as `_reached`, asking no more needs than it takes."""
    reached = Level.UNPROVEN
    for step in LADDER:
        if step > role.ceiling or not _holds(view, step):
            break
        reached = step
    if reached is Level.UNPROVEN and _holds(view, Level.RECEIVING):
        return Level.RECEIVING
    return reached


def _holds(view: View, level: Level) -> bool:
    return all(_amount(view, need).enough for need in ASKS[level])


def _held(view: View) -> Amount:
    """Whether the fourth level was held without a break, in days."""
    days = view.rule.held_days
    since = view.at - timedelta(days=days)
    for moment in (view.at, *reversed(_changes(view, since, view.at)), since):
        if not _organises(view, moment):
            return Amount(0, days, enough=False)
    return Amount(days, days, enough=True)


def _organises(view: View, moment: datetime) -> bool:
    """Whether all that the fourth level asks for was there at a moment."""
    known: bool | None = view.found.get(moment)
    if known is None:
        then = view.then(moment)
        known = view.found[moment] = all(_holds(then, step) for step in LADDER[:3])
    return known


def _changes(view: View, since: datetime, until: datetime) -> list[datetime]:
    """The moments in between at which something happened or expired, in order of time."""
    known: list[datetime] | None = view.found.get("changes")
    if known is None:
        every = (each for fact in view.ledger.everything() for each in _moments(fact, view.rule))
        known = view.found["changes"] = sorted(set(every))
    return known[bisect_right(known, since) : bisect_right(known, until)]


def _moments(each: Evidence, rule: Rule) -> tuple[datetime, datetime]:
    return each.at, each.at + rule.lease(STREAM_OF[each.kind])


def _next_change(view: View, role: Role, level: Level) -> datetime | None:
    """The first moment after this one at which time alone changes the level."""
    end = max((_moments(each, view.rule)[1] for each in view.ledger.everything()), default=view.at)
    later = _changes(view, view.at, end + timedelta(days=view.rule.held_days))
    held = view.at + timedelta(days=view.rule.held_days)
    for moment in sorted({*later, *_held_from(view, role, level, held)}):
        if _level(view.then(moment), role) is not level:
            return moment
    return None


def _held_from(view: View, role: Role, level: Level, latest: datetime) -> list[datetime]:
    """The moments at which the fourth level will have been held for long enough."""
    if level is not Level.ORGANISING or role.ceiling < Level.LIVING:
        return []
    held = timedelta(days=view.rule.held_days)
    before = (view.at - held, *_changes(view, view.at - held, view.at))
    return [each + held for each in before if view.at < each + held <= latest]
