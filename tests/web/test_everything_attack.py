"""Somebody with everything a role can get, over three cycles: nothing about fewer than k people.

The city has joiners, leavers, somebody who moves and a unit that is split. Pages, drill-downs,
drawings, alternative texts, searches, CSV, XLSX, PDF, JSON, the API, letters and what the worker
makes are read at every closing, and an integer program is asked what is certain (`tests/attack`;
`python -m tests.attack` prints the log).
"""

import re

import pytest
from jinja2 import meta

from tests.attack.attacking import OF_STAFF, PEOPLE_SEEN_BY, STAFF, Loot, plundered
from tests.attack.cells import STREAMS, Cell, Fact
from tests.attack.city import LABELS, ROLES, K
from tests.attack.log import written
from tests.attack.occasions import ASKER, CRY, WITNESS
from tests.attack.solving import Attack
from tests.factories import commitments

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("attack")]

AT_AN_END = 70
"""Drawn from this seed; were leavers let go one by one, six sets of people would be found."""
NAMING = re.compile(r"^/unit/[^/]+/(daftar-produk|pengingat)")
TOLD_IN_PERSON = re.compile(r"^/unit/[^/]+/pengingat$")
NAME_AND_UNIT = re.compile(r"<tr> Rekaan ([A-Z0-9]+) \d+ Unit \1")
READ_BY = {"task_force": 600, "head": 200, "small head": 40, "mentor": 30, "auditor": 30,
           "author": 30, "employee": 30, "hr": 3, "admin": 6}  # fmt: skip
"""At least so many answers each role gets in this city: a walk that ends early reads nothing."""
SAID = {
    "corrected": {"name", "page", "reason"}, "invitation": {"address", "name"},
    "password_changed": {"at", "name"}, "reminder": {"lines", "name", "sign_in"},
    "reset": {"address", "name"}, "safeguarding": {"at", "lines", "visit"},
    "witness": {"address", "colleague", "name"},
}  # fmt: skip
"""What is put into each letter beside fixed words: who asks one to be a witness names themself, and
the words of a visitor who may be in danger go to the one who is there for them."""
LEARNT = re.compile(r"n = \d|modul m\d|lulus|tingkat \d", re.IGNORECASE)
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


def test_a_span_that_would_fall_says_nothing_of_the_one_who_left(app, clock):
    """In this city one who had completed left a unit whose count lay at the end of a span."""
    sums = plundered(app, clock, seed=AT_AN_END, thorough=False).solved()
    assert sums.asked > 1000
    assert not sums.found, "\n".join(str(each) for each in sums.found)


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


def test_the_walk_has_read_letters_of_every_role_and_the_reports_that_the_worker_makes(loot):
    for role in ROLES:
        assert sum(read.role == role for _, read in loot.letters) >= 2, role
    assert {read.role for _, read in loot.of_staff()} >= {"head"}
    assert len(loot.papers()) == len(LABELS)
    assert all(len(read.lines) > 100 for read in loot.papers())


def test_letters_of_every_kind_were_read(loot):
    """By kind, who reads it: all but the cry for help and the question come to every role.

    Reminders come to most: who has completed everything is reminded of nothing.
    """
    read_by = {kind: {read.role for read in loot.of_kind(kind)} for kind in SAID}
    reminded = read_by.pop("reminder")
    assert len(ROLES) // 2 < len(reminded) <= len(ROLES)
    alone = {"safeguarding": {"contact"}, "witness": {WITNESS}}
    for kind, roles in read_by.items():
        assert roles == alone.get(kind, set(ROLES)), kind


def test_a_letter_names_its_recipient_and_nobody_else(loot):
    """But who asks a colleague to be a witness: that is whom the question is about."""
    named = [f"Penyerang {role}" for role in ROLES]
    for _, read in loot.letters:
        kind = read.address.split()[1]
        assert not STAFF.search(read.text), read.address
        found = {name for name in named if re.search(rf"{name}\b", read.text)}
        asker = {f"Penyerang {ASKER}"} if kind == "witness" else set()
        own = set() if read.role == "contact" else {f"Penyerang {read.role}"}
        assert found == own | asker, read.address


@pytest.mark.parametrize("kind", sorted(SAID.keys() - {"reminder"}))
def test_a_letter_tells_nothing_of_what_anybody_learnt_or_scored(loot, kind):
    for read in loot.of_kind(kind):
        assert not LEARNT.search(read.text), read.address
        assert "%" not in read.text, read.address


def test_a_witness_is_told_nothing_of_the_plan(app, loot):
    (letter,), plan = loot.of_kind("witness"), commitments.words()
    assert plan.when not in letter.text
    assert plan.then not in letter.text


