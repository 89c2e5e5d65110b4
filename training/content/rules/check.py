"""What only shows when all content is looked at together, and what changes with the calendar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Indicator, Module
from training.content.rules.problems import Parsed, Problem, Spot, in_order, problem
from training.content.rules.quizzes import Quiz
from training.content.rules.render import cited
from training.content.rules.spelling import MONTHS

SOON = timedelta(days=60)
CHECKED_FOR = timedelta(days=365)
INDICATORS = "modules/indicators.yaml"


class _Set:
    """The whole content that could be understood, with the places in its files."""

    def __init__(
        self,
        modules: Sequence[Parsed[Module]],
        quizzes: Sequence[Parsed[Quiz]],
        indicators: Parsed[tuple[Indicator, ...]],
        observed: frozenset[str],
    ) -> None:
        self.observed = observed
        self.modules = [each.value for each in modules if each.value]
        self.quizzes = [each.value for each in quizzes if each.value]
        self.indicators = indicators.value or ()
        self.quiz_of = {quiz.module: quiz for quiz in self.quizzes}
        places = [each.places for each in (*modules, *quizzes, indicators)]
        self._places = {_name(each.path): each for each in places}

    def at(self, path: str, *where: str | int) -> tuple[str, Spot]:
        """The path as it was given and the place of a value in it."""
        places = self._places.get(_name(path))
        return (places.path, places.at(*where)) if places else (path, Spot())

    def has(self, path: str) -> bool:
        """Whether a file is there, understood or not: what is broken is not missing."""
        return _name(path) in self._places


def check_set(
    modules: Iterable[Parsed[Module]],
    quizzes: Iterable[Parsed[Quiz]],
    indicators: Parsed[tuple[Indicator, ...]],
    today: date,
    *,
    used: frozenset[str] = frozenset(),
) -> tuple[Problem, ...]:
    """All problems of the set in reading order: those of its files and those between them.

    `used` are indicators that something else than modules and quizzes names.
    """
    modules, quizzes = tuple(modules), tuple(quizzes)
    whole = _Set(modules, quizzes, indicators, used)
    found = [one for each in (*modules, *quizzes, indicators) for one in each.problems]
    for check in (_pairs, _codes, _question_keys, _conditions, _indicators, _unused_sources):
        found += check(whole)
    for module in whole.modules:
        found += _dates(whole, module, today)
    return in_order(found)


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _module_path(slug: str) -> str:
    return f"modules/{slug}.md"


def _quiz_path(slug: str) -> str:
    return f"quizzes/{slug}.yaml"


def _pairs(whole: _Set) -> Iterator[Problem]:
    for quiz in whole.quizzes:
        if not whole.has(_module_path(quiz.module)):
            path, spot = whole.at(_quiz_path(quiz.module), "module")
            yield problem(path, spot, C.QUIZ_WITHOUT_MODULE, key=quiz.module)
    for module in whole.modules:
        if not whole.has(_quiz_path(module.slug)):
            path, _ = whole.at(_module_path(module.slug))
            yield problem(path, Spot(), C.MODULE_WITHOUT_QUIZ, key=module.slug)


def _codes(whole: _Set) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for module in whole.modules:
        path, spot = whole.at(_module_path(module.slug), "code")
        if module.code in seen:
            yield problem(path, spot, C.DUPLICATE_CODE, key=module.code, where=seen[module.code])
        seen.setdefault(module.code, path)


def _question_keys(whole: _Set) -> Iterator[Problem]:
    """A question's key is a name for ever: no two quizzes share one."""
    seen: dict[str, str] = {}
    for quiz in whole.quizzes:
        for number, question in enumerate(quiz.questions):
            path, spot = whole.at(_quiz_path(quiz.module), *_place(quiz, number), "key")
            first = seen.setdefault(question.key, path)
            if first != path:
                yield problem(path, spot, C.KEY_REUSED, key=question.key, where=first)


def _place(quiz: Quiz, number: int) -> tuple[str, int]:
    """Where a question stands in its file: scenarios have a list of their own after the others."""
    others = sum(not question.is_story for question in quiz.questions)
    return ("questions", number) if number < others else ("scenarios", number - others)


