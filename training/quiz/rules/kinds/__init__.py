"""Every kind of question with what it does to an answer."""

from training.content.rules.quizzes import Kind
from training.quiz.rules.kinds import (
    choices,
    cloze,
    freetext,
    hotspot,
    matching,
    numeric,
    ordering,
    short_text,
    situations,
    stories,
)
from training.quiz.rules.kinds.frame import Handling

KINDS: dict[Kind, Handling] = {
    Kind.SINGLE: choices.SINGLE,
    Kind.MULTIPLE: choices.MULTIPLE,
    Kind.TRUE_FALSE: choices.TRUE_FALSE,
    Kind.MATCHING: matching.MATCHING,
    Kind.ORDERING: ordering.ORDERING,
    Kind.SHORT_TEXT: short_text.SHORT_TEXT,
    Kind.NUMERIC: numeric.NUMERIC,
    Kind.CLOZE: cloze.CLOZE,
    Kind.HOTSPOT: hotspot.HOTSPOT,
    Kind.FREE_TEXT: freetext.FREE_TEXT,
    Kind.SJT_RATING: situations.RATING,
    Kind.SJT_BEST_WORST: situations.BEST_WORST,
    Kind.SJT_RANK: situations.RANK,
    Kind.SCENARIO: stories.SCENARIO,
}
