"""How sure a person was of a closed attempt's answers, in the words and numbers of the page."""

from typing import Any

from flask_babel import gettext as _

from training.quiz.queries import Sitting
from training.quiz.rules.certainty import calibration_of
from training.quiz.rules.showing import questions_of
from training.web.employee.words import whole_percent
from training.web.present import number


def sure_and_right(sitting: Sitting) -> dict[str, Any] | None:
    """What the macro `calibration` shows; None where the quiz does not ask for certainty."""
    asked = questions_of(sitting.quiz, sitting.drawn)
    found = calibration_of(
        sitting.quiz, asked, sitting.values, sitting.certainties, sitting.past.marks
    )
    if found is None:
        return None
    words = {1: _("Not very sure"), 2: _("Fairly sure"), 3: _("Very sure")}
    levels = [
        [words[each.level], str(each.n), str(each.right), whole_percent(each.share)]
        for each in found.levels
    ]
    return {
        "levels": levels, "score": number(found.score).replace("-", "−"), "most": found.most,
        "unsaid": found.unsaid, "verdict": found.verdict.value,
    }  # fmt: skip
