"""How much of what raters say is about the subject: intraclass correlations."""

from dataclasses import dataclass

from training.quiz.rules.statistics.agreement import NOTHING, Ratings, complete


@dataclass(frozen=True, slots=True)
class Intraclass:
    """Shrout & Fleiss's six: of one rating and of the mean of k, by who the raters are.

    1: each subject has raters of its own. 2: raters are drawn from many. 3: these raters only.
    """

    icc1: float | None
    icc2: float | None
    icc3: float | None
    icc1k: float | None
    icc2k: float | None
    icc3k: float | None


def intraclass(ratings: Ratings) -> Intraclass | None:
    """The six correlations over the subjects (rows) that every rater (column) rated.

    Shrout & Fleiss (1979), Psychological Bulletin 86, 420–428, table 3 and its formulas. None
    below two such subjects or two raters; single ones are None where their divisor vanishes.
    """
    full = complete(ratings)
    n, k = full.shape
    if n < 2 or k < 2:
        return None
    mean = full.mean()
    subjects = k * float(((full.mean(axis=1) - mean) ** 2).sum())
    raters = n * float(((full.mean(axis=0) - mean) ** 2).sum())
    rest = max(0.0, float(((full - mean) ** 2).sum()) - subjects - raters)
    between, within = subjects / (n - 1), (raters + rest) / (n * (k - 1))
    judges, error = raters / (k - 1), rest / ((n - 1) * (k - 1))
    return Intraclass(
        _over(between - within, between + (k - 1) * within),
        _over(between - error, between + (k - 1) * error + k * (judges - error) / n),
        _over(between - error, between + (k - 1) * error),
        _over(between - within, between),
        _over(between - error, between + (judges - error) / n),
        _over(between - error, between),
    )


def _over(part: float, whole: float) -> float | None:
    return part / whole if abs(whole) > NOTHING else None
