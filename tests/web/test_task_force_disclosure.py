"""An attacker with every page and file of the task force: nothing about fewer than k people."""

import csv
import io
import random
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from tests.factories import content, crowds, people
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Posting
from training.reporting.actions import rebuild

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"
K = 10
CSV = "/gugus-tugas/ekspor.csv"
PARENTS = (None, 0, 0, 0, 1, 1, 2, 2)
SHARES = ("Aktif 90 hari", "Sudah mulai", "Selesai semua modul")
MEANS = ("Pengetahuan", "Pertimbangan")


class City:
    """A drawn city: units U0 … U7, how many people each has, and how many of them did the quiz."""

    def __init__(self, seed: int, at) -> None:
        chance = random.Random(seed)
        content.published()
        self.units, self.size, self.done, self.staff = [], [], [], []
        for place, above in enumerate(PARENTS):
            parent = None if above is None else self.units[above]
            unit = people.unit(f"U{place}", parent=parent, name=f"Unit {place}", group="Dinas")
            size = chance.choice((0, 3, 8, 12, 18, 25))
            done = chance.choice((0, size, size // 2, max(0, size - 2)))
            staff = crowds.crowd(unit, size)
            crowds.learnt(staff[:done], unit, at=at)
            self.units.append(unit)
            self.size.append(size)
            self.done.append(done)
            self.staff.append(staff)
        self.boss = people.employee(name="Ketua Gugus")
        people.role(self.boss, Role.TASK_FORCE, self.units[0])
        self.finish(at)

    def finish(self, at) -> None:
        rebuild(at=at, zone=ZONE, k=10)
        db.session.commit()

    def below(self, top: int) -> set[int]:
        """The places of a unit's subtree."""
        found = {top}
        for place, above in enumerate(PARENTS):
            if above in found:
                found.add(place)
        return found


def rows_of(page) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page.raw.lstrip("\ufeff")), delimiter=";"))


def derivable(city: City, shown: list[int], people_of: list[int]) -> list[tuple[int, ...]]:
    """The sets of own staffs of fewer than k people that lie in the span of what is shown."""
    places = [place for place in range(len(PARENTS)) if people_of[place]]
    tops = [city.below(top) for top in shown]
    rows = [[Fraction(int(place in top)) for place in places] for top in tops]
    known = rank(rows)
    return [
        chosen
        for size in range(1, len(places) + 1)
        for chosen in combinations(places, size)
        if sum(people_of[place] for place in chosen) < K
        and rank([*rows, [Fraction(int(place in chosen)) for place in places]]) == known
    ]


