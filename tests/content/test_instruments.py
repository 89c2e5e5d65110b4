"""Files of instruments: each slip at its place, and six real ones that everybody is observed by."""

import pytest

from training.content.queries.instruments import current, understood
from training.content.rules.codes import ProblemCode as C
from training.content.rules.instrumentcheck import parse_instrument
from training.content.rules.instruments import ANCHORS, chosen
from training.content.rules.model import Stage
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily, UnitKind

pytestmark = pytest.mark.slow

PATH = "quizzes/instruments/loket.yaml"
TEXT = (ROOT / PATH).read_text()
KNOWN = {item.indicator for each in current(ROOT).values() for item in each.instrument.items}


def spot(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the line and column that the mark stood at."""
    before, after = text.split("@@")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        (C.INSTRUMENT_WRONG_KEY, "key: loket\n", "key: @@meja\n"),
        (C.UNKNOWN_INDICATOR, "indicator: menyapa-anak", "indicator: @@menyapa-siapa"),
        (C.KEY_TWICE, "key: loket-memberi-jeda", "key: @@loket-menyapa-anak"),
        (C.INSTRUMENT_ANCHORS_ALIKE,
         "partly: Menyapa anak, tetapi sambil lalu atau sesudah urusan pendamping selesai.",
         "partly: @@Menatap dan menyapa anak dengan ramah, lalu baru beralih ke pendamping."),
        (C.UNKNOWN_KEY, "minutes: 20", "@@menit: 20\nminutes: 20"),
        (C.BAD_VALUE, "stage: service", "@@stage: nanti"),
        (C.BAD_VALUE, "minutes: 20", "@@minutes: 5"),
        (C.SPELLING, "Petugas memakai kata", "Petugas memakai @@resiko"),
        (C.YAML_UNREADABLE, "items:", "items: @@}"),
    ],
)  # fmt: skip
def test_a_slip_in_an_instrument_is_found_where_it_is(code, old, new):
    assert old in TEXT
    text, where = spot(TEXT.replace(old, new, 1))
    problems = parse_instrument(PATH, text, KNOWN).problems
    assert where in [(p.line, p.column) for p in problems if p.code is code], problems


def test_an_instrument_has_ten_items_neither_more_nor_less():
    whole = parse_instrument(PATH, TEXT, KNOWN)
    assert whole.problems == ()
    assert len(whole.value.items) == 10
    first = TEXT.index("  - key: loket-menyapa-anak")
    second = TEXT.index("  - key: loket-bahasa-sederhana")
    short = TEXT[:first] + TEXT[second:]
    assert C.INSTRUMENT_ITEMS in {p.code for p in parse_instrument(PATH, short, KNOWN).problems}


def test_there_are_six_instruments_without_a_problem_and_every_anchor_says_something_else():
    found = current(ROOT)
    assert set(found) == {
        "loket", "puskesmas", "sekolah", "penertiban", "rapat-perencanaan", "keputusan",
    }  # fmt: skip
    for each in found.values():
        assert len(each.instrument.items) == 10
        assert len(each.instrument.contrary) >= 3
        for item in each.instrument.items:
            assert len({item.anchors[mark] for mark in ANCHORS}) == 4
        assert understood(each.instrument.key, each.source) == each.instrument
    stages = {each.instrument.stage for each in found.values()}
    assert stages == set(Stage)
    keys = [item.key for each in found.values() for item in each.instrument.items]
    assert len(set(keys)) == 60


@pytest.mark.parametrize("family", JobFamily)
@pytest.mark.parametrize("kind", UnitKind)
def test_everybody_is_observed_by_some_instrument(kind, family):
    every = [each.instrument for each in current(ROOT).values()]
    assert chosen(every, kind=kind, sector="lingkungan", family=family)


@pytest.mark.parametrize(
    ("sector", "family", "key"),
    [
        ("kesehatan", JobFamily.FRONT_LINE, "puskesmas"),
        ("pendidikan", JobFamily.FRONT_LINE, "sekolah"),
        ("ketertiban", JobFamily.FRONT_LINE, "penertiban"),
        ("sosial", JobFamily.FRONT_LINE, "loket"),
        ("pendidikan", JobFamily.SUPPORT, "loket"),
        ("kesehatan", JobFamily.PLANNER, "rapat-perencanaan"),
        ("sosial", JobFamily.DECISION_MAKER, "keputusan"),
    ],
)
def test_an_instrument_that_was_made_for_the_sector_goes_before_the_general_one(
    sector, family, key
):
    every = [each.instrument for each in current(ROOT).values()]
    assert chosen(every, kind="dinas", sector=sector, family=family).key == key
