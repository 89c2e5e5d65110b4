"""`quiz statistics`: published figures from files and of modules, and clear refusals."""

import csv
import json
import subprocess
import sys

import pytest

from tests.factories import content, people
from tests.factories import quiz as quizzes
from tests.validity.sets import FOLDER, load
from training.kernel.db import db
from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app):
    """`run("quiz", …)` answers the exit code and what was printed."""

    def invoke(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=list(args))
        db.session.rollback()
        return done.exit_code, done.output

    return invoke


@pytest.fixture
def answered(run, tmp_path):
    """The JSON answer about a file with this text (or these bytes)."""

    def ask(text: str | bytes, *more: str) -> dict:
        code, told = run("quiz", "statistics", "--responses", written(tmp_path, text), *more,
                         "--json")  # fmt: skip
        assert code == 0, told
        return json.loads(told)

    return ask


def written(folder, text: str | bytes) -> str:
    path = folder / "jawaban.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def lsat6() -> str:
    with (FOLDER / "01_lsat6_patterns.csv").open() as opened:
        rows = list(csv.reader(opened))
    people = [",".join(row[:5]) for row in rows[1:] for _ in range(int(row[5]))]
    return "\n".join([",".join(rows[0][:5]), *people]) + "\n"


def test_lsat6_comes_out_of_the_command_as_published(answered):
    got, expected = answered(lsat6()), load("01_lsat6_expected.json")
    two = expected["twopl_mml"]
    model = got["models"]["2pl"]
    assert got["form"]["alpha"] == pytest.approx(expected["alpha"]["value"], abs=0.0005)
    assert model["loglik"] == pytest.approx(two["loglik"], abs=two["tol_loglik"])
    assert model["difficulty"] == pytest.approx(two["difficulty"], abs=two["tol_param"])
    assert model["slope"] == pytest.approx(two["discrimination"], abs=two["tol_param"])
    assert got["models"]["rasch"]["variance"] == pytest.approx(0.57, abs=0.01)


def quiz00(delimiter: str, point: str = ".", best: str = "") -> str:
    with (FOLDER / "04_moodle_quiz00_results.csv").open() as opened:
        rows = [row[1:8] for row in csv.reader(opened)]
    head = delimiter.join(f"butir {k}" for k in range(1, 8))
    body = [delimiter.join(cell.replace(".", point) for cell in row) for row in rows[1:]]
    return "\r\n".join([head, *([best] if best else []), *body])


@pytest.mark.parametrize(
    "text",
    [
        quiz00(","),
        quiz00(";", ","),
        quiz00("\t", ","),
        quiz00(";", ",", "#max;1;1;1;1;1;1;1"),
        quiz00(",", best="#max 1,1,1,1,1,1,1"),
        "\ufeff" + quiz00(";", ","),
        quiz00(";", ",").encode("utf-16"),
    ],
    ids=["comma", "semicolon", "tab", "max", "max in the cell", "BOM", "UTF-16"],
)
def test_moodles_quiz_comes_out_the_same_however_the_file_is_written(answered, text):
    got, expected = answered(text), load("04_moodle_quiz00_expected.json")["quiz"]
    form = got["form"]
    for name, value in (
        ("mean", form["mean"]), ("median", form["median"]), ("standarddeviation", form["sd"]),
        ("skewness", form["skewness"]), ("kurtosis", form["kurtosis"]),
        ("cic_pct", 100 * form["alpha"]), ("errorratio_pct", form["error_ratio"]),
        ("standarderror", form["sem"]),
    ):  # fmt: skip
        assert value == pytest.approx(expected[name], rel=1.5e-5), name
    assert got["items"][0]["facility"] == pytest.approx(70.4)
    assert got["items"][0]["discrimination_index"] == pytest.approx(-7.0650767526, rel=1.5e-5)
    assert {flag for item in got["items"] for flag in item["flags"]} == {"too-few"}
    assert got["models"] == {
        "rasch": None, "rasch_refused": "too-few-people",
        "2pl": None, "2pl_refused": "too-few-people",
    }  # fmt: skip


