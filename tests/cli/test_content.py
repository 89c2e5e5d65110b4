"""Authors' commands: every file that is named is really read, wherever it lies."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"
CHECKED = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)  # every source had been checked by then


@pytest.fixture
def check(app):
    """`check("quizzes")` answers the exit code and what was printed."""

    def invoke(*paths: object, json: bool = False) -> tuple[int, str]:
        words = ["content", "check", *map(str, paths), *(["--json"] if json else [])]
        done = app.test_cli_runner().invoke(args=words)
        return done.exit_code, done.output

    return invoke


@pytest.fixture
def elsewhere(tmp_path):
    """A copy of the content with one broken module."""
    for name in ("modules", "quizzes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with (tmp_path / "modules" / f"{SLUG}.md").open("a") as module:
        module.write("\n<script>alert(1)</script>\n")
    return tmp_path


def test_our_own_content_holds_and_is_told_as_a_table(check, clock):
    clock.set(CHECKED)
    code, told = check()
    assert code == 0, told
    assert SLUG in told
    assert " berkas, 0 masalah, " in told.splitlines()[-1]


def test_a_folder_elsewhere_is_checked_itself(check, elsewhere):
    code, told = check(elsewhere)
    assert code == 1
    assert f"{elsewhere}/modules/{SLUG}.md:" in told
    assert "html-mentah" in told


@pytest.mark.parametrize("path", ["modules", f"modules/{SLUG}.md"])
def test_a_part_of_a_folder_elsewhere_is_checked_itself(check, elsewhere, path):
    assert check(elsewhere / path)[0] == 1
    assert check(elsewhere / "quizzes")[0] == 0
    assert check(elsewhere / "modules" / "m7-pengungkapan-rujukan.md")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("m9-jahat.md", "---\n---\n<script>alert(1)</script>\n", "html-mentah"),
        ("m9-jahat.yaml", "a: &a [x]\nb: *a\n", "yaml-alias"),
        ("m9-jahat.svg", "<svg><script/></svg>", "gambar-tidak-aman"),
        ("m9-jahat.txt", "kata", "berkas-tak-dikenal"),
    ],
)
def test_a_file_from_elsewhere_is_checked_as_if_it_lay_in_our_folders(
    check, tmp_path, name, text, code
):
    file = tmp_path / name
    file.write_text(text)
    exit_code, told = check(file, json=True)
    problems = json.loads(told)["problems"]
    assert exit_code == 1
    assert code in {each["code"] for each in problems}
    assert {each["path"] for each in problems} == {str(file)}


def test_a_link_from_elsewhere_is_not_followed(check, tmp_path):
    link = tmp_path / "m9-tautan.md"
    link.symlink_to("/etc/passwd")
    code, told = check(link)
    assert code == 1
    assert "root:" not in told


def test_a_folder_without_content_is_not_called_sound(check, tmp_path):
    code, told = check(tmp_path)
    assert code == 2
    assert "modules/" in told
