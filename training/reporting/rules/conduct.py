"""What may be told of how far the conduct has sunk in: everything in steps, nothing of the few."""

from collections.abc import Mapping
from dataclasses import dataclass

from training.internalization.rules.evidence import Stream
from training.internalization.rules.response import r_indicator
from training.internalization.rules.summing import Share
from training.internalization.rules.whole import Whole
from training.kernel.shares import wilson
from training.reporting.rules.disclosure import edge
from training.reporting.rules.steps import Band, Reading, at_least, band, reading

DIALS = ("knows", "lasts", "does", "felt")
FACETS = ("speak", "serve", "decide", "planning", "decision", "service")
R_STEP = 0.1


@dataclass(frozen=True, slots=True)
class LevelFigure:
    """One level: the share that is evidenced (a floor) and the estimate, both in steps."""

    evidenced: Band
    estimate: Reading


@dataclass(frozen=True, slots=True)
class Counted:
    """A share among those of whom there is evidence: at least `n` of them; None where too few."""

    n: int | None
    share: Reading | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Behind the figures: people, those assessed, with current evidence by stream, the audit.

    Every stream is told, also one of nobody: a stream that was left out would tell of each of them.
    `drawn` is a number of people rounded down to five; `done` the share of them who were seen.
    `alike`: the R-indicator over job families, 1 where all take part alike. `dose`: visits made for
    every ten people.
    """

    roster: int
    assessed: Band
    streams: Mapping[str, Band]
    drawn: int
    done: Band | None
    alike: float | None
    dose: float | None


def level_figure(found: Share, *, k: int) -> LevelFigure:
    """A level as it is told of a roster of at least k people."""
    people = found.roster
    return LevelFigure(
        band(round(found.evidenced * people), people, k=k),
        reading(found.estimate, found.low, found.high, people=people, k=k),
    )


def counted(good: float, n: int, *, k: int, of: int | None = None) -> Counted:
    """A share of `good` among n, or nothing where fewer than k are behind it.

    Of how many people these n are (`of`) is known for all but voices: where they are nearly all,
    the number told is that of just not nearly all, as the bands of coverage hide it.

    The interval is Wilson's with 90 %, from the lower end of the band to the upper one: ends that
    followed the exact count would tell more of it than its band.
    """
    if n < k:
        return Counted(None, None)
    cell = band(good, n, k=k)
    low, high = wilson(cell.low * n, n), wilson(cell.high * n, n)
    if low is None or high is None:
        return Counted(None, None)
    told = reading(good / n, low.low, high.high, people=n, k=k)
    behind = n if of is None else min(n, max(k, of - edge(of) - 1))
    return Counted(at_least(behind), told)


def dials(found: Whole, *, k: int) -> dict[str, Counted]:
    """The four dials: what people know and weigh, what lasts, what they do, what children feel."""
    told = {
        dial: counted(found.dials.get(dial, 0), found.shown.get(dial, 0), k=k, of=found.roster)
        for dial in DIALS[:-1]
    }
    return told | {"felt": counted(found.good, found.heard, k=k)}


def facets(found: Whole, *, k: int) -> dict[str, Counted]:
    """By dimension and by stage: of whom more current evidence speaks for the conduct."""
    return {
        facet: counted(found.dials.get(facet, 0), found.shown.get(facet, 0), k=k, of=found.roster)
        for facet in FACETS
    }


def plans(found: Whole, *, k: int) -> dict[str, Counted]:
    """Of plans of twelve weeks and older: the share kept by word, and the share corroborated."""
    return {
        "kept": counted(found.kept, found.planners, k=k, of=found.roster),
        "corroborated": counted(found.corroborated, found.planners, k=k, of=found.roster),
    }


def coverage(found: Whole, *, k: int) -> Coverage:
    """How much evidence is behind the figures of at least k people."""
    alike = r_indicator(found.families.values()) if found.roster >= k else None
    done = band(found.audited, found.drawn, k=k) if found.drawn >= k else None
    return Coverage(
        roster=found.roster,
        assessed=band(found.assessed, found.roster, k=k),
        streams={
            each.value: band(found.streams.get(each.value, 0), found.roster, k=k) for each in Stream
        },
        drawn=at_least(found.drawn) if found.drawn >= k else 0,
        done=done,
        alike=None if alike is None else round(round(alike / R_STEP) * R_STEP, 1),
        dose=round(10 * found.dose / found.roster, 1) if found.roster >= k else None,
    )
