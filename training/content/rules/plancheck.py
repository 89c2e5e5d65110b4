"""Whether a quiz has the questions that its blueprint and its parallel forms ask for."""

from collections import Counter
from collections.abc import Iterator, Mapping

from training.content.rules.codes import ProblemCode as C
from training.content.rules.gateshape import BlueprintLine
from training.content.rules.kinds.frame import refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question, QuizFile
from training.content.rules.quizzes import JUDGED
from training.content.rules.yamltext import Document

FEWEST_FORMS = 2
SITUATIONS = "situasi"


def plan(document: Document, quiz: QuizFile) -> Iterator[Problem]:
    """Everything that is wrong with what an attempt draws."""
    if (quiz.draw is None) == (not quiz.blueprint):
        where = ("blueprint",) if quiz.blueprint else ()
        yield refuse(document, where, C.DRAW_OR_BLUEPRINT)
    yield from _blueprint(document, quiz)
    yield from _forms(document, quiz)


def _blueprint(document: Document, quiz: QuizFile) -> Iterator[Problem]:
    objectives = {each.key for each in quiz.objectives}
    seen: set[tuple[str | None, str]] = set()
    for number, line in enumerate(quiz.blueprint):
        at = ("blueprint", number)
        name = line.objective or SITUATIONS
        if line.objective is not None and line.objective not in objectives:
            where = (*at, "objective")
            yield refuse(document, where, C.UNKNOWN_OBJECTIVE, key=line.objective)
            continue
        count = sum(fits(line, question) for question in quiz.questions)
        if count < line.count:
            more = {"wanted": line.count, "key": name, "count": count}
            yield refuse(document, (*at, "count"), C.PLAN_TOO_LARGE, **more)
        kinds = {(line.objective, kind.value) for kind in line.kinds} or {(line.objective, "")}
        if kinds & seen or (seen and _any_kind_of(line.objective, kinds, seen)):
            yield refuse(document, at, C.PLAN_TWICE, key=name)
        seen |= kinds
    missing = objectives - {line.objective for line in quiz.blueprint}
    for number, objective in enumerate(quiz.objectives):
        if quiz.blueprint and objective.key in missing:
            yield refuse(document, ("objectives", number), C.PLAN_NOT_ALL, key=objective.key)


def _any_kind_of(
    objective: str | None, kinds: set[tuple[str | None, str]], seen: set[tuple[str | None, str]]
) -> bool:
    """Whether a line of any kind stands beside another line of the same objective."""
    same = {kind for key, kind in seen if key == objective}
    return bool(same) and ("" in same or (objective, "") in kinds)


def fits(line: BlueprintLine, question: Question) -> bool:
    """Whether a question is one of those that a line of the blueprint draws from."""
    if line.kinds and question.kind not in line.kinds:
        return False
    if line.objective is None:
        return question.kind in JUDGED
    return question.objective == line.objective and question.kind not in JUDGED


def _forms(document: Document, quiz: QuizFile) -> Iterator[Problem]:
    if (quiz.forms or quiz.anchors) and len(quiz.forms) < FEWEST_FORMS:
        where = ("forms",) if quiz.forms else ("anchors",)
        yield refuse(document, where, C.FORM_FEW, limit=FEWEST_FORMS)
    known = {question.key: question for question in quiz.questions}
    places = [(("anchors", place), key) for place, key in enumerate(quiz.anchors)]
    for number, form in enumerate(quiz.forms):
        at = ("forms", number, "questions")
        places += [((*at, place), key) for place, key in enumerate(form.questions)]
    seen: set[str] = set()
    for where, key in places:
        if key not in known:
            yield refuse(document, where, C.FORM_QUESTION, key=key)
        elif key in seen:
            yield refuse(document, where, C.FORM_TWICE, key=key)
        seen.add(key)
    yield from _equal(document, quiz, known)


def _equal(document: Document, quiz: QuizFile, known: Mapping[str, Question]) -> Iterator[Problem]:
    """Parallel means: as many questions of every objective, and as many situations, in each."""
    keys: dict[str, int] = {}
    for number, form in enumerate(quiz.forms):
        if form.key in keys:
            yield refuse(document, ("forms", number, "key"), C.FORM_TWICE, key=form.key)
        keys.setdefault(form.key, number)
        if number and _content(quiz, 0, known) != _content(quiz, number, known):
            more = {"key": form.key, "first": quiz.forms[0].key}
            yield refuse(document, ("forms", number), C.FORM_UNEQUAL, **more)


def _content(quiz: QuizFile, number: int, known: Mapping[str, Question]) -> Counter[str]:
    asked = (known[key] for key in quiz.forms[number].questions if key in known)
    return Counter(each.objective or SITUATIONS for each in asked)
