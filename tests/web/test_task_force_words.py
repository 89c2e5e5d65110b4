"""How a figure is put into words: what is hidden is not said to be missing."""

import pytest

from training.reporting.rules.figures import Figure, Shown
from training.web.task_force import words

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def speaking(app):
    with app.test_request_context():
        yield


def test_a_figure_that_is_hidden_says_so_and_why():
    hidden = Figure(Shown.PROTECTED, 30)
    assert words.value(hidden) == words.coverage(hidden) == "tidak ditampilkan"
    assert words.note(hidden) == "demi melindungi pegawai"


def test_a_figure_of_too_few_is_not_enough_data_yet():
    few = Figure(Shown.TOO_FEW, 30)
    assert words.value(few) == words.coverage(few) == "belum cukup data"
    assert words.note(few) == ""


def test_a_tile_knows_whether_it_holds_a_number():
    full = Figure(Shown.ABOUT, 40, 10, 19, 0.36, 0.16, 0.6)
    assert words.tile("Selesai", full) == {
        "label": "Selesai", "value": "sekitar 36 %", "note": "16–60 % · n = 10–19 dari 40",
        "in_words": False,
    }  # fmt: skip
    assert words.tile("Selesai", Figure(Shown.PROTECTED, 30))["in_words"]
