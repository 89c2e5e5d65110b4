"""`measure agreement`: published figures from files, and clear refusals."""

import json

import pytest

from tests.validity.sets import load

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app):
    """`run("measure", …)` answers the exit code and what was printed."""

    def invoke(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=list(args))
        return done.exit_code, done.output

    return invoke


def written(folder, text: str) -> str:
    path = folder / "penilaian.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def agreement(run, folder, text: str, *more: str) -> tuple[int, str]:
    return run("measure", "agreement", written(folder, text), *more)


@pytest.mark.parametrize("at", [0, 1])
def test_krippendorffs_sets_come_out_of_the_command(run, tmp_path, at):
    found = load("06_krippendorff.json")["sets"][at]
    rows = zip(*found["ratings_by_coder"], strict=True)
    text = "\n".join(",".join("" if v is None else str(v) for v in row) for row in rows)
    for level, value in found["expected"].items():
        code, told = agreement(run, tmp_path, text, "--level", level, "--json")
        assert code == 0
        assert json.loads(told)["krippendorff"] == pytest.approx(value, abs=found["tol"])


def test_raters_may_have_names_and_categories_may_be_words(run, tmp_path):
    told = agreement(run, tmp_path, "ani;budi\nya;ya\nya;tidak\ntidak;tidak\n", "--json")[1]
    got = json.loads(told)
    assert (got["subjects"], got["raters"], got["icc"]) == (3, 2, None)
    assert got["cohen"] == pytest.approx(0.4)
    plain = json.loads(agreement(run, tmp_path, "ya;ya\nya;tidak\ntidak;tidak\n", "--json")[1])
    assert plain == got
    numbers = json.loads(agreement(run, tmp_path, "p1,p2\n1,1\n2,3\n", "--level", "interval",
                                   "--json")[1])  # fmt: skip
    assert set(numbers["icc"]) == {"icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"}
    assert "ICC1" in agreement(run, tmp_path, "1,1\n2,3\n", "--level", "interval")[1]


def test_agreement_that_is_not_defined_is_null(run, tmp_path):
    got = json.loads(agreement(run, tmp_path, "1,1\n1,1\n", "--json")[1])
    assert got["cohen"] is got["fleiss"] is got["krippendorff"] is None


@pytest.mark.parametrize(
    ("text", "level", "said"),
    [
        ("", "nominal", "Berkas kosong."),
        ("1,2\n3,x\n", "interval", "baris 2, kolom 2: “x” bukan angka"),
        ("1,2\n-3,1\n", "ratio", "di bawah nol"),
        ("1," * 200 + "1\n", "nominal", "Lebih dari 100 penilai."),
        ("ani,budi\n", "interval", "Tidak ada satu pun baris penilaian."),
    ],
)
def test_a_wrong_file_of_ratings_is_refused(run, tmp_path, text, level, said):
    code, told = agreement(run, tmp_path, text, "--level", level)
    assert code == 1
    assert said in told
