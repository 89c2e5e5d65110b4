"""What a draft's quiz shows people in each phase, as a table for its authors."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.content.rules.quizzes import Quiz
from training.content.rules.review import Moment, Piece
from training.quiz.rules.review import closing
from training.web.present import date_time

PIECES = {
    Piece.ANSWERS: lazy_gettext("Own answers"),
    Piece.MARKS: lazy_gettext("Marks of each question"),
    Piece.RIGHT: lazy_gettext("Right answers"),
    Piece.RATIONALE: lazy_gettext("Reasons and sources"),
    Piece.COMMENTS: lazy_gettext("Readers' comments"),
}


def moment_names(quiz: Quiz | None) -> list[str]:
    """The four phases as headings, with how long each lasts in this quiz."""
    if quiz is None:
        return []
    closes = closing(quiz.rules)
    soon = _("For %(n)s minutes after handing in", n=quiz.review.just_after_minutes)
    if closes is None:
        return [_("During"), soon, _("After that"), _("After closing (no day is set)")]
    day = date_time(closes)
    return [_("During"), soon, _("Until %(when)s", when=day), _("From %(when)s", when=day)]


def review_rows(quiz: Quiz | None) -> list[list[str]]:
    """One row for each piece: in which phases it is shown."""
    if quiz is None:
        return []
    words = {True: _("shown"), False: _("withheld")}
    return [
        [str(name), *(words[piece in quiz.review.at(moment)] for moment in Moment)]
        for piece, name in PIECES.items()
    ]
