"""What a new release changes in the quiz: questions, wording and, above all, the key."""

from collections.abc import Iterator

from training.content.rules.changeline import ChangeKind, ChangeLine, keyed, matched
from training.content.rules.kinds import KINDS
from training.content.rules.quizzes import (
    Objective,
    Option,
    Question,
    Quiz,
    bare_detail,
)

K = ChangeKind


def quiz_changes(old: Quiz | None, new: Quiz | None, slug: str) -> Iterator[ChangeLine]:
    """The changes between two quizzes; a quiz that comes or goes is one change."""
    if old is None or new is None:
        if old is not new:
            yield ChangeLine(K.QUIZ_ADDED if old is None else K.QUIZ_REMOVED, slug)
        return
    yield from _frame(old, new)
    objectives = keyed(old.objectives), keyed(new.objectives)
    yield from matched(*objectives, (K.OBJECTIVE_ADDED, K.OBJECTIVE_REMOVED), _objective)
    questions = keyed(old.questions), keyed(new.questions)
    yield from matched(*questions, (K.QUESTION_ADDED, K.QUESTION_REMOVED), _question)


def _frame(old: Quiz, new: Quiz) -> Iterator[ChangeLine]:
    """What changes around the questions: marks, waiting, what is drawn, who may start."""
    if old.pass_mark != new.pass_mark:
        yield ChangeLine(K.PASS_MARK_CHANGED, "pass_mark", old.pass_mark, new.pass_mark)
    if old.retake_after_hours != new.retake_after_hours:
        hours = old.retake_after_hours, new.retake_after_hours
        yield ChangeLine(K.RETAKE_CHANGED, "retake_after_hours", *hours)
    if _plan(old) != _plan(new):
        yield ChangeLine(K.DRAW_CHANGED, "draw", _drawn(old), _drawn(new))
    if (old.purposes, old.rules) != (new.purposes, new.rules):
        yield ChangeLine(K.RULES_CHANGED, "rules", len(old.rules), len(new.rules))
    if old.certainty != new.certainty:
        yield ChangeLine(K.CERTAINTY_CHANGED, "certainty", old.certainty, new.certainty)
    if old.review != new.review:
        yield ChangeLine(K.REVIEW_CHANGED, "review")
    if old.panel != new.panel:
        yield ChangeLine(K.PANEL_CHANGED, "panel", old.panel.status, new.panel.status)


def _plan(quiz: Quiz) -> tuple[object, ...]:
    """What an attempt draws; an objective that comes or goes is told as such."""
    return quiz.draw, quiz.blueprint, quiz.forms, quiz.anchors, quiz.exposure_cap


def _drawn(quiz: Quiz) -> str:
    if quiz.blueprint or quiz.forms:
        return str(quiz.size)
    return f"{quiz.draw.per_objective} + {quiz.draw.situations}"


def _objective(old: Objective, new: Objective) -> Iterator[ChangeLine]:
    if old.indicator != new.indicator:
        yield ChangeLine(K.OBJECTIVE_MEASURES_OTHER, new.key, old.indicator, new.indicator)
    if old.text != new.text:
        yield ChangeLine(K.OBJECTIVE_REWORDED, new.key, old.text, new.text)


def _question(old: Question, new: Question) -> Iterator[ChangeLine]:
    """What a question asks and what counts as right come first; details only when nothing else."""
    found = [*_measure(old, new), *_key(old, new), *_wording(old, new)]
    yield from found or [ChangeLine(K.QUESTION_DETAILS_CHANGED, new.key)]


def _measure(old: Question, new: Question) -> Iterator[ChangeLine]:
    for name in ("indicator", "objective", "kind", "dimension", "stage", "conflict"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield ChangeLine(K.QUESTION_MEASURES_OTHER, new.key, before, after)
            return


def _key(old: Question, new: Question) -> Iterator[ChangeLine]:
    before, after = KINDS[old.kind].right(old), KINDS[new.kind].right(new)
    if before != after:
        yield ChangeLine(K.RIGHT_ANSWER_CHANGED, new.key, before, after)
    before, after = _expert(old), _expert(new)
    if before != after:
        yield ChangeLine(K.EXPERT_KEY_CHANGED, new.key, before, after)


def _wording(old: Question, new: Question) -> Iterator[ChangeLine]:
    options, others = _by_key(old), _by_key(new)
    if options.keys() != others.keys():
        yield ChangeLine(K.OPTIONS_CHANGED, new.key, ", ".join(options), ", ".join(others))
    both = [(options[key], others[key]) for key in others if key in options]
    if old.prompt != new.prompt or any(one.text != other.text for one, other in both):
        yield ChangeLine(K.QUESTION_REWORDED, new.key)
    if any(one.rationale != other.rationale for one, other in both):
        yield ChangeLine(K.RATIONALE_REWORDED, new.key)
    yield from _detail(old, new)


def _detail(old: Question, new: Question) -> Iterator[ChangeLine]:
    """Words of pairs, gaps and forms; that the key changed has been told already."""
    if bare_detail(old) == bare_detail(new):
        if old.detail != new.detail:
            yield ChangeLine(K.RATIONALE_REWORDED, new.key)
    elif not [*_key(old, new)] and not [*_measure(old, new)]:
        yield ChangeLine(K.QUESTION_REWORDED, new.key)


def _by_key(question: Question) -> dict[str, Option]:
    return {option.key: option for option in question.options}


def _expert(question: Question) -> str:
    rated = [each for each in question.options if each.expert is not None]
    return ", ".join(f"{each.key} {each.expert:g}" for each in sorted(rated, key=_name))


def _name(option: Option) -> str:
    return option.key
