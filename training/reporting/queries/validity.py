"""The state of every claim that would show the measuring to be wrong."""

from collections.abc import Sequence

from training.content.queries import published_slugs
from training.internalization.queries.cycles import CycleShown
from training.internalization.queries.falsifying import (
    audits,
    children_of,
    levels_beside,
    patterns,
)
from training.internalization.rules.falsifiers import (
    Tested,
    audits_hold,
    children_agree,
    forgetting_is_foreseen,
    it_is_conduct,
    items_are_fair,
    levels_are_a_ladder,
    observers_hold,
    word_stands,
)
from training.practice.queries.calibration import latest
from training.quiz.rules.statistics.reasons import Flag
from training.reporting.queries.item_figures import quiz_figures


def states(closed: Sequence[CycleShown], *, k: int) -> tuple[Tested, ...]:
    """F1 to F8 as things stand; `closed` are the closed cycles, the newest first."""
    newest = closed[0] if closed else None
    quality = (newest.quality or {}) if newest else {}
    past = audits(closed[0].id, closed[1].id) if len(closed) > 1 else []
    foreseen = latest()
    children = of_children(newest, cycles=len(closed), k=k)
    return (
        audits_hold(past), children, levels_are_a_ladder(patterns()),
        it_is_conduct(*levels_beside()), forgetting_is_foreseen(
            foreseen.rmse if foreseen else None, foreseen.n if foreseen else 0
        ),
        observers_hold(quality.get("alpha"), quality.get("gap"), quality.get("sheets", 0)),
        _items(k),
    )  # fmt: skip


def of_children(newest: CycleShown | None, *, cycles: int, k: int) -> Tested:
    """F2 by the newest closed cycle; `cycles` have been closed."""
    if newest is None:
        return children_agree((), cycles=0)
    return children_of(newest.id, cycles=cycles, k=k)


def may_say_internalized(newest: CycleShown | None, *, cycles: int, k: int) -> bool:
    """Whether pages may use the word "terinternalisasi" for level 4 and above."""
    return word_stands(of_children(newest, cycles=cycles, k=k))


def _items(k: int) -> Tested:
    """Questions in use that were judged, and how many of them are of DIF class C."""
    judged = unfair = 0
    for slug in published_slugs():
        for each in quiz_figures(slug, k=k).items:
            if each.is_current and each.told and each.told.judged and each.told.dif:
                judged += 1
                unfair += any(found.flag is Flag.DIF_LARGE for found in each.told.flags)
    return items_are_fair(unfair, judged)