def rank(rows: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for place in range(found + 1, len(rows)):
            factor = rows[place][column] / pivot[column]
            pairs = zip(rows[place], pivot, strict=True)
            rows[place] = [value - factor * other for value, other in pairs]
        found += 1
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_set_below_k_follows_from_the_list(app, browse, clock, seed):
    city = City(seed, clock.now)
    rows = rows_of(browse(city.boss).get(CSV))
    by_code = {row["Kode unit"]: row for row in rows}
    for measures, people_of in ((SHARES, city.size), (MEANS, city.done)):
        for measure in measures:
            shown = [p for p in range(8) if by_code[f"U{p}"][f"{measure}: n paling sedikit"]]
            assert derivable(city, shown, people_of) == []


@pytest.mark.parametrize("seed", range(6))
def test_neither_those_who_did_nor_those_who_did_not_can_be_counted_out(app, browse, clock, seed):
    city = City(seed, clock.now)
    rows = {r["Kode unit"]: r for r in rows_of(browse(city.boss).get(CSV))}
    missing = [size - done for size, done in zip(city.size, city.done, strict=True)]
    for measure in (*SHARES, *MEANS):
        assert not [p for p in range(8) if rows[f"U{p}"][f"{measure}: n"]]
        for place, (size, left) in enumerate(zip(city.size, missing, strict=True)):
            told = rows[f"U{place}"]
            ends = [told[f"{measure}: n paling {end}"] for end in ("sedikit", "banyak")]
            if all(ends) and city.below(place) == {place}:
                least, most = map(int, ends)
                assert most - least >= K // 2 - 1, "a count is as good as told"
                assert measure not in (SHARES[1], *MEANS) or least <= size - left <= most


@pytest.mark.parametrize("seed", range(3))
def test_pages_and_workbook_hold_no_more_than_the_csv(app, browse, clock, seed):
    city = City(seed, clock.now)
    browser = browse(city.boss)
    rows = rows_of(browser.get(CSV))
    data = browser.get("/gugus-tugas/ekspor.xlsx").response.data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    home = browser.get("/gugus-tugas")
    for place, row in enumerate(rows, 1):
        told = [cell for cell in sheet[place] if cell != ""]
        assert len(told) == len([cell for cell in row.values() if cell])
        lines = [line for line in home.all("tr") if list(row.values())[1] in links(line)]
        for measure in (*SHARES[:1], *SHARES[2:], *MEANS):
            value = row[f"{measure}: seperti ditampilkan"]
            assert not lines or row["Digabung ke"] or value in words(lines[0])
        if row["Digabung ke"]:
            assert not lines or "%" not in words(lines[0])


def links(element) -> list[str]:
    return [words(link) for link in element.iter("a")]


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("seed", range(3))
def test_the_parts_of_a_unit_are_as_safe_as_the_whole(app, browse, clock, seed):
    city = City(seed, clock.now)
    browser = browse(city.boss)
    shown: dict[tuple[str, ...], list[int]] = {}
    for place in range(8):
        for row in rows_of(browser.get(f"/gugus-tugas/unit/U{place}/ekspor.csv")):
            if row["proporsi"]:
                key = (row["Ukuran"], row["Modul"], row["Dimensi"], row["Tahap"])
                shown.setdefault(key, []).append(place)
    assert shown or seed
    for key, units in shown.items():
        people_of = city.done if key[0] in MEANS else city.size
        assert derivable(city, units, people_of) == []


def test_the_head_of_a_unit_sees_what_the_task_force_sees_of_it(app, browse, clock):
    city = City(4, clock.now)
    head = people.employee(name="Kepala Unit")
    people.role(head, Role.UNIT_HEAD, city.units[1])
    own = browse(head).get("/unit/U1")
    seen = browse(db.session.merge(city.boss)).get("/gugus-tugas/unit/U1")
    tables = [[words(each) for each in page.all("table")] for page in (own, seen)]
    assert tables[0] == tables[1]


def moved(city: City, source: int, target: int, count: int, at) -> None:
    for person in city.staff[source][:count]:
        post = Posting.employee_id == person["id"]
        db.session.execute(update(Posting).where(post).values(unit_id=city.units[target].id))
    city.finish(at)


def test_one_person_who_moved_cannot_be_had_from_the_two_bases(app, browse, clock):
    city = City(11, clock.now)
    for place in (1, 2):
        crowds.learnt(crowds.crowd(city.units[place], 20), city.units[place], at=clock.now)
    moved(city, 1, 2, 1, clock.now)
    browser = browse(city.boss)
    now, then = (rows_of(browser.get(f"{CSV}?dasar={basis}")) for basis in ("kini", "dulu"))
    assert now == then


def test_a_team_that_moved_is_drawn_where_it_was(app, browse, clock):
    content.published()
    root = people.unit("U0", kind="kota")
    one, other = people.unit("U1", parent=root), people.unit("U2", parent=root)
    staying, team = crowds.crowd(one, 40), crowds.crowd(one, 15)
    rest = crowds.crowd(other, 40)
    crowds.learnt([*staying[:15], *team], one, at=clock.now)
    crowds.learnt(rest[:15], other, at=clock.now, scores=(0.2, 0.3))
    for person in team:
        post = Posting.employee_id == person["id"]
        since = date(2026, 11, 20)
        db.session.execute(update(Posting).where(post).values(unit_id=other.id, valid_from=since))
    boss = people.employee()
    people.role(boss, Role.TASK_FORCE, root)
    rebuild(at=clock.now, zone=ZONE, k=10)
    browser = browse(boss)
    now, then = (
        {row["Kode unit"]: row for row in rows_of(browser.get(f"{CSV}?dasar={basis}"))}
        for basis in ("kini", "dulu")
    )
    least = "Pengetahuan: n paling sedikit"
    told = [rows[unit][least] for rows in (now, then) for unit in ("U1", "U2")]
    assert told == ["10", "30", "30", "10"]
    assert then["U2"]["Pengetahuan: proporsi"] == "0,25"
