"""Reads the authors' files: indicators, modules and quizzes, each with all its problems at once."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from training.content.rules import (
    build,
    facts,
    gatecheck,
    inline,
    language,
    plancheck,
    quizbuild,
    quizcheck,
    quizshape,
    reviewcheck,
    shape,
    structure,
)
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import NO_FIGURES, Figures, Placed, keys_once, refuse
from training.content.rules.model import Indicator, Module
from training.content.rules.problems import (
    MOST_PROBLEMS,
    Parsed,
    Places,
    Problem,
    Spot,
    in_order,
    problem,
)
from training.content.rules.quizzes import Quiz
from training.content.rules.scan import Body
from training.content.rules.source import (
    MODULE_BYTES,
    QUIZ_BYTES,
    SLUG,
    Locator,
    Prose,
    limits,
    tidy,
)
from training.content.rules.yamltext import Document, read

_FRONT = re.compile(r"\A---[ ]*\n(.*?\n)?---[ ]*(?:\n|\Z)", re.DOTALL)
# Structures that only an attack would hold: found before rendering, and then nothing is rendered.
_TOO_MUCH = frozenset(
    {
        *(C.PARAGRAPH_TOO_LONG, C.TOO_MANY_MARKS, C.TABLE_TOO_LARGE),
        *(C.TOO_DEEP, C.TOO_MANY_PIECES),
    }
)
_FRONT_PROSE = ("title", "summary", "outcomes", "practice_plan", "references")
_QUIZ_PROSE = (
    *("text", "prompt", "rationale", "basis", "otherwise", "label", "alt"),
    *("title", "consequence", "principle", "example"),
)


def parse_indicators(path: str, text: str) -> Parsed[tuple[Indicator, ...]]:
    """The conducts that modules and questions may name."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return _unread(path, unfit)
    document = read(path, text)
    fitted, mistakes = shape.fit(document, shape.Indicators)
    problems = [*document.problems, *mistakes]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    keys = [each.key for each in fitted.indicators]
    problems += keys_once(document, ("indicators",), keys)
    sentences = [
        document.prose(text, ("indicators", number, "sentence")) for number in range(len(keys))
    ]
    problems += language.check(path, Locator(text), [each for each in sentences if each])
    value = tuple(build.indicator(each) for each in fitted.indicators)
    return Parsed(value, in_order(problems), document.places())


def parse_module(
    path: str, text: str, figures: Mapping[str, bytes], indicators: Iterable[Indicator]
) -> Parsed[Module]:
    """A module; `figures` holds the drawings by file name, without their folder."""
    text = tidy(text)
    unfit = list(limits(path, text, MODULE_BYTES))
    found = _FRONT.match(text)
    if not unfit and found is None:
        unfit = [problem(path, Spot(), C.FRONT_MATTER_MISSING)]
    if unfit or found is None:
        return _unread(path, unfit)
    document = read(path, found[1] or "", line=1, offset=found.start(1) if found[1] else 0)
    front, mistakes = shape.fit(document, shape.FrontMatter)
    body = Body(path, text, found.end())
    figures = {PurePosixPath(name).name: data for name, data in figures.items()}
    problems = [*_named(path), *document.problems, *mistakes, *body.problems]
    problems += _front(document, front, {each.key for each in indicators})
    problems += structure.check(body, figures)
    if _sound(problems):
        problems += facts.check(body)
        problems += _words(document, body, front)
    sound = _sound(problems)
    value = build.module(path, front, body, figures) if front is not None and sound else None
    return Parsed(value, in_order(problems), document.places())


def parse_quiz(
    path: str, text: str, module: Module | None, indicators: Iterable[Indicator],
    figures: Figures = NO_FIGURES,
) -> Parsed[Quiz]:  # fmt: skip
    """A quiz; with its module it is also known which sources its questions may name.

    `figures` holds the drawings by file name, without their folder.
    """
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return _unread(path, unfit)
    document = read(path, text)
    fitted, mistakes = shape.fit(document, quizshape.QuizFile)
    placed = [*_placed(document, figures)]
    problems = [*_named(path), *document.problems, *mistakes]
    for each in placed:
        problems += quizcheck.one(document, each)
    known = {each.key: each for each in indicators}
    if fitted is not None:
        problems += quizcheck.together(document, placed, fitted.objectives, fitted.draw)
        problems += [*plancheck.plan(document, fitted), *gatecheck.gates(document, fitted)]
        problems += reviewcheck.review(document, fitted.review, fitted.rules)
        problems += _quiz(document, fitted, placed, module, known)
    problems += _quiz_words(document, text, module)
    sound = fitted is not None and _sound(problems)
    value = quizbuild.quiz(fitted, module, known, figures) if fitted is not None and sound else None
    return Parsed(value, in_order(problems), document.places())


def _unread(path: str, problems: Sequence[Problem]) -> Parsed:
    return Parsed(None, in_order(problems), Places(path, {}, {}))


def _named(path: str) -> list[Problem]:
    name = PurePosixPath(path).stem
    fine = SLUG.fullmatch(name)
    return [] if fine else [problem(path, Spot(), C.BAD_FILE_NAME, name=name)]


def _sound(problems: Iterable[Problem]) -> bool:
    return not any(each.code in _TOO_MUCH for each in problems)


def _unknown(
    document: Document, wanted: Iterable[tuple[tuple, str]], known: Container[str]
) -> list[Problem]:
    return [
        refuse(document, at, C.UNKNOWN_INDICATOR, key=key) for at, key in wanted if key not in known
    ]


