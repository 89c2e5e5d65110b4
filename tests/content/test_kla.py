"""The file of the 24 KLA indicators: whole, in order, with its certainty marks."""

import pytest

from tests.content.guide import TODAY
from training.content.queries.kla import behaviours, kla_indicators
from training.content.queries.library import read_library
from training.content.rules.kla import KLA, Mark, parse_kla
from training.kernel.settings import ROOT

REAL = (ROOT / KLA).read_text()


def lines(text: str) -> list[int]:
    return [each.line for each in parse_kla(KLA, text).problems]


def test_the_real_file_is_sound_and_no_wording_is_called_certain_before_it_was_compared():
    assert lines(REAL) == []
    found = kla_indicators(ROOT)
    assert [each.number for each in found] == list(range(1, 25))
    assert {each.mark for each in found} == {Mark.RECALLED}
    assert not any(each.is_certain for each in found)


def test_the_clusters_have_the_sizes_of_the_regulation():
    clusters = [each.cluster for each in kla_indicators(ROOT)]
    assert [clusters.count(each) for each in dict.fromkeys(clusters)] == [3, 3, 5, 6, 3, 4]


def test_behaviours_come_from_the_file_of_indicators():
    assert "menyapa-anak" in {each.key for each in behaviours(ROOT)}


@pytest.mark.parametrize(
    ("before", "after"),
    [("number: 5,", "number: 6,"), ("cluster: klaster-5", "cluster: klaster-9"),
     ("mark: R}\n  - {number: 3", "mark: X}\n  - {number: 3")],
)  # fmt: skip
def test_a_slip_is_named_at_its_line(before, after):
    place = REAL.index(before)
    text = REAL.replace(before, after, 1)
    assert REAL[:place].count("\n") + 1 in lines(text)


def test_an_indicator_that_is_missing_is_told_by_content_check():
    short = REAL[: REAL.rindex("  - {number: 24")]
    problems = read_library({KLA: short.encode()}, TODAY).problems
    assert KLA in {each.path for each in problems}


def test_a_city_without_the_file_has_no_indicators(tmp_path):
    assert kla_indicators(tmp_path) == ()
