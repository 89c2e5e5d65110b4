"""Every kind of question with what it does to an answer."""

from training.content.rules.quizzes import Kind
from training.quiz.rules.kinds import choices, hotspot, matching, situations
from training.quiz.rules.kinds.frame import Handling

KINDS: dict[Kind, Handling] = {
    Kind.SINGLE: choices.SINGLE,
    Kind.MULTIPLE: choices.MULTIPLE,
    Kind.TRUE_FALSE: choices.TRUE_FALSE,
    Kind.MATCHING: matching.MATCHING,
    Kind.HOTSPOT: hotspot.HOTSPOT,
    Kind.SJT_RATING: situations.RATING,
    Kind.SJT_BEST_WORST: situations.BEST_WORST,
    Kind.SJT_RANK: situations.RANK,
}
