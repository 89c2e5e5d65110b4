"""A city with a draw under way, walked through in browsers without JavaScript."""

from sqlalchemy import select

from tests.factories import observation
from training.kernel.db import db
from training.observation.queries.visits import one_of
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit
from training.people.tables.employees import Employee


class Town:
    """A city with a draw under way; its people outlive requests."""

    def __init__(self, browse, clock) -> None:
        self.browse, self.clock = browse, clock
        self.city = observation.city()
        drawn = observation.drawn(self.city, at=clock.now)
        self.visits = observation.visits(drawn.id)
        self.label = drawn.label
        self.people = {each.id: each for each in db.session.scalars(select(Employee))}
        db.session.commit()
        for each in (*self.people.values(), *self.visits, *self.city.units.values()):
            db.session.refresh(each)
            db.session.expunge(each)
        clock.forward(hours=1)

    @property
    def today(self):
        return observation.day_of(self.clock.now)

    @property
    def single(self) -> Visit:
        return next(each for each in self.visits if not each.pair_id)

    @property
    def pair(self) -> list[Visit]:
        first = next(each for each in self.visits if each.pair_id)
        return [each for each in self.visits if each.pair_id == first.pair_id]

    @property
    def colleague(self) -> Employee:
        """Somebody who is watched and watches nobody; those who watch may be drawn as well."""
        watching = {each.observer_id for each in self.visits}
        watched = (each.employee_id for each in self.visits)
        return next(self.people[each] for each in watched if each not in watching)

    def observer(self, visit: Visit):
        return self.browse(self.people[visit.observer_id])

    def other(self, visit: Visit):
        mentors = self.city.mentors.values()
        known = {each.observer_id for each in self.visits if each.pair_id == visit.pair_id}
        known = known if visit.pair_id else {visit.observer_id}
        return self.browse(next(self.people[m.id] for m in mentors if m.id not in known))

    def form(self, visit: Visit, mark: str = "met", **more) -> dict[str, str]:
        found = one_of(visit.id, visit.observer_id, today=self.today)
        marks = {f"butir-{each.key}": mark for each in found.instrument.items}
        db.session.remove()
        return {
            **marks, "tanggal": self.today.isoformat(), "mulai": "10:00", "selesai": "10:20",
            "tempat": "Loket 2", "catatan": "Antrean tertata.", "kunci": "k-1", **more,
        }  # fmt: skip

    def city_unit(self, visit: Visit):
        return next(each for each in self.city.units.values() if each.id == visit.unit_id)

    def sign(self, visit: Visit, mark: str = "met", **more):
        return self.observer(visit).post(door(visit), self.form(visit, mark, **more))

    def sheets(self, visit: Visit) -> list[dict[str, str]]:
        found = select(VisitSheet.marks).where(VisitSheet.visit_id == visit.id)
        rows = list(db.session.scalars(found.order_by(VisitSheet.number)))
        db.session.remove()
        return rows


def door(visit: Visit) -> str:
    return f"/pengamatan/{visit.id}"
