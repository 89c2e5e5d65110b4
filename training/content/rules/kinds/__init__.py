"""What makes a question of each kind well built: one entry for every kind."""

from training.content.rules.kinds import (
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
from training.content.rules.kinds.frame import KindRules
from training.content.rules.quizzes import Kind

KINDS: dict[Kind, KindRules] = {
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
