"""Registers of work products with lines, draws and ratings for tests."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from tests.factories import people
from training.content.queries.drafts import read
from training.content.rules.rubrics import Rubric
from training.kernel.settings import ROOT
from training.observation.actions.products import Desk, register
from training.observation.actions.products_rating import rate
from training.observation.actions.products_rounds import announce, close, draw
from training.observation.queries.products_rating import assignments, to_rate, waiting
from training.observation.rules.products import Line, ProductKind
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

SEED, LABEL = "benih-untuk-tes", "2026-4"
TODAY = date(2026, 11, 23)
ALL = (UUID(int=0), UUID(int=2**128 - 1))
"""From the first id that there can be to the last."""
TEXT = (
    "Anak yang datang ke loket disapa lebih dulu oleh petugas. Petugas menjelaskan apa yang akan "
    "terjadi, lalu menunggu sampai anak siap."
)
_number = count(1)


def rubrics() -> dict[str, Rubric]:
    """The rubrics that lie in the project."""
    return dict(read(ROOT, today=TODAY).rubrics)


def desk(unit: Unit, by: Employee | UUID, at: datetime) -> Desk:
    key = by if isinstance(by, UUID) else by.id
    return Desk(unit.id, unit.path, key, at, at.date())


def line(*makers: Employee, **more) -> Line:
    """A line that has no fault."""
    plain = {
        "kind": ProductKind.SOP, "title": f"SOP pelayanan anak {next(_number)}",
        "made_on": TODAY - timedelta(days=30), "text": TEXT, "number": "",
        "makers": tuple(each.id for each in makers),
    }  # fmt: skip
    return Line(**{**plain, **more})


def product(unit: Unit, maker: Employee, at: datetime, **more) -> UUID:
    """A registered product."""
    return register(line(maker, **more), key=f"k{next(_number)}", desk=desk(unit, maker, at))


def mentor(unit: Unit) -> Employee:
    person = people.employee(unit)
    people.role(person, Role.MENTOR, unit)
    return person


def drawn(at: datetime, label: str = LABEL) -> int:
    """Announce and draw what stands in the registers."""
    announce(label, SEED, rubrics=rubrics(), by=None, at=at)
    return draw(label, by=None, at=at + timedelta(minutes=1), today=at.date())


def rate_all(at: datetime, *raters: Employee, step: int = 2) -> None:
    """Every rater gives the same step on everything that waits for them."""
    for rater in raters:
        for each in waiting(rater.id):
            levels = dict.fromkeys(to_rate(rater.id, each.id).rubric.keys, step)
            rate(each.id, levels, "", rater=rater.id, at=at, today=at.date())


def closed(at: datetime, label: str = LABEL) -> None:
    close(label, by=None, at=at)


class House:
    """One office with a maker, and three mentors of three other offices."""

    def __init__(self, at):
        self.root = people.unit("KOTA", kind="kota")
        self.unit = people.unit("DINSOS", parent=self.root)
        self.maker = people.employee(self.unit, name="Siti Rekaan Wijaya")
        others = [people.unit(code, parent=self.root) for code in ("DISHUB", "DKK", "DPU")]
        self.mentors = [mentor(each) for each in others]
        self.own_mentor = mentor(self.unit)
        self.at = at

    def desk(self, at=None):
        return desk(self.unit, self.maker, at or self.at)

    def raters(self, product):
        return [each.rater_id for each in assignments(product)]
