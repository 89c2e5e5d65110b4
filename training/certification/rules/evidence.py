"""Whether what a person has done meets a path, when it was met, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from training.content.rules.programmes import Programme, Required, Way


class Lack(StrEnum):
    """What a path still misses."""

    MODULE = "module"
    AGAIN = "again"
    SCORE = "score"
    CASES = "cases"
    PLANS = "plans"


@dataclass(frozen=True, slots=True)
class Finished:
    """A module completed in an edition: when, with the score of the attempt that passed (0–1)."""

    edition: int
    at: datetime
    score: float | None = None
    attempt_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person has done: completions of each module, practised cases, corroborated plans.

    `begun` says that they have begun any of it. Times are in order.
    """

    modules: Mapping[str, tuple[Finished, ...]] = field(default_factory=dict)
    cases: Sequence[datetime] = ()
    plans: Sequence[datetime] = ()
    begun: bool = False


NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a path still asks for: a module's slug, or how many are left."""

    lack: Lack
    slug: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a path is met: when (the last of its parts), by what, or what is missing."""

    at: datetime | None
    used: Mapping[str, Finished]
    missing: tuple[Missing, ...] = ()

    @property
    def is_met(self) -> bool:
        return not self.missing


Editions = Mapping[str, int]
"""The current edition of every published module by its slug."""


def judge(
    way: Way, facts: Facts, current: Editions, *, job_family: str, since: datetime | None = None,
    anew: datetime | None = None,
) -> Verdict:  # fmt: skip
    """Whether a path is met.

    Modules count in their current edition, whenever they were completed, or only from `anew` on;
    practice counts from `since` on, which for a renewal is the beginning of the period that it
    renews.
    """
    used: dict[str, Finished] = {}
    missing: list[Missing] = []
    for asked in way.modules:
        found = _finished(asked, facts, current, anew)
        if isinstance(found, Finished):
            used[asked.slug] = found
        else:
            missing.append(Missing(found, asked.slug))
    times = [each.at for each in used.values()]
    practice = way.practice_for(job_family)
    for lack, wanted, done in (
        (Lack.CASES, practice.cases if practice else 0, facts.cases),
        (Lack.PLANS, practice.plans if practice else 0, facts.plans),
    ):
        counted = [at for at in done if since is None or at >= since]
        if len(counted) < wanted:
            missing.append(Missing(lack, left=wanted - len(counted)))
        elif wanted:
            times.append(counted[wanted - 1])
    met_at = max(times, default=None) if not missing else None
    return Verdict(met_at, used, tuple(missing))


def _finished(
    asked: Required, facts: Facts, current: Editions, anew: datetime | None
) -> Finished | Lack:
    """The first completion of the current edition with enough of a score."""
    edition = current.get(asked.slug)
    done = [each for each in facts.modules.get(asked.slug, ()) if each.edition == edition]
    enough = [
        each for each in done
        if (each.score is None or each.score >= asked.least_score)
        and (anew is None or each.at >= anew)
    ]  # fmt: skip
    if enough:
        return min(enough, key=lambda each: each.at)
    if anew is not None:
        return Lack.AGAIN
    return Lack.SCORE if done else Lack.MODULE


def outdated(covered: Editions, current: Editions) -> tuple[str, ...]:
    """The modules whose edition has moved on since: evidence no longer covers them.

    Minor releases keep the edition, so they open nothing.
    """
    return tuple(slug for slug, edition in covered.items() if current.get(slug, edition) > edition)


def renewal_way(programme: Programme, stale: Sequence[str]) -> Way:
    """The renewal path, with those modules of the first path whose material has changed."""
    way = programme.renewal
    added = tuple(
        each
        for each in programme.first.modules
        if each.slug in stale and each.slug not in way.slugs
    )
    return Way((*way.modules, *added), way.practice)
