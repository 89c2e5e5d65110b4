"""Templates of if–then plans: read from the authors' file, with everything that is wrong in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from training.content.rules import language, model, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.model import Indicator, Module
from training.content.rules.problems import Parsed, Places, Problem, in_order, problem
from training.content.rules.source import QUIZ_BYTES, Locator, limits, tidy
from training.content.rules.strict import Key, Strict
from training.content.rules.yamltext import Document, read

PLANS = "modules/plans.yaml"
LONGEST = 160
_TAKEN = re.compile(r"\b(?:jika|maka)\b", re.IGNORECASE)
Part = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]


class _Template(Strict):
    key: Key
    job_families: list[Annotated[model.JobFamily, Field(strict=False)]] = Field(min_length=1)
    indicator: Key
    when: list[Part] = Field(alias="if", min_length=1, max_length=6)
    then: list[Part] = Field(min_length=1, max_length=6)


class _File(Strict):
    modules: dict[Key, Key] = Field(default={}, max_length=200)
    templates: list[_Template] = Field(min_length=1, max_length=200)


@dataclass(frozen=True, slots=True)
class PlanTemplate:
    """Situations of a kind of work, and small acts that answer them, each about one indicator."""

    key: str
    job_families: tuple[str, ...]
    indicator: str
    when: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """All templates; `modules` names the indicator of each module's own practice plan."""

    templates: tuple[PlanTemplate, ...] = ()
    modules: Mapping[str, str] = field(default_factory=dict)


def parse_plans(path: str, text: str, indicators: Iterable[Indicator]) -> Parsed[PlanFile]:
    """The templates of plans, and every place where the file is not as it must be."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, mistakes = shape.fit(document, _File)
    problems = [*document.problems, *mistakes]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    known = {each.key for each in indicators}
    problems += keys_once(document, ("templates",), [each.key for each in fitted.templates])
    problems += _unknown(document, fitted, known)
    problems += _parts(document, fitted)
    problems += _words(document, text, fitted)
    return Parsed(_built(fitted), in_order(problems), document.places())


def _built(found: _File) -> PlanFile:
    templates = (
        PlanTemplate(each.key, tuple(f.value for f in each.job_families), each.indicator,
                     tuple(each.when), tuple(each.then))
        for each in found.templates
    )  # fmt: skip
    return PlanFile(tuple(templates), dict(found.modules))


def _unknown(document: Document, found: _File, known: set[str]) -> Iterator[Problem]:
    for number, each in enumerate(found.templates):
        if each.indicator not in known:
            where = ("templates", number, "indicator")
            yield refuse(document, where, C.UNKNOWN_INDICATOR, key=each.indicator)
    for slug, indicator in found.modules.items():
        if indicator not in known:
            yield refuse(document, ("modules", slug), C.UNKNOWN_INDICATOR, key=indicator)


def _parts(document: Document, found: _File) -> Iterator[Problem]:
    """The words jika and maka are added by the pages, and every act is one of one's own."""
    for number, each in enumerate(found.templates):
        for name, parts in (("if", each.when), ("then", each.then)):
            for place, part in enumerate(parts):
                reason = _wrong(name, part)
                if reason:
                    where = ("templates", number, name, place)
                    yield refuse(document, where, C.BAD_VALUE, key=name, reason=reason)


def _wrong(name: str, part: str) -> str:
    if _TAKEN.match(part):
        return "tulis tanpa kata jika atau maka di depannya; halaman menambahkannya"
    if part.rstrip().endswith("."):
        return "tulis tanpa titik di akhir; halaman menyambungnya menjadi satu kalimat"
    if name == "then" and not part.startswith("saya "):
        return "harus diawali “saya”: rencana menyebut tindakan orang yang membuatnya"
    return ""


def _words(document: Document, text: str, found: _File) -> list[Problem]:
    places = (
        ("templates", number, name, place)
        for number, each in enumerate(found.templates)
        for name, parts in (("if", each.when), ("then", each.then))
        for place in range(len(parts))
    )
    prose = [document.prose(text, place) for place in places]
    return list(language.check(document.path, Locator(text), [each for each in prose if each]))


def check_modules(plans: Parsed[PlanFile], modules: Mapping[str, Module]) -> Iterator[Problem]:
    """A module's practice plan is about one of the indicators that the module names."""
    named = plans.value.modules if plans.value else {}
    for slug, indicator in named.items():
        at = plans.places.at("modules", slug)
        if slug in modules and indicator not in modules[slug].indicators:
            reason = f"“{indicator}” bukan indikator modul {slug}"
            yield problem(plans.places.path, at, C.BAD_VALUE, key=slug, reason=reason)
