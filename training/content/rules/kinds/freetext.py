"""Free text: an answer in one's own words, and the rubric by which two people mark it."""

from collections.abc import Iterator

from training.content.rules import quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Criterion, FreeText, Level
from training.content.rules.kinds.frame import KindRules, Placed, References, keys_once, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import render_inline
from training.content.rules.yamltext import Document


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    found = placed.question.free_text
    if found is None:
        return
    at = (*placed.where, "free-text")
    yield from keys_once(document, (*at, "criteria"), [each.key for each in found.criteria])
    for number, criterion in enumerate(found.criteria):
        points = [level.points for level in criterion.levels]
        if points != sorted(set(points)) or points[0] != 0:
            where = (*at, "criteria", number, "levels")
            yield refuse(document, where, C.LEVELS_DO_NOT_RISE, key=criterion.key)
    if found.least_words >= found.most_words:
        yield refuse(document, (*at, "most_words"), C.WORDS_DO_NOT_FIT, key=placed.question.key)


def _build(found: Question, references: References) -> FreeText | None:
    if found.free_text is None:
        return None
    text = found.free_text
    criteria = tuple(
        Criterion(each.key, each.text, tuple(Level(one.points, one.text) for one in each.levels))
        for each in text.criteria
    )
    example = text.example.strip()
    return FreeText(
        criteria, example, render_inline(example, references), text.least_words, text.most_words
    )


def _right(question: quizzes.Question) -> str:
    """The points of every criterion's steps."""
    rubric = question.detail.criteria if isinstance(question.detail, FreeText) else ()
    return ", ".join(
        f"{each.key} {'/'.join(str(level.points) for level in each.levels)}" for each in rubric
    )


FREE_TEXT = KindRules(detail="free-text", check=_check, build=_build, right=_right)
