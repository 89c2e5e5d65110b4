"""Expert panels as values: who judged by role, when, and every rating; and the key made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Ratings = Mapping[str, Mapping[str, int]]
"""A rating from 1 to 4 by question and option."""
LEAST_JUDGES = 8
"""So many judges make a key; with fewer it is provisional."""
PROVISIONAL, FIRM = "sementara", "tetap"


@dataclass(frozen=True, slots=True)
class Judge:
    """One judge, known by role and never by name, with the day and the ratings."""

    key: str
    role: str
    rated_on: str
    ratings: Ratings


@dataclass(frozen=True, slots=True)
class Panel:
    """All judges of one quiz; `dropped` are (question, option) that the quiz no longer asks."""

    quiz: str
    judges: tuple[Judge, ...]
    dropped: frozenset[tuple[str, str | None]] = frozenset()

    def dropped_from_quiz(self, question: str, option: str | None = None) -> bool:
        """Whether a response, or the whole situation, is kept as a record only."""
        return not {(question, None), (question, option)}.isdisjoint(self.dropped)


def ratings_of(panel: Panel) -> dict[str, dict[str, tuple[int, ...]]]:
    """Every rating by question and option, in the order of judges, without the dropped ones."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for judge in panel.judges:
        for question, given in judge.ratings.items():
            for option, rating in given.items():
                if not panel.dropped_from_quiz(question, option):
                    rated = found.setdefault(question, {})
                    rated[option] = (*rated.get(option, ()), rating)
    return found


def key_of(ratings: Sequence[int]) -> float:
    """The mean of ratings rounded to one decimal, halves up (2,25 is 2,3): what the quiz holds."""
    count = len(ratings)
    return (20 * sum(ratings) + count) // (2 * count) / 10
