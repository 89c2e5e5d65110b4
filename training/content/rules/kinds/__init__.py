"""What makes a question of each kind well built: one entry for every kind."""

from training.content.rules.kinds import choices, hotspot, matching, situations
from training.content.rules.kinds.frame import KindRules
from training.content.rules.quizzes import Kind

KINDS: dict[Kind, KindRules] = {
    Kind.SINGLE: choices.SINGLE,
    Kind.MULTIPLE: choices.MULTIPLE,
    Kind.TRUE_FALSE: choices.TRUE_FALSE,
    Kind.MATCHING: matching.MATCHING,
    Kind.HOTSPOT: hotspot.HOTSPOT,
    Kind.SJT_RATING: situations.RATING,
    Kind.SJT_BEST_WORST: situations.BEST_WORST,
    Kind.SJT_RANK: situations.RANK,
}
