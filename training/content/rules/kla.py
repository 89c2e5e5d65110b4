"""The 24 indicators of a child-friendly city: the authors' file, with all its faults."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from training.content.rules import language, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, Locator, limits, tidy
from training.content.rules.strict import Strict
from training.content.rules.yamltext import Document, read

KLA = "modules/kla.yaml"
COUNT = 24
Said = Annotated[str, Field(min_length=1, max_length=160, pattern=r"\S")]


class Mark(StrEnum):
    """How certain a statement of the file is: verified at its source, or by recollection."""

    VERIFIED = "V"
    RECALLED = "R"


class _Cluster(Strict):
    key: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,20}$")]
    title: Said
    mark: Annotated[Mark, Field(strict=False)]


class _Indicator(Strict):
    number: int = Field(ge=1, le=COUNT)
    cluster: str
    name: Said
    mark: Annotated[Mark, Field(strict=False)]


class _File(Strict):
    source: Said
    clusters: list[_Cluster] = Field(min_length=1, max_length=10)
    indicators: list[_Indicator] = Field(min_length=1, max_length=COUNT)


@dataclass(frozen=True, slots=True)
class KlaIndicator:
    """One indicator: its number, the title of its cluster, its short name, how certain that is."""

    number: int
    cluster: str
    name: str
    mark: Mark

    @property
    def is_certain(self) -> bool:
        """Whether its wording was compared with the regulation."""
        return self.mark is Mark.VERIFIED


def parse_kla(path: str, text: str) -> Parsed[tuple[KlaIndicator, ...]]:
    """The indicators in the order of their numbers, and every place where the file is wrong."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, mistakes = shape.fit(document, _File)
    problems = [*document.problems, *mistakes]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += keys_once(document, ("clusters",), [each.key for each in fitted.clusters])
    problems += _wrong(document, fitted)
    problems += _words(document, text, fitted)
    titles = {each.key: each.title for each in fitted.clusters}
    built = (
        KlaIndicator(each.number, titles.get(each.cluster, ""), each.name, each.mark)
        for each in fitted.indicators
    )
    return Parsed(tuple(built), in_order(problems), document.places())


def _wrong(document: Document, found: _File) -> Iterator[Problem]:
    """All 24 are there, in order, and each lies in a cluster that is named above."""
    known = {each.key for each in found.clusters}
    if len(found.indicators) != COUNT:
        yield _bad(document, ("indicators",), f"harus {COUNT} indikator")
    for place, each in enumerate(found.indicators):
        if each.number != place + 1:
            yield _bad(document, ("indicators", place, "number"), f"di sini harus {place + 1}")
        if each.cluster not in known:
            yield _bad(document, ("indicators", place, "cluster"), "klaster ini tidak ada di atas")


def _bad(document: Document, where: tuple[str | int, ...], reason: str) -> Problem:
    return refuse(document, where, C.BAD_VALUE, key=str(where[-1]), reason=reason)


def _words(document: Document, text: str, found: _File) -> list[Problem]:
    places = [
        *(("clusters", number, "title") for number in range(len(found.clusters))),
        *(("indicators", number, "name") for number in range(len(found.indicators))),
    ]
    prose = [document.prose(text, place) for place in places]
    return list(language.check(document.path, Locator(text), [each for each in prose if each]))