def _conditions(whole: _Set) -> Iterator[Problem]:
    """A rule may ask only for modules that are there."""
    for quiz in whole.quizzes:
        for number, rule in enumerate(quiz.rules):
            for name, asked in (("when", rule.when), ("requires", rule.requires)):
                for place, slug in enumerate(asked.completed):
                    if slug != quiz.module and not whole.has(_module_path(slug)):
                        at = ("rules", number, name, "completed", place)
                        path, spot = whole.at(_quiz_path(quiz.module), *at)
                        yield problem(path, spot, C.RULE_MODULE, key=slug)


def _indicators(whole: _Set) -> Iterator[Problem]:
    asked = {quiz.module: _asked(quiz) for quiz in whole.quizzes}
    used = {key for module in whole.modules for key in module.indicators} | whole.observed
    used.update(*asked.values())
    for number, indicator in enumerate(whole.indicators):
        if indicator.key not in used:
            path, spot = whole.at(INDICATORS, "indicators", number, "key")
            yield problem(path, spot, C.UNUSED_INDICATOR, key=indicator.key)
    for module in whole.modules:
        if module.slug not in asked:
            continue
        for number, key in enumerate(module.indicators):
            if key not in asked[module.slug]:
                path, spot = whole.at(_module_path(module.slug), "indicators", number)
                yield problem(path, spot, C.INDICATOR_NOT_ASKED, key=key)


def _asked(quiz: Quiz) -> set[str]:
    return {question.indicator for question in quiz.questions}


def _unused_sources(whole: _Set) -> Iterator[Problem]:
    for module in whole.modules:
        used = {key for lesson in module.lessons for key in cited(lesson.html)}
        quiz = whole.quiz_of.get(module.slug)
        used.update(key for each in (quiz.questions if quiz else ()) for key in each.references)
        for number, reference in enumerate(module.references):
            if reference.key not in used:
                path, spot = whole.at(_module_path(module.slug), "references", number, "key")
                yield problem(path, spot, C.UNUSED_REFERENCE, key=reference.key)


def _dates(whole: _Set, module: Module, today: date) -> Iterator[Problem]:
    path = _module_path(module.slug)
    until = day_of(module.valid_until)
    place, spot = whole.at(path, "valid_until")
    if until is None:
        yield problem(place, spot, C.BAD_VALUE, **no_such_day("valid_until"))
    elif until < today:
        yield problem(place, spot, C.MODULE_EXPIRED, day=shown_day(until))
    elif until - today <= SOON:
        yield problem(place, spot, C.MODULE_EXPIRES_SOON, day=shown_day(until), limit=SOON.days)
    for number, reference in enumerate(module.references):
        place, spot = whole.at(path, "references", number, "checked_on")
        checked = day_of(reference.checked_on)
        if checked is None:
            yield problem(place, spot, C.BAD_VALUE, **no_such_day("checked_on"))
            continue
        code = _age(checked, today)
        if code:
            key = "checked_on" if code is C.DATE_IN_FUTURE else reference.key
            yield problem(place, spot, code, key=key, day=shown_day(checked))


def _age(checked: date, today: date) -> C | None:
    """A source that was checked is good for a year."""
    if checked > today:
        return C.DATE_IN_FUTURE
    left = checked + CHECKED_FOR - today
    if left < timedelta(0):
        return C.REFERENCE_EXPIRED
    return C.REFERENCE_EXPIRES_SOON if left <= SOON else None


def day_of(text: str) -> date | None:
    """The day that a text like 2026-11-23 names, if the calendar has it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def no_such_day(key: str) -> Mapping[str, str]:
    """What to say of a key whose day is in no calendar."""
    return {"key": key, "reason": "tanggal itu tidak ada di kalender"}


def shown_day(day: date) -> str:
    """23 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def expiring(modules: Sequence[Module], today: date) -> tuple[Module, ...]:
    """Modules whose time is over or ends soon, for reminders to authors."""
    ends = ((module, day_of(module.valid_until)) for module in modules)
    return tuple(module for module, end in ends if end is None or end - today <= SOON)
