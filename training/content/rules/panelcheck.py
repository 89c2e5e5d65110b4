"""Reads the files of expert panels, and holds quizzes against what their panels found."""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from training.content.rules import panelshape, shape
from training.content.rules.check import day_of, no_such_day, shown_day
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.panels import (
    FIRM,
    LEAST_JUDGES,
    Judge,
    Panel,
    key_of,
    ratings_of,
)
from training.content.rules.problems import Parsed, Places, Problem, Spot, in_order, problem
from training.content.rules.quizzes import Question, Quiz
from training.content.rules.source import QUIZ_BYTES, SLUG, limits, tidy
from training.content.rules.yamltext import Document, read


def parse_panel(path: str, text: str, today: date) -> Parsed[Panel]:
    """The ratings of a panel, and what is wrong with the file by itself."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document, name = read(path, text), PurePosixPath(path).stem
    fitted, problems = shape.fit(document, panelshape.PanelFile)
    problems = [*document.problems, *problems]
    if not SLUG.fullmatch(name):
        problems.append(problem(path, Spot(), C.BAD_FILE_NAME, name=name))
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    if fitted.quiz != name:
        more = {"key": fitted.quiz, "name": name}
        problems.append(refuse(document, ("quiz",), C.PANEL_WRONG_QUIZ, **more))
    problems += keys_once(document, ("judges",), [judge.key for judge in fitted.judges])
    problems += _days(document, fitted, today)
    return Parsed(_panel(fitted), in_order(problems), document.places())


def _panel(found: panelshape.PanelFile) -> Panel:
    judges = (Judge(each.key, each.role, each.rated_on, each.ratings) for each in found.judges)
    dropped = frozenset((each.question, each.option) for each in found.dropped)
    return Panel(found.quiz, tuple(judges), dropped)


def _days(document: Document, found: panelshape.PanelFile, today: date) -> Iterator[Problem]:
    for number, judge in enumerate(found.judges):
        at, day = ("judges", number, "rated_on"), day_of(judge.rated_on)
        if day is None:
            yield refuse(document, at, C.BAD_VALUE, **no_such_day("rated_on"))
        elif day > today:
            more = {"key": "rated_on", "day": shown_day(day)}
            yield refuse(document, at, C.DATE_IN_FUTURE, **more)


def check_panel(panel: Parsed[Panel], quiz: Parsed[Quiz] | None) -> Iterator[Problem]:
    """What is wrong between a panel and its quiz; problems stand in the file that is to be mended.

    A quiz that is there but could not be understood has problems of its own, and is not judged.
    """
    if panel.value is None:
        return
    if quiz is None:
        where = panel.places.at("quiz")
        yield problem(panel.places.path, where, C.PANEL_WITHOUT_QUIZ, key=panel.value.quiz)
    elif quiz.value is not None:
        situations = {each.key: each for each in quiz.value.questions if each.rated}
        yield from _known(panel.value, panel.places, situations)
        yield from _complete(panel.value, panel.places, situations)
        yield from _same_key(panel.value, quiz.value, quiz.places)


def _known(panel: Panel, places: Places, situations: dict[str, Question]) -> Iterator[Problem]:
    for number, judge in enumerate(panel.judges):
        for key, given in judge.ratings.items():
            at = ("judges", number, "ratings", key)
            spot = places.keys.get(at, places.at(*at))
            if panel.dropped_from_quiz(key):
                continue
            if key not in situations:
                yield problem(places.path, spot, C.PANEL_UNKNOWN_SITUATION, key=key)
                continue
            options = {option.key for option in situations[key].options}
            for option in given:
                if option not in options and not panel.dropped_from_quiz(key, option):
                    spot = places.keys.get((*at, option), spot)
                    yield problem(places.path, spot, C.UNKNOWN_OPTION, key=option)


def _complete(panel: Panel, places: Places, situations: dict[str, Question]) -> Iterator[Problem]:
    """Whoever judges, judges every response of every situation that the panel is about."""
    asked = dict.fromkeys(key for judge in panel.judges for key in judge.ratings)
    for number, judge in enumerate(panel.judges):
        for key in asked:
            if key not in situations or panel.dropped_from_quiz(key):
                continue
            options = [option.key for option in situations[key].options]
            missing = [option for option in options if option not in judge.ratings.get(key, {})]
            if missing:
                at = ("judges", number, "ratings", key)
                spot = places.keys.get(at, places.at("judges", number, "key"))
                more = {"judge": judge.key, "missing": ", ".join(missing), "key": key}
                yield problem(places.path, spot, C.PANEL_RATING_MISSING, **more)


def _same_key(panel: Panel, quiz: Quiz, places: Places) -> Iterator[Problem]:
    """The quiz says what its panel found, and of how many judges."""
    rated, count = ratings_of(panel), len(panel.judges)
    if quiz.panel.judges != count:
        spot, more = places.at("panel", "judges"), {"count": quiz.panel.judges, "found": count}
        yield problem(places.path, spot, C.PANEL_JUDGES, **more)
    for number, question in enumerate(quiz.questions):
        if not question.rated:
            continue
        at = ("questions", number)
        if question.key not in rated:
            yield problem(places.path, places.at(*at, "key"), C.PANEL_UNRATED, key=question.key)
        for place, option in enumerate(question.options):
            ratings = rated.get(question.key, {}).get(option.key)
            if ratings and option.expert != key_of(ratings):
                spot = places.at(*at, "options", place, "expert")
                more = {"key": option.key, "expert": option.expert, "mean": key_of(ratings)}
                yield problem(places.path, spot, C.PANEL_DIFFERS, **more)


def check_status(quiz: Parsed[Quiz]) -> Iterator[Problem]:
    """A key that is called firm needs enough judges."""
    if quiz.value and quiz.value.panel.status == FIRM:
        count = quiz.value.panel.judges
        if count < LEAST_JUDGES:
            spot, more = quiz.places.at("panel", "status"), {"count": count, "limit": LEAST_JUDGES}
            yield problem(quiz.places.path, spot, C.PANEL_TOO_FEW, **more)
