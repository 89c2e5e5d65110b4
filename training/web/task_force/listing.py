"""The list of units as the page shows it: the top, then groups, alphabetically."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from training.reporting.queries.units import UnitRow


@dataclass(slots=True)
class Section:
    """One kelompok: its units with the units below each of them."""

    group: str
    rows: list[UnitRow] = field(default_factory=list)


def top_of(rows: Sequence[UnitRow]) -> UnitRow | None:
    """The one unit above all others, if there is one."""
    codes = {row.code for row in rows}
    tops = [row for row in rows if row.parent_code not in codes]
    return tops[0] if len(tops) == 1 else None


def sections(rows: Sequence[UnitRow]) -> list[Section]:
    """The rows in their order, cut where a new kelompok of the first level begins."""
    top = top_of(rows)
    level = (top.depth + 1) if top else min((row.depth for row in rows), default=0)
    found: list[Section] = []
    for row in rows:
        if row is top:
            continue
        if row.depth <= level and (not found or found[-1].group != row.group):
            found.append(Section(row.group))
        found[-1].rows.append(row)
    return found
