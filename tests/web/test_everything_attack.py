"""Somebody with everything a role can get, over three cycles: nothing about fewer than k people.

The city has joiners, leavers, somebody who moves and a unit that is split. Pages, drill-downs,
drawings, alternative texts, CSV, XLSX, PDF, JSON and the API are read at every closing, and an
integer program is asked what is certain (`tests/attack`; `python -m tests.attack` prints the log).
"""

import re

import pytest

from tests.attack.attacking import Loot, plundered
from tests.attack.cells import STREAMS, Cell, Fact
from tests.attack.city import LABELS, K
from tests.attack.log import written
from tests.attack.solving import Attack

pytestmark = pytest.mark.slow

REGISTER = re.compile(r"^/unit/[^/]+/daftar-produk")
READ_BY = {"task_force": 600, "head": 200, "small head": 40, "mentor": 30, "auditor": 30,
           "author": 30, "employee": 30, "hr": 3}  # fmt: skip
"""At least so many answers each role gets in this city: a walk that ends early reads nothing."""
FORMS = ("text/html", "text/csv", "application/json", "application/pdf", "spreadsheetml")
TOLD = {"started", "completed", "active", "knowledge", "completed m1-contoh", "assessed",
        "stream.K", "stream.O", "level.1.evidenced", "level.3.evidenced"}  # fmt: skip


@pytest.fixture(scope="module")
def kept() -> dict[str, Loot]:
    """What one walk brought, for all who ask about it."""
    return {}


@pytest.fixture
def loot(request, kept) -> Loot:
    """Everything that everybody reads, read once."""
    if "loot" not in kept:
        kept["loot"] = plundered(request.getfixturevalue("app"), request.getfixturevalue("clock"))
    return kept["loot"]


def test_everything_together_says_nothing_certain_of_fewer_than_k(loot):
    sums = loot.solved()
    log = "\n".join(written(loot, sums))
    assert sums.asked > 1000, log
    assert not sums.found, log


def test_the_walk_has_seen_every_form_and_every_role(loot):
    for role, least in READ_BY.items():
        assert sum(read.role == role for _, read in loot.reads) >= least, role
    of_boss = [read.media for _, read in loot.reads if read.role == "task_force"]
    for form in FORMS:
        assert any(form in media for media in of_boss), form
    assert {each.fact.about for each in loot.told()} >= TOLD


def test_no_form_tells_a_count_that_the_api_does_not_tell(loot):
    """Pages, alternative texts, CSV, XLSX and PDF speak of people with the API's own words."""
    known = {(each.least, each.most) for each in loot.told()}
    counted = [each for each in loot.counted() if each[0].role != "hr"]
    assert len(counted) > 1000
    for read, least, most, of in counted:
        assert (least, most) in known, (read.address, least, most, of)
        assert most > least, read.address


def test_colleagues_are_named_only_where_a_head_says_who_made_something(loot):
    """No page beside it names people to anybody but HR, so that no figure can be put to a name."""
    for role, addresses in loot.naming().items():
        assert role == "hr" or not [each for each in addresses if not REGISTER.match(each)]


@pytest.mark.parametrize("seed", range(2, 5))
def test_other_cities_say_as_little(app, clock, seed):
    loot = plundered(app, clock, seed=seed, thorough=False)
    sums = loot.solved()
    assert not sums.found, "\n".join(written(loot, sums))


def test_the_attack_finds_people_where_counts_are_told_exactly(loot):
    """The plain counts of HR, who may see people, are what every page would say unprotected."""
    exact = loot.of_hr()
    assert len({(each.unit, each.cycle) for each in exact}) > 20
    found = Attack(loot.world, [*loot.told(), *exact], K).run().found
    assert len(found) > 20
    assert any(each.people == 1 for each in found)


def test_the_attack_finds_people_where_a_stream_of_nobody_is_left_out(loot):
    """A line that is missing says "nobody" of everybody in the unit."""
    code, cycle = STREAMS[-1], len(LABELS) - 1
    fact = Fact(f"stream.{code}", LABELS[cycle])
    left_out = Cell("DA", cycle, fact, 0, 0, "a report without the line")
    told = [each for each in loot.told() if (each.unit, each.fact) != ("DA", fact)]
    found = Attack(loot.world, [*told, left_out], K).run().found
    assert {each.fact for each in found} == {fact}
