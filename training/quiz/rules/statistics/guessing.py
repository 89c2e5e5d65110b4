"""What somebody would earn who knows nothing and chooses blindly."""

from training.content.rules.quizzes import Kind, Question


def random_guess(question: Question) -> float | None:
    """The expected share of the marks of a blind answer; None where right is a matter of degree.

    One of n options: 1/n. All or nothing among n options, of which at least one must be chosen:
    1/(2ⁿ − 1).
    """
    options = len(question.options)
    if not options:
        return None
    if question.kind in {Kind.SINGLE, Kind.TRUE_FALSE}:
        return 1 / options
    return 1 / (2**options - 1) if question.kind is Kind.MULTIPLE else None