def test_a_cry_for_help_is_in_one_letter_and_says_where_and_not_who(loot):
    crying = [read for _, read in loot.everything if CRY in read.text]
    (letter,) = crying
    assert letter.role == "contact"
    assert "Loket Rekaan, Unit DA" in letter.text


def test_the_walk_has_looked_for_words_filtered_and_opened_figures(loot):
    addresses = [(read.role, read.address) for _, read in loot.reads]
    for role, way in (("admin", "?cari="), ("task_force", "?unit="), ("auditor", "?jenis="),
                      ("small head", "/angka/"), ("task_force", "/angka/"),
                      ("small head", "/report/completed"),
                      ("task_force", "/report/knowledge")):  # fmt: skip
        assert any(who == role and way in address for who, address in addresses), (role, way)
    assert any(read.media == "text/calendar" for _, read in loot.reads)


def test_no_letter_tells_a_head_of_a_staff_of_fewer_than_k(loot):
    """Letters hold no count; that "some" are late is said of k people or more."""
    for cycle, read in loot.of_staff():
        (line,) = (each for each in read.lines if OF_STAFF in each)
        assert not any(sign.isdigit() for sign in line)
        assert len(loot.world.below(cycle, ROLES[read.role][1])) >= K, read.role


@pytest.mark.parametrize("name", sorted(SAID))
def test_a_letter_is_filled_with_nothing_but_what_is_its_recipients_own(app, name):
    """A new word of a letter must be looked at here, whatever this city puts into it."""
    source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, f"email/{name}.txt")
    assert meta.find_undeclared_variables(app.jinja_env.parse(source)) - {"_"} == SAID[name]


def test_every_letter_is_known(app):
    known = app.jinja_env.list_templates(filter_func=lambda each: each.startswith("email/"))
    assert sorted(known) == [f"email/{name}.txt" for name in sorted(SAID)]


def test_whom_a_head_tells_in_person_is_named_with_nothing_about_them(loot):
    found = [read for _, read in loot.reads if TOLD_IN_PERSON.match(read.address)]
    named = [line for read in found for line in read.lines
             if line.startswith("<tr>") and "Rekaan" in line]  # fmt: skip
    assert named
    assert all(NAME_AND_UNIT.fullmatch(line) for line in named), named


def test_an_administrator_finds_people_and_nothing_that_they_did(loot):
    found = [read for _, read in loot.reads if read.role == "admin"]
    assert any("Rekaan" in read.text for read in found)
    assert not [read.address for read in found if LEARNT.search(read.text)]


def test_no_form_tells_a_count_that_the_api_does_not_tell(loot):
    """Pages, alternative texts, CSV, XLSX and PDF speak of people with the API's own words."""
    known = {(each.least, each.most) for each in loot.told()}
    counted = [each for each in loot.counted() if each[0].role not in PEOPLE_SEEN_BY]
    assert len(counted) > 1000
    for read, least, most, of in counted:
        assert (least, most) in known, (read.address, least, most, of)
        assert most > least, read.address


def test_colleagues_are_named_only_as_makers_and_where_no_letter_reaches_them(loot):
    """No other page and no letter names people to anybody else: no figure can be put to a name."""
    for role, addresses in loot.naming().items():
        assert role in PEOPLE_SEEN_BY or not [e for e in addresses if not NAMING.match(e)]


@pytest.mark.parametrize("seed", range(2, 5))
def test_other_cities_say_as_little(app, clock, seed):
    loot = plundered(app, clock, seed=seed, thorough=False)
    sums = loot.solved()
    assert not sums.found, "\n".join(written(loot, sums))


def test_the_attack_finds_people_where_counts_are_told_exactly(loot):
    """The plain counts of HR, who may see people, are what every page would say unprotected."""
    exact = loot.of_hr()
    assert len({(each.unit, each.cycle) for each in exact}) > 20
    topics = {each.fact.about for each in exact}  # what is told of others is solved by itself
    told = [each for each in loot.told() if each.fact.about in topics]
    found = Attack(loot.world, [*told, *exact], K).run().found
    assert len(found) > 20
    assert any(each.people == 1 for each in found)


def test_the_attack_finds_people_where_a_stream_of_nobody_is_left_out(loot):
    """A line that is missing says "nobody" of everybody in the unit."""
    code, cycle = STREAMS[-1], len(LABELS) - 1
    fact = Fact(f"stream.{code}", LABELS[cycle])
    left_out = Cell("DA", cycle, fact, 0, 0, "a report without the line")
    told = [each for each in loot.told() if each.fact == fact and each.unit != "DA"]
    found = Attack(loot.world, [*told, left_out], K).run().found
    assert {each.fact for each in found} == {fact}
