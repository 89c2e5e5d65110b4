"""Every figure has its explanation, and an explanation never says more than the report does."""

import pytest

from training.internalization.rules.estimate.labels import Label
from training.internalization.rules.summing import Share
from training.internalization.rules.whole import Whole
from training.reporting.queries.explaining import MEANINGS
from training.reporting.rules import explained_counts as counts
from training.reporting.rules.conduct import coverage, dials, facets, level_figure, plans
from training.reporting.rules.explaining import WHY, Held, explain, family
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.funnels import Dot
from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.quality_lines import quality_lines
from training.reporting.rules.report_lines import (
    DIALS,
    FACETS,
    PLANS,
    change_lines,
    counted_lines,
    coverage_lines,
    finding_lines,
    kind_lines,
    label_line,
    level_lines,
    line,
)

K = 10
QUALITY = {"sheets": 40, "alpha": 0.8, "alpha_low": 0.7, "alpha_high": 0.9, "gap": -0.001,
           "gap_low": -0.1, "gap_high": 0.1, "sensitivity": [30, 40],
           "specificity": [0, 0]}  # fmt: skip
STREAMS = {"K": 100, "R": 60, "J1": 70, "J2": 50, "C": 40, "O": 12, "W": 11}


def report(people=200, shown=60, alpha=0.8):
    """The lines of a unit's report by key, as the report makes them."""
    counted = {name: shown for name in (*DIALS, *FACETS)}
    found = Whole(roster=people, assessed=people // 2, streams=STREAMS, shown=counted,
                  dials=dict.fromkeys(counted, shown // 2), heard=shown, good=shown / 2, drawn=20,
                  audited=16, planners=shown, kept=shown / 2, corroborated=shown / 4,
                  dose=9)  # fmt: skip
    share = Share(people, 0.3, 0.4, 0.3, 0.5, 0.1)
    lines = [
        *level_lines({level: level_figure(share, k=K) for level in range(1, 6)}),
        label_line(Label(3)), *change_lines({3: (True, True), 4: (False, False)}),
        *kind_lines(0.3, Dot("Dinas", people, 0.3, 0.2, 0.4, 0.1)),
        *counted_lines("dial", DIALS, dials(found, k=K)),
        *counted_lines("facet", FACETS, facets(found, k=K)),
        *counted_lines("plan", PLANS, plans(found, k=K)),
        *coverage_lines(coverage(found, k=K), alpha), *finding_lines(3, 1),
        line("driver.x", "Dukungan atasan", "3,5 dari 5", value=3.5, n=30), *quality_lines(QUALITY),
    ]  # fmt: skip
    return {each["key"]: each for each in lines}


def opened(key, lines, **more):
    meaning = family(key, MEANINGS)
    assert meaning is not None, key
    return explain(lines[key], lines, meaning, k=K, **more)


def test_every_figure_of_a_report_says_what_it_is_how_it_came_about_and_in_signs():
    lines = report()
    for key in lines:
        found = opened(key, lines).meaning
        for told in (found.what, found.words, found.symbols):
            assert told.strip(), key


def test_every_meaning_belongs_to_a_figure_that_a_report_can_have():
    keys = report()
    used = {id(family(key, MEANINGS)) for key in keys}
    assert [name for name, each in MEANINGS.items() if id(each) not in used] == []


def test_what_went_in_and_what_lies_behind_are_figures_of_the_same_report():
    lines = report()
    for name, meaning in MEANINGS.items():
        for wanted in (*meaning.inputs, *meaning.deeper):
            filled = wanted.replace("{level}", "3")
            assert any(key == filled or key.startswith(filled) for key in lines), (name, wanted)


def test_an_explanation_takes_its_figures_from_the_report_and_never_itself():
    lines = report()
    for key, each in lines.items():
        found = opened(key, lines)
        for other in (*found.inputs, *found.deeper):
            assert lines[other["key"]] is other
            assert other is not each


def test_a_share_is_told_as_people_and_by_its_step_and_no_finer():
    found = opened("level.3.estimate", report())
    assert found.told[0] == "Dari 200 pegawai itu antara 60 dan 100 orang."
    assert "langkah 5 %" in found.told[1]
    floor = opened("level.3.evidenced", report())
    assert floor.told[0] == "Dari 200 pegawai itu sedikitnya 60 orang."
    assert floor.held == ""


def test_the_number_behind_a_share_is_told_as_the_report_tells_it():
    assert "Sedikitnya 60 orang atau suara" in opened("dial.felt", report()).told[-1]


@pytest.mark.parametrize("shown", range(K))
def test_a_figure_of_too_few_says_why_and_says_the_same_whether_none_or_nine(shown):
    lines, none = report(shown=shown), report(shown=0)
    for key in ("dial.does", "dial.felt", "facet.decide", "plan.kept"):
        found = opened(key, lines)
        assert found == opened(key, none)
        assert found.held == WHY[Held.TOO_FEW].format(k=K)
        assert found.told == ()


def test_what_is_not_known_for_another_reason_says_so():
    found = opened("alpha", report(alpha=None))
    assert "dinilai dua pengamat" in found.held
    assert "penilaian ganda" in opened("quality.specificity", report()).held


def test_a_bound_says_that_it_is_one():
    lines = report(people=200) | {"assessed": line("assessed", "x", "sedikitnya 95 %", low=0.95,
                                                   high=1.0)}  # fmt: skip
    assert opened("assessed", lines).held == WHY[Held.EDGE]


def test_what_the_report_does_not_know_stands_at_every_figure():
    assert opened("dose", report(), unknown=("Audit belum selesai.",)).unknown[-1] == (
        "Audit belum selesai."
    )


def test_a_name_that_no_figure_has_is_no_figure():
    for key in ("", "level", "level.x", "dial.other", "roster.1.2.x", "facet.", "x.driver."):
        assert family(key, MEANINGS) is None, key


def test_a_running_figure_has_one_name_in_an_address():
    cells = [Cell(measure) for measure in Measure if measure.value in counts.MEANINGS]
    cells += [Cell(Measure.KNOWLEDGE, "m1"), Cell(Measure.JUDGEMENT, dimension="speak"),
              Cell(Measure.KNOWLEDGE, stage="service")]  # fmt: skip
    for cell in cells:
        assert counts.cell_of(counts.key_of(cell)) == cell


@pytest.mark.parametrize("key", ["", "x", "coverage", "knowledge.", "knowledge.x.y", "assigned",
                                 "knowledge.modul."])  # fmt: skip
def test_other_names_stand_for_no_running_figure(key):
    assert counts.cell_of(key) is None


def test_why_a_running_figure_is_not_told_follows_from_how_it_is_shown():
    for shown in Shown:
        why = counts.held(Figure(shown, 20), merged=False)
        assert (why in {Held.TOO_FEW, Held.PROTECTED}) is (not Figure(shown, 20).is_seen)
    assert counts.held(Figure(Shown.AT_MOST, 20), merged=False) is Held.EDGE
    assert counts.held(Figure(Shown.FULL, 20), merged=True) is Held.MERGED
