"""Reads the files of questions for visitors, each with all its problems at once."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from training.content.rules import language, shape, voiceshape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.model import Indicator
from training.content.rules.problems import Parsed, Places, Problem, Spot, in_order, problem
from training.content.rules.source import QUIZ_BYTES, Locator, limits, tidy
from training.content.rules.voices import ELEMENTS, Asked, Element, Tier, VoiceForm
from training.content.rules.yamltext import Document, read


def parse_voices(path: str, text: str, indicators: Iterable[Indicator]) -> Parsed[VoiceForm]:
    """The questions for one tier, which the file is named after, and what is wrong with them."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, problems = shape.fit(document, voiceshape.VoiceFile)
    problems = [*document.problems, *problems]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    if fitted.tier.value != PurePosixPath(path).stem:
        reason = {"key": "tier", "reason": "harus sama dengan nama berkasnya"}
        problems.append(refuse(document, ("tier",), C.BAD_VALUE, **reason))
    problems += keys_once(document, ("questions",), [each.key for each in fitted.questions])
    problems += _about(document, fitted, {each.key for each in indicators})
    problems += language.check(path, Locator(text), [*_prose(document, text, fitted)])
    return Parsed(_form(fitted), in_order(problems), document.places())


def _about(document: Document, found: voiceshape.VoiceFile, known: set[str]) -> Iterator[Problem]:
    """Every question is about a conduct that is known; only adults grade the whole service."""
    for number, each in enumerate(found.questions):
        if each.indicator not in known:
            at = ("questions", number, "indicator")
            yield refuse(document, at, C.UNKNOWN_INDICATOR, key=each.indicator)
    if found.elements is None and found.tier is Tier.ADULT:
        yield refuse(document, ("tier",), C.MISSING_KEY, key="elements")
    if found.elements is not None and found.tier is not Tier.ADULT:
        yield refuse(document, ("elements",), C.UNKNOWN_KEY, key="elements")


def _prose(document: Document, text: str, found: voiceshape.VoiceFile):
    places = [("questions", number, "ask") for number in range(len(found.questions))]
    places += [("elements", code, "ask") for code in ELEMENTS if found.elements]
    return filter(None, (document.prose(text, place) for place in places))


def _form(found: voiceshape.VoiceFile) -> VoiceForm:
    questions = tuple(Asked(each.key, each.indicator, each.ask) for each in found.questions)
    named: Mapping[str, voiceshape.Element] = dict(found.elements or ())
    elements = tuple(
        Element(code, named[code].ask, tuple(named[code].answers)) for code in ELEMENTS if named
    )
    return VoiceForm(found.tier, questions, elements)


def check_voices(files: Mapping[str, Parsed[VoiceForm]]) -> Iterator[Problem]:
    """The problems of all files together: a question's key belongs to one tier only."""
    seen: dict[str, str] = {}
    for path, parsed in files.items():
        yield from parsed.problems
        for number, each in enumerate(parsed.value.questions if parsed.value else ()):
            first = seen.setdefault(each.key, path)
            if first != path:
                spot: Spot = parsed.places.at("questions", number, "key")
                yield problem(path, spot, C.KEY_REUSED, key=each.key, where=first)