def test_a_column_of_labels_is_not_an_item(answered):
    plain = answered("a,b\n1,0\n0,1\n1,1\n")
    assert answered("#,a,b\nx,1,0\ny,0,1\nz,1,1\n") == plain
    assert answered(",a,b\nx,1,0\ny,0,1\nz,1,1\n") == plain
    named = answered("orang,a,b\n#max,1,1\nx,1,0\ny,0,1\nz,1,1\n")
    assert named["items"] == plain["items"]
    assert (named["form"]["maxmark_given"], plain["form"]["maxmark_given"]) == (True, False)


def test_an_empty_cell_is_no_answer_unless_it_is_asked_to_be_nothing(answered):
    text = "a,b,c\n1,,1\n0,1,1\n1,0,0\n,,\n"
    left_out, as_zero = answered(text), answered(text, "--empty-as-zero")
    assert [item["n"] for item in left_out["items"]] == [3, 2, 3]
    assert left_out["form"]["n"] == 3
    assert [item["n"] for item in as_zero["items"]] == [4, 4, 4]
    assert as_zero["items"][1]["facility"] == 25


def test_an_item_that_nobody_answered_has_the_same_fields_as_others(answered):
    one, none = answered("a,b\n1,\n0,\n")["items"]
    assert one.keys() == none.keys()
    assert (none["n"], none["facility"], none["flags"]) == (0, None, ["too-few"])


def test_what_is_not_defined_is_null(answered):
    got = answered("a,b\n1,1\n1,1\n")
    assert got["items"][0]["discrimination_index"] is None
    assert got["items"][0]["facility"] == 100
    assert got["form"]["alpha"] is got["form"]["skewness"] is None
    alone = answered("a\n1\n")
    assert alone["items"][0]["sd"] is alone["form"]["sd"] is None
    assert answered("a,b\n#max,0,1\n0,1\n0,0\n")["items"][0]["facility"] is None


WRONG = {
    "": "Berkas kosong.",
    "a,b\n": "Tidak ada satu pun baris pengerjaan.",
    "a,b\n1,0\n1,x\n": "baris 3, kolom 2: “x” bukan angka",
    "a,b\n1,0\n1\n": "baris 3, kolom 1: Baris ini hanya memuat 1 dari 2 nilai.",
    "a,b\n1,0,1\n": "baris 2, kolom 3: Baris ini memuat lebih dari 2 nilai.",
    "a,a\n1,0\n": "baris 1, kolom 2: Nama butir “a” ganda",
    "a,,c\n1,0,1\n": "baris 1, kolom 2: Nama butir kosong.",
    "a,b\n#max,1,0.5\n1,1\n": "baris 3, kolom 2: Nilai 1 di luar",
    "a,b\n#max,1,1,1\n1,1\n": "baris 2: Baris #max memuat 3 nilai untuk 2 butir.",
    "a,b\n#max,1,-1\n1,1\n": "baris 2, kolom 3: Nilai tertinggi “-1” harus angka",
    "a,b\n#max,0.0000000005,1\n-0.000000001,1\n": "baris 3, kolom 1: Nilai -1e-09 di luar",
    "a,b\n-9,1\n": "baris 2, kolom 1: Nilai -9 di luar",
    "a,b\nnan,1\n": "“nan” bukan angka",
    "a,b\ninf,1\n": "“inf” bukan angka",
    "a,b\n1_0,1\n": "“1_0” bukan angka",
    "a,b\n٣,1\n": "“٣” bukan angka",
    "a,b\n0x1,1\n": "“0x1” bukan angka",
    "a,b\n1e99,1\n": "baris 2, kolom 1: Nilai tertinggi suatu butir paling banyak",
    "a,b\n=1+1,1\n": "“=1+1” bukan angka",
    "a,b\n\x1b[31m,1\n": "“?[31m” bukan angka",
    'a,b\n"1,1\n' + "1,1\n" * 60_000: "baris 2",
    b"\x00\x01\x02": "Berkas ini bukan teks CSV",
    b"PK\x03\x04" + b"\x00" * 100: "Berkas ini bukan teks CSV",
    "a," * 600 + "b\n" + "1," * 600 + "1\n": "Lebih dari 500 butir.",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: repr(text)[:30])
