"""What waits for the signature of the city, the strictest check, parallel forms, the order."""

import json
from datetime import UTC, datetime

import pytest

from training.content.rules.naming import code_order
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

CHECKED = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)  # every source had been checked by then


@pytest.fixture
def content(app, clock):
    """`content("facts")` answers the exit code and what was printed."""
    clock.set(CHECKED)

    def invoke(*words: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["content", *words])
        return done.exit_code, done.output

    return invoke


def test_modules_stand_in_the_order_of_their_codes(content):
    _, told = content("check", "--no-warnings")
    slugs = [line.split()[0] for line in told.splitlines() if line.startswith("m")][1:]
    assert slugs == sorted(slugs, key=code_order)
    assert [slug.partition("-")[0] for slug in slugs] == [f"m{number}" for number in range(1, 12)]


def test_the_strictest_check_leaves_only_what_the_city_must_sign(content):
    code, told = content("check", "--strict", "--json")
    codes = {each["code"] for each in json.loads(told)["problems"]}
    assert (code, codes) == (0, {"sumber-perlu-diperiksa"})


def test_a_warning_fails_only_the_strictest_check(content, tmp_path):
    voice = tmp_path / "m3-berbicara-melayani.md"
    real = (ROOT / "modules" / voice.name).read_text()
    voice.write_text(real.replace("## ", "## Ada resiko di sini: ", 1))
    assert content("check", str(voice))[0] == 0
    assert content("check", "--strict", str(voice))[0] == 1


def test_every_unsigned_source_is_listed_with_law_article_and_certainty(content):
    code, told = content("facts", "--json")
    found = json.loads(told)
    assert code == 0
    assert {each["certainty"] for each in found} == {"R", "?"}
    assert all(each["law"] and each["article"] and each["says"] for each in found)
    _, checked = content("check", "--json")
    warned = [p for p in json.loads(checked)["problems"] if p["code"] == "sumber-perlu-diperiksa"]
    assert len(found) == len(warned)


def test_the_list_ends_with_how_many_wait_per_module(content):
    _, told = content("facts")
    assert "sumber menunggu tanda tangan kota (M1 " in told.splitlines()[-1]


def test_forms_are_told_for_one_quiz_or_for_all(content):
    code, told = content("forms", "m2-kla-peran-opd", "--json")
    (forms,) = json.loads(told).values()
    assert (code, sorted(forms)) == (0, ["A", "B", "C"])
    assert sum(map(len, forms.values())) == 11
    everything = content("forms")
    assert everything[0] == 0
    assert "tidak setara" not in everything[1]
    assert everything[1].count("  A: ") == 11


def test_a_quiz_that_does_not_exist_has_no_forms(content):
    code, told = content("forms", "m0-tidak-ada")
    assert code == 2
    assert "quizzes/m0-tidak-ada.yaml" in told
