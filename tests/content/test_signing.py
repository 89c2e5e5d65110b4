"""A source that is only recalled is marked until the city's jurist signed (decision 0003)."""

import pytest

from tests.content.guide import FIGURE, INDICATORS, MODULE, example
from training.content.rules.codes import ProblemCode as C
from training.content.rules.parse import parse_indicators, parse_module

DOUBT = "resap-cite__doubt"


def parsed(certainty: str, *, signed: bool):
    known = parse_indicators(INDICATORS, example("indicators")).value or ()
    more = "\n    signed_off_by: Bagian Hukum Sekretariat Daerah" if signed else ""
    text = example("module").replace("certainty: V", f'certainty: "{certainty}"{more}', 1)
    return parse_module(MODULE, text, {FIGURE: example("figure").encode()}, known)


@pytest.mark.parametrize("certainty", ["R", "?"])
def test_an_unsigned_source_is_told_and_marked(certainty):
    found = parsed(certainty, signed=False)
    assert C.SOURCE_TO_CHECK in {each.code for each in found.problems}
    assert any(DOUBT in lesson.html for lesson in found.value.lessons)
    assert found.value.references[0].needs_signature


@pytest.mark.parametrize("certainty", ["R", "?"])
def test_the_signature_of_the_city_takes_the_mark_away(certainty):
    found = parsed(certainty, signed=True)
    assert C.SOURCE_TO_CHECK not in {each.code for each in found.problems}
    assert not any(DOUBT in lesson.html for lesson in found.value.lessons)
    assert not found.value.references[0].needs_signature


def test_what_was_read_needs_no_signature():
    assert not parsed("V", signed=False).value.references[0].needs_signature
