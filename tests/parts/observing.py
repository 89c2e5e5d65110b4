"""A city with one draw whose days are open, for tests of observing on real databases."""

from tests.factories import observation
from training.observation.queries.visits import one_of


class Town:
    """A city with one draw, whose days are all open at once, and the time that passes."""

    def __init__(self, clock) -> None:
        self.clock = clock
        self.city = observation.city()
        self.drawn = observation.drawn(self.city, at=clock.now)
        self.visits = observation.visits(self.drawn.id)
        clock.forward(hours=1)

    @property
    def today(self):
        return observation.day_of(self.clock.now)

    @property
    def pair(self):
        first = next(each for each in self.visits if each.pair_id)
        return [each for each in self.visits if each.pair_id == first.pair_id]

    @property
    def single(self):
        return next(each for each in self.visits if not each.pair_id)

    def sign(self, visit, **more):
        return observation.signed(visit, at=self.clock.now, **more)

    def seen(self, visit):
        return one_of(visit.id, visit.observer_id, today=self.today)
