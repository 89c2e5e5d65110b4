"""Matching: every pair names the option that belongs to it; some options belong to none."""

from collections.abc import Iterator

from training.content.rules import quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Matching, Pair
from training.content.rules.kinds.frame import KindRules, Placed, References, keys_once, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import render_inline
from training.content.rules.yamltext import Document


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    question = placed.question
    if question.matching is None:
        return
    at = (*placed.where, "matching", "pairs")
    pairs, options = question.matching.pairs, {option.key for option in question.options}
    yield from keys_once(document, at, [pair.key for pair in pairs])
    for number, pair in enumerate(pairs):
        if pair.match not in options:
            yield refuse(document, (*at, number, "match"), C.UNKNOWN_OPTION, key=pair.match)


def _build(found: Question, references: References) -> Matching | None:
    if found.matching is None:
        return None
    return Matching(
        tuple(
            Pair(
                each.key, each.text.strip(), render_inline(each.text, references), each.match,
                each.rationale.strip(), render_inline(each.rationale, references),
            )
            for each in found.matching.pairs
        )
    )  # fmt: skip


def _right(question: quizzes.Question) -> str:
    pairs = question.detail.pairs if isinstance(question.detail, Matching) else ()
    return ", ".join(f"{pair.key} {pair.match}" for pair in pairs)


MATCHING = KindRules(
    options=range(2, 9), detail="matching", check=_check, build=_build, right=_right
)
