"""Operators bring quizzes in and take them out: exit codes, files that are not overwritten."""

import json
from pathlib import Path

import pytest

from training.content.actions import publish
from training.content.queries.drafts import read
from training.content.rules.exchange.frame import Format
from training.kernel.clock import now
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"
BANK = Path(__file__).parents[1] / "content" / "exchange" / "bank-moodle.xml"


@pytest.fixture
def quiz(app):
    """`quiz("import", file, "--format", "gift")` answers the finished command."""

    def invoke(*words: object):
        return app.test_cli_runner().invoke(args=["quiz", *map(str, words)])

    return invoke


def test_a_bank_of_moodle_becomes_a_draft(quiz, tmp_path):
    out = tmp_path / "kuis.yaml"
    done = quiz("import", BANK, "--format", "moodle-xml", "--module", "m9-coba", "--out", out)
    assert done.exit_code == 0, done.output
    assert "key: m9-sapa-01" in out.read_text()
    assert "# LENGKAPI: indicator" in out.read_text()
    assert "11 soal, 0 masalah" in done.output


def test_a_file_that_is_there_is_not_overwritten_without_force(quiz, tmp_path):
    out = tmp_path / "kuis.yaml"
    out.write_text("lama")
    asked = ("import", BANK, "--format", "moodle-xml", "--out", out)
    done = quiz(*asked)
    assert done.exit_code == 1
    assert "sudah ada" in done.output
    assert out.read_text() == "lama"
    assert quiz(*asked, "--force").exit_code == 0
    assert out.read_text() != "lama"


def test_a_problem_makes_the_command_fail_and_names_its_place(quiz, tmp_path):
    file = tmp_path / "soal.gift"
    file.write_text("Satu {=a ~b ~c}\n\nDua {=a")
    done = quiz("import", file, "--format", "gift", "--json")
    assert done.exit_code == 1
    told = json.loads(done.output)
    assert [(each["line"], each["column"]) for each in told["problems"]] == [(3, 5)]
    assert [each["key"] for each in told["questions"]] == ["satu"]
    assert "soal.gift:3:5:" in quiz("import", file, "--format", "gift").output


@pytest.mark.parametrize("form", [*Format, "scorm12", "scorm2004", "cmi5"])
def test_a_draft_goes_out_in_every_format(quiz, tmp_path, form):
    out = tmp_path / "kuis"
    done = quiz("export", SLUG, "--draft", "--format", form, "--out", out, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["bytes"] == out.stat().st_size > 1000


def test_the_newest_release_goes_out_and_our_yaml_loses_nothing(quiz):
    done = quiz("export", SLUG, "--format", "yaml")
    assert done.exit_code == 1
    assert "tidak ada terbitan" in done.output
    publish(read(ROOT, today=now().date()).of(SLUG), by=None, at=now())
    done = quiz("export", SLUG, "--format", "yaml")
    assert done.stdout == (ROOT / "quizzes" / f"{SLUG}.yaml").read_text()


def test_an_unknown_module_or_format_is_refused_in_words(quiz):
    assert "tidak ada draf" in quiz("export", "m0-tidak", "--draft", "--format", "gift").output
    assert quiz("export", SLUG, "--format", "pdf").exit_code == 2
    assert quiz("import", BANK, "--format", "gift", "--module", "../x").exit_code == 2
