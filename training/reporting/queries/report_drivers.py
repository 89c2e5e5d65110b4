"""What people said of climate and motives in the anonymous wave of a cycle, over the city."""

from training.internalization.queries.cycles import CycleShown
from training.reporting.rules.report_lines import Line, line, number
from training.reporting.rules.steps import at_least
from training.voice.queries.waves import sums, waves
from training.voice.rules.telling import Group, tellable


def driver_lines(cycle: CycleShown, *, k: int) -> list[Line]:
    """The means of the newest wave that was closed before the cycle was, and ended within it.

    They explain and never score. Nothing where fewer than k people answered.
    """
    today = cycle.span.last
    ended = [
        each for each in waves(today=today)
        if each.closed_at and cycle.closed_at and each.closed_at <= cycle.closed_at
        and cycle.span.first <= each.last_day <= cycle.span.last
    ]  # fmt: skip
    if not ended:
        return []
    wave = ended[0]
    groups = [Group(each.unit_id, each.n, each.sums) for each in sums(wave.id, today=today)]
    city, _units = tellable(groups, k=k)
    if city is None:
        return []
    means = [(each, city.means.get(each.key)) for each in wave.form.constructs]
    return [
        line(f"driver.{construct.key}", construct.name, f"{number(mean, 1)} dari 5",
             value=mean, n=at_least(city.n))
        for construct, mean in means
        if mean is not None
    ]  # fmt: skip
