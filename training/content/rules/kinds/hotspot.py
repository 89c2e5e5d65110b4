"""Hotspot: a picture with a rectangle for every option, one of which is right."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from training.content.rules import figures as drawings
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Detail, Hotspot, Region
from training.content.rules.inline import SHORTEST_ALT, is_safe
from training.content.rules.kinds.frame import KindRules, Placed, References, refuse, right_count
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.yamltext import Document

FOLDER = "figures/"
# A picture fills the narrowest page (320 px less its margins), where a finger needs 24 px.
NARROWEST, TARGET = 280, 24
Where = tuple[str | int, ...]


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    question = placed.question
    if question.hotspot is None:
        return
    at = (*placed.where, "hotspot")
    yield from right_count(document, placed, range(1, 2), "harus tepat satu")
    yield from _picture(document, at, placed)
    yield from _options(document, at, placed)
    alt = question.hotspot.alt.strip()
    if len(alt) < SHORTEST_ALT:
        more = {"size": len(alt), "limit": SHORTEST_ALT}
        yield refuse(document, (*at, "alt"), C.SHORT_ALT, **more)
    data = placed.figures.get(question.hotspot.picture.removeprefix(FOLDER))
    if data is not None:
        yield from _places(document, (*at, "regions"), placed, drawings.size(data))


def _picture(document: Document, at: Where, placed: Placed) -> Iterator[Problem]:
    assert placed.question.hotspot  # noqa: S101  (asked before)
    target, where = placed.question.hotspot.picture, (*at, "picture")
    if not target.startswith(FOLDER) or ".." in target or is_safe(target):
        yield refuse(document, where, C.REMOTE_IMAGE, target=target)
    elif target.removeprefix(FOLDER) not in placed.figures:
        yield refuse(document, where, C.MISSING_IMAGE, target=target)
    else:
        name, spot = target.removeprefix(FOLDER), document.places().at(*where)
        yield from drawings.check(document.path, name, placed.figures[name], spot)


def _options(document: Document, at: Where, placed: Placed) -> Iterator[Problem]:
    """Every option has one region, and every region an option."""
    assert placed.question.hotspot  # noqa: S101  (asked before)
    keys = [option.key for option in placed.question.options]
    seen: dict[str, int] = {}
    for number, region in enumerate(placed.question.hotspot.regions):
        where = (*at, "regions", number, "option")
        if region.option not in keys:
            yield refuse(document, where, C.UNKNOWN_OPTION, key=region.option)
        elif region.option in seen:
            first = seen[region.option]
            yield refuse(document, where, C.KEY_TWICE, key=region.option, first=first)
        seen.setdefault(region.option, document.places().at(*where).line)
    for number, key in enumerate(keys):
        if key not in seen:
            where = (*placed.where, "options", number, "key")
            yield refuse(document, where, C.OPTION_WITHOUT_REGION, key=key)


def _places(
    document: Document, at: Where, placed: Placed, size: tuple[int, int]
) -> Iterator[Problem]:
    """Regions lie inside the picture, apart from each other, and are large enough for a finger."""
    assert placed.question.hotspot  # noqa: S101  (asked before)
    regions = [_region(each.option, each.box) for each in placed.question.hotspot.regions]
    least = -(-TARGET * size[0] // NARROWEST)
    for number, region in enumerate(regions):
        where = (*at, number, "box")
        if min(region.width, region.height) < least:
            yield refuse(document, where, C.REGION_TOO_SMALL, key=region.option, limit=least)
        if not _inside(region, size):
            more = {"key": region.option, "size": f"{size[0]} × {size[1]}"}
            yield refuse(document, where, C.REGION_OUTSIDE, **more)
    for (_, one), (number, other) in combinations(enumerate(regions), 2):
        if _meet(one, other):
            more = {"key": other.option, "other": one.option}
            yield refuse(document, (*at, number, "box"), C.REGIONS_OVERLAP, **more)


def _inside(region: Region, size: tuple[int, int]) -> bool:
    right, bottom = region.x + region.width, region.y + region.height
    return min(region.x, region.y) >= 0 and right <= size[0] and bottom <= size[1]


def _meet(one: Region, other: Region) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def _region(option: str, box: list[float]) -> Region:
    return Region(option, *map(float, box))


def _build(found: Question, _references: References) -> Hotspot | None:
    if found.hotspot is None:
        return None
    regions = tuple(_region(each.option, each.box) for each in found.hotspot.regions)
    return Hotspot(found.hotspot.picture, found.hotspot.alt.strip(), 0, 0, regions)


def _drawn(detail: Detail | None, figures: Mapping[str, bytes]) -> Detail | None:
    """The picture by its served address, which names its bytes, and its size."""
    if not isinstance(detail, Hotspot):
        return detail
    data = figures.get(detail.picture.removeprefix(FOLDER), b"")
    width, height = drawings.size(data)
    return replace(detail, picture=drawings.address(data), width=width, height=height)


HOTSPOT = KindRules(
    options=range(2, 9), graded="correct", detail="hotspot", check=_check, build=_build, draw=_drawn
)
