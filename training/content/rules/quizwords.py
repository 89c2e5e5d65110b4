"""What a question tells in front of people: words that may claim something about the law."""

from collections.abc import Iterable

from training.content.rules.quizshape import Question


def said(question: Question) -> Iterable[str]:
    """What a question tells: words that may claim something about the law."""
    yield question.prompt
    for option in question.options:
        yield f"{option.text} {option.rationale or ''}"
    for pair in question.matching.pairs if question.matching else ():
        yield f"{pair.text} {pair.rationale}"
    if question.cloze:
        yield question.cloze.text
    yield from _story(question)


def _story(question: Question) -> Iterable[str]:
    """Everything that a scenario tells."""
    for node in question.scenario.nodes if question.scenario else ():
        yield f"{node.text} {node.principle or ''}"
        yield from (f"{choice.text} {choice.consequence}" for choice in node.choices)
