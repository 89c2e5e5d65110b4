"""Every reason to look at an item has a sentence in Indonesian, figures included."""

import pytest

from training.quiz.rules.statistics.reasons import Flag, Flagged
from training.web.author.statistics_words import NAMES, sentence

pytestmark = pytest.mark.slow

SEEN = {
    Flag.TOO_FEW: ({"n": 12, "least": 30}, "Baru 12 orang"),
    Flag.TOO_EASY: ({"facility": 97.25}, "97,2 persen"),
    Flag.TOO_HARD: ({"facility": 8.0, "guess": 25.0}, "hanya 8,0 persen"),
    Flag.NEGATIVE_DISCRIMINATION: ({"discrimination": -12.34, "low": -20.0}, "daya beda -12,3"),
    Flag.LOW_DISCRIMINATION: ({"discrimination": 4.0}, "daya beda 4,0"),
    Flag.DISTRACTOR_UNCHOSEN: ({"option": "d", "n": 0}, "Pilihan d dipilih 0 kali"),
    Flag.DISTRACTOR_BEATS_KEY: (
        {"option": "b", "correlation": 0.31, "key": 0.1}, "0,31 berbanding 0,10",
    ),
    Flag.DRIFT: ({"before": 60.0, "after": 85.0}, "semula 60,0 persen dan belakangan 85,0 persen"),
    Flag.DIF_LARGE: ({"delta": -2.049}, "-2,05"),
}  # fmt: skip


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_a_name_and_a_sentence_with_its_figures(app, flag):
    data, part = SEEN[flag]
    with app.test_request_context():
        told = sentence(Flagged(flag, data))
        assert part in told
        assert "%" not in told
        assert str(NAMES[flag])


def test_an_option_whose_name_looks_like_a_placeholder_stays_text(app):
    with app.test_request_context():
        told = sentence(Flagged(Flag.DISTRACTOR_UNCHOSEN, {"option": "%(n)s", "n": 3}))
    assert "Pilihan %(n)s dipilih 3 kali" in told
