"""A programme's file is checked like all content: every problem at once, each with its place."""

import pytest

from training.content.rules.codes import ProblemCode as C
from training.content.rules.programmes import (
    ExpiryRule,
    as_told,
    from_told,
    parse_programme,
)
from training.kernel.settings import ROOT

PATH = "modules/programmes/layanan-ramah-anak.yaml"
MODULES = tuple(sorted(each.stem for each in (ROOT / "modules").glob("*.md")))


@pytest.fixture
def text() -> str:
    return (ROOT / PATH).read_text("utf-8")


def codes(text: str, path: str = PATH) -> set[C]:
    return {each.code for each in parse_programme(path, text, MODULES).problems}


def test_our_programmes_have_no_problem():
    for file in sorted((ROOT / "modules" / "programmes").glob("*.yaml")):
        path = f"modules/programmes/{file.name}"
        assert parse_programme(path, file.read_text("utf-8"), MODULES).problems == ()


def test_a_programme_comes_back_from_what_is_stored(text):
    found = parse_programme(PATH, text, MODULES).value
    assert from_told(as_told(found)) == found
    assert (found.validity.rule, found.validity.months) == (ExpiryRule.LAST_EXPIRY, 24)
    assert found.first.practice_for("pelayanan-langsung").cases == 4
    assert found.first.practice_for("perencana") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("key: layanan-ramah-anak", "key: lain", C.PROGRAMME_WRONG_NAME),
        ("telah terlatih berbicara", "telah mencapai tingkat 3", C.PROGRAMME_PROMISES),
        ("telah terlatih berbicara", "kompeten berbicara", C.PROGRAMME_PROMISES),
        ("{urut:04}", "0001", C.PROGRAMME_NUMBER),
        ("/{tahun}", "/{tahun}{tahun}", C.PROGRAMME_NUMBER),
        ("{urut:04}", "{urut:04}{urut.__class__}", C.PROGRAMME_NUMBER),
        ("months: 24", "day: '12-31'", C.PROGRAMME_VALIDITY),
        ("months: 24", "months: 0", C.PROGRAMME_VALIDITY),
        ("rule: last-expiry\n  months: 24", "rule: fixed-date\n  day: '02-30'",
         C.PROGRAMME_VALIDITY),
        ("m7-pengungkapan-rujukan", "m9-tidak-ada", C.PROGRAMME_MODULE),
        ("module: m7-pengungkapan-rujukan", "module: m3-berbicara-melayani",
         C.PROGRAMME_MODULE_TWICE),
        ("window_days: 90", "window_days: banyak", C.BAD_VALUE),
        ("least_score: 0.75", "least_score: 7.5", C.BAD_VALUE),
        ("title:", "judul:", C.UNKNOWN_KEY),
    ],
)  # fmt: skip
def test_every_fault_has_its_code(text, old, new, code):
    assert old in text
    assert code in codes(text.replace(old, new, 1))


@pytest.mark.parametrize("bad", ["", "- a", "key: [", "\x00", "a: " + "b" * 6000])
def test_nonsense_is_refused_and_never_raises(bad):
    found = parse_programme(PATH, bad, MODULES)
    assert found.value is None
    assert found.problems