def _front(document: Document, front: shape.FrontMatter | None, known: set[str]) -> list[Problem]:
    if front is None:
        return []
    problems = [*keys_once(document, ("references",), [each.key for each in front.references])]
    wanted = [(("indicators", number), key) for number, key in enumerate(front.indicators)]
    problems += _unknown(document, wanted, known)
    for number, reference in enumerate(front.references):
        if reference.certainty.value != "V" and not reference.signed_off_by:
            more = {"key": reference.key, "certainty": reference.certainty.value}
            at = ("references", number, "key")
            problems.append(refuse(document, at, C.SOURCE_TO_CHECK, **more))
    return problems


def _words(document: Document, body: Body, front: shape.FrontMatter | None) -> list[Problem]:
    """What is wrong inside the paragraphs and with their language."""
    known = inline.Known(targets=structure.targets(body).keys())
    if front is not None:
        references = {each.key for each in front.references}
        known = inline.Known(references, set(front.contacts), known.targets)
    proses = list(structure.prose(body))
    problems = _inside(body.path, body.locator, proses, known)
    first = [*_prose(document, body.text, _FRONT_PROSE, depth=1)]
    problems += language.check(body.path, body.locator, proses)
    return problems + list(language.slips(body.path, body.locator, first))


def _inside(
    path: str, locator: Locator, proses: Iterable[Prose], known: inline.Known
) -> list[Problem]:
    problems: list[Problem] = []
    marks = 0
    for prose in proses:
        marks += inline.count_marks(prose.text)
        if marks > inline.MOST_MARKS_OF_ALL:
            spot, limit = locator.spot(prose.start), inline.MOST_MARKS_OF_ALL
            problems.append(problem(path, spot, C.TOO_MANY_MARKS, size=marks, limit=limit))
        if marks > inline.MOST_MARKS_OF_ALL or len(problems) > MOST_PROBLEMS:
            break
        over = list(inline.too_much(path, locator, prose))
        problems += over or inline.refused(path, locator, prose, known)
    return problems


def _prose(document: Document, text: str, names: Sequence[str], *, depth: int) -> Iterable[Prose]:
    """The texts under the named keys: at the top (depth 1) or wherever the key is the last."""
    for path in filter(None, document.spans):
        name = path[0] if depth == 1 else path[-1]
        if name in names and (name != "references" or path[-1] == "says"):
            prose = document.prose(text, path, "quiz" if depth != 1 else "front")
            if prose:
                yield prose


def _placed(document: Document, figures: Figures) -> Iterable[Placed]:
    """The questions that have the right shape, even when another part of the file has not."""
    for number, raw in enumerate(_listed(document, "questions")):
        question, _ = shape.fit(Document(document.path, raw), quizshape.Question)
        if question is not None:
            yield Placed(question, number, figures=figures)
    for number, raw in enumerate(_listed(document, "scenarios")[: quizshape.MOST_STORIES]):
        story, _ = shape.fit(Document(document.path, raw), quizshape.Story)
        if story is not None:
            yield Placed(story.as_question(), number, "scenarios")


def _listed(document: Document, part: str) -> list[Any]:
    found = document.data.get(part) if isinstance(document.data, dict) else None
    return found if isinstance(found, list) else []


def _quiz(
    document: Document,
    quiz: quizshape.QuizFile,
    placed: Sequence[Placed],
    module: Module | None,
    known: Mapping[str, Indicator],
) -> list[Problem]:
    """Whether what a quiz names is there."""
    name = PurePosixPath(document.path).stem
    problems: list[Problem] = []
    if quiz.module != name:
        more = {"key": quiz.module, "name": name}
        problems.append(refuse(document, ("module",), C.WRONG_MODULE, **more))
    keys = [each.key for each in quiz.objectives]
    problems += keys_once(document, ("objectives",), keys)
    wanted = [
        (("objectives", number, "indicator"), one.indicator)
        for number, one in enumerate(quiz.objectives)
    ]
    wanted += [((*each.where, "indicator"), each.question.indicator) for each in placed]
    problems += _unknown(document, wanted, known)
    for each in placed:
        objective = each.question.objective
        if objective is not None and objective not in keys:
            where = (*each.where, "objective")
            problems.append(refuse(document, where, C.UNKNOWN_OBJECTIVE, key=objective))
        problems += _sources(document, each, module)
    return problems


def _sources(document: Document, placed: Placed, module: Module | None) -> list[Problem]:
    problems: list[Problem] = []
    question, at = placed.question, placed.where
    if module is not None:
        known = {each.key for each in module.references}
        for place, key in enumerate(question.references):
            if key not in known:
                where = (*at, "references", place)
                problems.append(refuse(document, where, C.UNKNOWN_REFERENCE, key=key))
        prefix = f"{module.code.lower()}-"
        if not question.key.startswith(prefix):
            more = {"key": question.key, "prefix": prefix}
            problems.append(refuse(document, (*at, "key"), C.KEY_PREFIX, **more))
    claim = facts.claim(" ".join(quizshape.said(question)))
    if claim and not question.references:
        more = {"what": claim[0]}
        problems.append(refuse(document, at, C.QUESTION_WITHOUT_SOURCE, **more))
    return problems


def _quiz_words(document: Document, text: str, module: Module | None) -> list[Problem]:
    references = {each.key for each in module.references} if module is not None else None
    known = inline.Known(references, frozenset(), frozenset())
    locator = Locator(text)
    proses = [*_prose(document, text, _QUIZ_PROSE, depth=0)]
    problems = _inside(document.path, locator, proses, known)
    return problems + list(language.check(document.path, locator, proses))