def test_a_wrong_file_is_refused_with_its_line_and_column(run, tmp_path, text):
    code, told = run("quiz", "statistics", "--responses", written(tmp_path, text))
    assert code == 1
    assert WRONG[text] in told
    assert "Traceback" not in told


def test_every_wrong_cell_is_told_at_once_but_not_thousands(run, tmp_path):
    code, told = run("quiz", "statistics", "--responses", written(tmp_path, "a,b\n" + "x,y\n" * 50))
    assert code == 1
    assert told.count("bukan angka") == 20
    assert "dan 80 masalah lain" in told


def test_a_file_that_is_too_large_is_refused_before_it_is_read(run, tmp_path):
    path = tmp_path / "besar.csv"
    with path.open("wb") as opened:
        opened.truncate(65 * 1024 * 1024)
    code, told = run("quiz", "statistics", "--responses", str(path))
    assert (code, "lebih besar dari 64 MB" in told) == (1, True)
    path.write_text("a,b\n" + "," * 6_000_000)
    code, told = run("quiz", "statistics", "--responses", str(path))
    assert (code, "5.000.000 sel" in told) == (1, True)


def test_the_table_says_what_the_json_says(run, tmp_path):
    code, told = run("quiz", "statistics", "--responses", written(tmp_path, lsat6()))
    assert code == 0
    assert "daya beda rendah" in told
    assert "alfa 0,295" in told
    assert "log-likelihood -2466,653" in told
    assert len({len(line.split()) for line in told.splitlines()[1:6]}) == 1


def test_either_a_module_or_a_file_is_asked_about(run, tmp_path):
    assert run("quiz", "statistics")[0] == 2
    assert run("quiz", "statistics", "m", "--responses", written(tmp_path, "a\n1\n"))[0] == 2
    code, told = run("quiz", "statistics", "tidak-ada")
    assert (code, "belum pernah terbit" in told) == (1, True)
    assert run("quiz", "statistics", "../../x")[0] == 1


def test_a_module_has_the_statistics_of_its_first_attempts(run, clock):
    content.published()
    unit = people.unit("DINSOS")
    sat = [people.employee(unit) for _ in range(4)]
    for right, person in zip((0, 2, 3, 4), sat, strict=True):
        quizzes.submitted(person, at=clock.now, right=right)
    clock.forward(days=3)
    quizzes.submitted(sat[0], at=clock.now, right=4)
    db.session.commit()
    code, told = run("quiz", "statistics", content.SLUG, "--json")
    got = json.loads(told)
    assert code == 0
    assert got["form"]["n"] == 4
    assert all("@" in item["item"] for item in got["items"])
    guesses = {item["random_guess_score"] for item in got["items"]}
    assert guesses - {None}


def test_nobody_has_sat_yet(run):
    content.published()
    db.session.commit()
    got = json.loads(run("quiz", "statistics", content.SLUG, "--json")[1])
    assert (got["form"]["n"], got["items"]) == (0, [])


@pytest.mark.slow
def test_the_site_starts_without_numpy_and_scipy(tmp_path):
    """They are loaded by the commands that need them, in a process of their own."""
    script = (
        "import sys; from training.factory import create_app; from training.kernel import settings;"
        "import training.web.author.statistics_words;"
        "create_app(settings.read({'RESAP_SECRET_KEY': 'x' * 64, 'RESAP_DATA': sys.argv[1]}));"
        "print([name for name in ('numpy', 'scipy') if name in sys.modules])"
    )
    asked = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr
