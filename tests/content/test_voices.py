"""Files of questions for visitors: each slip at its place, and the forms of the city are sound."""

import pytest

from tests.content.guide import TODAY
from training.content.queries.library import read_library
from training.content.queries.voices import FOLDER, voice_forms
from training.content.rules.check import INDICATORS
from training.content.rules.codes import ProblemCode as C
from training.content.rules.parse import parse_indicators
from training.content.rules.problems import Severity
from training.content.rules.voicecheck import check_voices, parse_voices
from training.content.rules.voices import Tier
from training.kernel.settings import ROOT

KNOWN = parse_indicators(INDICATORS, (ROOT / INDICATORS).read_text()).value
YOUTH, ADULT = "remaja", "dewasa"


def source(name: str) -> str:
    return (ROOT / FOLDER / f"{name}.yaml").read_text()


def parsed(text: str, name: str = YOUTH):
    return parse_voices(f"{FOLDER}/{name}.yaml", text, KNOWN)


@pytest.mark.parametrize("tier", list(Tier))
def test_the_forms_of_the_city_have_no_problem(tier):
    found = parsed(source(tier.value), tier.value)
    assert found.problems == ()
    assert found.value == voice_forms(ROOT)[tier]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (YOUTH, "indicator: menyapa-anak", "indicator: menyapa-orang", C.UNKNOWN_INDICATOR),
        (YOUTH, "key: suara-remaja-ditanya", "key: suara-remaja-disapa", C.KEY_TWICE),
        (YOUTH, "tier: remaja", "tier: dewasa", C.BAD_VALUE),
        (YOUTH, "tier: remaja", "tier: balita", C.BAD_VALUE),
        (YOUTH, "    ask: Kata-kata", "    tanya: Kata-kata", C.UNKNOWN_KEY),
        (YOUTH, "questions:", "questions: }", C.YAML_UNREADABLE),
        (ADULT, "  U9:", "  U10:", C.MISSING_KEY),
        (ADULT, "[Tidak mudah, Kurang mudah, Mudah, Sangat mudah]", "[Ya, Tidak]", C.BAD_VALUE),
    ],
)
def test_a_slip_is_found(name, old, new, code):
    text = source(name).replace(old, new, 1)
    assert text != source(name)
    assert code in [each.code for each in parsed(text, name).problems]


def test_adults_grade_nine_elements_and_children_none():
    without = source(ADULT).split("elements:")[0]
    assert C.MISSING_KEY in [each.code for each in parsed(without, ADULT).problems]
    graded = source(YOUTH) + "elements:" + source(ADULT).split("elements:")[1]
    assert C.UNKNOWN_KEY in [each.code for each in parsed(graded).problems]


def test_two_tiers_share_no_key():
    first = parsed(source(YOUTH))
    second = parsed(source("anak").replace("suara-anak-disapa", "suara-remaja-disapa"), "anak")
    files = {"a.yaml": first, "b.yaml": second}
    assert [each.code for each in check_voices(files)] == [C.KEY_REUSED]


def test_the_check_of_all_content_reads_them():
    path = f"{FOLDER}/remaja.yaml"
    wrong = source(YOUTH).replace("menyapa-anak", "menyapa-orang").encode()
    files = {INDICATORS: (ROOT / INDICATORS).read_bytes(), path: wrong}
    found = read_library(files, TODAY).problems
    errors = [each for each in found if each.path == path and each.severity is Severity.ERROR]
    assert [each.code for each in errors] == [C.UNKNOWN_INDICATOR]
