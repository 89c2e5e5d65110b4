"""Which unit a row means: by code, or by name where that is clear."""

from difflib import get_close_matches

from training.people.rules.access import within
from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.model import Terms
from training.people.rules.imports.people_rows import PersonRow
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import Record, UnitFact, unit_key

MOST_SUGGESTIONS = 40


class Units:
    """Finds units for rows; remembers every text it has looked up, since files repeat them."""

    def __init__(self, record: Record, terms: Terms) -> None:
        self.record = record
        self.terms = terms
        self.found: dict[tuple[str, str], UnitFact | tuple[Code, str]] = {}
        self.suggested = 0

    def of(self, row: PersonRow) -> UnitFact | Problem | None:
        """The row's unit, None when the row names none, or what is wrong with it."""
        if not row.unit and not row.office:
            return None
        asked = (row.unit, row.office)
        if asked not in self.found:
            self.found[asked] = self._look_up(*asked)
        unit = self.found[asked]
        if isinstance(unit, UnitFact):
            return unit
        column = P.UNIT if row.unit else P.OFFICE
        return Problem(row.line, column, unit[0], row.unit or row.office, unit[1])

    def _look_up(self, unit: str, office: str) -> UnitFact | tuple[Code, str]:
        inside = self._named(office, None) if office else []
        top = inside[0].path if len(inside) == 1 else None
        named = self._named(unit or office, top if unit else None)
        if not named:
            return Code.UNIT_UNKNOWN, self._suggestion(unit or office)
        if len(named) > 1:
            return Code.UNIT_AMBIGUOUS, ", ".join(sorted(each.code for each in named)[:5])
        return self._judged(named[0])

    def _named(self, text: str, top: str | None) -> list[UnitFact]:
        """What a code or name means: open ones before closed ones, those in `top` first."""
        by_code = self.record.by_code.get(text.strip().casefold())
        if by_code:
            return [by_code]
        named = list(self.record.by_name.get(unit_key(text), ()))
        named = [each for each in named if not each.closed] or named
        nearer = [each for each in named if top and each.path.startswith(top)]
        return nearer or named

    def _judged(self, unit: UnitFact) -> UnitFact | tuple[Code, str]:
        if not within(unit.path, self.terms.scope):
            return Code.OUT_OF_SCOPE, ""
        return (Code.UNIT_CLOSED, unit.code) if unit.closed else unit

    def _suggestion(self, text: str) -> str:
        """The name that was probably meant, among the units that the importer may see."""
        self.suggested += 1
        if self.suggested > MOST_SUGGESTIONS:  # comparing is slow, and a file may be all nonsense
            return ""
        scope = self.terms.scope
        visible = {
            name: each.name
            for name, units in self.record.by_name.items()
            for each in units
            if within(each.path, scope)
        }
        close = get_close_matches(unit_key(text)[:100], visible, n=1, cutoff=0.75)
        return visible[close[0]] if close else ""
