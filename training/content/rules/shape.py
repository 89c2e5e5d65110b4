"""What the authors' files hold, key by key, and how a file is held against it."""

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from training.content.rules import model
from training.content.rules.codes import ProblemCode
from training.content.rules.problems import Problem, Spot, problem
from training.content.rules.strict import DAY, KEY, Day, Dimension, Key, Line, Stage, Strict
from training.content.rules.yamltext import Document

Shape = TypeVar("Shape", bound=BaseModel)


class Indicator(Strict):
    key: Key
    sentence: Line
    dimension: Dimension
    stage: Stage
    sectors: list[Line] = Field(min_length=1)
    principle: Line


class Indicators(Strict):
    indicators: list[Indicator]


class Version(Strict):
    change: Annotated[model.Change, Field(strict=False)]
    note: Line


class Audience(Strict):
    job_families: list[Annotated[model.JobFamily, Field(strict=False)]] = Field(min_length=1)
    unit_kinds: list[Annotated[model.UnitKind, Field(strict=False)]] = Field(min_length=1)


class Reference(Strict):
    key: Key
    law: Line
    article: Line
    says: Line
    certainty: Annotated[model.Certainty, Field(strict=False)]
    checked_on: Day
    checked_by: Line
    dossier: Line | None = None
    signed_off_by: Line | None = None


class PracticePlan(Strict):
    when: Line = Field(alias="if")
    then: Line


class FrontMatter(Strict):
    code: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{0,9}$")]
    title: Line
    summary: Line
    version: Version
    audience: Audience
    minutes: int = Field(ge=1, le=240)
    dimension: Dimension
    stage: Stage
    sensitive: bool
    values: list[Annotated[model.CoreValue, Field(strict=False)]] = Field(min_length=1)
    indicators: list[Key] = Field(min_length=1)
    outcomes: list[Line] = Field(min_length=1)
    bct: list[Annotated[str, Field(pattern=r"^\d{1,2}\.\d{1,2}$")]]
    references: list[Reference]
    contacts: list[Key]
    practice_plan: PracticePlan
    valid_until: Day


REASONS = {
    "string_type": "harus berupa teks (apit dengan tanda kutip bila terbaca sebagai angka)",
    "string_too_short": "tidak boleh kosong",
    "string_too_long": "paling panjang {max_length} karakter",
    "int_type": "harus berupa angka bulat",
    "int_from_float": "harus berupa angka bulat",
    "float_type": "harus berupa angka dengan titik, misalnya 0.75",
    "decimal": "tulis bilangan seperti 7412 atau 12,5, dengan koma untuk desimal",
    "bool_type": "harus true atau false",
    "list_type": "harus berupa daftar",
    "model_type": "harus berupa kumpulan kunci dan nilai",
    "too_long": "paling banyak {max_length}",
    "too_short": "daftarnya tidak boleh kosong",
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
    "greater_than": "harus lebih dari {gt}",
    "enum": "pilih salah satu dari {expected}",
    "literal_error": "pilih salah satu dari {expected}",
}
PATTERNS = {
    KEY: "hanya huruf kecil, angka, dan tanda hubung, paling panjang 60",
    DAY: 'harus tanggal di dalam tanda kutip, misalnya "2026-11-23"',
    r"\S": "tidak boleh kosong",
}


def fit(document: Document, shape: type[Shape]) -> tuple[Shape | None, list[Problem]]:
    """The document in its shape, or every place where it does not fit."""
    try:
        return TypeAdapter(shape).validate_python(document.data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        return None, list(_mistakes(document, details))


def _mistakes(document: Document, details: list[ErrorDetails]) -> Iterator[Problem]:
    for detail in details:
        where = detail["loc"]
        key = _key(where)
        if detail["type"] == "missing":
            spot = _around(document, where[:-1])
            yield problem(document.path, spot, ProblemCode.MISSING_KEY, key=key)
        elif detail["type"] == "extra_forbidden":
            spot = document.keys.get(where, _around(document, where))
            yield problem(document.path, spot, ProblemCode.UNKNOWN_KEY, key=key)
        else:
            spot, reason = _around(document, where), _reason(detail)
            yield problem(document.path, spot, ProblemCode.BAD_VALUE, key=key, reason=reason)


def _reason(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"harus berpola {context['pattern']}")
    return REASONS.get(detail["type"], "periksa jenis nilainya").format(**context)


def _key(where: tuple[str | int, ...]) -> str:
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else "isi berkas"


def _around(document: Document, where: tuple[str | int, ...]) -> Spot:
    """The place of a value or, when it has none, of the key or value around it."""
    while where:
        found = document.keys.get(where) if isinstance(where[-1], str) else None
        found = found or document.values.get(where)
        if found:
            return found
        where = where[:-1]
    return document.values.get((), Spot())
