"""Reads the files of instruments, each with all its problems at once."""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from training.content.rules import instrumentshape, language, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.instruments import ANCHORS, ITEMS, Contrary, Instrument, Item
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.problems import Parsed, Places, Problem, Spot, in_order, problem
from training.content.rules.source import QUIZ_BYTES, SLUG, Locator, limits, tidy
from training.content.rules.yamltext import Document, read

Shape = instrumentshape.InstrumentFile


def parse_instrument(path: str, text: str, indicators: Collection[str]) -> Parsed[Instrument]:
    """An instrument; `indicators` are the keys of the conducts that its items may name."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document, name = read(path, text), PurePosixPath(path).stem
    fitted, mistakes = shape.fit(document, Shape)
    problems = [*document.problems, *mistakes]
    if not SLUG.fullmatch(name):
        problems.append(problem(path, Spot(), C.BAD_FILE_NAME, name=name))
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += _slips(document, fitted, name, indicators)
    prose = [document.prose(text, where) for where in _words(fitted)]
    problems += language.check(path, Locator(text), [each for each in prose if each])
    return Parsed(_instrument(fitted), in_order(problems), document.places())


def _slips(
    document: Document, found: Shape, name: str, indicators: Collection[str]
) -> Iterator[Problem]:
    if found.key != name:
        yield refuse(document, ("key",), C.INSTRUMENT_WRONG_KEY, key=found.key, name=name)
    if len(found.items) != ITEMS:
        count = len(found.items)
        yield refuse(document, ("items",), C.INSTRUMENT_ITEMS, count=count, limit=ITEMS)
    yield from keys_once(document, ("items",), [each.key for each in found.items])
    yield from keys_once(document, ("contrary",), [each.key for each in found.contrary])
    for number, item in enumerate(found.items):
        if item.indicator not in indicators:
            at = ("items", number, "indicator")
            yield refuse(document, at, C.UNKNOWN_INDICATOR, key=item.indicator)
        seen: dict[str, str] = {}
        for mark, words in _anchors(item).items():
            if words in seen:
                at, more = ("items", number, mark), {"first": seen[words], "key": item.key}
                yield refuse(document, at, C.INSTRUMENT_ANCHORS_ALIKE, **more)
            seen.setdefault(words, mark)


def _anchors(item: instrumentshape.Item) -> dict[str, str]:
    return dict(zip(ANCHORS, (item.met, item.partly, item.not_, item.not_seen), strict=True))


def _words(found: Shape) -> Iterator[tuple[str | int, ...]]:
    """Where the words stand that observers read."""
    yield from (("title",), ("context",))
    for number in range(len(found.items)):
        yield from (("items", number, key) for key in ("sentence", *ANCHORS))
    yield from (("contrary", number, "sentence") for number in range(len(found.contrary)))


def _instrument(found: Shape) -> Instrument:
    whom = found.whom
    return Instrument(
        found.key, found.title, found.context, found.stage, found.minutes,
        tuple(each.value for each in whom.job_families),
        tuple(each.value for each in whom.unit_kinds), tuple(whom.sectors),
        tuple(Item(i.key, i.indicator, i.sentence, _anchors(i)) for i in found.items),
        tuple(Contrary(each.key, each.sentence) for each in found.contrary),
    )  # fmt: skip
