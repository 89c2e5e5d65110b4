"""An attacker who knows the rules, with every page over two cycles: nothing about fewer than k.

The attacker turns each printed share back into the counts that would be printed so, and asks an
integer program what the counts of any small group could be: the staff of hidden units, what is left
of a shown unit without those shown below it, newcomers and those who left.
"""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from sqlalchemy import update

from tests.factories import content, crowds, cycles, people
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Posting
from training.reporting.rules.steps import band
from training.web.task_force import conduct_words as words

pytestmark = pytest.mark.slow

K = 10
PARENTS = (None, 0, 0, 0, 1, 1, 2, 2)
ASSESSED = "Dinilai dengan bukti apa pun"
STREAMS = {"Pengetahuan", "Pertimbangan kasus layanan", "Pertimbangan benturan nilai", "Komitmen",
           "Daya ingat", "Pengamatan", "Produk kerja"}  # fmt: skip
COVERAGE = {ASSESSED, *STREAMS}


@dataclass
class City:
    """Units U0 … U7 with their staff, some of whom did the quiz; `boss` may see all of it."""

    units: list = field(default_factory=list)
    staff: list[list[dict]] = field(default_factory=list)
    boss: object = None

    def below(self, top: int) -> set[int]:
        found = {top}
        for place, above in enumerate(PARENTS):
            if above in found:
                found.add(place)
        return found


def drawn(seed: int, at) -> City:
    chance = random.Random(seed)
    content.published()
    city = City()
    for place, above in enumerate(PARENTS):
        parent = None if above is None else city.units[above]
        unit = people.unit(f"U{place}", parent=parent, name=f"Unit {place}", group="Dinas")
        size = chance.choice((0, 4, 6, 9, 11, 13, 18, 30))
        staff = crowds.crowd(unit, size)
        done = chance.choice((0, size, size // 2, max(0, size - 1)))
        crowds.learnt(staff[:done], unit, at=at - timedelta(days=20))
        city.units.append(unit)
        city.staff.append(staff)
    crowds.crowd(city.units[0], 12)
    city.staff[0] += [{}] * 12
    city.boss = people.employee(name="Ketua Gugus")
    people.role(city.boss, Role.TASK_FORCE, city.units[0])
    take_everything(at=at, zone=cycles.ZONE)
    cycles.newest(at)
    return city


def turned_over(city: City, seed: int, at) -> dict[int, int]:
    """One to three people join every unit, and one leaves; answers the newcomers by place."""
    chance, joined = random.Random(seed), {}
    city.units = [db.session.merge(each) for each in city.units]
    for place, unit in enumerate(city.units):
        gone = city.staff[place][:1]
        for person in gone:
            if person:
                post = Posting.employee_id == person["id"]
                until = at.date() - timedelta(days=30)
                db.session.execute(update(Posting).where(post).values(valid_to=until))
        fresh = crowds.crowd(unit, chance.choice((1, 2, 3)))
        crowds.learnt(fresh, unit, at=at - timedelta(days=10))
        gone_now = 1 if gone and gone[0] else 0
        city.staff[place] = city.staff[place][gone_now:] + fresh
        joined[place] = len(fresh)
    take_everything(at=at, zone=cycles.ZONE)
    cycles.newest(at, "2027-1")
    return joined


def printed(page) -> dict[str, str]:
    """By what it is about (a level, a stream, being assessed), the share that the page prints."""
    found = {}
    for row in page.all("tr"):
        cells = [" ".join("".join(each.itertext()).split()) for each in row]
        if cells and (cells[0] in COVERAGE or cells[0][:2] in {f"{n} " for n in range(1, 6)}):
            found[cells[0]] = cells[1]
    return found


def counts_of(said: str, n: int, say) -> tuple[int, int]:
    """The fewest and the most people for whom this would be printed."""
    fitting = [count for count in range(n + 1) if say(band(count, n, k=K)) == said]
    return min(fitting), max(fitting)


def told(browser, city: City) -> dict[str, dict[int, tuple[int, int]]]:
    """By topic and shown unit, from how many to how many people."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for place in range(len(PARENTS)):
        page = browser.get(f"/gugus-tugas/unit/U{place}/internalisasi")
        n = sum(len(city.staff[each]) for each in city.below(place))
        for topic, said in printed(page).items():
            say = words.band if topic in COVERAGE else words.floor
            found.setdefault(topic, {})[place] = counts_of(said, n, say)
    return found


def span(city: City, shown: dict[int, tuple[int, int]], group: tuple[int, ...]) -> tuple[int, int]:
    """From how many to how many of a group there can be, if every page is true."""
    size = np.array([len(each) for each in city.staff], dtype=float)
    rows = np.array([[float(p in city.below(top)) for p in range(len(PARENTS))] for top in shown])
    limits = np.array(list(shown.values()), dtype=float)
    held = LinearConstraint(rows, limits[:, 0], limits[:, 1])
    cost = np.array([float(p in group) for p in range(len(PARENTS))])
    ends = []
    for sign in (1, -1):
        found = milp(
            sign * cost, constraints=held, bounds=Bounds(0, size), integrality=np.ones(len(size))
        )
        assert found.success
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


def small_groups(city: City) -> list[tuple[int, ...]]:
    """Staffs of units, alone or together, that are fewer than k people."""
    places = [place for place, staff in enumerate(city.staff) if staff]
    return [
        group
        for size in range(1, 4)
        for group in combinations(places, size)
        if sum(len(city.staff[each]) for each in group) < K
    ]


def assert_nothing_is_known(browser, city: City, more: dict[int, int]) -> None:
    pages = told(browser, city)
    assert ASSESSED in pages
    assert STREAMS & pages.keys()
    for shown in pages.values():
        for group in small_groups(city):
            least, most = span(city, shown, group)
            assert least < most, (shown, group)
        for place, newcomers in more.items():
            least, most = span(city, shown, (place,))
            others = len(city.staff[place]) - newcomers
            assert max(0, least - others) < min(newcomers, most), (shown, place)


@pytest.mark.parametrize("seed", range(5))
def test_no_group_below_k_can_be_had_from_two_cycles(app, browse, clock, seed):
    city = drawn(seed, clock.now)
    browser = browse(city.boss)
    assert_nothing_is_known(browser, city, {})
    clock.forward(days=95)
    joined = turned_over(city, seed, clock.now)
    assert_nothing_is_known(browse(db.session.merge(city.boss)), city, joined)


@pytest.mark.parametrize("seed", range(2))
def test_the_list_and_older_cycles_hold_no_more_than_the_units_pages(app, browse, clock, seed):
    city = drawn(seed, clock.now)
    browser = browse(city.boss)
    for level in range(1, 6):
        page = browser.get(f"/gugus-tugas/internalisasi?tingkat={level}&putaran=2026-2")
        for place in range(len(PARENTS)):
            own = printed(browser.get(f"/gugus-tugas/unit/U{place}/internalisasi"))
            line = next(
                (row for row in page.all("tr") if f"Unit {place}" in "".join(row.itertext())), None
            )
            said = "" if line is None else " ".join("".join(line.itertext()).split())
            if not own:
                assert "%" not in said
            else:
                assert next(v for k, v in own.items() if k.startswith(str(level))) in said


def test_the_attacker_does_find_what_is_not_hidden():
    """The integer program is no scarecrow: with exact figures it solves for the few."""
    city = City(staff=[[{}] * 4, [{}] * 20, [], [], [], [], [], []])
    assert span(city, {0: (12, 12), 1: (8, 8)}, (0,)) == (4, 4)
