"""People of the demo learn along the path of their job, and few come to its end."""

from random import Random
from statistics import fmean
from types import SimpleNamespace

from training.cli.demo.pace import FEWEST, Plan
from training.content.rules.paths import Path, Stop, Walker

SLUGS = [f"m{number}" for number in range(1, 12)]
MINE = [SimpleNamespace(slug=slug) for slug in SLUGS]
PATH = Path(Walker.PLANNER, "", tuple(Stop(slug, "", True) for slug in reversed(SLUGS)))


def walks(plan: Plan, count: int = 400) -> list[list[str]]:
    chance = Random(7)
    return [[each.slug for each in plan.so_far(MINE, chance)] for _ in range(count)]


def test_few_finish_all_and_everybody_who_takes_part_begins():
    lengths = [len(each) for each in walks(Plan(path=PATH))]
    assert min(lengths) == FEWEST
    assert 3.5 < fmean(lengths) < 4.5
    assert sum(length == len(SLUGS) for length in lengths) < 8


def test_what_stands_first_on_the_path_comes_first():
    first = [each[0] for each in walks(Plan(path=PATH))]
    assert sum(slug in {"m11", "m10", "m9"} for slug in first) > 0.95 * len(first)


def test_what_a_programme_asks_comes_before_the_path():
    taken = walks(Plan(frozenset({"m1"}), PATH))
    assert sum("m1" in each for each in taken) > 0.95 * len(taken)


def test_fewer_modules_than_people_take_are_taken_whole():
    assert len(Plan().so_far(MINE[:2], Random(1))) == 2
