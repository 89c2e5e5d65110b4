"""The file of if–then plans: each slip at its place, and enough plans for every kind of work."""

from itertools import product

import pytest

from tests.content.guide import TODAY
from training.commitments.rules.wording import checked
from training.content.queries.drafts import read
from training.content.queries.library import read_library
from training.content.queries.plans import plan_book
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import JobFamily, Stage
from training.content.rules.parse import parse_indicators
from training.content.rules.plans import PLANS, parse_plans
from training.kernel.settings import ROOT

INDICATORS = parse_indicators(
    "modules/indicators.yaml", (ROOT / "modules/indicators.yaml").read_text()
)
REAL = (ROOT / PLANS).read_text()
TEXT = """modules:
  m3-a: memberi-jeda
templates:
  - key: satu
    job_families: [perencana]
    indicator: memberi-jeda
    if:
      - anak menangis di loket
    then:
      - saya menawarkan tempat duduk
"""


def found(text: str) -> list[tuple[C, int]]:
    parsed = parse_plans(PLANS, text, INDICATORS.value)
    return [(each.code, each.line) for each in parsed.problems]


def test_the_real_file_has_no_problem_and_many_plans():
    assert found(REAL) == []
    parsed = parse_plans(PLANS, REAL, INDICATORS.value)
    assert len(parsed.value.templates) >= 24


@pytest.mark.parametrize("family", list(JobFamily))
def test_every_kind_of_work_has_plans_of_its_own(family):
    parsed = parse_plans(PLANS, REAL, INDICATORS.value)
    assert sum(family in each.job_families for each in parsed.value.templates) >= 5


def test_all_stages_of_work_and_what_modules_teach_have_plans():
    known = {each.key: each for each in INDICATORS.value}
    modules = (draft.module for draft in read(ROOT, today=TODAY).drafts)
    used = {each.indicator for each in parse_plans(PLANS, REAL, INDICATORS.value).value.templates}
    assert {known[key].stage for key in used} == set(Stage)
    taught = {key for module in modules for key in module.indicators}
    assert len(taught - used) <= 1


def test_whatever_is_chosen_passes_the_rule_for_own_words():
    for each in parse_plans(PLANS, REAL, INDICATORS.value).value.templates:
        for when, then in product(each.when, each.then):
            assert checked(when, then)[1] == then


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("- anak menangis", "- jika anak menangis", (C.BAD_VALUE, 8)),
        ("- saya menawarkan", "- maka saya menawarkan", (C.BAD_VALUE, 10)),
        ("- saya menawarkan", "- menawarkan", (C.BAD_VALUE, 10)),
        ("tempat duduk\n", "tempat duduk.\n", (C.BAD_VALUE, 10)),
        ("[perencana]", "[juru-masak]", (C.BAD_VALUE, 5)),
        ("indicator: memberi-jeda", "indicator: tidak-ada", (C.UNKNOWN_INDICATOR, 6)),
        ("m3-a: memberi-jeda", "m3-a: tidak-ada", (C.UNKNOWN_INDICATOR, 2)),
        ("    then:\n      - saya menawarkan tempat duduk\n", "", (C.MISSING_KEY, 4)),
        ("    key: satu", "    kunci: satu", (C.UNKNOWN_KEY, 4)),
        ("templates:", "templat:", (C.UNKNOWN_KEY, 3)),
    ],
)
def test_a_slip_is_found_where_it_is(old, new, problem):
    old, new = (old, new) if old in TEXT else (old.replace("    key", "key"), new.strip())
    assert problem in found(TEXT.replace(old, new))


def test_a_key_is_used_once():
    again = TEXT + TEXT[TEXT.index("  - key") :]
    assert (C.KEY_TWICE, 11) in found(again)


def test_the_library_checks_plans_with_the_rest_of_the_content():
    files = {
        path: (ROOT / path).read_bytes()
        for path in ("modules/indicators.yaml", "modules/m3-berbicara-melayani.md")
    }
    wrong = TEXT.replace("m3-a: memberi-jeda", "m3-berbicara-melayani: meminimalkan-data")
    library = read_library({**files, PLANS: wrong.encode()}, TODAY)
    assert [(each.code, each.line) for each in library.problems if each.path == PLANS] == [
        (C.BAD_VALUE, 2)
    ]


def test_a_file_that_cannot_be_read_offers_nothing(app, tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / PLANS).write_bytes(b"\xff\xfe")
    book = plan_book(tmp_path)
    assert (book.templates, book.indicators) == ({}, {})
