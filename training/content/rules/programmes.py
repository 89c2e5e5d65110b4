"""What a programme of certification asks: two paths, its validity, grace, wording and number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import Field

from training.content.rules import model, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import refuse
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, limits, tidy
from training.content.rules.strict import Key, Line, Strict, Text
from training.content.rules.yamltext import Document, read

PLACEHOLDERS = frozenset({"urut", "tahun"})
LEAP_DAY = "02-29"
_FIELD = re.compile(r"\{([^}:]*)(?::0\d)?\}")
_UNFIELDED = re.compile(r"[A-Za-z0-9./ -]*")
# What training can attest is that somebody was trained; levels belong to the measurement.
_PROMISES = re.compile(r"\b(?:tingkat|level|kompeten|berkompeten|menginternalisasi)\b", re.I)
Share = Annotated[float, Field(ge=0, le=1)]


class ExpiryRule(StrEnum):
    """From when a certificate's validity is counted."""

    COMPLETION = "completion"
    LAST_EXPIRY = "last-expiry"
    FIXED_DATE = "fixed-date"


class _Required(Strict):
    slug: Key = Field(alias="module")
    least_score: Share = 0.0


class _Practice(Strict):
    job_families: list[Annotated[model.JobFamily, Field(strict=False)]] = Field(min_length=1)
    cases: int = Field(default=0, ge=0, le=60)
    plans: int = Field(default=0, ge=0, le=10)


class _Path(Strict):
    modules: list[_Required] = Field(min_length=1, max_length=40)
    practice: list[_Practice] = Field(default=[], max_length=10)


class _Validity(Strict):
    rule: Annotated[ExpiryRule, Field(strict=False)]
    months: int = Field(default=0, ge=0, le=120)
    day: str | None = Field(default=None, pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
    least_months: int = Field(default=0, ge=0, le=36)


class _Grace(Strict):
    days: int = Field(ge=0, le=366)
    reasons: dict[Key, Line] = Field(min_length=1, max_length=12)


class _File(Strict):
    key: Key
    title: Line
    about: Text
    wording: Line
    signatory: Line
    number: str = Field(min_length=5, max_length=60)
    validity: _Validity
    window_days: int = Field(ge=0, le=366)
    grace: _Grace
    first: _Path
    renewal: _Path


@dataclass(frozen=True, slots=True)
class Required:
    """A module that must be complete in its current edition, with at least this score (0–1)."""

    slug: str
    least_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Practice:
    """For these job families: so many cases practised, so many plans that others corroborated."""

    job_families: tuple[str, ...]
    cases: int = 0
    plans: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """All that one path asks."""

    modules: tuple[Required, ...]
    practice: tuple[Practice, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(each.slug for each in self.modules)

    def practice_for(self, job_family: str) -> Practice | None:
        """What the path asks of a role beside modules, if anything."""
        return next((each for each in self.practice if job_family in each.job_families), None)


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a certificate holds: `months` from its start, or until a `day` of the year.

    A fixed day (MM-DD, the last valid one) comes at least `least_months` after completion.
    """

    rule: ExpiryRule
    months: int = 0
    day: str = ""
    least_months: int = 0


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme as its file says. `grace_reasons`: the words of each reason by its key."""

    key: str
    title: str
    about: str
    wording: str
    signatory: str
    number: str
    validity: Validity
    window_days: int
    grace_days: int
    grace_reasons: tuple[tuple[str, str], ...]
    first: Way
    renewal: Way

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every module that either path asks for, each once."""
        return tuple(dict.fromkeys((*self.first.slugs, *self.renewal.slugs)))


def parse_programme(path: str, text: str, modules: Iterable[str]) -> Parsed[Programme]:
    """A programme and everything that is wrong with its file; `modules` are the known slugs."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, problems = shape.fit(document, _File)
    problems = [*document.problems, *problems]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += _slips(document, fitted, frozenset(modules))
    value = None if problems else _built(fitted)
    return Parsed(value, in_order(problems), document.places())


def _slips(document: Document, fitted: _File, known: frozenset[str]) -> Iterator[Problem]:
    name = PurePosixPath(document.path).stem
    if fitted.key != name:
        yield refuse(document, ("key",), C.PROGRAMME_WRONG_NAME, key=fitted.key, name=name)
    if _PROMISES.search(fitted.wording):
        yield refuse(document, ("wording",), C.PROGRAMME_PROMISES, key="wording")
    fields = [found.group(1) for found in _FIELD.finditer(fitted.number)]
    plain = _UNFIELDED.fullmatch(_FIELD.sub("", fitted.number))
    if set(fields) != PLACEHOLDERS or len(fields) != len(PLACEHOLDERS) or not plain:
        yield refuse(document, ("number",), C.PROGRAMME_NUMBER, key="number")
    yield from _validity(document, fitted.validity)
    for way in ("first", "renewal"):
        yield from _modules(document, way, getattr(fitted, way), known)


def _validity(document: Document, validity: _Validity) -> Iterator[Problem]:
    fixed = validity.rule is ExpiryRule.FIXED_DATE
    if fixed != (validity.day is not None) or fixed == (validity.months > 0):
        yield refuse(document, ("validity",), C.PROGRAMME_VALIDITY, key="validity")
    day = validity.day or ""
    if (day > "02-29" and day[:2] == "02") or day in {"04-31", "06-31", "09-31", "11-31"}:
        yield refuse(document, ("validity", "day"), C.PROGRAMME_VALIDITY, key=day)


def _modules(
    document: Document, way: str, asked: _Path, known: frozenset[str]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, each in enumerate(asked.modules):
        if each.slug not in known:
            where = (way, "modules", place, "module")
            yield refuse(document, where, C.PROGRAMME_MODULE, key=each.slug)
        if each.slug in seen:
            where = (way, "modules", place, "module")
            yield refuse(document, where, C.PROGRAMME_MODULE_TWICE, key=each.slug)
        seen.add(each.slug)


def _built(found: _File) -> Programme:
    validity = found.validity
    return Programme(
        found.key, found.title, found.about, found.wording, found.signatory, found.number,
        Validity(validity.rule, validity.months, validity.day or "", validity.least_months),
        found.window_days, found.grace.days, tuple(found.grace.reasons.items()),
        _way(found.first), _way(found.renewal),
    )  # fmt: skip


def _way(found: _Path) -> Way:
    modules = (Required(each.slug, each.least_score) for each in found.modules)
    practice = (
        Practice(tuple(f.value for f in each.job_families), each.cases, each.plans)
        for each in found.practice
    )
    return Way(tuple(modules), tuple(practice))


def as_told(programme: Programme) -> dict[str, Any]:
    """A programme as plain values, to be kept with what was done under it."""
    return asdict(programme)


def from_told(told: dict[str, Any]) -> Programme:
    """The programme that `as_told` had told, also after JSON has made lists of its tuples."""
    validity = Validity(**{**told["validity"], "rule": ExpiryRule(told["validity"]["rule"])})
    ways = {name: _way_told(told[name]) for name in ("first", "renewal")}
    reasons = tuple((key, words) for key, words in told["grace_reasons"])
    return Programme(**{**told, "validity": validity, "grace_reasons": reasons, **ways})


def _way_told(told: dict[str, Any]) -> Way:
    modules = tuple(Required(**each) for each in told["modules"])
    practice = tuple(
        Practice(**{**each, "job_families": tuple(each["job_families"])})
        for each in told["practice"]
    )
    return Way(modules, practice)
