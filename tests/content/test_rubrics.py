"""Rubrics of work products and anonymous waves: ours hold, and each slip is found at its place."""

from collections import Counter
from datetime import date

import pytest

from training.content.queries.drafts import read
from training.content.rules import rubrics, waveforms
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Stage
from training.content.rules.problems import Parsed, Spot
from training.content.rules.rubrics import parse_rubric
from training.content.rules.waveforms import Family, parse_wave
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

RUBRIC = "quizzes/rubrics/planning.yaml"
WAVE = "quizzes/waves/pendorong.yaml"


def text_of(path: str) -> str:
    return (ROOT / path).read_text()


def known() -> set[str]:
    return {each.indicator for each in parsed(text_of(RUBRIC), None).value.criteria}


def parsed(text: str, indicators: set[str] | None = frozenset()) -> Parsed:
    if indicators is None:
        words = (line.split()[-1] for line in text.splitlines() if "indicator:" in line)
        indicators = set(words)
    return parse_rubric(RUBRIC, text, indicators)


def spots(found: Parsed, code: C) -> list[Spot]:
    return [Spot(each.line, each.column) for each in found.problems if each.code is code]


def spot_of(text: str, what: str) -> Spot:
    before = text[: text.index(what)]
    return Spot(before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1)


def test_each_stage_has_its_rubric_and_nothing_is_wrong_with_them():
    found = read(ROOT, today=date(2026, 11, 29))
    assert set(found.rubrics) == {each.value for each in Stage}
    for each in found.rubrics.values():
        assert [len(one.anchors) for one in each.criteria] == [4] * 5
    ours = ("quizzes/rubrics/", "quizzes/waves/", "modules/indicators.yaml")
    assert [each for each in found.problems if each.path.startswith(ours)] == []


def test_a_wave_asks_six_sentences_on_climate_and_three_on_each_of_four_motives():
    form = read(ROOT, today=date(2026, 11, 29)).waves["pendorong"]
    families = {each.key: each.family for each in form.constructs}
    asked = Counter(each.construct for each in form.items)
    assert sorted(n for key, n in asked.items() if families[key] is Family.CLIMATE) == [1] * 6
    assert sorted(n for key, n in asked.items() if families[key] is Family.MOTIVE) == [3] * 4


@pytest.mark.parametrize(
    ("code", "old", "new", "at"),
    [
        (C.RUBRIC_WRONG_STAGE, "stage: planning", "stage: decision", "decision\n"),
        (C.KEY_TWICE, "key: suara-anak", "key: dampak-pada-anak", None),
        (C.RUBRIC_ANCHORS, "      - Tidak ada tanda bahwa anak didengar.\n", "", None),
        (C.UNKNOWN_KEY, "title: Rubrik", "judul: x\ntitle: Rubrik", "judul"),
        (C.MISSING_KEY, "title: Rubrik rencana dan anggaran\n", "", None),
    ],
)
def test_a_slip_in_a_rubric_is_found_where_it_is(code, old, new, at):
    text = text_of(RUBRIC).replace(old, new, 1)
    found = spots(parsed(text, known()), code)
    assert found
    assert at is None or spot_of(text, at) in found


def test_a_rubric_with_four_criteria_or_an_unknown_indicator_is_refused():
    text = text_of(RUBRIC)
    short = text[: text.index("  - key: ukuran-hasil")]
    assert spots(parsed(short, known()), C.RUBRIC_CRITERIA)
    found = parsed(text, known() - {"melibatkan-anak"})
    assert spots(found, C.UNKNOWN_INDICATOR) == [spot_of(text, "melibatkan-anak")]
    assert found.value is None


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        (C.WAVE_WRONG_NAME, "key: pendorong", "key: lain"),
        (C.WAVE_SCALE, "  - Cocok\n", ""),
        (C.WAVE_UNKNOWN_CONSTRUCT, "    construct: rekan\n", "    construct: rekam\n"),
        (C.WAVE_CONSTRUCT_UNASKED, "    construct: rekan\n", "    construct: atasan\n"),
        (C.KEY_TWICE, "  - key: rekan-1", "  - key: atasan-1"),
    ],
)
def test_a_slip_in_a_wave_is_found(code, old, new):
    found = parse_wave(WAVE, text_of(WAVE).replace(old, new, 1))
    assert spots(found, code)
    assert found.value is None


def test_what_is_kept_beside_the_facts_reads_back_the_same():
    rubric = parsed(text_of(RUBRIC), None).value
    assert rubrics.from_told(rubrics.as_told(rubric)) == rubric
    form = parse_wave(WAVE, text_of(WAVE)).value
    assert waveforms.from_told(waveforms.as_told(form)) == form


def test_a_reversed_sentence_counts_mirrored():
    form = parse_wave(WAVE, text_of(WAVE)).value
    item = form.items[0]
    turned = waveforms.Item(item.key, item.construct, item.text, reverse=True)
    assert [form.points(item, n) for n in (1, 5)] == [1, 5]
    assert [form.points(turned, n) for n in (1, 3, 5)] == [5, 3, 1]
