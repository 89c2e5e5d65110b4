"""What a unit may be called, what it lacks, and how fast that may rise and fall."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.internalization.rules.estimate.labels import (
    Cycle,
    Gates,
    Label,
    Missing,
    label,
    published,
)

OPEN = Gates(drawn=10, audited=8, streams=3, beyond_self_report=1, alpha=0.667, voice_holds=True,
             planning_works=1)  # fmt: skip
SURE = {1: 1.0, 2: 1.0, 3: 0.95, 4: 0.9, 5: 0.2}


def cycles(*levels: int | None, verified: bool = False) -> list[Cycle]:
    found = [Cycle(Label(level, () if level is not None else (Missing.AUDIT,))) for level in levels]
    return [*found[:-1], replace(found[-1], verified=verified)]


def test_the_label_is_the_highest_level_that_is_sure():
    assert label(SURE, OPEN) == Label(4)
    assert label(SURE | {4: 0.899}, OPEN) == Label(3)


@pytest.mark.parametrize(
    ("shut", "missing"),
    [
        ({"audited": 7}, Missing.AUDIT), ({"streams": 2}, Missing.STREAMS),
        ({"beyond_self_report": 0}, Missing.BEYOND_SELF_REPORT),
        ({"alpha": 0.66}, Missing.AGREEMENT), ({"alpha": None}, Missing.AGREEMENT),
    ],
)  # fmt: skip
def test_a_shut_gate_leaves_no_label_and_says_which(shut, missing):
    assert label(SURE, replace(OPEN, **shut)) == Label(None, (missing,))


def test_everything_that_is_missing_is_said_at_once():
    nothing = Gates(10, 0, 0, 0, None, None, 0)
    assert label(SURE, nothing).missing == (
        Missing.AUDIT, Missing.STREAMS, Missing.BEYOND_SELF_REPORT, Missing.AGREEMENT,
    )  # fmt: skip


@pytest.mark.parametrize("voice", [False, None])
def test_above_level_three_child_voice_and_a_work_of_planning_are_needed(voice):
    gates = replace(OPEN, voice_holds=voice, planning_works=0)
    assert label(SURE, gates) == Label(3, (Missing.VOICE, Missing.WORK_IN_PLANNING))
    assert label({3: 0.5, 4: 0.9}, gates).level is None


def test_level_zero_is_said_only_where_it_is_sure():
    assert label(dict.fromkeys(range(1, 6), 0.05), OPEN) == Label(0)
    assert label(dict.fromkeys(range(1, 6), 0.5), OPEN) == Label(None, (Missing.CERTAINTY,))


def test_nobody_to_draw_is_an_audit_that_is_done():
    assert label(SURE, replace(OPEN, drawn=0, audited=0)) == Label(4)


@pytest.mark.parametrize(
    ("levels", "held"),
    [
        ((), None), ((3,), None), ((3, 3), 3), ((3, 4), 3), ((4, 3), 3), ((3, 3, 4), 3),
        ((3, 3, 4, 4), 4), ((3, 3, 4, 3, 4), 3), ((3, 3, 5, 4), 4), ((3, 3, None, 4), 3),
        ((3, 3, 2), 3), ((3, 3, 2, 2), 2), ((3, 3, 1, 2), 2), ((3, 3, 2, 3, 2), 3),
        ((3, 3, 2, None, 2), 2), ((3, 3, None, 3), 3), ((3, None, 3), None),
    ],
)  # fmt: skip
def test_up_after_two_consecutive_cycles_and_down_after_two_ordinary_ones(levels, held):
    assert published(cycles(*levels) if levels else []).level == held


def test_one_verified_finding_lowers_at_once():
    assert published(cycles(4, 4, 2, verified=True)).level == 2


def test_a_cycle_without_enough_evidence_shows_what_is_missing():
    assert published(cycles(4, 4, None)) == Label(None, (Missing.AUDIT,))
    assert published([]) == published(cycles(3)) == Label(None, (Missing.SECOND_CYCLE,))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=9))
def test_no_label_rises_above_the_lower_of_two_neighbours(levels):
    held = published(cycles(*levels)).level
    assert held <= max(min(pair) for pair in pairwise(levels))
