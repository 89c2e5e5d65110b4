"""`quiz panel`: computes, drops, refuses and writes."""

import json
import shutil
from datetime import date

import pytest
import yaml

from training.content.queries.drafts import read
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"
TODAY = date(2026, 11, 23)


@pytest.fixture
def content(tmp_path):
    """A copy of the real content that a test may change."""
    for name in ("modules", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def run(app):
    def invoke(*args: str):
        done = app.test_cli_runner().invoke(args=["quiz", "panel", *args])
        return done.exit_code, done.stdout, done.stderr

    return invoke


def written(content, judges: int = 8, *, spoil=None):
    """A panel that rated every situation as its quiz says, rounded; `spoil` may change it."""
    quiz = read(ROOT, today=TODAY).of(SLUG).quiz
    ratings = {
        question.key: {option.key: round(option.expert) for option in question.options}
        for question in quiz.questions
        if question.judged and not question.is_story
    }
    panel = {
        "quiz": SLUG,
        "judges": [
            {"key": f"juri-{n}", "role": "Pekerja sosial", "rated_on": "2026-11-20",
             "ratings": {key: dict(given) for key, given in ratings.items()}}
            for n in range(judges)
        ],
    }  # fmt: skip
    if spoil:
        spoil(panel)
    path = content / "quizzes" / "panels" / f"{SLUG}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = yaml.safe_dump(panel, sort_keys=False, allow_unicode=True)
    path.write_text(text.replace("'2026-11-20'", '"2026-11-20"'))
    return path


def test_without_a_panel_the_command_says_so(run):
    assert run() == (0, "Belum ada berkas panel di quizzes/panels/.\n", "")
    assert json.loads(run("--json")[1]) == {"panels": []}


def test_a_panel_is_computed(run, content):
    code, out, _ = run(str(written(content)), "--json")
    (told,) = json.loads(out)["panels"]
    assert (code, told["judges"], told["standing"]) == (0, 8, "sementara")
    assert len(told["situations"]) == 13
    first = told["situations"][0]
    assert first["kappa"] == 1
    assert all(each["sd"] == 0 and each["kept"] for each in first["options"])


def test_what_divides_the_judges_is_dropped_and_named(run, content):
    def spoil(panel):
        for number, judge in enumerate(panel["judges"]):
            judge["ratings"]["m3-sjt-x5"]["c"] = 1 if number % 2 else 4

    code, out, _ = run(str(written(content, spoil=spoil)))
    assert code == 0
    assert "dibuang: SD lebih dari 1" in out
    assert "8 juri, kunci sementara" in out


def test_fewer_than_eight_judges_are_refused_unless_the_quiz_is_provisional(run, content):
    path = written(content, judges=7)
    assert run(str(path))[0] == 0
    quiz = content / "quizzes" / f"{SLUG}.yaml"
    quiz.write_text(quiz.read_text().replace("status: sementara", "status: tetap"))
    before = quiz.read_text()
    code, out, _ = run(str(path), "--write")
    assert code == 1
    assert "Kunci ditolak: baru 7 juri, paling sedikit 8." in out
    assert quiz.read_text() == before


def test_the_key_is_written_and_then_the_content_holds(run, content):
    path = written(content)
    codes = {each.code for each in read(content, today=TODAY).problems}
    assert {"nilai-ahli-beda", "jumlah-juri-beda"} <= codes
    code, _, said = run(str(path), "--write")
    assert code == 0
    assert "52 nilai ahli ditulis." in said
    drafts = read(content, today=TODAY)
    assert not [p for p in drafts.problems if "panel" in p.code or "juri" in p.code]
    assert not [p for p in drafts.problems if p.code == "nilai-ahli-beda"]
    assert drafts.of(SLUG).quiz.panel.judges == 8
    assert not [each for each in path.parent.parent.iterdir() if each.name.startswith(".")]


def test_a_panel_with_mistakes_computes_nothing_and_names_them(run, content):
    def spoil(panel):
        del panel["judges"][2]["ratings"]["m3-sjt-x5"]["a"]

    code, out, said = run(str(written(content, spoil=spoil)), "--json")
    assert (code, out) == (1, "")
    assert "Juri “juri-2” belum menilai a pada situasi “m3-sjt-x5”." in said


def test_a_file_that_lies_elsewhere_is_held_against_the_citys_quiz(run, content, tmp_path):
    path = tmp_path / f"{SLUG}.yaml"
    shutil.copy(written(content), path)
    code, out, _ = run(str(path), "--json")
    assert code == 0
    assert json.loads(out)["panels"][0]["quiz"] == SLUG


@pytest.mark.parametrize("which", ["tidak-ada", "tidak/ada.yaml", "x" * 300, "../x", "\x00.yaml"])
def test_what_is_not_there_is_wrong_usage(run, which):
    code, out, _ = run(which)
    assert (code, out) == (2, "")


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"quiz: x", b"{{{{", b"a: &b *b", b"x" * 700_000]
)
def test_a_file_that_is_no_panel_is_refused(run, tmp_path, data):
    path = tmp_path / f"{SLUG}.yaml"
    path.write_bytes(data)
    code, out, said = run(str(path))
    assert (code, out) == (1, "")
    assert str(path) in said
